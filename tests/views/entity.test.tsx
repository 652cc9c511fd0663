import { act, cleanup, render, screen, within } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import type { EntityId, FactId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { ServicesContext } from '#state/services-context.ts';
import { EntityView } from '#views/entity/EntityView.tsx';
import { aDeck } from '#tests/support/decks.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';
import { aServices } from '#tests/support/services.ts';
import { answer } from '#tests/support/storage.ts';

afterEach(cleanup);

const kafka = 'deck/kafka' as EntityId;
const kinesis = 'deck/kinesis' as EntityId;
const [later, sooner, unasked] = ['later', 'sooner', 'unasked'] as [FactId, FactId, FactId];

/** Kafka, with facts told out of their order, corrections of both kinds, and something that it is confused with. */
function deckOfKafka(): Deck {
  const deck = aDeck({ entities: [{ name: 'Kafka', notes: 2, cards: 1 }, 'Kinesis', 'Glue'] });
  const [first, ...others] = deck.entities;
  const [one, two] = first!.notes;
  return {
    ...deck,
    groups: [{ id: 'streams', name: 'Streams', members: [kafka, kinesis] }],
    entities: [
      {
        ...first!,
        facts: [
          { id: later, role: 'feature', text: 'Keeps what it was told', emphasised: false, lines: { from: 5, to: 5 } },
          { id: sooner, role: 'feature', label: 'Order', text: 'in each part', emphasised: false, lines: { from: 3, to: 3 } },
          { id: unasked, role: 'feature', text: 'Fast', emphasised: false, lines: { from: 7, to: 7 } },
        ],
        notes: [
          { ...one!, facts: [later] },
          { ...two!, facts: [sooner] },
        ],
        corrections: [
          {
            id: 'gone',
            kind: 'ended',
            lines: [1],
            notes: 'Kafka',
            now: 'No longer offered.',
            source: 'https://example.org/news',
            checked: '2026-11-02',
          },
          {
            id: 'days',
            kind: 'stale-number',
            lines: [5],
            notes: 'seven days',
            now: 'A year.',
            source: 'https://docs.example.com/limits',
            checked: '2026-11-03',
          },
        ],
      },
      ...others,
    ],
  };
}

/** Kinesis was chosen twice where Kafka was right. */
function mixedUp(): Quiz {
  const quiz = aQuiz({ cards: [undefined, undefined] });
  return {
    ...quiz,
    questions: quiz.questions.map((question) =>
      question.kind === 'choice'
        ? { ...question, options: question.options.map((option, at) => (at === 1 ? { ...option, entity: kinesis } : option)) }
        : question,
    ),
  };
}

test('the page of an entity: facts in the order of the notes with recall and next review, status and corrections with sources, what it was mixed up with, its questions, its place in the notes', async () => {
  const { services, now } = aServices();
  const storage = await services.storage();
  const notes = ['# Notes', '', 'In order in each part.', '', 'Keeps what it was told, seven days.', '', 'Fast.'].join('\n');
  await storage.installDeck(deckOfKafka(), notes, now());
  await answer(storage, 'deck/kafka/0.to-name', 4, { moment: now() });
  const quiz = mixedUp();
  await storage.startQuiz(quiz);
  for (const at of [0, 1]) await storage.answerQuestion(quiz.id, at, chose(1), 2000, now());
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <EntityView id={kafka} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  expect(await screen.findByRole('heading', { level: 1, name: 'Kafka' })).toBeTruthy();

  const rows = [...document.querySelectorAll('.facts > li')].map(({ textContent }) => textContent);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/^Order: in each part.*line 3.*New not yet met$/);
  expect(rows[1]).toMatch(/^Keeps what it was told.*line 5.*Inked, 100.% next /);
  expect(rows[2]).toMatch(/^Fast.*line 7.*Not asked$/);

  const status = document.querySelector('.status')!;
  expect(status.textContent).toMatch(/No longer offered\..*example\.org.*2 November 2026/);
  expect(
    within(status as HTMLElement)
      .getByRole('link')
      .getAttribute('href'),
  ).toBe('https://example.org/news');
  const wrong = document.querySelector('.wrong')!;
  expect(wrong.textContent).toMatch(/seven days/);
  expect(wrong.textContent).toMatch(/A year\..*docs\.example\.com/);

  const near = document.querySelector('.near')!;
  expect(near.textContent).toMatch(/^Kinesis.*Mixed up 2 times\.$/);
  expect(near.querySelector('a')!.getAttribute('href')).toMatch(/entity\/deck\/kinesis$/);

  const asked = document.querySelector('.asked')!;
  expect(within(asked as HTMLElement).getByRole('heading').textContent).toBe('Its two questions');
  expect([...asked.querySelectorAll('.front')].map(({ textContent }) => textContent)).toEqual([
    'What is Kafka (0)?',
    'What is Kafka (1)?',
  ]);

  const excerpt = [...document.querySelectorAll('.excerpt li')].map((line) => [line.textContent, line.className]);
  expect(excerpt).toContainEqual(['3In order in each part.', 'on']);
  expect(excerpt).toContainEqual(['5Keeps what it was told, seven days.', 'on']);
  expect(excerpt).toContainEqual(['1# Notes', '']);
});

test('what nobody knows has no page, and the way to the reference book instead', async () => {
  const { services } = aServices();
  await services.storage();
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <EntityView id={'deck/none' as EntityId} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  expect((await screen.findByRole('link', { name: 'Open the reference book' })).getAttribute('href')).toMatch(/reference$/);
});
