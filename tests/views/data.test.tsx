import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense, type ReactNode } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import type { Instant } from '#core/time.ts';
import type { Keeper, Standing, Watching } from '#state/keeper.ts';
import { markRecord } from '#state/lost-record.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import type { Services } from '#state/services.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';
import { answer } from '#tests/support/storage.ts';
import { RestoreView } from '#views/data/RestoreView.tsx';
import { YourData } from '#views/data/YourData.tsx';
import { ReferenceView } from '#views/entity/ReferenceView.tsx';
import { ExamStartView } from '#views/exam/ExamStartView.tsx';
import { FirstView } from '#views/first/FirstView.tsx';
import { NotesListView } from '#views/notes/NotesListView.tsx';
import { ProgressView } from '#views/progress/ProgressView.tsx';
import { QuizStartView } from '#views/quiz/QuizStartView.tsx';

afterEach(async () => {
  cleanup();
  await caches.delete('cardwright-record');
});

const patience = { timeout: 10_000 };
const kafka = 'deck/kafka/0.to-name';

async function show(screenOf: ReactNode, services: Services) {
  await act(async () => {
    render(
      <ServicesContext value={services}>
        <Suspense>{screenOf}</Suspense>
      </ServicesContext>,
    );
  });
  return userEvent.setup();
}

/** Counts what is there; everything else about it is as a test says. */
async function withKeeper(told: Partial<Standing> = {}, does: Partial<Keeper> = {}) {
  const { services, now } = aServices();
  const storage = await services.storage();
  await storage.installDeck(aDeck(), '# Notes', now());
  const standing = async (): Promise<Standing> => ({
    cards: await storage.db.schedules.count(),
    answers: await storage.db.log.count(),
    used: 4_200_000,
    allowed: 2_100_000_000,
    persistent: true,
    stores: { kind: 'agree', damagedPlaces: 0 },
    comparedAt: now().instant,
    kept: [],
    canChoose: false,
    ...told,
  });
  const keeper = { standing, ...does } as Keeper;
  return { services: { ...services, keeper: async () => keeper }, storage };
}

describe('"Your data"', () => {
  test('tells what was done since it was opened', async () => {
    const { services, storage } = await withKeeper();
    await show(<YourData />, services);
    expect((await screen.findByText(/^0 answers in the database/, {}, patience)).textContent).toContain('Compared at');
    await act(async () => void (await answer(storage, kafka, 3)));
    expect(await screen.findByText(/^1 answer in the database/, {}, patience)).toBeTruthy();
    expect(screen.getByText(/4 cards, 1 answer\. The browser allows 2\.1.GB\./)).toBeTruthy();
  });

  test('tells of a backup that was made since', async () => {
    let kept: Standing['kept'] = [];
    const { services, storage } = await withKeeper();
    const { standing, ...rest } = await services.keeper();
    const keeper = { ...rest, standing: async () => ({ ...(await standing()), kept }) };
    await show(<YourData />, { ...services, keeper: async () => keeper });
    expect(await screen.findByText('None yet', {}, patience)).toBeTruthy();
    kept = [{ name: 'a', madeAt: services.clock.now().instant, epoch: 'a', sequence: 1, bytes: 10 }];
    await act(async () => storage.remember('keptAt', '1'));
    expect(await screen.findByText(/^One is kept beside the journal/, {}, patience)).toBeTruthy();
  });

  test.each<[string, Partial<Standing>, RegExp, RegExp]>([
    ['there is no journal', { stores: { kind: 'alone' } }, /^One only$/, /no place for a journal beside the database/],
    [
      'the journal is behind',
      { stores: { kind: 'differ', behind: 'journal', commands: 3 } },
      /^They do not agree$/,
      /The database has 3 changes more than the journal\. A backup puts that right\./,
    ],
    [
      'the database is behind',
      { stores: { kind: 'differ', behind: 'database', commands: 1 } },
      /^They do not agree$/,
      /The journal has 1 change more\. Reload the page/,
    ],
    [
      'a place of the journal cannot be read',
      { stores: { kind: 'agree', damagedPlaces: 2 } },
      /^They agree$/,
      /2 places of the journal could not be read\. The next backup stands in for it\./,
    ],
    ['the browser may clear it', { persistent: false }, /^No$/, /The browser may clear it to make room\. Export a copy/],
    ['a copy was exported', { kept: [], exportedAt: 0 as Instant }, /^None yet$/, /One is made by itself after a session/],
  ])('says it where %s', async (_why, told, value, help) => {
    const { services } = await withKeeper(told);
    await show(<YourData />, services);
    const facts = await screen.findAllByRole('definition', undefined, patience);
    const fact = facts.find(
      (each) => value.test(each.firstChild?.textContent ?? '') || value.test(each.childNodes[1]?.textContent ?? ''),
    );
    expect(fact?.textContent).toMatch(help);
  });

  test('a copy that cannot be made before everything is deleted is said to be that', async () => {
    const refuses = async () => {
      throw new Error('the disk is full');
    };
    const { services } = await withKeeper({}, { pack: refuses });
    const user = await show(<YourData />, services);
    await user.click(await screen.findByRole('button', { name: 'Delete everything…' }, patience));
    await user.click(screen.getByRole('button', { name: 'Export a copy first' }));
    expect(await screen.findByText('No copy could be made.')).toBeTruthy();
    expect(screen.queryByText(/Not everything could be deleted/)).toBeNull();
    await user.type(screen.getByRole('textbox'), 'delete');
    expect(screen.getByRole('button', { name: 'Delete everything' })).toBeEnabled();
  });

  const long: readonly (readonly [string, string, keyof Keeper, string])[] = [
    ['a copy', 'Export a copy', 'pack', 'Reading your data'],
    ['a table of answers', 'Answers as a table (CSV)', 'exportAs', 'Reading your data'],
    ['a check', 'Check now', 'check', 'Checking'],
  ];
  test.each(long)('%s tells how far it is, and can be left', async (_what, button, act, words) => {
    let left = false;
    const waits = async (...asked: unknown[]): Promise<never> => {
      const { onProgress, signal } = asked.at(-1) as Required<Watching>;
      await new Promise((resolve) => setTimeout(resolve, 10));
      onProgress(25, 100);
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          left = true;
          reject(signal.reason as Error);
        });
      });
    };
    const { services } = await withKeeper({}, { [act]: waits });
    const user = await show(<YourData />, services);
    await user.click(await screen.findByText('For other programs', undefined, patience));
    await user.click(screen.getByRole('button', { name: button }));
    await waitFor(() => expect(screen.getByRole('progressbar', { name: words })).toHaveValue(0.25));
    // What is read out is not said anew with each step; only eyes see the numbers run.
    const line = screen.getByText(words);
    expect(line.closest('[role=status]')).not.toBeNull();
    expect([...line.childNodes].filter((node) => node instanceof Text).map((node) => node.data)).toEqual([words]);
    if (act === 'check') expect(line.querySelector('[aria-hidden=true]')?.textContent).toBe(': 25 of 100');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(left).toBe(true);
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
    expect(screen.queryByText(/could be made|did not come to its end/)).toBeNull();
    expect(screen.getByRole('button', { name: button })).toHaveFocus();
  });

  test('a copy that is being read can be left, and nothing of it stays', async () => {
    let staged: 'nothing' | 'reading' | 'removed' = 'nothing';
    const { services } = await withKeeper(
      {},
      {
        stage(_from, { onProgress, signal } = {}) {
          staged = 'reading';
          onProgress?.(1, 4);
          return new Promise((_, reject) => {
            signal?.addEventListener('abort', () => {
              staged = 'removed';
              reject(signal.reason as Error);
            });
          });
        },
      },
    );
    const user = await show(<RestoreView />, services);
    await user.upload(await screen.findByLabelText('Choose a file'), new File(['a copy'], 'cardwright.backup.gz'));
    await waitFor(() => expect(screen.getByRole('progressbar')).toHaveValue(0.25));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('button', { name: 'Choose a file' })).toBeTruthy();
    expect(staged).toBe('removed');
    expect(screen.queryByText('The copy could not be restored.')).toBeNull();
  });
});

describe('without a deck', () => {
  const screens: readonly (readonly [string, ReactNode])[] = [
    ['the first screen', <FirstView key="first" />],
    ['notes', <NotesListView key="notes" notices={createNotices()} />],
    ['the quiz', <QuizStartView key="quiz" />],
    ['a mock exam', <ExamStartView key="exam" />],
    ['the atlas', <ProgressView key="atlas" />],
    ['the reference book', <ReferenceView key="reference" />],
  ];

  test.each(screens)('%s has the way back to a backup', async (_name, view) => {
    await show(view, aServices().services);
    const link = await screen.findByRole('link', { name: 'I have a backup' }, patience);
    expect(link.getAttribute('href')).toBe('/restore');
    expect(screen.getByRole('heading', { level: 1 }).textContent).not.toMatch(/record/);
  });

  test.each(screens)('%s greets nobody as new whose record was cleared', async (_name, view) => {
    await markRecord();
    await show(view, aServices().services);
    await waitFor(
      () => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Your record is not here any more'),
      patience,
    );
    expect(screen.getByText(/A copy in a file brings all of it back/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'I have a backup' })).toBeTruthy();
  });
});
