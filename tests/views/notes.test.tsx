import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { NotesView } from '#views/notes/NotesView.tsx';
import { aDeck } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

async function reading(text: string, marked = '') {
  const { services, now } = aServices();
  const storage = await services.storage();
  await storage.installDeck(aDeck(), text, now());
  // Asynchronously, because the view waits for the database.
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <NotesView deck="deck" marked={marked} notices={createNotices()} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  return userEvent.setup();
}

test('what is HTML in the notes is shown as text, and a script address is no link', async () => {
  await reading(
    [
      '# <img src=x onerror=alert(1)> Title',
      '',
      '- a [trap](javascript:alert(1)) and a [page](https://example.org/)',
      '',
      '<script>alert(2)</script>',
    ].join('\n'),
  );
  expect(await screen.findByText('<script>alert(2)</script>')).toBeTruthy();
  expect(document.querySelectorAll('main img, main script')).toHaveLength(0);
  expect([...document.querySelectorAll('main ol a')].map((link) => link.getAttribute('href'))).toEqual(['https://example.org/']);
  expect(screen.getByRole('main').textContent).toContain('a trap and a page');
  expect(screen.getByRole('link', { name: 'page' }).getAttribute('href')).toBe('https://example.org/');
});

test('lines keep their numbers, and those that a card rests on are marked', async () => {
  await reading(['## **Athena**', '', '- **Type**: Query', '    ', '- ==Pay per query==.', ''].join('\n'), '5');
  const row = (await screen.findByText('Pay per query')).closest('li');
  expect(row?.id).toBe('line-5');
  expect(row?.className).toContain('on');
  expect(document.querySelectorAll('li.on')).toHaveLength(1);
  expect(screen.getByText('Type').closest('li')?.id).toBe('line-3');
});

test('the find box, which a slash leads to, leaves the lines that hold the words', async () => {
  const user = await reading('- Serverless SQL\n- Managed Kafka\n- SQL editor');
  await screen.findByText('Managed Kafka');
  await user.keyboard('/');
  await user.keyboard('sql');
  await screen.findByText('2 lines found.');
  expect(screen.queryByText('Managed Kafka')).toBeNull();
  expect(screen.getByText('SQL editor')).toBeTruthy();
});
