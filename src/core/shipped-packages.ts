/** What other people wrote and the app brings along, as the build found it in its own files. */
export interface ShippedPackages {
  /** Of the app. */
  readonly version: string;
  readonly packages: readonly ShippedPackage[];
  /** The texts of the licences, each once. */
  readonly texts: readonly string[];
}

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** By its SPDX name. */
  readonly licence: string;
  /** Of its code in every file of the app that has some of it, before it is minified; of its fonts as they are. */
  readonly bytes: number;
  /** Index into the texts; absent where the package brings none. */
  readonly text?: number;
}

/** Licences that ask for nothing but their text, which the app shows. */
export const allowedLicences: readonly string[] = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'Unlicense',
  'CC0-1.0',
  // Of fonts.
  'OFL-1.1',
];
