import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { DeckId } from '#core/ids.ts';
import { givenText } from '#state/given-files.ts';
import { createImportStore } from '#state/import-store.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { ImportView } from '#views/import/ImportView.tsx';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

async function importing() {
  const { services } = aServices();
  const notices = createNotices();
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <ImportView notices={notices} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  const user = userEvent.setup();
  const paste = async (text: string, name = 'Analytics') => {
    const field = await screen.findByLabelText('Name of the notes');
    if (name !== '') await user.type(field, name);
    await user.click(screen.getByLabelText('Text of the notes'));
    await user.paste(text);
    await user.click(screen.getByRole('button', { name: 'Open this text' }));
  };
  return { user, notices, services, paste };
}

const notes = '## Athena\n\n- **Purpose**: Runs SQL on files in S3.\n';

test('pasted notes are shown as cards first; only then are they applied, with a way back', async () => {
  const { user, notices, services, paste } = await importing();
  const { db } = await services.storage();
  await paste(notes);
  await screen.findByRole('heading', { level: 1, name: /^\d changes? from one file$/ });
  expect(screen.getAllByText('Runs SQL on files in S3', { exact: false }).length).toBeGreaterThan(0);
  expect(await db.notebooks.count()).toBe(0);
  await user.click(screen.getByRole('button', { name: /^Apply/ }));
  await waitFor(() => expect(notices.getState().notices[0]).toMatchObject({ kind: 'undoable' }));
  expect(await db.notebooks.count()).toBe(1);
  const [notice] = notices.getState().notices;
  if (notice?.kind === 'undoable') await notice.undo();
  expect(await db.notebooks.count()).toBe(0);
  expect(notices.getState().notices.at(-1)).toMatchObject({ kind: 'told', head: 'The import is undone.' });
});

test('what cannot be used is shown with its line, and nothing can be applied', async () => {
  const { paste } = await importing();
  await paste('# Nothing\n\n---\n');
  await screen.findByRole('heading', { level: 1, name: 'This file cannot be used yet' });
  expect(screen.getByText(/^Analytics\.md, line \d/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Apply/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'Choose other files' })).toBeTruthy();
});

test('an empty text is not opened, and says so', async () => {
  const { user } = await importing();
  await user.click(await screen.findByRole('button', { name: 'Open this text' }));
  expect(screen.getByText('Paste some text first.')).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Open your notes');
});

test('other notes by the name of a notebook that is here are told as such: all of its cards would go', async () => {
  const { services, paste } = await importing();
  const store = createImportStore(services);
  await store.getState().open([givenText('Analytics.md', notes)]);
  await store.getState().apply();
  await paste('## Femur\n\n- **Purpose**: Carries the weight of the body.\n');
  expect(await screen.findByText(/^None of the cards that you have by this name is in these notes\./)).toBeTruthy();
});

test('a newer state of the same notes is not', async () => {
  const { services, paste } = await importing();
  const store = createImportStore(services);
  await store.getState().open([givenText('Analytics.md', notes)]);
  await store.getState().apply();
  await paste(`${notes}- **Price**: 5 dollars a terabyte that is read.\n`);
  await screen.findByRole('heading', { level: 1, name: /from one file$/ });
  expect(screen.queryByText(/^None of the cards that you have/)).toBeNull();
});

test('notes of a new name that look like a notebook that is here can be put into it, by the keyboard', async () => {
  const { user, services, paste, notices } = await importing();
  const storage = await services.storage();
  const [planned] = await services.compileNotes(
    [
      {
        deck: 'queries' as DeckId,
        from: { kind: 'files', notes: { path: 'queries.md', bytes: new TextEncoder().encode(notes) } },
      },
    ],
    () => undefined,
    new AbortController().signal,
  );
  if (planned?.kind !== 'planned') throw new Error('the notes are good');
  await storage.applyImport(planned.plan, services.clock.now());

  await paste(notes);
  await screen.findByText('This looks like Queries.');
  const choice = screen.getByLabelText<HTMLSelectElement>('Put Analytics.md into');
  expect([...choice.options].map(({ text }) => text)).toEqual(['A new deck', 'Queries']);
  choice.focus();
  await user.selectOptions(choice, 'Queries');
  await screen.findByRole('heading', { level: 1, name: /^New text or pictures/ });
  expect(document.activeElement).toBe(choice);
  await user.click(screen.getByRole('button', { name: 'Take what is new' }));
  await waitFor(() => expect(notices.getState().notices[0]).toMatchObject({ kind: 'undoable' }));
  expect(await storage.db.notebooks.toCollection().primaryKeys()).toEqual(['queries']);
});

test.each([
  [
    'its heading',
    '---\ntags: [a]\n---\n\n## Upper *limb* / arm\n\n- **Purpose**: Runs SQL on files in S3.\n',
    'Upper limb   arm.md',
  ],
  [
    'its underlined heading',
    'Clip \\[edit\\]\n====\n\n### Contents\n\n- **Purpose**: Runs SQL on files in S3.\n',
    'Clip edit.md',
  ],
  ['its first words', '- **Athena**: Runs SQL on files in S3.\n', 'Athena: Runs SQL on files in S3.md'],
])('pasted notes without a name are named by %s', async (_, text, path) => {
  const { paste } = await importing();
  await paste(text, '');
  await screen.findByRole('heading', { level: 1, name: /from one file$/ });
  expect(screen.getByText((_content, element) => element?.tagName === 'SMALL' && element.textContent === path)).toBeTruthy();
});
