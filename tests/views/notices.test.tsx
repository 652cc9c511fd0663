import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StudyDay } from '#core/time.ts';
import { createNotices, type Notice, type NoticesStore } from '#state/notices.ts';
import { Notices } from '#views/parts/Notices.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('what only tells goes by itself after 8 seconds; what can be acted on stays', async () => {
  const store = createNotices();
  render(<Notices store={store} />);
  await tell(store, { kind: 'answered-elsewhere', rating: 3 });
  await tell(store, { kind: 'new-version', start: () => undefined });
  expect(screen.getByRole('status').textContent).toContain('That answer, Good, stands.');
  act(() => void vi.advanceTimersByTime(7_900));
  expect(screen.queryByText('Another tab answered this card.')).not.toBeNull();
  act(() => void vi.advanceTimersByTime(200));
  expect(screen.queryByText('Another tab answered this card.')).toBeNull();
  act(() => void vi.advanceTimersByTime(100_000));
  expect(screen.getByRole('button', { name: 'Start it now' })).toBeTruthy();
});

test('a second notice of a kind takes the place of the first and has its own 8 seconds', async () => {
  const store = createNotices();
  render(<Notices store={store} />);
  await tell(store, { kind: 'answered-elsewhere', rating: 3 });
  act(() => void vi.advanceTimersByTime(6_000));
  await tell(store, { kind: 'answered-elsewhere', rating: 1 });
  act(() => void vi.advanceTimersByTime(6_000));
  expect(screen.getByRole('status').textContent).toContain('That answer, Again, stands.');
  expect(screen.getAllByText('Another tab answered this card.')).toHaveLength(1);
});

test.each<[string, Notice, string, string, string]>([
  [
    'the browser lost the database',
    { kind: 'record-restored', day: 20_524 as StudyDay, answers: 1_846 },
    'Your browser lost its database on 12 March. All 1,846 answers are back.',
    'They were read from the journal. There is nothing to do; a copy in a file makes it safer still.',
    'Export a copy',
  ],
  [
    'it did, and some of the journal too',
    { kind: 'record-restored', day: 20_524 as StudyDay, answers: 12, partly: true },
    'Your browser lost its database on 12 March. 12 of your answers are back.',
    'Some more could not be read: a copy in a file may have them.',
    'I have a backup',
  ],
  [
    'rows were damaged',
    { kind: 'record-mended', rows: 3, aside: 1 },
    '3 rows of your record were damaged.',
    'One could not be mended and is set aside; nothing is thrown away.',
    'Understood',
  ],
  [
    'the journal cannot be written',
    { kind: 'journal-fails', waiting: 2 },
    'Your answers are saved in one place only.',
    'It is tried again with each answer.',
    'Understood',
  ],
  [
    'a copy is due',
    { kind: 'copy-due' },
    'Your answers are in this browser only.',
    'A copy in a file is safe from that.',
    'Make a copy',
  ],
  [
    'the database was closed',
    { kind: 'database-closed' },
    'This tab has lost its database.',
    'Reload before you go on.',
    'Reload',
  ],
])('where %s, it is said until somebody has read it', async (_why, notice, head, help, act_) => {
  const store = createNotices();
  render(<Notices store={store} />);
  await tell(store, notice);
  act(() => void vi.advanceTimersByTime(100_000));
  const { textContent } = screen.getByRole('status');
  expect(textContent).toContain(head);
  expect(textContent).toContain(help);
  expect(screen.getByRole('button', { name: act_ })).toBeTruthy();
});

test('where the record was made again, the notice leads to a copy', async () => {
  const store = createNotices();
  render(<Notices store={store} />);
  await tell(store, { kind: 'record-restored', day: 20_524 as StudyDay, answers: 2 });
  act(() => screen.getByRole('button', { name: 'Export a copy' }).click());
  expect(location.hash).toBe('#/settings');
  expect(store.getState().notices).toEqual([]);
});

/** And waits until what draws it has been fetched. */
async function tell(store: NoticesStore, notice: Notice): Promise<void> {
  act(() => store.getState().tell(notice));
  await act(async () => void (await import('#views/parts/OneNotice.tsx')));
}
