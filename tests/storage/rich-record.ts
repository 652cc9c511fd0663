import type { JournalCommit } from '#core/journal/record.ts';
import type { Rating } from '#core/scheduling/schedule.ts';
import { quarantineRow } from '#storage/quarantine.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';
import { anOrigin, answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const ratings: readonly Rating[] = [3, 3, 1, 4, 2, 3];

/** A learner with some weeks behind them and something in every table, always the same one. */
export async function aRichRecord(): Promise<{ readonly origin: IDBFactory; readonly storage: Storage }> {
  const origin = anOrigin();
  const append = async (_commit: JournalCommit) => undefined;
  const journal = { append, retract: append, begin: async () => undefined, survey: async () => [], since: async () => [] };
  const storage = await aStorage(origin, { journal });
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255]);
  const picture = { src: 'a.png', media: 'a'.repeat(64) as never, file: { type: 'image/png' as const, bytes } };
  const entities = [{ name: 'Kafka', notes: 2 }, 'Kinesis', 'Glue', 'Athena', { name: 'EMR', cards: 1 as const }];
  const stream = aDeck({ entities, categories: ['streaming', 'analytics'] });
  const chips = aDeck({ id: 'chips', title: 'Chips', entities: ['Inferentia', 'Trainium', 'Graviton'] });
  const shorter = aDeck({ entities: entities.slice(0, -1), categories: ['streaming', 'analytics'] });
  await storage.installDeck(stream, '# Notes “🎓”\u2028', aMoment(), [picture]);
  await storage.installDeck(chips, '# Chips', aMoment({ minute: 1 }));
  const cards = [...cardsOf(stream), ...cardsOf(chips)].map(({ id }) => id);

  for (let day = 0; day < 30; day += 1) {
    for (let turn = 0; turn < 4; turn += 1) {
      const card = cards[(day + turn * 3) % cards.length]!;
      const { state } = await scheduleOf(storage, card);
      if (state.kind === 'review' && state.dueDay > monday + day) continue;
      const rating = ratings[(day * 4 + turn) % ratings.length]!;
      await answer(storage, card, rating, { moment: aMoment({ day: monday + day, minute: 10 * turn }) });
    }
  }
  const late = (minute: number) => aMoment({ day: monday + 30, minute });
  // The last line of the notes is gone: its card is in the archive, with its history.
  await storage.installDeck(shorter, '# Notes, shorter', late(0), [picture]);
  await answer(storage, cards[0]!, 3, { moment: late(1) });
  await storage.undo(late(2));
  await storage.redo(late(3));
  await answer(storage, cards[1]!, 1, { moment: late(4) });
  await storage.undo(late(5));
  await storage.startQuiz(aQuiz({ cards: [cards[0], cards[2], undefined] }));
  await storage.answerQuestion(aQuiz().id, 0, chose(0), 2_000, late(6));
  await storage.answerQuestion(aQuiz().id, 1, chose(2), 9_000, late(7));
  await storage.endQuiz(aQuiz().id, late(8));
  await storage.startQuiz(aQuiz({ id: 'open', cards: [cards[0]] }));
  await storage.cramCard({ card: cards[2]!, rating: 3, takenMs: 1_000, moment: late(9) });
  await storage.editCard(cards[3]!, { back: 'In my own words.' });
  await storage.suspendCard(cards[4]!);
  await storage.dropCard(cards[5]!);
  await storage.flagCard(cards[0]!, 3);
  await storage.markCard(cards[1]!, true);
  await storage.addCard({ entity: stream.entities[0]!.id, front: 'My own?', back: 'Yes.', lines: [11] }, aMoment());
  await storage.vetoDistractor(stream.entities[0]!.id, stream.entities[1]!.id);
  await storage.buryCard(cards[6]!, late(10));
  await storage.resetCard(cards[2]!, late(11));
  await storage.setDueDay(cards[7]!, (monday + 40) as never, late(12));
  await storage.changeSettings({ minutesPerDay: 20, reviewOrder: 'recall' as never });
  await storage.changePreset({ desiredRetention: 0.85 });
  await storage.changePreset({ newPerDay: 5 }, chips.id);
  await answer(storage, cards[8]!, 3, { moment: late(13) });
  await storage.remember('exportedAt', String(late(14).instant));
  const aside = { id: 'x', kind: 'dream' };
  await storage.db.quarantine.put(quarantineRow('log', aside, 'newer', 'x', late(15).instant));
  return { origin, storage };
}
