import temml from 'temml';

/** MathML as a value: an element, or text. Never markup, which no page here may parse. */
export type MathNode =
  | string
  | {
      readonly tag: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly style: Readonly<Record<string, string>>;
      readonly children: readonly MathNode[];
    };

export type ReadFormula =
  | { readonly kind: 'formula'; readonly tree: MathNode }
  | { readonly kind: 'wrong'; readonly why: string };

/** Enough for any formula that a person writes, and too little for one that was made to hang. */
const MOST_EXPANSIONS = 500;
const LONGEST = 4_000;

/** A formula in TeX as MathML, or what is wrong with it. */
export function readFormula(tex: string, display: boolean): ReadFormula {
  if (tex.length > LONGEST) return { kind: 'wrong', why: `It is longer than ${LONGEST} characters` };
  try {
    // oxlint-disable-next-line no-underscore-dangle -- its name of what gives the tree instead of markup
    const tree = temml.__renderToMathMLTree(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      maxExpand: MOST_EXPANSIONS,
      maxSize: [20, 20],
      // Another way to end lines: a card wraps by itself.
      wrap: 'none',
    }) as Branch;
    return { kind: 'formula', tree: elementOf(tree, display)[0] ?? '' };
  } catch (error) {
    return { kind: 'wrong', why: whyOf(error) };
  }
}

/** Temml's own tree: elements, fragments without a type, and texts. */
interface Branch {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly style?: Readonly<Record<string, unknown>>;
  readonly children?: readonly Branch[];
}

/** MathML Core and what browsers leave alone; anything else of a tree is drawn as its children. */
const ELEMENTS = new Set(
  (
    'math mrow mi mo mn ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover munderover ' +
    'mmultiscripts mprescripts mtable mtr mtd menclose none'
  ).split(' '),
);
/** Nothing that loads, runs or names; nor a colour, which could not be read on every ground. */
const ATTRIBUTES = new Set(
  (
    'display mathvariant stretchy fence separator form lspace rspace minsize maxsize symmetric largeop movablelimits accent ' +
    'accentunder linethickness width height depth voffset scriptlevel displaystyle columnalign rowspacing columnspacing columnlines ' +
    'rowlines frame columnspan rowspan notation mathsize dir'
  ).split(' '),
);
const STYLES = new Set(
  (
    'display mathStyle mathDepth width height padding paddingLeft paddingRight paddingTop paddingBottom ' +
    'textAlign verticalAlign border borderTop borderBottom borderLeft borderRight fontFamily fontStyle fontWeight'
  ).split(' '),
);

function elementOf({ type, text, attributes = {}, style = {}, children = [] }: Branch, display: boolean): MathNode[] {
  if (text !== undefined) return [text];
  const inside = children.flatMap((child) => elementOf(child, display));
  if (type === undefined || !ELEMENTS.has(type)) return inside;
  return [
    {
      tag: type,
      attributes: { ...textsOf(attributes, ATTRIBUTES), ...(type === 'math' && display ? { display: 'block' } : {}) },
      style: textsOf(style, STYLES),
      children: inside,
    },
  ];
}

function textsOf(values: Readonly<Record<string, unknown>>, allowed: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      allowed.has(key) && (typeof value === 'string' || typeof value === 'number') && !/url\(|[;{}<>]/i.test(String(value))
        ? [[key, String(value)]]
        : [],
    ),
  );
}

/** Its messages underline places with combining signs and end in an excerpt: the first sentence says it. */
function whyOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const first = message.replace(/\bat (?:position \d+|end of input)[\s\S]*$/, '').trim();
  return first === '' ? 'It cannot be read' : first.replace(/[.:]$/, '');
}
