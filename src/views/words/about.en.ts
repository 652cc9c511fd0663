import { count, number } from './format.ts';

/** Words of the screen about the app itself. */
export const aboutWords = {
  screen: 'About Cardwright',
  lead: 'Cardwright turns notes that you keep into cards and quizzes, and asks each card when you are about to forget it.',
  version: (version: string) => `Version ${version}.`,
  where: 'Where your data are',
  whereText:
    'Everything stays in this browser, on this device: there is no account, and nothing is sent anywhere. A copy in a file is the only way out, and yours to make.',
  whereLink: 'See your data',
  packages: 'What it is made with',
  loading: 'Reading the list',
  none: 'The list is made when the app is built, and is not here.',
  summary: (packages: number, bytes: number) =>
    `${count(packages, 'package', 'packages')} by other people. Sizes are of their code in every part of the app that has it, before it is made small; ${size(bytes)} together.`,
  table: 'Packages, with their licences and what they take',
  name: 'Package',
  licence: 'Licence',
  bytes: 'Size',
  size,
  show: (name: string) => `Licence of ${name}`,
  noText: 'It brings no text of its licence along.',
} as const;

function size(bytes: number): string {
  if (bytes < 1000) return `${number(bytes)}\u00a0bytes`;
  const thousands = bytes / 1000;
  return `${thousands < 10 ? thousands.toFixed(1) : number(Math.round(thousands))}\u00a0kB`;
}
