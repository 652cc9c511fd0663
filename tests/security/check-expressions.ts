import { writeFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import { expressionsOf } from './expressions.ts';

export interface Checked {
  readonly safe: readonly string[];
  /** Those that are not, and how they grow. */
  readonly slow: Readonly<Record<string, string>>;
}

// `npm run check:expressions` asks recheck about every regular expression of ours and keeps what it said.

if (process.argv[1]?.endsWith('check-expressions.ts')) {
  const safe = new Set<string>();
  const slow: Record<string, string> = {};
  for (const { file, line, source, flags } of expressionsOf('src').literals) {
    const key = `/${source}/${flags}`;
    if (safe.has(key) || key in slow) continue;
    const found = checkSync(source, flags, { timeout: 30_000 });
    if (found.status === 'safe') safe.add(key);
    else {
      slow[key] = found.status === 'vulnerable' ? found.complexity.type : found.status;
      console.log(
        `${file}:${line}: ${key} is ${found.status}${found.status === 'vulnerable' ? `, ${found.complexity.summary}` : ''}`,
      );
    }
  }
  writeFileSync(
    'tests/security/checked-expressions.json',
    `${JSON.stringify({ safe: [...safe].toSorted(), slow } satisfies Checked, undefined, 2)}\n`,
  );
  console.log(`${safe.size} safe, ${Object.keys(slow).length} slow on texts made for them`);
}
