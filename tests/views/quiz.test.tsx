import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { drawQuiz, questionsOf } from '#core/quiz/generate.ts';
import { shareQuestions } from '#core/quiz/share.ts';
import { asksForName, type ChoiceQuestion, type Quiz as AnyQuiz } from '#core/quiz/question.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { CategoryId, DeckId, QuizId } from '#core/ids.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { StorageError, type Storage } from '#storage/storage.ts';
import { smallDeck } from '#tests/core/quiz/a-deck.ts';
import { aDeck } from '#tests/support/decks.ts';
import { answer } from '#tests/support/storage.ts';
import { choicesOf, chose } from '#tests/support/quizzes.ts';
import { aServices } from '#tests/support/services.ts';
import { QuizResultView } from '#views/quiz/QuizResultView.tsx';
import { QuizStartView } from '#views/quiz/QuizStartView.tsx';
import { QuizView } from '#views/quiz/QuizView.tsx';

beforeEach(() => {
  location.hash = '#/quiz';
});
afterEach(cleanup);

interface Setting {
  readonly deck?: Deck;
  readonly at?: string;
  readonly storage?: (storage: Storage) => Storage;
  readonly before?: (storage: Storage, quiz: Quiz) => Promise<void>;
}

/** The quiz screens on a real database in memory, with a quiz of five drawn but not stored. */
async function open({ deck = smallDeck, at = '#/quiz', storage, before }: Setting = {}) {
  const made = aServices(storage ? { storage } : {});
  const opened = await made.services.storage();
  await opened.installDeck(deck, '# Notes', made.now());
  const { instant: startedAt, day } = made.now();
  const request = { id: 'q' as QuizId, count: 5, categories: [], seed: 3, startedAt, day };
  const drawn = drawQuiz(questionsOf(deck), request);
  const quiz = { ...drawn, questions: choicesOf(drawn) };
  await before?.(opened, quiz);
  location.hash = at;
  const notices = createNotices();
  // Awaited, or React would not look again at what waits for the database.
  await act(async () => {
    render(
      <ServicesContext value={made.services}>
        <Router hook={useHashLocation}>
          <Suspense fallback="waiting">
            <Switch>
              <Route path="/quiz">
                <QuizStartView />
              </Route>
              <Route path="/quiz/:id">{({ id }) => <QuizView key={id} id={id} notices={notices} />}</Route>
              <Route path="/quiz/:id/result">{({ id }) => <QuizResultView key={id} id={id} notices={notices} />}</Route>
            </Switch>
          </Suspense>
        </Router>
      </ServicesContext>,
    );
  });
  return { ...made, storage: opened, quiz, user: userEvent.setup() };
}

type Quiz = AnyQuiz & { readonly questions: readonly ChoiceQuestion[] };

const atQuiz = { at: '#/quiz/q', before: (storage: Storage, quiz: Quiz) => storage.startQuiz(quiz) };

/** Answers `signs` right (+) or wrong (-). */
async function answerAll(storage: Storage, quiz: Quiz, signs: string, now: ReturnType<typeof aServices>['now']) {
  for (const [index, sign] of Array.from(signs).entries()) {
    const key = quiz.questions[index]?.key ?? 0;
    await storage.answerQuestion(quiz.id, index, chose(sign === '+' ? key : (key + 1) % 4), 4_000, now());
  }
}

function letterOf(quiz: Quiz, index: number, right: boolean): string {
  const key = quiz.questions[index]?.key ?? 0;
  return 'abcd'[right ? key : (key + 1) % 4] ?? 'a';
}

describe('the start', () => {
  test('says what Start will do, and follows the choices', async () => {
    const { user } = await open();
    expect(await screen.findByRole('heading', { name: 'Ten questions on everything' })).toBeVisible();
    await user.click(screen.getByRole('radio', { name: '20' }));
    expect(screen.getByRole('heading', { name: '20 questions on everything' })).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: /The analytics/ }));
    expect(screen.getByRole('heading', { name: /questions on 3 areas/ })).toBeVisible();
  });

  test('offers no more questions than there are', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'None' }));
    await user.click(screen.getByRole('checkbox', { name: /The language/ }));
    expect(screen.getByRole('heading', { name: 'Seven questions on The language' })).toBeVisible();
    expect(screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual(['5', 'All 7']);
    await user.click(screen.getByRole('radio', { name: '5' }));
    expect(screen.getByRole('heading', { name: 'Five questions on The language' })).toBeVisible();
  });

  test('asks for an area when none is chosen, and cannot start', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'None' }));
    expect(screen.getByRole('heading', { name: 'Choose an area' })).toBeVisible();
    expect(screen.getByRole('button', { name: /Start/ })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'All areas' }));
    expect(screen.getByRole('button', { name: /Start/ })).toBeEnabled();
  });

  test('draws each area as its island, inked by what is recalled, and one that is left out loses its tick', async () => {
    const card = smallDeck.entities[0]!.notes[0]!.cards[0]!;
    const { user } = await open({
      before: async (storage) => {
        await storage.installDeck(smallDeck, '# Notes', aServices().now());
        await answer(storage, card.id, 4);
      },
    });
    const areas = await screen.findAllByRole('checkbox', { name: /subjects?$/ });
    const isleOf = (area: HTMLElement) => area.closest('label')!.querySelector('svg')!;
    await waitFor(() => expect(isleOf(areas[0]!).querySelectorAll('.cell').length).toBeGreaterThan(0));
    expect(document.querySelectorAll('.isle .cell')).toHaveLength(smallDeck.entities.length);
    // One thing was just learnt, all the others are bare or new land.
    await waitFor(() => expect(document.querySelectorAll('.isle .cell:not(.k0, .bare)')).toHaveLength(1));
    expect(areas[0]).toBeChecked();
    await user.click(isleOf(areas[0]!));
    expect(areas[0]).not.toBeChecked();
  });

  test('takes the code or the link of a friend’s quiz, and says what is none', async () => {
    const { user, quiz } = await open();
    const field = await screen.findByRole('textbox', { name: 'Code or link of a quiz' });
    await user.type(field, 'not a code!{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('A code is letters');
    expect(location.hash).toBe('#/quiz');
    const code = shareQuestions(quiz.deck, quiz.questions);
    await user.clear(field);
    await user.click(field);
    await user.paste(` https://example.org/app/#/quiz/code/${code}\n`);
    await user.click(screen.getByRole('button', { name: 'Open it' }));
    expect(location.hash).toBe(`#/quiz/code/${code}`);
  });

  test('starts with Enter and keeps to the chosen areas', async () => {
    const { user, storage } = await open();
    await user.click(await screen.findByRole('button', { name: 'None' }));
    await user.click(screen.getByRole('checkbox', { name: /The language/ }));
    await user.keyboard('{Enter}');
    expect(await screen.findAllByText('Question 1 of 7')).not.toHaveLength(0);
    const [quiz] = await storage.db.quizzes.toArray();
    expect(quiz?.categories).toEqual(['language' as CategoryId]);
    expect(new Set(quiz?.questions.map((question) => 'category' in question && question.category))).toEqual(
      new Set(['language']),
    );
  });

  test('offers first to go on with a quiz that is open', async () => {
    const { storage, quiz, now } = await open({
      before: async (opened, drawn) => {
        await opened.startQuiz(drawn);
      },
    });
    await answerAll(storage, quiz, '+-', now);
    const goOn = await screen.findByRole('link', { name: 'Go on with question 3 of 5' });
    expect(goOn).toHaveAttribute('href', '#/quiz/q');
    expect(screen.getByRole('button', { name: 'Start a new one' })).toBeEnabled();
  });

  test('tells how the last quiz went', async () => {
    const { storage, quiz, now } = await open({ before: (opened, drawn) => opened.startQuiz(drawn) });
    await answerAll(storage, quiz, '+++--', now);
    await storage.endQuiz(quiz.id, now());
    expect(await screen.findByRole('link', { name: 'Last quiz: 3 of 5, about 2 known, today.' })).toBeVisible();
  });

  test('says what to do where a deck has no questions', async () => {
    await open({ deck: aDeck({ entities: ['Kafka', 'Kinesis'] }) });
    expect(await screen.findByRole('heading', { name: 'These notes have no questions yet' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open the notes' })).toBeVisible();
  });

  test('says what went wrong when the quiz cannot be stored', async () => {
    const startQuiz = async () => {
      throw new StorageError('quota');
    };
    const { user } = await open({ storage: (storage) => ({ ...storage, startQuiz }) });
    await user.click(await screen.findByRole('button', { name: /Start/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/could not be started.*disk is full/);
  });
});

describe('a question', () => {
  test('has four options to choose from, and tells nothing before the answer', async () => {
    const { quiz } = await open(atQuiz);
    const group = await screen.findByRole('radiogroup', { name: quiz.questions[0]?.stem ?? '' });
    const options = within(group).getAllByRole('radio');
    expect(options.map((option) => option.textContent?.slice(1))).toEqual(quiz.questions[0]?.options.map(({ text }) => text));
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.queryByText('Correct')).toBeNull();
  });

  test('answered wrong says which is right, what each one is and where it stands in the notes', async () => {
    const { quiz, user } = await open(atQuiz);
    await screen.findByRole('radiogroup');
    await user.keyboard(letterOf(quiz, 0, false));
    const question = quiz.questions[0];
    if (!question) throw new Error('no question');
    const rows = await screen.findAllByRole('listitem');
    const wrong = (question.key + 1) % 4;
    for (const [at, option] of question.options.entries()) {
      expect(rows[at]).toHaveTextContent(asksForName(question.direction) ? option.what : option.name);
      const links = within(rows[at] as HTMLElement).getAllByRole('link');
      expect(links.map((link) => link.getAttribute('href'))).toEqual([
        `#/entity/${option.entity}`,
        `#/notes/test/${option.lines.join(',')}`,
      ]);
      if (at === question.key) expect(rows[at]).toHaveTextContent('Correct');
      else if (at === wrong) expect(rows[at]).toHaveTextContent('Your answer');
      else expect(rows[at]).not.toHaveTextContent(/Correct|Your answer/);
    }
    const { text } = question.options[question.key] ?? { text: '' };
    expect(screen.getByRole('status')).toHaveTextContent(`Not right. The answer is ${'ABCD'[question.key]}: ${text}.`);
    expect(screen.getByRole('status')).toHaveTextContent(question.rationale);
  });

  test('tells after the answer, and not before, what is no longer offered, what it was called, and where the notes are wrong', async () => {
    const checked = '2026-11-23';
    const ended = { id: 'gone', kind: 'ended', lines: [1], notes: 'x', now: 'Ended on 7 October 2026.', checked } as const;
    const wrong = { ...ended, id: 'wrong', kind: 'wrong', notes: 'within 60 seconds', now: 'up to 900 s' } as const;
    const deck: Deck = {
      ...smallDeck,
      entities: smallDeck.entities.map((entity) => ({
        ...entity,
        availability: 'ended' as const,
        formerly: ['Old Name'],
        corrections: [ended, wrong],
        stems: entity.stems.map((stem) => ({ ...stem, corrections: ['wrong'] })),
        statements: entity.statements.map((statement) => ({ ...statement, corrections: ['wrong'] })),
      })),
    };
    const { quiz, user } = await open({ ...atQuiz, deck });
    const group = await screen.findByRole('radiogroup');
    expect(group.textContent).toContain('Ended on');
    for (const said of within(group).getAllByText(/Ended on/)) expect(said).not.toBeVisible();
    await user.keyboard(letterOf(quiz, 0, false));
    for (const option of await screen.findAllByRole('listitem')) {
      expect(option).toHaveTextContent('formerly Old Name');
      expect(option).toHaveTextContent('Ended on 7 October 2026.');
    }
    const why = document.querySelector('.why');
    expect(why).toHaveTextContent('Ended on 7 October 2026. Unverified: no source was found, checked 23 November 2026');
    expect(why).toHaveTextContent('Your notes say within 60 seconds. As of 23 November 2026 it is up to 900 s.');
  });

  test.each(['letter', 'number', 'click', 'arrow'])('is answered at once by %s, and Enter goes on', async (way) => {
    const { quiz, user, storage } = await open(atQuiz);
    const options = await screen.findAllByRole('radio');
    const key = quiz.questions[0]?.key ?? 0;
    if (way === 'letter') await user.keyboard('abcd'[key] ?? '');
    if (way === 'number') await user.keyboard(String(key + 1));
    if (way === 'click') await user.click(options[key] as HTMLElement);
    if (way === 'arrow') {
      // Arrows only move: who reads the options one by one has not answered yet.
      options[0]?.focus();
      await user.keyboard('{ArrowDown}'.repeat(key));
      expect(options[key]).toHaveFocus();
      expect((await storage.db.quizzes.get(quiz.id))?.answers).toEqual([]);
      await user.keyboard(' ');
    }
    const next = await screen.findByRole('button', { name: /Next/ });
    expect(screen.getByRole('status')).toHaveTextContent(/^Correct\./);
    expect(next).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: quiz.questions[1]?.stem ?? '' })).toHaveFocus();
  });

  test('that cannot be saved stays with what went wrong, until it is', async () => {
    let full = true;
    const { user, quiz } = await open({
      ...atQuiz,
      storage: (storage) => ({
        ...storage,
        answerQuestion: (...given) => (full ? Promise.reject(new StorageError('quota')) : storage.answerQuestion(...given)),
      }),
    });
    await screen.findByRole('radiogroup');
    await user.keyboard(letterOf(quiz, 0, true));
    expect(await screen.findByRole('alert')).toHaveTextContent(/not saved.*disk is full/);
    expect(screen.queryByText('Correct')).toBeNull();
    full = false;
    await user.click(screen.getByRole('button', { name: 'Save again' }));
    expect(await screen.findByText('Correct')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('is the next one after a reload in the middle', async () => {
    await open({
      at: '#/quiz/q',
      before: async (storage, quiz) => {
        await storage.startQuiz(quiz);
        await answerAll(storage, quiz, '+-+', aServices().now);
      },
    });
    expect(await screen.findAllByText('Question 4 of 5')).not.toHaveLength(0);
    expect(screen.getByText('2 of 3 right')).toBeVisible();
  });

  test('Escape asks before the quiz ends, and Escape again goes on', async () => {
    const { user, quiz } = await open(atQuiz);
    await screen.findByRole('radiogroup');
    await user.keyboard(letterOf(quiz, 0, true));
    await screen.findByRole('button', { name: /Next/ });
    await user.keyboard('{Escape}');
    const dialog = await screen.findByRole('dialog', { name: 'End this quiz?' });
    expect(dialog).toHaveTextContent('Four of 5 questions are not answered. The result counts the others.');
    await user.click(within(dialog).getByRole('button', { name: 'Go on' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'End quiz' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'End quiz' }));
    expect(await screen.findByRole('heading', { name: '1 of 1 right' })).toBeVisible();
    expect(screen.getByText(/Four questions were left unanswered/)).toBeVisible();
  });

  test('of a quiz that is not there says so', async () => {
    await open({ at: '#/quiz/gone' });
    expect(await screen.findByRole('heading', { name: 'There is no such quiz' })).toBeVisible();
  });
});

describe('a result', () => {
  const ended = (signs: string): Setting => ({
    at: '#/quiz/q/result',
    before: async (storage, quiz) => {
      const { now } = aServices();
      await storage.startQuiz(quiz);
      await answerAll(storage, quiz, signs, now);
      await storage.endQuiz(quiz.id, now());
    },
  });

  test('tells the score, what of it was luck, and what was taken for what', async () => {
    const { quiz } = await open(ended('++--+'));
    expect(await screen.findByRole('heading', { name: '3 of 5 right' })).toBeVisible();
    expect(screen.getByText('Guessing alone would have brought about one of these, so you knew about two.')).toBeVisible();
    const missed = screen.getByRole('heading', { name: 'What you missed' }).closest('section') as HTMLElement;
    expect(within(missed).getAllByRole('listitem')).toHaveLength(2);
    expect(missed).toHaveTextContent(/, taken for /);
    expect(quiz.questions[2]?.card).toBeDefined();
  });

  test('leads to the cards of what was missed', async () => {
    const { quiz } = await open(ended('++--+'));
    const study = await screen.findByRole('link', { name: 'Study these 2 now' });
    const cards = [quiz.questions[2]?.card, quiz.questions[3]?.card].join(',');
    expect(decodeURIComponent(study.getAttribute('href') ?? '')).toBe(`#/study/${cards}`);
  });

  test('without a miss has nothing to study', async () => {
    await open(ended('+++++'));
    expect(await screen.findByRole('heading', { name: '5 of 5 right' })).toBeVisible();
    expect(screen.getByText('Nothing missed.')).toBeVisible();
    expect(screen.queryByRole('link', { name: /Study/ })).toBeNull();
  });

  test('lists every question, with its answer and its reason when it is opened', async () => {
    const { quiz, user } = await open(ended('+-+-+'));
    const all = (await screen.findByRole('heading', { name: 'All five questions' })).closest('section') as HTMLElement;
    const stem = within(all).getByText(quiz.questions[1]?.stem ?? '');
    await user.click(stem);
    expect(within(all).getByText(quiz.questions[1]?.rationale ?? '')).toBeVisible();
  });

  test('of a quiz without answers says so', async () => {
    await open(ended(''));
    expect(await screen.findByRole('heading', { name: 'Nothing was answered' })).toBeVisible();
  });

  test('of a quiz that is going on leads back to its question', async () => {
    await open({ at: '#/quiz/q/result', before: (storage, quiz) => storage.startQuiz(quiz) });
    await waitFor(() => expect(location.hash).toBe('#/quiz/q'));
    expect(await screen.findByRole('radiogroup')).toBeVisible();
  });
});

test('with several decks one is chosen first', async () => {
  const { user } = await open({
    before: async (storage) => {
      const deck = aDeck({ id: 'second', title: 'Second deck' });
      await storage.installDeck({ ...deck, id: 'second' as DeckId }, '# Second', aServices().now());
    },
  });
  await user.click(await screen.findByRole('radio', { name: 'Test' }));
  expect(await screen.findByRole('heading', { name: 'Ten questions on everything' })).toBeVisible();
});
