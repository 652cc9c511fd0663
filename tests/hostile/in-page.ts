// What runs in the page that is looked at; it may use nothing from outside.

export interface Look {
  /** What no text may bring about. */
  readonly wrong: readonly string[];
  /** All that is shown, its blanks taken out. */
  readonly text: string;
  /** Of the main thread, since the last look. */
  readonly longestTaskMs: number;
}

/** Begun with the page, before anything of the app. */
export function install(): void {
  Object.assign(globalThis, { longestTask: 0 });
  new PerformanceObserver((list) => {
    const state = globalThis as unknown as { longestTask: number };
    for (const { duration } of list.getEntries()) state.longestTask = Math.max(state.longestTask, duration);
  }).observe({ entryTypes: ['longtask'] });
}

export async function look(): Promise<Look> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const wrong: string[] = [];
  const state = globalThis as unknown as { __pwned?: unknown; longestTask: number };
  // oxlint-disable-next-line no-underscore-dangle -- the name that the payloads set
  if (state.__pwned !== undefined) wrong.push('a script ran');
  for (const key in {}) wrong.push(`the prototype of every object has got ${key}`);
  if (({} as Record<string, unknown>).pwned !== undefined) wrong.push('the prototype was changed');

  const allowed = new Set(['http:', 'https:', 'mailto:']);
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    if (
      /^(?:iframe|frame|object|embed|base|applet|portal|fencedframe|template|foreignobject|animate|set|use|image|maction|annotation-xml)$/i.test(
        name,
      )
    ) {
      wrong.push(`there is an element <${name}>`);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute) || attribute === 'srcdoc') wrong.push(`<${name}> has ${attribute}`);
      if (!/^(?:href|src|xlink:href|action|formaction|data|poster|srcset|background)$/.test(attribute)) continue;
      if (!URL.canParse(value, location.href)) {
        wrong.push(`<${name}> has ${attribute} ${value.slice(0, 80)}, which is no address, at ${location.href}`);
        continue;
      }
      const url = new URL(value, location.href);
      const own = url.origin === location.origin || (url.protocol === 'blob:' && name === 'img');
      // A link of the learner's may lead elsewhere when it is followed; nothing else may.
      if (!own && !(name === 'a' && allowed.has(url.protocol))) wrong.push(`<${name}> has ${attribute} ${value.slice(0, 80)}`);
    }
    if (name === 'script' && !(element as HTMLScriptElement).src.startsWith(location.origin))
      wrong.push('there is a foreign script');
    if (name === 'style') wrong.push('there is a style element');
    if (name === 'meta' && element.getAttribute('http-equiv') === 'refresh') wrong.push('the page would go elsewhere');
  }
  wrong.push(...mixedDirections());

  const longestTaskMs = state.longestTask;
  state.longestTask = 0;
  const inputs = [...document.querySelectorAll('input, textarea')].map((input) => (input as HTMLInputElement).value);
  const text = [document.body.textContent, ...inputs].join('\n').replace(/\s+/g, '');
  return { wrong: [...new Set(wrong)], text, longestTaskMs };

  /** Texts with signs that turn the direction, in one paragraph with others that they would turn as well. */
  function mixedDirections(): string[] {
    const turns = /[\u200f\u061c\u202a-\u202e\u2066-\u2068]/;
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!turns.test(node.nodeValue ?? '') || !(node.parentElement?.checkVisibility() ?? false)) continue;
      const around = paragraphOf(node.parentElement);
      if (around === undefined) continue;
      const others = textsIn(around).filter(
        (other) => other !== node && !turns.test(other.nodeValue ?? '') && /\S/.test(other.nodeValue ?? ''),
      );
      if (others.length > 0) {
        found.push(`a text may turn its neighbours: ${pathOf(around)} "${others[0]?.nodeValue?.trim().slice(0, 30)}"`);
      }
    }
    return found;
  }
  /** The block whose line the text stands in; none where it is isolated before. */
  function paragraphOf(element: Element | null): Element | undefined {
    for (let each = element; each !== null; each = each.parentElement) {
      const { display, unicodeBidi } = getComputedStyle(each);
      if (display !== 'inline' && display !== 'contents')
        return display.startsWith('inline') || each.tagName === 'svg' ? undefined : each;
      if (/isolate|plaintext/.test(unicodeBidi)) return undefined;
    }
    return undefined;
  }
  function textsIn(block: Element): Node[] {
    return [...block.childNodes].flatMap((node): Node[] => {
      if (node instanceof Text) return [node];
      if (!(node instanceof Element)) return [];
      const { display, unicodeBidi, position } = getComputedStyle(node);
      const own =
        !/^(?:inline|contents)$/.test(display) || /isolate|plaintext/.test(unicodeBidi) || /absolute|fixed/.test(position);
      return own ? [] : textsIn(node);
    });
  }
  function pathOf(element: Element): string {
    const step = (each: Element) => each.localName + (each.classList.length > 0 ? `.${each.classList[0]}` : '');
    return [element.parentElement, element].flatMap((each) => (each === null ? [] : [step(each)])).join(' > ');
  }
}
