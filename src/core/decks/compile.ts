import type { Diagnostic } from '../diagnostic.ts';
import { hash } from '../hash.ts';
import type { CardId, CategoryId, DeckId, EntityId, ExamId, NoteId } from '../ids.ts';
import type { PlacedFigure } from '../notes/figures.ts';
import { canSeal, mapTexts, openFormulas, sealFormulas } from '../notes/formula.ts';
import type { Notebook } from '../notes/notebook.ts';
import { normalise } from '../text.ts';
import { checkCuration, checkLines, names } from './check.ts';
import { checkCorrections } from './check-corrections.ts';
import { correct, followedBy, retiredNumbers } from './corrections.ts';
import type { CuratedEntity, Curation } from './curation.ts';
import type { Card, Category, Deck, DeckEntity, Exam, ExamTag, Fact, Note, SourcedText } from './deck.ts';
import { lintCard } from './lint.ts';
import type { CardRule, Flaw } from './lint.ts';
import { findNamed, makeContrasts, sidesOf } from './contrast.ts';
import { makeMarkedNotes } from './marked-notes.ts';
import { orderCards } from './order.ts';
import type { Orderable } from './order.ts';
import { reasonOfRule } from './reasons.ts';
import type { LeftFact, Reason } from './reasons.ts';
import { freeId, overlap, resolveEntities } from './resolve.ts';
import { maskName } from './names.ts';
import type { ResolvedEntity } from './resolve.ts';
import { ascending, choosePurpose, makeRuleNotes, makeStatements, makeStems } from './rule-notes.ts';
import type { CardDraft, NoteDraft, RuleContext } from './rule-notes.ts';
import { Telling } from './telling.ts';
import { warnOf } from './warnings.ts';
import type { Accepted } from './warnings.ts';

export interface Compiled {
  readonly deck: Deck;
  readonly diagnostics: readonly Diagnostic[];
  /** Everything said in the notes that no card asks, with why. */
  readonly left: readonly LeftFact[];
  /** Cards that rules made and turned down again. */
  readonly turnedDown: readonly TurnedDown[];
  /** Who worded each card. */
  readonly origins: Readonly<Record<CardId, Origin>>;
  /** Warnings that a person has looked at and left, with why. */
  readonly accepted: readonly Accepted[];
  /** Cards that rules would make and that a person has written better. */
  readonly replaced: readonly Replaced[];
}

export interface TurnedDown {
  readonly rule: CardRule;
  readonly front: string;
  readonly back: string;
  readonly lines: readonly number[];
}

/**
 * `written`: front and back stand in deck.yaml; `worded`: a purpose or a stem does, and a rule made the card of it;
 * `marked`: the author of the notes asked it in them; `rule`: nobody has worded it.
 */
export type Origin = 'written' | 'worded' | 'marked' | 'rule';

export interface Replaced {
  readonly front: string;
  readonly back: string;
  readonly lines: readonly number[];
  /** The written card that stands in its place. */
  readonly by: CardId;
}

/** More stems or statements than a quiz can use only make the deck heavier. */
const MOST_STEMS = 4;

/**
 * A deck from notes and what a person decided about them. Rules make the cards; what is written by hand stands before
 * them, and a rule-made card gives way to a written one that asks in the same direction about the same lines.
 */
export function compileDeck(notebook: Notebook, curation: Curation | undefined, id: DeckId): Compiled {
  // A formula is one word to every rule. Whoever writes of prices only pays a little time for it.
  const written = curation && JSON.stringify(curation);
  if (!notebook.source.some((line) => line.includes('$')) && written?.includes('$') !== true)
    return compileWords(notebook, curation, id);
  if (!canSeal(`$${notebook.source.join('')}${written ?? ''}`)) return compileWords(notebook, curation, id);
  const { title, entities, marks } = notebook;
  const sealed = mapTexts({ ...(title === undefined ? {} : { title }), entities, marks }, sealFormulas);
  const compiled = compileWords({ ...notebook, ...sealed }, curation && mapTexts(curation, sealFormulas), id);
  return mapTexts(compiled, openFormulas);
}

function compileWords(notebook: Notebook, curation: Curation | undefined, id: DeckId): Compiled {
  const { entities: resolved, diagnostics: resolving } = resolveEntities(notebook, curation, id);
  const entities = resolved.map((entity) => correct(entity, curation));
  const diagnostics: Diagnostic[] = [...notebook.diagnostics, ...resolving];
  if (curation)
    diagnostics.push(...checkCuration(curation, notebook, entities), ...checkCorrections(curation, notebook, entities));

  const genericPhrases = [...new Set((curation?.genericPhrases ?? []).map((phrase) => phrase.toLowerCase()))];
  const telling = new Telling(entities, genericPhrases);
  const maker = new Maker(notebook, curation, entities, genericPhrases);
  const bySlug = new Map(entities.map((entity) => [entity.slug, entity.id]));
  const members = (slugs: readonly string[]): EntityId[] => slugs.flatMap((one) => bySlug.get(one) ?? []);

  const known = { genericPhrases, attributes: attributesOf(entities), shared: new Set<string>() };
  const contexts = new Map(entities.map((entity) => [entity, contextOf(entity, curation, known)]));
  const purposes = new Map(
    entities.flatMap((entity): [ResolvedEntity, SourcedText][] => {
      const { curated } = entity;
      const context = contexts.get(entity);
      const purpose = curated?.purpose ? inOrder(curated.purpose) : context && choosePurpose(entity, context);
      return purpose ? [[entity, withCorrections(entity, purpose)]] : [];
    }),
  );
  const often = countTexts([...purposes.values()].map(({ text }) => text));
  for (const [text, count] of often) if (count > 1) known.shared.add(text);
  const contrasts = makeContrasts(entities, purposes, curation);

  const described = entities.map((entity): DeckEntity => {
    const context = contexts.get(entity) ?? contextOf(entity, curation, known);
    const { curated } = entity;
    const purpose = purposes.get(entity);
    const notes = maker.makeNotes(entity, purpose, context, contrasts.get(entity));
    const alone = (made: readonly SourcedText[]): readonly SourcedText[] => {
      const seen = new Set<string>();
      const kept: SourcedText[] = [];
      for (const one of made) {
        if (kept.length === MOST_STEMS) break;
        if (!seen.has(one.text) && telling.isSilent(entity, one.text) && telling.isOnlyAbout(entity, one.text)) kept.push(one);
        seen.add(one.text);
      }
      return kept;
    };
    const partOf = curated?.partOf === undefined ? undefined : bySlug.get(curated.partOf);
    const followed = (text: Parameters<typeof withCorrections>[1]) => withCorrections(entity, text);
    return {
      id: entity.id,
      deck: id,
      name: entity.name,
      aliases: entity.aliases,
      ...toldOf(entity, members),
      subWords: curated?.subWords.map((word) => word.toLowerCase()) ?? [],
      // Without curation, everything described may be asked about in quizzes.
      kind: curated?.kind ?? (curation ? 'concept' : 'service'),
      category: entity.category.id as CategoryId,
      ...(partOf === undefined ? {} : { partOf }),
      ...(purpose ? { purpose } : {}),
      ...(curated?.gist === undefined ? {} : { gist: curated.gist }),
      stems: (curated?.stems.length ? curated.stems.map(inOrder) : alone(makeStems(entity, purpose, context))).map(followed),
      statements: (curated?.statements.length
        ? curated.statements.map(inOrder)
        : statementsOf(entity, makeStatements(entity, purpose, context), alone)
      ).map(followed),
      facts: entity.corrected?.asWritten ?? entity.facts,
      notes,
      ...figuresOf(notes, notebook.figures),
    };
  });
  const unordered = meetable(described);
  diagnostics.push(...maker.diagnostics);
  const warned =
    curation &&
    warnOf(
      unordered.flatMap((entity, index) => entities.slice(index, index + 1).map((one) => ({ entity, resolved: one }))),
      curation,
      notebook.path,
    );
  diagnostics.push(...(warned?.diagnostics ?? []));
  const accepted = warned?.accepted ?? [];

  const groups = curation?.groups ?? [];
  const flat = unordered.flatMap(({ id: entity, category, notes }, index) => {
    const own = groups
      .filter(({ members, wide }) => !wide && members.includes(entities[index]?.slug ?? ''))
      .map((group) => group.id);
    return notes.flatMap((note) =>
      note.cards.map(({ priority }): Orderable => ({ note: note.id, priority, category, entity, groups: own })),
    );
  });
  // The curator's order of categories is the order of their turns: a deck need not open with its foundations.
  const turns = new Map(categoriesOf(entities, curation).map(({ id: category }, turn) => [category as string, turn]));
  const turnOf = (index: number) => turns.get(flat[index]?.category ?? '') ?? turns.size;
  const inTurns = flat.map((_, index) => index).toSorted((a, b) => turnOf(a) - turnOf(b) || a - b);
  const positions = new Array<number>(flat.length).fill(0);
  orderCards(inTurns.flatMap((index) => flat[index] ?? [])).forEach((position, at) => {
    positions[inTurns[at] ?? 0] = position;
  });
  let next = 0;
  const ordered = unordered.map((entity) => ({
    ...entity,
    notes: entity.notes.map((note) => ({
      ...note,
      cards: note.cards.map((card) => ({ ...card, position: positions[next++] ?? 0 })),
    })),
  }));

  const deck: Deck = {
    format: 1,
    id,
    title: curation?.title ?? notebook.title ?? titleOf(id),
    ...(curation?.about === undefined ? {} : { about: curation.about }),
    notes: {
      path: notebook.path,
      lineCount: notebook.lineCount,
      ...(notebook.files === undefined ? {} : { files: notebook.files }),
    },
    categories: categoriesOf(entities, curation),
    groups: (curation?.groups ?? []).map((group) => ({
      id: group.id,
      name: group.name,
      members: members(group.members),
      ...(group.wide && { wide: group.wide }),
    })),
    vetoes: (curation?.vetoes ?? []).flatMap((veto) =>
      members([veto.asked]).map((asked) => ({ asked, alsoRight: members(veto.alsoRight) })),
    ),
    genericPhrases,
    ...(curation && curation.exams.length > 0 ? { exams: curation.exams.map(examOf) } : {}),
    entities: ordered,
  };
  const { left, turnedDown, origins, replaced } = maker;
  return { deck, diagnostics, left, turnedDown, origins, accepted, replaced };
}

/** A card never waits for an entity that is met in no other card, or nobody would ever meet it. */
function meetable(entities: readonly DeckEntity[]): readonly DeckEntity[] {
  if (!entities.some(({ notes }) => notes.some(({ cards }) => cards.some(({ needs }) => needs)))) return entities;
  const met = new Set(
    entities.flatMap(({ id, notes }) => (notes.some(({ cards }) => cards.some(({ needs }) => needs === undefined)) ? [id] : [])),
  );
  const ready = (card: Card): Card => {
    const { needs, ...free } = card;
    const left = needs?.filter((id) => met.has(id)) ?? [];
    return left.length > 0 ? { ...card, needs: left } : free;
  };
  return entities.map((entity) => ({
    ...entity,
    notes: entity.notes.map((note) => ({ ...note, cards: note.cards.map((card) => (card.needs ? ready(card) : card)) })),
  }));
}

/** What stands beside the lines that the cards rest on. */
function figuresOf(notes: readonly Note[], figures: readonly PlacedFigure[]): Pick<DeckEntity, 'figures'> {
  if (figures.length === 0) return {};
  const lines = new Set(notes.flatMap(({ cards }) => cards.flatMap((card) => card.lines)));
  const own = figures.filter(({ of }) =>
    Array.from({ length: of.to - of.from + 1 }, (_, n) => of.from + n).some((n) => lines.has(n)),
  );
  return own.length === 0 ? {} : { figures: own };
}

/** What a person has told of an entity beyond its names and texts. */
function toldOf(
  { curated, corrected }: ResolvedEntity,
  members: (slugs: readonly string[]) => EntityId[],
): Pick<DeckEntity, 'formerly' | 'availability' | 'corrections' | 'scenarios' | 'exams'> {
  if (!curated) return {};
  const { formerly, availability, scenarios, exams } = curated;
  return {
    ...(formerly.length > 0 ? { formerly } : {}),
    ...(availability === undefined ? {} : { availability }),
    ...(corrected ? { corrections: corrected.corrections } : {}),
    ...(scenarios.length > 0
      ? {
          scenarios: scenarios.map(({ id, text, lines, alsoRight, exams: own }) => ({
            id,
            text,
            lines: ascending(lines),
            alsoRight: members(alsoRight),
            ...(own === undefined ? {} : { exams: tagsOf(own) }),
          })),
        }
      : {}),
    ...(Object.keys(exams).length > 0 ? { exams: tagsOf(exams) } : {}),
  };
}

function examOf({ id, name, domains, paper, source, checked }: Curation['exams'][number]): Exam {
  return { id: id as ExamId, name, domains, ...(paper && { paper }), source, checked };
}

/** Which domain something serves is told by no exam guide, but by the person who made the deck. */
function tagsOf(tags: Readonly<Record<string, string>>): ExamTag[] {
  return Object.entries(tags).map(([exam, domain]) => ({ exam: exam as ExamId, domain, judged: true }));
}

/** The text with the ids of the corrections that it follows: those that a person named, else those of its fact or lines. */
function withCorrections(
  entity: ResolvedEntity,
  { corrections: named, ...text }: Omit<SourcedText, 'corrections'> & { readonly corrections?: readonly string[] | undefined },
): SourcedText {
  const fact = entity.facts.find(({ id }) => id === text.fact);
  return { ...text, ...followedBy(entity, { named, facts: fact && [fact], lines: text.lines }) };
}

/** A person names lines as they come to mind. */
function inOrder<Text extends { readonly lines: readonly number[] }>(text: Text): Text {
  return { ...text, lines: ascending(text.lines) };
}

function contextOf(
  entity: ResolvedEntity,
  curation: Curation | undefined,
  known: Pick<RuleContext, 'genericPhrases' | 'attributes' | 'shared'>,
): RuleContext {
  const kind = entity.curated?.kind;
  const noun = kind === 'service' ? (curation?.noun ?? 'service') : undefined;
  return { ...known, prefixes: curation?.prefixes ?? [], noun };
}

function attributesOf(entities: readonly ResolvedEntity[]): RuleContext['attributes'] {
  const found = new Map<string, { readonly bearers: Set<string>; readonly values: string[] }>();
  for (const { id, facts } of entities) {
    for (const { label, text } of facts) {
      if (label === undefined) continue;
      const key = normalise(label);
      const known = found.get(key) ?? { bearers: new Set(), values: [] };
      known.bearers.add(id);
      known.values.push(text);
      found.set(key, known);
    }
  }
  const several = [...found].filter(([, { bearers }]) => bearers.size > 1);
  return new Map(several.map(([label, { values }]) => [label, countTexts(values)] as const));
}

function countTexts(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts.map(normalise)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** A name that says it all leaves no statement without its words; then they are hidden, so that one can be asked at all. */
function statementsOf(
  entity: ResolvedEntity,
  made: readonly SourcedText[],
  alone: (made: readonly SourcedText[]) => readonly SourcedText[],
): readonly SourcedText[] {
  const silent = alone(made);
  return silent.length > 0
    ? silent
    : alone(made.map((statement) => ({ ...statement, text: maskName(statement.text, entity.words) }))).slice(0, 1);
}

function titleOf(id: DeckId): string {
  const words = id.replace(/-+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Curated categories in the order of display, then those that only the headings of the notes know. */
function categoriesOf(entities: readonly ResolvedEntity[], curation: Curation | undefined): Category[] {
  const known = new Map((curation?.categories ?? []).map((category) => [category.id, category.name]));
  for (const { category } of entities) if (!known.has(category.id)) known.set(category.id, category.name);
  return [...known].map(([category, name]) => ({ id: category as CategoryId, name }));
}

type WrittenCard = CuratedEntity['cards'][number];

/** Makes notes of one entity after another; ids and fronts are unique over the deck. */
class Maker {
  readonly diagnostics: Diagnostic[] = [];
  readonly left: LeftFact[] = [];
  readonly turnedDown: TurnedDown[] = [];
  readonly replaced: Replaced[] = [];
  readonly origins: Record<CardId, Origin> = {};
  private readonly writtenIds = new Map<WrittenCard, CardId>();
  private readonly notebook: Notebook;
  private readonly curation: Curation | undefined;
  private readonly entities: readonly ResolvedEntity[];
  private readonly genericPhrases: readonly string[];
  private readonly ids = new Set<string>();
  /** Every front that is taken, with whose it is. */
  private readonly fronts = new Map<string, string>();

  constructor(
    notebook: Notebook,
    curation: Curation | undefined,
    entities: readonly ResolvedEntity[],
    genericPhrases: readonly string[],
  ) {
    this.notebook = notebook;
    this.curation = curation;
    this.entities = entities;
    this.genericPhrases = genericPhrases;
    // Every written front is taken before any rule makes one, so that a rule never displaces a person's card.
    for (const [slug, entity] of Object.entries(curation?.entities ?? {})) {
      for (const [index, card] of entity.cards.entries()) {
        const front = normalise(card.front);
        if (!this.fronts.has(front)) this.fronts.set(front, `${slug} ${index}`);
      }
    }
  }

  makeNotes(
    entity: ResolvedEntity,
    purpose: SourcedText | undefined,
    context: RuleContext,
    contrast: NoteDraft | undefined,
  ): Note[] {
    const written = this.writtenNotes(entity);
    const marked = makeMarkedNotes(entity).flatMap((note) => this.markedNote(entity, note));
    const reasons = new Map<string, Reason>();
    const { notes: drafts, left, unmade } = makeRuleNotes(entity, purpose, context);
    for (const note of unmade) for (const card of note.cards) this.isReplaced(entity, card, note);
    const made = [...drafts, ...(contrast ? [contrast] : [])].flatMap((note) => this.ruleNote(entity, note, reasons));
    for (const [fact, reason] of left) reasons.set(fact.id, reason);
    const notes = [...made, ...marked, ...written].sort((a, b) => rank(a) - rank(b));
    this.tellLeft(entity, notes, reasons);
    return notes;
  }

  /** Nothing is dropped without a word: what no card of the entity asks is told with its reason. */
  private tellLeft(entity: ResolvedEntity, notes: readonly Note[], reasons: ReadonlyMap<string, Reason>): void {
    const asked = new Set(notes.flatMap((note) => note.facts));
    const tell = (fact: Pick<Fact, 'text' | 'lines'>, reason: Reason) =>
      this.left.push({ entity: entity.id, name: entity.name, text: fact.text, lines: fact.lines, reason });
    for (const fact of entity.corrected?.asWritten ?? entity.facts) {
      if (!asked.has(fact.id)) tell(fact, reasons.get(fact.id) ?? { kind: 'duplicate', text: 'a written card asks it' });
    }
    for (const repeat of entity.repeats) tell(repeat, { kind: 'duplicate', line: repeat.of.lines.from });
  }

  private markedNote(entity: ResolvedEntity, draft: ReturnType<typeof makeMarkedNotes>[number]): Note[] {
    const cards = draft.cards.flatMap((card): CardDraft[] => {
      // Two things may be asked in the same words below two headings.
      const front = [card.front, `${entity.name}: ${card.front}`].find((one) => !this.fronts.has(normalise(one)));
      if (front === undefined) return [];
      this.fronts.set(normalise(front), entity.slug);
      return [{ ...card, front }];
    });
    if (cards.length === 0) return [];
    const id = freeId(`n${hash(`marked\n${entity.id}\n${normalise(draft.text)}`)}`, this.ids) as NoteId;
    return [
      {
        id,
        kind: 'marked',
        facts: draft.facts.map((fact) => fact.id),
        cards: cards.map((card) => this.finishCard(entity, id, card, 'marked', draft.facts)),
      },
    ];
  }

  private ruleNote(entity: ResolvedEntity, draft: NoteDraft, reasons: Map<string, Reason>): Note[] {
    // What the author asks in the notes themselves is not asked again.
    if (entity.marks.some((mark) => draft.facts.some((fact) => overlap(fact.lines, mark.lines)))) return [];
    const aboutPurpose = draft.kind === 'purpose' || draft.kind === 'definition';
    // Who writes a purpose answers for it, even where the notes tell it of several together; without one, a type must do.
    const roles =
      aboutPurpose && entity.curated?.purpose
        ? []
        : draft.facts.map((fact) => fact.role).filter((role) => !aboutPurpose || role !== 'type');
    const lint = { kind: draft.kind, nameWords: entity.words, roles, genericPhrases: this.genericPhrases };
    const dropped = entity.curated?.drop.flatMap((drop) => drop.numbers ?? []) ?? [];
    const kept = draft.cards.filter((card) => {
      const front = normalise(card.front);
      const retired = [...dropped, ...retiredNumbers(entity, this.curation, card.lines)];
      if (this.isReplaced(entity, card, draft)) return false;
      const flaws = lintCard(card, { ...lint, retired, ...(card.members ? { members: card.members } : {}) });
      const flaw =
        this.fronts.has(front) || card.ofSeveral
          ? { rule: 'K06' as const, message: 'Another card asks the same' }
          : flaws.find((one) => one.severity === 'error' && !isPurposeExcused(one, draft));
      if (!flaw) {
        this.fronts.set(front, entity.slug);
        return true;
      }
      this.turnedDown.push({ rule: flaw.rule, front: card.front, back: card.back, lines: card.lines });
      for (const fact of draft.facts) reasons.set(fact.id, reasonOfRule(flaw.rule, flaw.message));
      return false;
    });
    if (kept.length === 0) return [];
    const about = draft.kind === 'contrast' ? entity.id : (draft.facts[0]?.id ?? entity.id);
    const id = freeId(`n${hash(`${draft.kind}\n${about}`)}`, this.ids) as NoteId;
    return [
      {
        id,
        kind: draft.kind,
        facts: draft.facts.map((fact) => fact.id),
        cards: kept.map((card) => this.finishCard(entity, id, card, originOf(entity, draft, card), draft.facts)),
      },
    ];
  }

  /** Whether a person has already asked this; then it is told which card stands in its place. */
  private isReplaced(entity: ResolvedEntity, card: CardDraft, draft: NoteDraft): boolean {
    const written = this.findWritten(entity, card, draft);
    const by = written && this.writtenIds.get(written);
    if (by === undefined) return false;
    this.replaced.push({ front: card.front, back: card.back, lines: card.lines, by });
    return true;
  }

  /** What a person has written about the same thing, in the same direction. */
  private findWritten(entity: ResolvedEntity, card: CardDraft, draft: NoteDraft): WrittenCard | undefined {
    const cards = entity.curated?.cards ?? [];
    const service = entity.curated?.kind === 'service';
    return cards.find((written) => {
      if (written.direction !== card.direction) return false;
      if (draft.kind === 'contrast') return false;
      if (draft.kind !== 'purpose' && draft.kind !== 'definition')
        return draft.facts.some((fact) => written.lines.includes(fact.lines.from));
      if (card.direction === 'to-name') return !service || asksForPurpose(written, entity);
      // A service is asked what it is for, whatever else is; of a concept there is often but one thing to know.
      return asksForPurpose(written, entity) || (!service && card.lines.every((line) => written.lines.includes(line)));
    });
  }

  private writtenNotes(entity: ResolvedEntity): Note[] {
    const cards = entity.curated?.cards ?? [];
    const notes: { readonly about: string; readonly drafts: CardDraft[] }[] = [];
    const sources = new Map<CardDraft, WrittenCard>();
    cards.forEach((card, index) => {
      this.reportWritten(entity, card, index);
      const { id: key, exams, needs, ...asked } = card;
      const draft: CardDraft = {
        ...asked,
        lines: ascending(asked.lines),
        key,
        exams: exams && tagsOf(exams),
        needs: needs ? this.members(needs) : this.setAside(entity, card),
      };
      sources.set(draft, card);
      // Two cards about one thing, one to the name and one from it, are one note seen from both sides.
      const about = asksForPurpose(card, entity) ? 'purpose' : draft.lines.join(',');
      const sibling = notes.find(
        (note) => note.about === about && note.drafts.every((other) => other.direction !== draft.direction),
      );
      if (sibling) sibling.drafts.push(draft);
      else notes.push({ about, drafts: [draft] });
    });
    return notes.map(({ about, drafts }) => {
      const kind = about === 'purpose' ? 'purpose' : 'written';
      const key = drafts.find((draft) => draft.key !== undefined)?.key;
      const made = key === undefined ? (kind === 'purpose' ? 'purpose' : normalise(drafts[0]?.front ?? '')) : `#${key}`;
      const id = freeId(`n${hash(`written\n${entity.id}\n${made}`)}`, this.ids) as NoteId;
      const lines = new Set(drafts.flatMap((draft) => draft.lines));
      const facts: Fact[] = entity.facts.filter((fact) => lines.has(fact.lines.from));
      const finish = (draft: CardDraft) => {
        const card = this.finishCard(entity, id, draft, 'written');
        const source = sources.get(draft);
        if (source) this.writtenIds.set(source, card.id);
        return card;
      };
      return { id, kind, facts: facts.map((fact) => fact.id), cards: drafts.map(finish) };
    });
  }

  /** A written card has no facts here: what it follows is told by its lines. */
  private finishCard(entity: ResolvedEntity, note: NoteId, draft: CardDraft, origin: Origin, facts?: readonly Fact[]): Card {
    const { part, key, direction, front, back, more, lines, corrections, exams, needs, priority } = draft;
    const wanted = part === undefined ? `${note}.${direction}` : `${note}.${direction}.${hash(normalise(part)).slice(-6)}`;
    const id = freeId(wanted, this.ids) as CardId;
    this.origins[id] = origin;
    return {
      id,
      ...(key === undefined ? {} : { key }),
      direction,
      front,
      back,
      ...(more === undefined ? {} : { more }),
      lines,
      ...followedBy(entity, { named: corrections, facts, lines }),
      ...(exams === undefined ? {} : { exams }),
      ...(needs === undefined || needs.length === 0 ? {} : { needs }),
      priority,
      position: 0,
    };
  }

  private members(slugs: readonly string[]): EntityId[] {
    return slugs.flatMap((slug) => this.entities.find((entity) => entity.slug === slug)?.id ?? []);
  }

  /** The two that a card sets side by side, `A vs B: ...` */
  private setAside(entity: ResolvedEntity, card: { readonly front: string }): EntityId[] | undefined {
    const sides = sidesOf(card.front)?.map((side) => findNamed(side, this.entities, this.curation?.prefixes ?? []));
    return sides && [...new Set(sides.map((side) => (side ?? entity).id))];
  }

  private reportWritten(entity: ResolvedEntity, card: WrittenCard, index: number): void {
    const { curation } = this;
    if (!curation) return;
    const key = ['entities', entity.slug, 'cards', index];
    const at = { path: curation.path, ...curation.locate([...key, 'front']) };
    for (const flaw of lintCard(card, {
      kind: 'written',
      nameWords: entity.words,
      roles: [],
      genericPhrases: this.genericPhrases,
      retired: retiredNumbers(entity, curation, card.lines),
    }).filter((one) => one.severity === 'error')) {
      this.diagnostics.push({
        severity: flaw.severity,
        code: `deck/${flaw.rule}`,
        ...at,
        message: `${flaw.message}.`,
        help: flaw.help,
      });
    }
    const taken = this.fronts.get(normalise(card.front));
    if (taken !== `${entity.slug} ${index}`) {
      const whose = taken?.split(' ')[0] ?? 'Another entity';
      this.diagnostics.push({
        severity: 'error',
        code: 'deck/K06',
        ...at,
        message: `${whose} has a card with the same front.`,
        help: 'Ask more exactly, so that only one answer is right.',
      });
    }
    const about = [entity, ...this.entities.filter((other) => names(`${card.front} ${card.back}`, other))];
    this.diagnostics.push(...checkLines(card.lines, [...key, 'lines'], about, curation, this.notebook));
  }
}

function originOf({ curated }: ResolvedEntity, { kind }: NoteDraft, { direction }: CardDraft): Origin {
  if (!curated || (kind !== 'purpose' && kind !== 'definition')) return 'rule';
  const worded = direction === 'to-name' ? curated.stems.length > 0 : curated.purpose !== undefined;
  return worded ? 'worded' : 'rule';
}

/** `X: what is it for?`, or the first of the questions whose answer is the name. */
function asksForPurpose(card: Pick<Card, 'direction' | 'front'>, entity: ResolvedEntity): boolean {
  if (card.direction === 'to-answer') return /: what (?:(?:is|was) it for|does it do|is it|are they)\?$/i.test(card.front);
  return normalise(card.front) === normalise(entity.curated?.stems[0]?.text ?? '');
}

/** A purpose may list what a thing does; to take it apart would be to ask for half a purpose. */
function isPurposeExcused(flaw: Flaw, draft: NoteDraft): boolean {
  return (draft.kind === 'purpose' || draft.kind === 'definition') && (flaw.rule === 'K08' || flaw.rule === 'K12');
}

function rank(note: Note): number {
  return Math.min(...note.cards.map((card) => card.priority));
}
