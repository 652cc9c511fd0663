import { useId, useState } from 'react';
import type { Flag } from '#core/deed.ts';
import { leechTag, markedTag } from '#core/deed.ts';
import type { CardId, CategoryId, DeckId, ExamId } from '#core/ids.ts';
import type { CustomPick } from '#core/scheduling/custom.ts';
import { everything, type StudyScope } from '#core/scheduling/scope.ts';
import { useCustomCards, useExams, useParts, useTags } from '#state/live/use-custom.ts';
import type { NoticesStore } from '#state/notices.ts';
import { Page } from '#views/parts/Page.tsx';
import { StudyView } from '#views/study/StudyView.tsx';
import { customWords } from '#views/words/custom.en.ts';
import { flagNames } from '#views/words/deeds.en.ts';
import './custom.css';

const say = customWords;
const kinds = ['all', 'ahead', 'forgotten', 'weakest', 'marked', 'leech', 'flag', 'tag'] as const;
type Kind = (typeof kinds)[number];

/** What Anki calls custom study: a choice of cards with their number, and whether their answers count. */
export function CustomView({ notices }: { readonly notices: NoticesStore }) {
  const [begun, begin] = useState<{ readonly cards: readonly CardId[]; readonly cram: boolean }>();
  if (begun !== undefined) {
    const { cards, cram } = begun;
    return <StudyView request={{ kind: 'cards', cards, ...(cram && { cram }) }} notices={notices} />;
  }
  return (
    <Page title={say.title} tab="today">
      <div className="custom">
        <h1>{say.title}</h1>
        <p className="lead">{say.lead}</p>
        <Choice begin={(cards, cram) => begin({ cards, cram })} />
      </div>
    </Page>
  );
}

function Choice({ begin }: { readonly begin: (cards: readonly CardId[], cram: boolean) => void }) {
  const [kind, setKind] = useState<Kind>('ahead');
  const [amounts, setAmounts] = useState({ ahead: '3', forgotten: '1', weakest: '20' });
  const [flag, setFlag] = useState<Flag>(1);
  const [chosenTag, setTag] = useState<string>();
  const [part, setPart] = useState('');
  const [cram, setCram] = useState(false);
  const parts = useParts() ?? [];
  const exams = useExams() ?? [];
  const tags = useTags() ?? [];
  const tag = chosenTag ?? tags[0] ?? '';
  const asksAmount = kind === 'ahead' || kind === 'forgotten' || kind === 'weakest';
  // What is written may be nothing for a moment.
  const amount = asksAmount ? amountIn(amounts[kind]) : 1;
  const found = useCustomCards({ scope: scopeOf(part), pick: pickOf(kind, amount ?? 1, flag, tag) });
  const cards = amount === undefined ? [] : found;
  const id = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (cards !== undefined && cards.length > 0) begin(cards, cram);
      }}
    >
      <fieldset>
        <legend>{say.which}</legend>
        {kinds.map((each) =>
          each === 'tag' && tags.length === 0 ? null : (
            <label key={each}>
              <input type="radio" className="rb" name={`${id}kind`} checked={kind === each} onChange={() => setKind(each)} />
              {say.kinds[each]}
            </label>
          ),
        )}
      </fieldset>
      {asksAmount && (
        <label className="line">
          {say.amounts[kind]}
          <input
            inputMode="numeric"
            autoComplete="off"
            value={amounts[kind]}
            aria-invalid={amount === undefined}
            onChange={({ target }) => setAmounts({ ...amounts, [kind]: target.value })}
          />
        </label>
      )}
      {kind === 'flag' && (
        <label className="line">
          {say.flag}
          <select value={flag} onChange={(event) => setFlag(Number(event.target.value) as Flag)}>
            {([1, 2, 3, 4, 5, 6, 7] as const).map((each) => (
              <option key={each} value={each}>
                {flagNames[each]}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind === 'tag' && (
        <label className="line">
          {say.tag}
          <select value={tag} onChange={(event) => setTag(event.target.value)}>
            {tags.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      )}
      <label className="line">
        {say.part}
        <select value={part} onChange={(event) => setPart(event.target.value)}>
          <option value="">{say.everything}</option>
          {exams.length > 0 && (
            <optgroup label={say.exams}>
              {exams.map(({ id, name }) => (
                <option key={id} value={`exam\n\n${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
          {parts.map(({ deck, title, categories }) => (
            <optgroup key={deck} label={title}>
              <option value={deck}>{title}</option>
              {categories.map((category) => (
                <option key={category.id} value={`${deck}\n${category.id}`}>
                  {category.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>{say.how}</legend>
        <label>
          <input type="radio" className="rb" name={`${id}cram`} checked={!cram} onChange={() => setCram(false)} />
          <span>
            {say.real}
            <small>{say.realHelp}</small>
          </span>
        </label>
        <label>
          <input type="radio" className="rb" name={`${id}cram`} checked={cram} onChange={() => setCram(true)} />
          <span>
            {say.cram}
            <small>{say.cramHelp}</small>
          </span>
        </label>
      </fieldset>
      <p className="lead" role="status">
        {amount === undefined ? say.wrongAmount(most) : cards === undefined ? say.counting : say.found(cards.length)}
      </p>
      <p className="acts">
        <button type="submit" className="btn main" aria-disabled={cards === undefined || cards.length === 0}>
          {say.start}
        </button>
      </p>
    </form>
  );
}

const most = 999;

function amountIn(text: string): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(value) && value >= 1 && value <= most ? value : undefined;
}

function pickOf(kind: Kind, amount: number, flag: Flag, tag: string): CustomPick {
  switch (kind) {
    case 'all':
      return { kind };
    case 'ahead':
    case 'forgotten':
      return { kind, days: amount };
    case 'weakest':
      return { kind, count: amount };
    case 'marked':
      return { kind: 'tag', tag: markedTag };
    case 'leech':
      return { kind: 'tag', tag: leechTag };
    case 'flag':
      return { kind, flag };
    case 'tag':
      return { kind, tag };
  }
}

function scopeOf(part: string): StudyScope {
  if (part === '') return everything;
  const [deck, category, exam] = part.split('\n');
  if (exam !== undefined) return { kind: 'exam', exam: exam as ExamId };
  if (category === undefined) return { kind: 'decks', decks: [deck as DeckId] };
  return { kind: 'category', deck: deck as DeckId, category: category as CategoryId };
}
