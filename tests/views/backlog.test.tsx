import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { StudyDay } from '#core/time.ts';
import { ServicesContext } from '#state/services-context.ts';
import { BacklogBand } from '#views/today/BacklogBand.tsx';
import { putSchedules } from '#tests/support/collections.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aSchedule, inReview } from '#tests/support/schedules.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

async function backAfterDays(cards: number) {
  const { services, now } = aServices();
  const storage = await services.storage();
  await storage.installDeck(aDeck(), '# Notes', now());
  const dueDay = (now().day - 5) as StudyDay;
  const waiting = Array.from({ length: cards }, (_, index) => aSchedule({ card: `r${index}`, state: inReview({ dueDay }) }));
  await putSchedules(storage, waiting);
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <BacklogBand />
        </Suspense>
      </ServicesContext>,
    ),
  );
  return { user: userEvent.setup(), storage, now };
}

test('a backlog is told with its day and caught up with at one press, which undo takes back', async () => {
  const { user, storage, now } = await backAfterDays(210);
  expect((await screen.findByRole('status')).textContent).toMatch(
    /210 cards wait. In 20 minutes a day you are through by \w+ \d+ \w+/,
  );
  await user.selectOptions(screen.getByLabelText('Minutes a day'), '30');
  await user.click(screen.getByRole('button', { name: 'Catch up' }));
  await expect.poll(() => storage.options.catchUpMinutes).toBe(30);
  expect(storage.options.catchUpFrom).toBe(now().day);
  await storage.undo(now());
  await expect.poll(() => storage.options.catchUpFrom).toBeUndefined();
});

test('who goes on as usual is not asked again', async () => {
  const { user, storage, now } = await backAfterDays(210);
  await user.click(await screen.findByRole('button', { name: 'Do as usual instead' }));
  await expect.poll(() => storage.options.asUsualFrom).toBe(now().day);
  await expect.poll(() => screen.queryByRole('status')).toBeNull();
});
