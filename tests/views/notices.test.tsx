import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

/** And waits until what draws it has been fetched. */
async function tell(store: NoticesStore, notice: Notice): Promise<void> {
  act(() => store.getState().tell(notice));
  await act(async () => void (await import('#views/parts/OneNotice.tsx')));
}
