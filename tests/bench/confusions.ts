import { readFileSync } from 'node:fs';
import type { Deck } from '#core/decks/deck.ts';
import { questionsOf } from '#core/quiz/generate.ts';
import { randomFrom } from '#core/random.ts';
import { meetConfusions, ratioOf, somePairs } from '#tests/support/confused-learner.ts';

// Ten fixed confusions of the shipped deck: how much sooner are they met when the next quiz draws on what was mixed up?

const learners = Number(process.argv[2] ?? 60);
const days = 60;
const deck = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
const bank = questionsOf(deck);
const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;

const figures = Array.from({ length: learners }, (_, at) => {
  const learner = at + 1;
  const pairs = somePairs(bank, 10, randomFrom(learner));
  return {
    fitted: meetConfusions(bank, pairs, 'fitted', days, learner),
    'by rule': meetConfusions(bank, pairs, 'by rule', days, learner),
    random: meetConfusions(bank, pairs, 'random', days, learner),
  };
});

console.log(
  `${learners} learners with ten fixed confusions each, ${days} quizzes of ten; never met counts as ${days * 10} questions.`,
);
for (const what of ['first', 'again'] as const) {
  // Who never met any of them at random has no mix-up to be met again.
  const told = figures.filter((one) => Object.values(one).every((met) => met[what].length > 0));
  const each = (way: keyof (typeof figures)[number]) => told.map((one) => mean(one[way][what]));
  console.log(
    what === 'first'
      ? 'Questions until a confusion is met for the first time:'
      : 'Questions from a mix-up until it is met again:',
  );
  for (const way of ['random', 'by rule'] as const) {
    const { mean: ratio, low, high } = ratioOf(each(way), each('fitted'));
    console.log(
      `  fitted ${mean(each('fitted')).toFixed(1)}, ${way} ${mean(each(way)).toFixed(1)}: ${ratio.toFixed(2)} times as soon (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`,
    );
  }
}
