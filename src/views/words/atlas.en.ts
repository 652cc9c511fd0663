import { count, number, share, spelt } from './format.ts';

/** The words of the atlas. */
export const atlasWords = {
  title: 'Atlas',
  head: (parcels: number, holding: number) => `${count(parcels, 'name', 'names')}, ${number(holding)} holding`,
  mapOf: (title: string) => `Map of ${title}, shaded by what you can recall today. The list holds the same.`,
  plainMapOf: (title: string) => `Map of ${title}, shaded by what you can recall today`,
  list: 'The same as a list',
  legend: 'What the shades mean',
  ranges: ['New', 'Faint, under 60\u00a0%', 'Fading, 60 to 80\u00a0%', 'Holding, 80 to 93\u00a0%', 'Inked, over 93\u00a0%'],
  retired: 'Retired',
  due: 'Due today',
  levels: ['new', 'faint', 'fading', 'holding', 'inked'],
  parcel: (name: string, level: string, recall: number | undefined) =>
    recall === undefined ? `${name}: ${level}` : `${name}: ${level}, ${share(recall)}`,
  noCards: 'no cards',
  noCardsState: 'No cards',
  isDue: 'due today',
  isRetired: 'retired',
  summary: (name: string, counts: readonly number[]) =>
    `${name}: ${counts
      .flatMap((each, level) => (each > 0 ? [`${each} ${['new', 'faint', 'fading', 'holding', 'inked'][level]}`] : []))
      .join(', ')}`,
  wholeMap: 'The whole map',
  openIsland: (name: string) => `Open the map of ${name}`,
  decks: 'Map of',
  fading: (fading: number) =>
    fading === 0 ? 'Nothing is due on the map today.' : `${spelt(fading)} ${fading === 1 ? 'is' : 'are'} outlined: due today.`,
  outline: 'All in outline yet: what you come to know takes ink.',
  toAtlas: 'Atlas',
  gained: (gained: number) =>
    gained === 0 ? 'The map stands as it stood.' : `${spelt(gained)} ${gained === 1 ? 'holds' : 'hold'} more ink than before.`,
  reference: 'Reference book',
  none: 'No map yet',
  noneHelp: 'A map is drawn from a deck: start with ours, or open your own notes.',
  begin: 'See ours',
  locator: (name: string) => `Where ${name} lies`,
} as const;
