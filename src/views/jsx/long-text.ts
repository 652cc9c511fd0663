import type { ElementType, Key, ReactElement, ReactNode } from 'react';

type Make = (type: ElementType, props: Props, key?: Key) => ReactElement;
interface Props {
  readonly children?: ReactNode;
  readonly value?: unknown;
}

/** A text that is no longer is drawn as it is: Chromium needs some milliseconds at most to break it into lines. */
const longest = 1_000;
/** Of a longer one. 60,000 joined letters of Arabic take 0.14 s in such pieces, 0.25 in pieces of 400, and ten whole. */
const pieceLength = 200;
/** What is no element of HTML, and what shows plain text only. */
const plain = new Set<unknown>(['option', 'title', 'desc', 'text', 'tspan', 'style', 'script']);
/** Where a line may be broken anyway, so that nobody sees that it may here. */
const mayEnd = /[\s、。，．！？]/;

/**
 * What an element is given, its long texts in pieces with a `<wbr>` between them. Where signs are kerned, joined or piled up, as
 * in a word of 60,000 slashes, Chromium shapes all the rest of a text anew for each line of it: the page would stand still for
 * seconds. A piece is shaped alone. This stands below all that is drawn, since any name or text may be someone else's.
 */
export function inPieces<Given>(type: unknown, props: Given, key: string, make: Make): Given {
  // A part of our own hands its texts on to elements.
  if ((typeof type !== 'string' && typeof type !== 'symbol') || plain.has(type)) return props;
  const { children, value } = props as Props;
  // Nothing can stand between the signs of a field; but what is broken nowhere is shaped once.
  if (type === 'textarea') return typeof value === 'string' && hasLongWord(value) ? { ...props, wrap: 'off' } : props;
  return holdsLong(children) ? { ...props, children: divided(children, key, make) } : props;
}

function holdsLong(children: ReactNode): boolean {
  return typeof children === 'string' ? children.length > longest : Array.isArray(children) && children.some(holdsLong);
}

function divided(children: ReactNode, key: string, make: Make): ReactNode {
  if (!holdsLong(children)) return children;
  if (typeof children === 'string') return asPieces(children, key, make);
  return (children as readonly ReactNode[]).map((child, at) => divided(child, `${key} ${at}`, make));
}

/** In an element of its own: pieces that lie in a flexible box themselves would stand side by side. */
function asPieces(text: string, key: string, make: Make): ReactNode {
  return make(
    'span',
    { children: pieces(text).flatMap((piece, at) => (at === 0 ? [piece] : [make('wbr', {}, at), piece])) },
    key,
  );
}

/** Whether something in it is too long to be broken into lines where nothing says that it may be. */
export function hasLongWord(text: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length && length <= longest; at += 1) length = mayEnd.test(text.charAt(at)) ? 0 : length + 1;
  return length > longest;
}

function pieces(text: string): string[] {
  const all: string[] = [];
  for (let from = 0; from < text.length;) {
    const to = endOfPiece(text, from);
    all.push(text.slice(from, to));
    from = to;
  }
  return all;
}

function endOfPiece(text: string, from: number): number {
  const most = from + pieceLength;
  if (most >= text.length) return text.length;
  for (let at = most; at > from; at -= 1) if (mayEnd.test(text.charAt(at - 1))) return at;
  // Never between the two halves of a sign.
  return (text.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most;
}
