import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { AtlasEntity, AtlasSource } from '#core/atlas/atlas.ts';
import { drawAtlas } from '#core/atlas/draw.ts';
import type { EntityStanding } from '#core/atlas/standing.ts';
import type { CategoryId, DeckId, EntityId } from '#core/ids.ts';
import { AtlasMap, type Standings } from '#views/atlas/AtlasMap.tsx';
import { Gazetteer } from '#views/atlas/Gazetteer.tsx';
import { ServicesContext } from '#state/services-context.ts';
import { DoneAtlas } from '#views/atlas/SmallAtlas.tsx';
import '#views/styles/tokens.css';
import '#views/styles/base.css';
import { aSource } from '#tests/support/atlases.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';
import { answer } from '#tests/support/storage.ts';

afterEach(cleanup);

const deck = 'deck' as DeckId;
const [streams, speech] = ['streams' as CategoryId, 'speech' as CategoryId];

function anEntity(name: string, category: CategoryId, retired = false): AtlasEntity {
  const id = `deck/${name.toLowerCase()}` as EntityId;
  return { id, name, category, about: name, ...(retired && { retired: true as const }) };
}

const source: AtlasSource = {
  categories: [
    { id: streams, name: 'Streams' },
    { id: speech, name: 'Speech' },
  ],
  entities: [
    anEntity('Kafka', streams),
    anEntity('Kinesis', streams),
    anEntity('Storm', streams, true),
    anEntity('Polly', speech),
    anEntity('Lex', speech),
    anEntity('Alias', speech),
  ],
};

function standing(level: EntityStanding['level'], recall: number, due = false): EntityStanding {
  return { cards: 2, met: level === 0 ? 0 : 2, recall, level, due };
}

/** Of all but the last, which has no cards. */
const standings: Standings = new Map([
  ['deck/kafka' as EntityId, standing(4, 0.97)],
  ['deck/kinesis' as EntityId, standing(2, 0.71, true)],
  ['deck/storm' as EntityId, standing(1, 0.4, true)],
  ['deck/polly' as EntityId, standing(3, 0.88)],
  ['deck/lex' as EntityId, standing(0, 0)],
]);
const atlas = drawAtlas(source);

function pathOf(name: string): string {
  return atlas.islands.flatMap(({ parcels }) => parcels).find((parcel) => parcel.name === name)!.path;
}

/** The classes of the shapes that are drawn where something lies, undermost first. */
function shapesOf(container: Element, name: string): string[] {
  const path = pathOf(name);
  const drawn = [...container.querySelectorAll('path')].filter((shape) => shape.getAttribute('d')?.includes(path) === true);
  return drawn.map((shape) => shape.getAttribute('class') ?? '');
}

test.each([
  ['with names', { deck }],
  ['without', { plain: true }],
])('%s: ink is recall; what is due is outlined, what is retired hatched, and what has no cards is bare', (_, how) => {
  const { container } = render(<AtlasMap atlas={atlas} standings={standings} {...how} />);
  expect(Object.fromEntries(source.entities.map(({ name }) => [name, shapesOf(container, name)]))).toEqual({
    Kafka: ['cell k4'],
    Kinesis: ['cell k2', 'ring'],
    Storm: ['cell k1', 'ret', 'ring'],
    Polly: ['cell k3'],
    Lex: ['cell k0'],
    Alias: ['cell bare'],
  });
  const hatch = container.querySelector('.ret')?.getAttribute('fill');
  expect(container.querySelector(`#${/^url\(#(.*)\)$/.exec(hatch ?? '')?.[1]} .hatch`)).not.toBeNull();
});

test('around the letters of a name is the ink of its parcel, so that hatching never runs through them', () => {
  const { container } = render(<AtlasMap atlas={atlas} standings={standings} deck={deck} />);
  for (const { name } of source.entities) {
    const text = [...container.querySelectorAll('.names text')].find(({ textContent }) => textContent === name)!;
    const cell = [...container.querySelectorAll('path.cell')].find((shape) => shape.getAttribute('d') === pathOf(name))!;
    const { stroke, paintOrder } = getComputedStyle(text);
    expect([name, paintOrder, stroke]).toEqual([name, 'stroke', getComputedStyle(cell).fill]);
  }
});

test('each parcel has its name, says how it stands, and leads to its page; keys reach it through the list', () => {
  const { container } = render(<AtlasMap atlas={atlas} standings={standings} deck={deck} />);
  const links = [...container.querySelectorAll('a')];
  expect(links.every((link) => link.tabIndex === -1)).toBe(true);
  const titles = links.map((link) => `${link.getAttribute('href')} ${link.querySelector('title')?.textContent}`);
  expect(titles.toSorted()).toEqual([
    '/entity/deck/alias Alias: no cards',
    '/entity/deck/kafka Kafka: inked, 97\u00A0%',
    '/entity/deck/kinesis Kinesis: fading, 71\u00A0%, due today',
    '/entity/deck/lex Lex: new',
    '/entity/deck/polly Polly: holding, 88\u00A0%',
    '/entity/deck/storm Storm: faint, 40\u00A0%, due today, retired',
  ]);
  const names = [...container.querySelectorAll('.names text')].map((text) => text.textContent);
  expect(names.toSorted()).toEqual(['Alias', 'Kafka', 'Kinesis', 'Lex', 'Polly', 'Storm']);
  expect(container.querySelector('.names .rt')?.textContent).toBe('Storm');
  const areas = [...container.querySelectorAll('.regions text')].map((text) => text.textContent);
  expect(areas.toSorted()).toEqual(['Speech', 'Streams']);
});

test('on Today it is one picture that is told in words, without names or links', () => {
  const { container } = render(<AtlasMap atlas={atlas} standings={standings} label="Map of Deck" plain />);
  expect(screen.getByRole('img', { name: 'Map of Deck' })).toBeTruthy();
  expect(container.querySelectorAll('text, a')).toHaveLength(0);
});

test('a map without names is a few shapes, however many lie on it: Today is left in one step', () => {
  const [one] = source.entities;
  const many = Array.from({ length: 300 }, (_, at) => ({ ...one!, id: `deck/${at}` as EntityId, name: `Name ${at}` }));
  const stand = new Map(many.map(({ id }, at) => [id, standing(((at % 4) + 1) as EntityStanding['level'], 0.5, at % 3 === 0)]));
  const large = drawAtlas({ ...source, entities: many });
  const { container } = render(<AtlasMap atlas={large} standings={stand} label="Map of Deck" plain />);
  expect(large.islands.flatMap(({ parcels }) => parcels)).toHaveLength(300);
  expect(container.querySelectorAll('path').length).toBeLessThan(30);
});

test('a map too large for names is a few shapes as well; which parcel the pointer is over is said all the same', () => {
  const large = drawAtlas(aSource(11, 320, 4));
  const [island] = large.islands;
  const [one, , , two] = island!.parcels;
  const stand = new Map([[two!.entity, standing(2, 0.71, true)]]);
  const { container } = render(<AtlasMap atlas={large} standings={stand} deck={deck} />);
  expect(container.querySelectorAll('path').length).toBeLessThan(40);
  const map = container.querySelector('svg')!;
  // Drawn at half its size, somewhere on the screen.
  map.getBoundingClientRect = () => new DOMRect(100, 50, large.width / 2, large.height / 2);
  const titleAt = ({ x, y }: { x: number; y: number }) => {
    fireEvent.pointerMove(map, { clientX: 100 + x / 2, clientY: 50 + y / 2 });
    return map.querySelector('title')?.textContent;
  };
  expect(titleAt(one!.at)).toBe(`${one!.name}: no cards`);
  expect(titleAt(two!.at)).toBe(`${two!.name}: fading, 71\u00A0%, due today`);
  expect(titleAt({ x: 0, y: 0 })).toBe('');
});

test('on the page of an entity that one alone is outlined, and only what lies near it is named', () => {
  const [, island] = atlas.islands;
  const of = island!.parcels[0]!;
  const { container } = render(
    <AtlasMap atlas={atlas} standings={standings} outlined={new Set([of.entity])} crop={island!.box} />,
  );
  expect([...container.querySelectorAll('.ring')].map((ring) => ring.getAttribute('d'))).toEqual([of.path]);
  const named = [...container.querySelectorAll('.names text')].map((text) => text.textContent);
  expect(named).toContain(of.name);
  expect(named.every((name) => island!.parcels.some((parcel) => parcel.name === name))).toBe(true);
});

test('where islands come first each is one link, to its own map', () => {
  const { container } = render(<AtlasMap atlas={drawAtlas(aSource(11, 301, 3))} standings={new Map()} deck={deck} />);
  expect(container.querySelector('.names')).toBeNull();
  const places = [...container.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
  expect(places.toSorted()).toEqual(['/atlas/deck/area-0', '/atlas/deck/area-1', '/atlas/deck/area-2']);
});

test('the list has the numbers of the map, the same names in the order of the notes, and how each stands', () => {
  const { container } = render(
    <>
      <AtlasMap atlas={atlas} standings={standings} deck={deck} />
      <Gazetteer atlas={atlas} standings={standings} deck={deck} open />
    </>,
  );
  const list = within(screen.getByRole('region', { name: 'The same as a list' }));
  const rows = list.getAllByRole('link').map((row) => row.textContent);
  const inOrder = atlas.islands.flatMap(({ parcels }) => parcels.map(({ name }) => name));
  expect(rows.map((row) => inOrder.find((name) => row?.startsWith(name)))).toEqual(inOrder);
  expect(rows).toContain('StormFaint, 40\u00A0%, due today, retired');
  expect(rows).toContain('AliasNo cards');
  const onMap = [...container.querySelectorAll('.numbers text')].map((text) => text.textContent);
  expect([...container.querySelectorAll('.gaz .no')].map((number) => number.textContent)).toEqual(onMap);
});

test('after a session what gained ink is seen as it was, then takes its ink in 400 ms, from west to east', async () => {
  const { services, now } = aServices();
  const storage = await services.storage();
  await storage.installDeck(
    aDeck({ entities: ['Kafka', 'Glue', 'EMR', 'Polly'], categories: ['streaming', 'etl'] }),
    '# Notes',
    now(),
  );
  const kafkas = await answer(storage, 'deck/kafka/0.to-name', 4);
  const emrs = await answer(storage, 'deck/emr/0.to-name', 4);
  const glues = await answer(storage, 'deck/glue/0.to-name', 4);
  const given = [kafkas, emrs, glues].map(({ card, id }) => ({ card, entry: id }));
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <DoneAtlas answers={given} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  const map = await screen.findByRole('img');
  const cells = (of: string) => [...map.querySelectorAll<SVGPathElement>(`.cell${of}`)];
  expect(cells('.k0')).toHaveLength(4);
  expect(screen.getByText(/^Three/)).toBeTruthy();
  await expect.poll(() => cells('.k0').length).toBe(1);
  const outlined = new Set([...map.querySelectorAll('.ring')].map((ring) => ring.getAttribute('d')));
  const gained = cells('').filter((cell) => outlined.has(cell.getAttribute('d')));
  expect(gained).toHaveLength(3);
  expect(gained.every((cell) => !cell.classList.contains('k0'))).toBe(true);
  // By where they lie, each 40 ms after its western neighbour.
  const middle = (cell: SVGPathElement) => cell.getBBox().x + cell.getBBox().width / 2;
  const delays = gained.toSorted((a, b) => middle(a) - middle(b)).map((cell) => getComputedStyle(cell).transitionDelay);
  expect(delays).toEqual(['0s', '0.04s', '0.08s']);
  expect(getComputedStyle(gained[0]!).transition).toMatch(/^fill 0.4s/);
});
