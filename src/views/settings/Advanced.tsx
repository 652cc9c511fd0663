import { useEffect, useEffectEvent, useId, useRef, useState, type FormEvent } from 'react';
import type { DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { writeWeights } from '#core/scheduling/weights.ts';
import { useDueMoves, useTodayUnder, type Settings } from '#state/live/use-settings.ts';
import type { OptionChange } from '#state/settings.ts';
import { settingsWords as say } from '#views/words/settings.en.ts';
import { RetentionEditor } from './RetentionEditor.tsx';
import { WeightsEditor } from './WeightsEditor.tsx';
import { DropOwn } from './DropOwn.tsx';
import { noEasyDays, otherFields, presetFields, type Checked, type Choice, type EasyDays, type Field } from './fields.ts';

type Change = (name: string, change: OptionChange) => Promise<boolean>;

/** Everything but the three in front: what it does, its value, its default and the way back to it. */
export function Advanced({ settings, change }: { readonly settings: Settings; readonly change: Change }) {
  const { options, decks, exams } = settings;
  const [deck, setDeck] = useState<DeckId>();
  const general = [...otherFields(options, exams), ...presetFields(options)];
  const differing = general.filter(({ value, usual }) => value !== usual).length + options.deckPresets.size;
  const own = deck && options.deckPresets.get(deck);
  return (
    <details className="adv">
      <summary>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M4 2l4 4-4 4" />
        </svg>
        {say.more(general.length)}
        <span className="small">{say.differ(differing)}</span>
      </summary>
      {decks.length > 0 && (
        <p className="whose">
          <label>
            {say.whose}{' '}
            <select
              value={deck ?? ''}
              onChange={({ target }) => setDeck(target.value === '' ? undefined : (target.value as DeckId))}
            >
              <option value="">{say.allDecks}</option>
              {decks.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {deck !== undefined && <OwnOrNot key={deck} deck={deck} own={own} options={options} change={change} />}
      {(deck === undefined || own) && (
        <ul>
          {(deck === undefined ? general : presetFields(options, deck)).map((field) => (
            <Row key={`${deck ?? ''} ${field.id}`} field={field} options={options} change={change} />
          ))}
          {deck === undefined && <DueDates options={options} change={change} />}
        </ul>
      )}
    </details>
  );
}

/** Whether a deck has settings of its own. They begin as those of all decks, so giving them changes nothing; giving them up may. */
function OwnOrNot({
  deck,
  own,
  options,
  change,
}: {
  readonly deck: DeckId;
  readonly own: Preset | undefined;
  readonly options: Options;
  readonly change: Change;
}) {
  const [dropping, drop] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    drop(false);
    button.current?.focus();
  };
  const press = () => {
    if (own === undefined) void change(say.ownName, { kind: 'own preset', deck, own: true });
    else drop(!dropping);
  };
  return (
    <div className="small whose">
      {own === undefined && `${say.ownPreset} `}
      <button
        ref={button}
        type="button"
        className="link"
        {...(own !== undefined && { 'aria-expanded': dropping })}
        onClick={press}
      >
        {own === undefined ? say.giveOwn : say.dropOwn}
      </button>
      {own !== undefined && dropping && (
        <DropOwn
          deck={deck}
          own={own}
          options={options}
          apply={async (asked) => {
            if (await change(say.ownName, asked)) close();
          }}
          close={close}
        />
      )}
    </div>
  );
}

/** Existing due dates follow a change only when the learner wants them to, and sees what that does. */
function DueDates({ options, change }: { readonly options: Options; readonly change: Change }) {
  const [open, setOpen] = useState(false);
  const { name, help, look } = say.dueDates;
  return (
    <li>
      <div>
        <b>{name}</b>
        <small>{help}</small>
        {open && <MoveDueDates options={options} change={change} close={() => setOpen(false)} />}
      </div>
      <span className="v wide">
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {look}
        </button>
      </span>
    </li>
  );
}

function MoveDueDates({
  options,
  change,
  close,
}: {
  readonly options: Options;
  readonly change: Change;
  readonly close: () => void;
}) {
  const moves = useDueMoves(options);
  const { name, move, nothing, counting, plan, undoable } = say.dueDates;
  const idle = moves === undefined || moves.earlier + moves.later === 0;
  const act = async () => {
    if (await change(name, { kind: 'due days' })) close();
  };
  return (
    <div className="edit">
      <p className="small" role="status">
        {moves === undefined ? counting : idle ? nothing : `${plan(moves)} ${undoable}`}
      </p>
      {!idle && (
        <button type="button" className="btn" onClick={() => void act()}>
          {move}
        </button>
      )}
      <button type="button" className="quiet" onClick={close}>
        {say.cancel}
      </button>
    </div>
  );
}

const usualWeights = writeWeights(defaultPreset.weights);

function Row({ field, options, change }: { readonly field: Field; readonly options: Options; readonly change: Change }) {
  const { name, help, value, usual, toUsual, editor } = field;
  const [open, setOpen] = useState<'no' | 'editor' | 'usual'>('no');
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen('no');
    opener.current?.focus();
  };
  const toggle = (which: 'editor' | 'usual') => setOpen(open === which ? 'no' : which);
  const isEditing = open === 'editor';
  const apply = async (asked: OptionChange) => {
    if (await change(name, asked)) close();
  };
  return (
    <li>
      <div>
        <b>{name}</b>
        <small>{help}</small>
        {isEditing && editor.kind === 'text' && (
          <TextEditor field={field} editor={editor} options={options} apply={apply} close={close} />
        )}
        {isEditing && editor.kind === 'choice' && (
          <ChoiceEditor field={field} editor={editor} options={options} apply={apply} close={close} />
        )}
        {isEditing && editor.kind === 'weights' && (
          <WeightsEditor field={field} editor={editor} options={options} apply={apply} close={close} />
        )}
        {isEditing && editor.kind === 'weekdays' && (
          <WeekdaysEditor field={field} editor={editor} options={options} apply={apply} close={close} />
        )}
        {open === 'usual' && editor.kind === 'weights' && (
          <WeightsEditor field={field} editor={{ ...editor, text: usualWeights }} options={options} apply={apply} close={close} />
        )}
        {editor.kind === 'retention' && open !== 'no' && (
          <RetentionEditor
            key={open}
            field={field}
            editor={isEditing ? editor : { ...editor, percent: Math.round(defaultPreset.desiredRetention * 100) }}
            options={options}
            apply={apply}
            close={close}
          />
        )}
        {open === 'usual' && toUsual !== undefined && editor.kind !== 'retention' && (
          <Form
            field={field}
            options={options}
            checked={{ kind: 'fits', change: toUsual }}
            {...(editor.kind === 'weekdays' && { told: editor.told(noEasyDays) })}
            apply={apply}
            close={close}
          >
            <p>{say.back(usual)}</p>
          </Form>
        )}
        {isEditing && editor.kind === 'switch' && (
          <Form field={field} options={options} checked={{ kind: 'fits', change: editor.change }} apply={apply} close={close}>
            <p>{say.show.onOff(!editor.on)}</p>
          </Form>
        )}
      </div>
      <span className="v">
        <button
          ref={opener}
          type="button"
          className="link"
          aria-expanded={isEditing}
          aria-label={say.change(name, value)}
          onClick={() => toggle('editor')}
        >
          {value}
        </button>
      </span>
      <span className="d">
        {value === usual ? (
          say.isDefault(usual)
        ) : (
          <button
            type="button"
            className="link"
            aria-label={`${name}: ${say.toDefault}, ${usual}`}
            aria-expanded={open === 'usual'}
            onClick={() => toggle('usual')}
          >
            {say.toDefault}, {usual}
          </button>
        )}
      </span>
    </li>
  );
}

interface Editing<Kind extends Field['editor']['kind']> {
  readonly field: Field;
  readonly editor: Extract<Field['editor'], { kind: Kind }>;
  readonly options: Options;
  readonly apply: (change: OptionChange) => Promise<void>;
  readonly close: () => void;
}

function TextEditor({ field, editor, options, apply, close }: Editing<'text'>) {
  const [text, setText] = useState(editor.text);
  const checked = editor.read(text);
  const id = useId();
  return (
    <Form field={field} options={options} checked={checked} apply={apply} close={close} errorId={id}>
      <input
        aria-label={field.name}
        aria-invalid={checked.kind === 'wrong'}
        aria-describedby={id}
        inputMode={editor.numeric ? 'numeric' : 'text'}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </Form>
  );
}

function ChoiceEditor({ field, editor, options, apply, close }: Editing<'choice'>) {
  const [chosen, choose] = useState<Choice | undefined>(editor.choices.find(({ id }) => id === editor.chosen));
  const checked: Checked = chosen === undefined ? { kind: 'wrong', why: '' } : { kind: 'fits', change: chosen.change };
  return (
    <Form field={field} options={options} checked={checked} apply={apply} close={close}>
      <select
        aria-label={field.name}
        value={chosen?.id}
        onChange={({ target }) => choose(editor.choices.find(({ id }) => id === target.value))}
      >
        {editor.choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Form>
  );
}

/** A choice for each weekday, and in words what they will do. */
function WeekdaysEditor({ field, editor, options, apply, close }: Editing<'weekdays'>) {
  const [shares, setShares] = useState(editor.shares);
  const choose = (weekday: number, share: number) =>
    setShares(shares.map((each, index) => (index === weekday ? share : each)) as unknown as EasyDays);
  return (
    <Form
      field={field}
      options={options}
      checked={{ kind: 'fits', change: editor.change(shares) }}
      told={editor.told(shares)}
      apply={apply}
      close={close}
    >
      <div className="week">
        {say.weekdays.map((name, weekday) => (
          <label key={name}>
            {name}
            <select value={shares[weekday]} onChange={({ target }) => choose(weekday, Number(target.value))}>
              {say.easyShares.map(({ share, name: word }) => (
                <option key={share} value={share}>
                  {word}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </Form>
  );
}

/** What is asked for, what it would make of today, and the two ways out. Escape leaves everything as it is. */
export function Form({
  field,
  options,
  checked,
  apply,
  close,
  errorId,
  told,
  children,
}: {
  readonly field: Pick<Field, 'under' | 'told'>;
  readonly options: Options;
  readonly checked: Checked;
  readonly apply: (change: OptionChange) => Promise<void>;
  readonly close: () => void;
  readonly errorId?: string;
  /** What it will do, where that is nothing of today. */
  readonly told?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const leave = useEffectEvent(close);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') leave();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (checked.kind === 'fits') void apply(checked.change);
  };
  const under = checked.kind === 'fits' ? field.under(checked.change) : undefined;
  const said = told ?? (checked.kind === 'fits' ? field.told?.(checked.change) : undefined);
  return (
    <form className="edit" ref={form} onSubmit={submit}>
      {children}
      <button type="submit" className="btn" disabled={checked.kind === 'wrong'}>
        {say.save}
      </button>
      <button type="button" className="quiet" onClick={close}>
        {say.cancel}
      </button>
      <p className="small" id={errorId} role="status">
        {checked.kind === 'wrong' ? checked.why : (said ?? (under && <TodayUnder options={options} under={under} />))}
      </p>
    </form>
  );
}

/** "Today: 34 reviews, 20 new, instead of 34 reviews, 12 new." */
export function TodayUnder({ options, under }: { readonly options: Options; readonly under: Options }) {
  // A new object each time it is drawn, and the query runs for each.
  const key = JSON.stringify(under, (_, value: unknown) => (value instanceof Map ? [...value] : value));
  const [asked, ask] = useState({ key, under });
  if (asked.key !== key) ask({ key, under });
  const before = useTodayUnder(options);
  const after = useTodayUnder(asked.under);
  return before === undefined || after === undefined ? null : <>{say.preview(before, after)}</>;
}
