// `node src/cli/setup.mjs <script> [arguments]`: installs what package-lock.json names, if that is not there yet, and runs
// the script by tsx. Plain JavaScript without a dependency: it is what runs first after `git clone`.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

const oldestNode = [20, 19];
const tsx = 'node_modules/tsx/dist/cli.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  fail(`Cardwright needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}.`);
}
if (!isInstalled()) {
  console.log('Installing the packages that package-lock.json names (npm ci)…');
  const code = await run(...npm('ci', '--no-audit', '--no-fund'));
  if (code !== 0) fail('npm ci failed: its words are above. Without the packages nothing here can run.');
}
process.exitCode = await run(process.execPath, [tsx, ...process.argv.slice(2)]);

/** npm writes its own copy of the lock when an installation is complete; packages for other platforms are missing in it. */
function isInstalled() {
  const copy = 'node_modules/.package-lock.json';
  if (!existsSync(copy) || !existsSync(tsx)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const there = JSON.parse(readFileSync(copy, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || (there[path] ? there[path].version === entry.version : entry.optional),
  );
}

/** The npm that runs this script, where there is one: on Windows `npm` itself cannot be spawned. */
function npm(...args) {
  const path = process.env.npm_execpath;
  return path ? [process.execPath, [path, ...args]] : ['npm', args];
}

function run(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  // Ctrl+C reaches the child too, from the terminal: it ends by itself, and this one with it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function fail(words) {
  console.error(words);
  process.exit(1);
}
