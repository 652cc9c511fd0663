import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { planImport } from '#core/decks/plan.ts';
import { ServicesContext } from '#state/services-context.ts';
import { PreviewView } from '#views/import/PreviewView.tsx';
import { compiled } from '#tests/core/decks/compiled.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

const NOTES = '## Sencha\n\n- **Purpose**: A green tea of steamed leaves\n';
const yaml = (corrections: string, more = '') =>
  `title: Teas\nchecked: 2026-11-23\ncategories: [{ id: green, name: Green }]\ncorrections: [${corrections}]\nentities:\n  sencha: { name: Sencha, category: green, kind: service${more} }\n`;
const SOLD = '{ id: sold, kind: closed, entities: [sencha], lines: [1], notes: Sencha, now: No longer sold anywhere. }';

test('a card that only has a new status is shown as changed, with what holds now', async () => {
  const { services } = aServices();
  const before = compiled(NOTES, yaml('')).deck;
  const plan = planImport({ deck: before, archived: [] }, compiled(NOTES, yaml(SOLD, ', availability: closed')), {
    notesText: NOTES,
  });
  const notebook = { kind: 'planned', plan, same: false } as const;
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <PreviewView
          preview={{ kind: 'preview', notebooks: [notebook], diagnostics: [], targets: [], folders: [], saving: false }}
          choose={() => undefined}
          arrange={() => undefined}
          apply={() => undefined}
          leave={() => undefined}
        />
      </ServicesContext>,
    ),
  );
  expect(await screen.findByText('Changed')).toBeTruthy();
  expect(screen.getAllByText('No longer sold anywhere.').length).toBeGreaterThan(0);
});
