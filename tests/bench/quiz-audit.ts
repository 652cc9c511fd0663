import { parseArgs } from 'node:util';
import { auditDeck, type Audit, type Cues } from '#tests/core/quiz/audit.ts';
import { auditedDecks } from '#tests/core/quiz/audited.ts';

// Every possible question of a deck over many seeds, held against all rules, and what gives answers away. `--least 500` is a
// smaller bank, `--show 20` gives more examples of each rule.

const { values } = parseArgs({
  options: { least: { type: 'string', default: '20000' }, show: { type: 'string', default: '5' } },
});

let bad = 0;
for (const [name, deck] of auditedDecks()) {
  const audit = auditDeck(deck, Number(values.least));
  tell(name, audit);
  bad += [...audit.faults, ...audit.bank.faults].filter(({ severity }) => severity === 'error').length + audit.drawn.length;
}
if (bad > 0) process.exitCode = 1;

function tell(name: string, audit: Audit): void {
  const { questions, askable, faults, bank } = audit;
  const kinds = [...grouped(questions, ({ kind }) => kind)].map(([kind, { length }]) => `${length} ${kind}`);
  console.log(`\n${name}: ${questions.length} questions (${kinds.join(', ')}) from ${askable} that can be asked`);
  const byRule = grouped(faults, ({ rule, severity }) => `${rule} ${severity}`);
  const count = faults.filter(({ severity }) => severity === 'error').length;
  console.log(`  errors ${count}; leaks ${percent((byRule.get('Q02 error')?.length ?? 0) / questions.length)}`);
  for (const [rule, found] of [...byRule].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const examples = [...new Set(found.map(({ message, question }) => `${question.id}: ${message}`))];
    console.log(`  ${rule}: ${found.length} (${percent(found.length / questions.length)}), ${examples.length} different`);
    for (const example of examples.slice(0, Number(values.show))) console.log(`    ${example}`);
  }
  cues('names', audit.names);
  cues('sentences', audit.sentences);
  cues('all', audit.all);
  console.log(`  key at A, B, C, D: ${audit.places.join(', ')}; chi-square ${audit.chiSquare.toFixed(2)} (p > 0.01 below 11.34)`);
  const [least] = audit.distractors.slice(-1);
  const choices = questions.filter(({ kind }) => kind === 'choice').length;
  const often = audit.distractors.slice(0, 5).map(([service, times]) => `${service} ${percent(times / choices)}`);
  console.log(
    `  wrong answers, most often: ${often.join(', ')}; least often: ${least?.[0]} ${percent((least?.[1] ?? 0) / choices)}`,
  );
  console.log(`  bank of at most four a service: ${bank.size} questions; Q13 and Q19: ${bank.faults.length} faults`);
  for (const { rule, message } of bank.faults.slice(0, 12)) console.log(`    ${rule} ${message}`);
  console.log(
    `  20 drawn quizzes of 65: ${audit.drawn.length} faults ${audit.drawn.slice(0, 3).join('; ')}; same seed, same bank (Q20): ${audit.sameAgain}`,
  );
}

function cues(name: string, { count, longest, likeStem, likeOthers, byChance }: Cues): void {
  if (count === 0) return;
  console.log(
    `  ${name} (${count}): longest ${percent(longest)}, most words of the stem ${percent(likeStem)}, most words of the others ${percent(likeOthers)}; chance 25 % ± ${(100 * byChance).toFixed(1)}`,
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
