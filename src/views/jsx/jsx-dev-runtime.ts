import { jsxDEV as one } from 'react/jsx-dev-runtime';
import { jsxs as several } from 'react/jsx-runtime';
import { inPieces } from './long-text.ts';

// The same for the development server and the tests of components.

export { Fragment } from 'react/jsx-dev-runtime';
export type { JSX } from 'react';

export const jsxDEV: typeof one = (type, props, key, ...of) => one(type, inPieces(type, props, 'long', several), key, ...of);
