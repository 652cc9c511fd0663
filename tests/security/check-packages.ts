import { execFile } from 'node:child_process';
import process from 'node:process';
import { parseArgs, promisify } from 'node:util';

// `npm run check:packages`: what npm knows of holes in the packages that are shipped, and whether what is installed is signed
// as it was published. It ends with 1 where something is found, and with 2 where the registry gave no answer: then nothing
// was checked, and that is no green. `npm test` asks after holes alone, with a short limit: `-- --holes --seconds 30`.

interface Answer {
  readonly vulnerabilities?: Readonly<Record<string, unknown>>;
  readonly invalid?: readonly unknown[];
  readonly missing?: readonly unknown[];
}

const { values } = parseArgs({
  options: { holes: { type: 'boolean', default: false }, seconds: { type: 'string', default: '120' } },
});

const questions = [
  ['known holes in what is shipped', ['audit', '--omit=dev', '--json']],
  ['signatures', ['audit', 'signatures', '--json']],
] as const;

for (const [what, args] of values.holes ? questions.slice(0, 1) : questions) {
  const answer = await ask(args);
  if (typeof answer === 'string') {
    console.log(`${what}: NOT CHECKED, the registry gave no answer (${answer}).`);
    process.exitCode ??= 2;
    continue;
  }
  const found = [...Object.keys(answer.vulnerabilities ?? {}), ...(answer.invalid ?? []), ...(answer.missing ?? [])];
  console.log(found.length === 0 ? `${what}: nothing found.` : `${what}: ${JSON.stringify(found, undefined, 2)}`);
  if (found.length > 0) process.exitCode = 1;
}

/** Npm's answer, or why there is none. */
async function ask(args: readonly string[]): Promise<Answer | string> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout, stderr } = await promisify(execFile)(npm, [...args], { timeout: Number(values.seconds) * 1000 }).catch(
    (error: { readonly stdout?: string; readonly stderr?: string }) => ({
      stdout: error.stdout ?? '',
      stderr: error.stderr ?? '',
    }),
  );
  try {
    const read = JSON.parse(stdout) as Answer & { readonly error?: { readonly code?: string; readonly summary?: string } };
    if (read.error === undefined && ('vulnerabilities' in read || 'invalid' in read)) return read;
    return read.error?.summary || read.error?.code || firstError(stderr);
  } catch {
    return firstError(stderr);
  }
}

function firstError(stderr: string): string {
  return (/npm (?:error|ERR!)(.*)/.exec(stderr)?.[1] ?? 'no words').trim();
}
