import { randomFrom } from '#core/random.ts';

/**
 * Notes about so many things, in the shape of the shipped ones: sections of fifty, a purpose and four features of each, in words
 * of which some are common and most are rare, as in any text.
 */
export function largeNotes(things: number, seed: number): string {
  const random = randomFrom(seed);
  const syllables = 'ka lo mi ter san do vel ri pon gra tu nes fi bor al ex um dra zo que ber shi not cle wa hu pim ost'.split(
    ' ',
  );
  const word = (): string =>
    Array.from({ length: 2 + Math.floor(random() * 2) }, () => syllables[Math.floor(random() * syllables.length)]).join('');
  const vocabulary = [...new Set(Array.from({ length: 6000 }, word))];
  // Zipf's law, near enough.
  const common = (): string => vocabulary[Math.floor(vocabulary.length * random() ** 3)] ?? '';
  const words = (count: number): string => Array.from({ length: count }, common).join(' ');
  const verbs = 'stores reads moves keeps sends finds counts draws checks plans'.split(' ');
  const verb = (): string => verbs[Math.floor(random() * verbs.length)] ?? '';
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const names = new Set<string>();
  while (names.size < things) names.add(`${capital(word())}${word()} ${capital(word())}`);
  const out = ['# Notes', ''];
  for (const [at, name] of [...names].entries()) {
    if (at % 50 === 0) out.push(`## ${capital(words(2))} ${at / 50 + 1}`, '');
    out.push(`### ${name}`, '', `- **Core Description**: ${capital(verb())} ${words(3)} for ${words(4)}.`, '- **Key Features**:');
    for (let feature = 0; feature < 4; feature += 1) out.push(`    - ${capital(verb())} ${words(3)} with ${words(3)}.`);
    out.push('');
  }
  return out.join('\n');
}
