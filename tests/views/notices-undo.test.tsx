import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNotices, type Notice, type NoticesStore } from '#state/notices.ts';
import { Notices } from '#views/parts/Notices.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const undoButton = () => screen.queryByRole('button', { name: 'Undo' });

test('undo is there for 8 seconds, and longer while its button has the focus', async () => {
  const store = createNotices();
  render(<Notices store={store} />);
  await tell(store, { kind: 'undoable', head: '46 changes applied.', undo: async () => undefined });
  act(() => undoButton()?.focus());
  act(() => void vi.advanceTimersByTime(60_000));
  expect(undoButton()).not.toBeNull();
  act(() => undoButton()?.blur());
  act(() => void vi.advanceTimersByTime(7_900));
  expect(undoButton()).not.toBeNull();
  act(() => void vi.advanceTimersByTime(200));
  expect(undoButton()).toBeNull();
});

test('undoing takes the notice away, so that it is done once', async () => {
  const store = createNotices();
  const undo = vi.fn<() => Promise<void>>(async () => undefined);
  render(<Notices store={store} />);
  await tell(store, { kind: 'undoable', head: '46 changes applied.', undo });
  fireEvent.click(undoButton() ?? document.body);
  expect(undo).toHaveBeenCalledTimes(1);
  expect(undoButton()).toBeNull();
});

/** And waits until what draws it has been fetched. */
async function tell(store: NoticesStore, notice: Notice): Promise<void> {
  act(() => store.getState().tell(notice));
  await act(async () => void (await import('#views/parts/OneNotice.tsx')));
}
