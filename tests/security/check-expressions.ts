import { writeFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import { expressionsOf } from './expressions.ts';

export interface Checked {
  readonly safe: readonly string[];
}

// `npm run check:expressions` asks recheck about every regular expression of ours and keeps those that it calls safe; one that is not ends it.

if (process.argv[1]?.endsWith('check-expressions.ts')) {
  const safe = new Set<string>();
  let slow = 0;
  for (const { file, line, source, flags } of expressionsOf('src').literals) {
    const key = `/${source}/${flags}`;
    if (safe.has(key)) continue;
    const found = checkSync(source, flags, { timeout: 30_000 });
    if (found.status === 'safe') safe.add(key);
    else {
      slow += 1;
      console.log(
        `${file}:${line}: ${key} is ${found.status}${found.status === 'vulnerable' ? `, ${found.complexity.summary}` : ''}`,
      );
    }
  }
  writeFileSync(
    'tests/security/checked-expressions.json',
    `${JSON.stringify({ safe: [...safe].toSorted() } satisfies Checked, undefined, 2)}\n`,
  );
  console.log(`${safe.size} safe, ${slow} slow on texts made for them`);
  process.exitCode = slow > 0 ? 1 : 0;
}
