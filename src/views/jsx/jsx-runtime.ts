import { jsx as one, jsxs as several } from 'react/jsx-runtime';
import { inPieces } from './long-text.ts';

// What every element of JSX in the build is made by, as tsconfig.json says: React's own, with a look at the texts in it.

export { Fragment } from 'react/jsx-runtime';
export type { JSX } from 'react';

export const jsx: typeof one = (type, props, key) => one(type, inPieces(type, props, 'long', several), key);
export const jsxs: typeof several = (type, props, key) => several(type, inPieces(type, props, 'long', several), key);
