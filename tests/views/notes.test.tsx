import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { FactId } from '#core/ids.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { NotesView } from '#views/notes/NotesView.tsx';
import type { Storage } from '#storage/storage.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

async function reading(text: string, marked = '', deck = aDeck(), decide?: (storage: Storage) => Promise<unknown>) {
  const { services, now } = aServices();
  const storage = await services.storage();
  await storage.installDeck(deck, text, now());
  await decide?.(storage);
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

test('what is HTML in the notes is shown as text, and an address that is a script, or none at all, is no link', async () => {
  await reading(
    [
      '# <img src=x onerror=alert(1)> Title',
      '',
      '- a [trap](javascript:alert(1)), a [hole](http://%zz/) and a [page](https://example.org/)',
      '',
      '<script>alert(2)</script>',
    ].join('\n'),
  );
  expect(await screen.findByText('<script>alert(2)</script>')).toBeTruthy();
  expect(document.querySelectorAll('main img, main script')).toHaveLength(0);
  expect([...document.querySelectorAll('main ol a')].map((link) => link.getAttribute('href'))).toEqual(['https://example.org/']);
  expect(screen.getByRole('main').textContent).toContain('a trap, a hole and a page');
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
  // And shows where in them.
  const shown = () => [...(CSS.highlights.get('found') ?? [])].map(String);
  expect(shown()).toEqual(['SQL', 'SQL']);
  await user.clear(screen.getByRole('searchbox'));
  await screen.findByText('Managed Kafka');
  expect(shown()).toEqual([]);
});

test('cards of one’s own without a line stand after what the notes say of their entity, else at the end', async () => {
  const made = aDeck();
  const fact = {
    id: 'f' as FactId,
    role: 'feature',
    text: 'A durable log',
    emphasised: false,
    lines: { from: 2, to: 2 },
  } as const;
  const [kafka, kinesis] = made.entities;
  if (kafka === undefined || kinesis === undefined) throw new Error('the deck has two entities');
  const deck = { ...made, entities: [{ ...kafka, facts: [fact] }, kinesis] };
  const user = await reading('## Kafka\n- A durable log\n## Kinesis\n- Shards', '', deck, async (storage) => {
    await storage.addCard({ entity: kinesis.id, front: 'Who runs it?', back: 'The provider', lines: [] }, aMoment());
    await storage.addCard({ entity: kafka.id, front: 'Who made it?', back: 'LinkedIn', lines: [] }, aMoment());
    await storage.addCard({ entity: kafka.id, front: 'What kind of log?', back: 'A durable one', lines: [2] }, aMoment());
  });
  await screen.findByText('Who made it?');
  const rows = () => [...document.querySelectorAll('.rd > li')].map((row) => row.querySelector('.tx')?.textContent);
  expect(rows()).toEqual([
    'Kafka',
    'A durable log',
    'Your card about KafkaWho made it?LinkedIn',
    'Kinesis',
    'Shards',
    'Your card about KinesisWho runs it?The provider',
  ]);
  // The find box finds them as well.
  await user.click(screen.getByRole('searchbox'));
  await user.keyboard('linkedin');
  await screen.findByText(/^(One|1).line found/);
  expect(rows()).toEqual(['Your card about KafkaWho made it?LinkedIn']);
  await user.click(screen.getByRole('button', { name: 'Edit card: Who made it?' }));
  expect(await screen.findByRole('dialog', { name: 'Edit this card' })).toBeTruthy();
});
