import { act, cleanup, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { StudyDay } from '#core/time.ts';
import { ServicesContext } from '#state/services-context.ts';
import { TodayView } from '#views/today/TodayView.tsx';
import { putSchedules } from '#tests/support/collections.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aSchedule, inReview } from '#tests/support/schedules.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

/** Today with so many overdue cards, so many of them of one note. */
async function todayWith(notes: number, siblings: number) {
  const { services, now } = aServices();
  const storage = await services.storage();
  await storage.installDeck(aDeck(), '# Notes', now());
  const dueDay = (now().day - 5) as StudyDay;
  await putSchedules(
    storage,
    Array.from({ length: notes * siblings }, (_, index) =>
      aSchedule({ card: `r${index}`, note: `n${index % notes}`, state: inReview({ dueDay }) }),
    ),
  );
  const look = await services.look();
  if (look.kind !== 'ready') throw new Error(look.kind);
  const { container } = await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <TodayView look={look} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  return { container, place: container.querySelector('.backlog-place') };
}

test('a backlog has its place on Today before it is there, and siblings that wait for another day take none', async () => {
  expect((await todayWith(210, 1)).place).not.toBeNull();
  cleanup();
  const { place } = await todayWith(20, 3);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^20 reviews/);
  expect(place).toBeNull();
});

test('neither an exam nor an aim, and Today has no place for them', async () => {
  const { container } = await todayWith(20, 1);
  expect(container.querySelector('.exam-place')).toBeNull();
});
