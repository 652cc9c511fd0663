import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';

/** How one check went: its tests, or itself as one. */
interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const reports = 'test-results';
const checkMs = 120_000;
// About twice what they take on two quiet cores: a slower or busier machine is not wrong.
const testsMs = 1_200_000;

/** Runs every check and ends with the line `N passed, N failed`. A test that is skipped has failed: nothing is left out in silence. */
async function testAll(): Promise<Outcome> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);
  // It may have to be fetched; the checks that need no browser go on meanwhile.
  const browser = findChromium((line) => console.log(line)).then(
    (path) => ({ path }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  // The registry may take its time, or be out of reach.
  const packages = checkPackages();
  const outcomes = [
    await check('formatting', bin('oxfmt', '--check')),
    await check('lint', bin('oxlint', '--type-aware', '--deny-warnings')),
    await check('types', bin('typescript#tsc', '-p', '.')),
    await check('types of core, without the DOM', bin('typescript#tsc', '-p', 'src/core')),
    await check('compiled decks', bin('tsx', 'src/cli/deck.ts', '--check')),
    await check('unused code', bin('knip', '--no-progress')),
    await vitest('unit'),
    await check('production build', bin('vite', 'build', '--logLevel', 'warn')),
    await packages,
  ];
  const found = await browser;
  if ('error' in found) {
    console.log(`✗ Chromium\n${found.error}`);
    return sum([...outcomes, failure]);
  }
  console.log(`  Chromium: ${found.path}`);
  process.env.CHROMIUM_PATH = found.path;
  return sum([...outcomes, await vitest('component'), await endToEnd()]);
}

const success: Outcome = { passed: 1, failed: 0 };
const failure: Outcome = { passed: 0, failed: 1 };

async function check(name: string, command: string[]): Promise<Outcome> {
  const { code, seconds, output } = await timed(() => run(command, checkMs, 'when it fails'));
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output);
  return code === 0 ? success : failure;
}

/** What npm knows of holes in what is shipped. Where it gives no answer that is told: it is no failure of ours, and no success. */
async function checkPackages(): Promise<Outcome> {
  const command = bin('tsx', 'tests/security/check-packages.ts', '--holes', '--seconds', '30');
  const { code, output } = await run(command, checkMs, 'when it fails');
  console.log(`${code === 0 ? '✓' : code === 2 ? ' ' : '✗'} ${output.trim()}`);
  if (code === 2) return { passed: 0, failed: 0 };
  return code === 0 ? success : failure;
}

/** What we read of Vitest's report. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

async function vitest(project: 'unit' | 'component'): Promise<Outcome> {
  const report = join(reports, `${project}.json`);
  // By itself it leaves one core to whoever works at the machine, which is half of two.
  const wide = ['--project', project, '--maxWorkers=100%'];
  const command = bin('vitest', 'run', ...wide, '--reporter', 'dot', '--reporter', 'json', '--outputFile', report);
  return tests(`${project} tests`, command, report, (text) => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(text) as VitestReport;
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  });
}

/** What we read of Playwright's report. */
interface PlaywrightReport {
  readonly stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
}

async function endToEnd(): Promise<Outcome> {
  const report = join(reports, 'e2e.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  const command = bin(
    '@playwright/test#playwright',
    'test',
    '--config',
    'tests/e2e/playwright.config.ts',
    '--reporter',
    'list,json',
  );
  return tests('end-to-end tests', command, report, (text) => {
    const { expected, unexpected, flaky, skipped } = (JSON.parse(text) as PlaywrightReport).stats;
    return { passed: expected, failed: unexpected + flaky, skipped };
  });
}

async function tests(
  name: string,
  command: string[],
  report: string,
  count: (report: string) => Outcome & { skipped: number },
): Promise<Outcome> {
  console.log(`  ${name}…`);
  const { code, seconds } = await timed(() => run(command, testsMs, 'at once'));
  const { passed, failed, skipped } = existsSync(report)
    ? count(readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  const ofThemselves = failed + skipped;
  // A file that does not load, an error outside a test, a run without tests or one that never ends: no test to count.
  const total = { passed, failed: ofThemselves === 0 && (code !== 0 || passed === 0) ? 1 : ofThemselves };
  const left = skipped > 0 ? `, ${skipped} of them skipped` : '';
  console.log(`${total.failed === 0 ? '✓' : '✗'} ${name}: ${total.passed} passed, ${total.failed} failed${left} (${seconds} s)`);
  return total;
}

function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
  };
}

/** The command of a package, run by this Node: `.bin` holds shell scripts on one system and .cmd files on another. */
function bin(name: string, ...args: string[]): string[] {
  const [packageName = name, command = packageName] = name.split('#');
  const folder = join('node_modules', packageName);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command];
  if (!file) throw new Error(`${packageName} has no command ${command}`);
  return [process.execPath, join(folder, file), ...args];
}

async function timed(work: () => Promise<Ended>): Promise<Ended & { seconds: string }> {
  const begin = performance.now();
  const ended = await work();
  return { ...ended, seconds: ((performance.now() - begin) / 1000).toFixed(1) };
}

/** Runs to the end or to its deadline, when it and all that it started are ended. */
async function run([command = '', ...args]: string[], deadlineMs: number, show: 'at once' | 'when it fails'): Promise<Ended> {
  const child = spawn(command, args, {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (show === 'at once') process.stdout.write(text);
    });
  }
  const end = () => {
    if (child.pid && child.exitCode === null) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  };
  const timer = setTimeout(() => {
    output += `\nNot done after ${deadlineMs / 1000} s: ended.`;
    console.log(`Not done after ${deadlineMs / 1000} s: ended.`);
    end();
  }, deadlineMs);
  process.once('exit', end);
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.on('close', resolve);
  });
  clearTimeout(timer);
  process.off('exit', end);
  return { code, output };
}

process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
const { passed, failed } = await testAll();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
