/** A string that only one function makes, so that a card's id cannot stand where an entity's is meant. */
export type Branded<Value, Name extends string> = Value & { readonly [brand]: Name };
declare const brand: unique symbol;

/** The folder name of a deck, `aws-ml-ai-big-data`. */
export type DeckId = Branded<string, 'DeckId'>;
/** `<deck>/<slug of the canonical name>`; unique across decks. */
export type EntityId = Branded<string, 'EntityId'>;
/** Made from entity, role and normalised text, never from position. */
export type FactId = Branded<string, 'FactId'>;
/** Made from the kind of note and its first fact. */
export type NoteId = Branded<string, 'NoteId'>;
/** `<note>.<direction>`. */
export type CardId = Branded<string, 'CardId'>;
/** A category within a deck, `streaming`. */
export type CategoryId = Branded<string, 'CategoryId'>;
/** An exam that a deck prepares for, `aif-c01`. */
export type ExamId = Branded<string, 'ExamId'>;
/** UUIDv7; in the order in which this device learnt of the entries. */
export type EntryId = Branded<string, 'EntryId'>;
export type DeviceId = Branded<string, 'DeviceId'>;
export type PresetId = Branded<string, 'PresetId'>;
export type QuizId = Branded<string, 'QuizId'>;
/** Of what can be taken back, in the order in which it was done. */
export type UndoId = Branded<number, 'UndoId'>;
