import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

export interface Expression {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

export interface Expressions {
  /** Written out between slashes. */
  readonly literals: readonly Expression[];
  /** Put together when the app runs: where, and how the code says it. */
  readonly made: readonly string[];
}

/** Every regular expression of a folder of sources. */
export function expressionsOf(folder: string): Expressions {
  const literals: Expression[] = [];
  const made: string[] = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!/\.(?:tsx?|mjs)$/.test(path)) continue;
    const file = join(folder, path).replaceAll('\\', '/');
    const code = readFileSync(file, 'utf8');
    walk(parseSync(file, code).program, (node) => {
      if (node.type === 'Literal' && node.regex !== undefined) {
        const { pattern, flags } = node.regex;
        literals.push({ file, line: code.slice(0, node.start).split('\n').length, source: pattern, flags });
      }
      if (/^(?:New|Call)Expression$/.test(node.type) && node.callee?.name === 'RegExp') made.push(file);
    });
  }
  return { literals, made };
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && 'type' in value) visit(value as Node);
  for (const each of Object.values(value)) walk(each, visit);
}
