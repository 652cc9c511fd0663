import { readdirSync, readFileSync } from 'node:fs';

/** The most that the processes of one browser held while somebody watched, in MB of resident memory, what they share included. */
export interface Peak {
  /** Of the largest process that draws pages and runs their workers. */
  readonly renderer: number;
  /** Of the one that has the windows, the databases and the files. */
  readonly browser: number;
  /** Of all of them together, at one time. */
  readonly all: number;
}

export interface MemoryWatch {
  /** The peak since the last call, or since the beginning. */
  take(): Peak;
  stop(): void;
}

const everyMs = 200;
/** Of so many looks one finds out which processes there are: to ask after all of the machine takes longer than the look. */
const looksAtSame = 10;

/** Looks five times a second at every process of the browser that has this profile. Linux tells; nobody else does. */
export function watchMemory(profile: string): MemoryWatch {
  const root = processOf(profile);
  let peak = { renderer: 0, browser: 0, all: 0 };
  let family = familyOf(root);
  let looks = 0;
  const look = () => {
    let all = 0;
    if (++looks % looksAtSame === 0) family = familyOf(root);
    for (const { pid, type } of family) {
      const size = residentSize(pid);
      all += size;
      if (type === 'renderer') peak.renderer = Math.max(peak.renderer, size);
      // Where a script has started it, that is one of them, and small.
      else if (type === undefined) peak.browser = Math.max(peak.browser, size);
    }
    peak.all = Math.max(peak.all, all);
  };
  const timer = setInterval(look, everyMs);
  return {
    take() {
      look();
      const taken = peak;
      peak = { renderer: 0, browser: 0, all: 0 };
      return taken;
    },
    stop: () => clearInterval(timer),
  };
}

function processOf(profile: string): number {
  const pid = pids().find((each) => {
    const words = commandOf(each);
    return words.includes(`--user-data-dir=${profile}`) && typeOf(words) === undefined;
  });
  if (pid === undefined) throw new Error(`no browser runs with the profile ${profile}`);
  return pid;
}

/** Renderers are children of a zygote, which is the browser's. */
function familyOf(root: number): { readonly pid: number; readonly type: string | undefined }[] {
  const all = pids().map((pid) => ({ pid, parent: parentOf(pid) }));
  const family: number[] = [root];
  // What is found is looked at, too.
  for (const own of family) family.push(...all.flatMap(({ pid, parent }) => (parent === own ? [pid] : [])));
  return family.map((pid) => ({ pid, type: typeOf(commandOf(pid)) }));
}

function pids(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

function commandOf(pid: number): string[] {
  // Chromium joins the words of a child by spaces.
  return read(pid, 'cmdline').split(/[\0 ]/);
}

function typeOf(words: readonly string[]): string | undefined {
  return words.find((word) => word.startsWith('--type='))?.slice('--type='.length);
}

function parentOf(pid: number): number {
  // The name, in brackets, may hold anything.
  return Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1]);
}

/** Its share of what is shared (smaps_rollup) would say it better, but takes so long to ask for that the process stands still. */
function residentSize(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(pid, 'status'))?.[1];
  return (Number(kilobytes ?? 0) * 1_024) / 1_000_000;
}

/** Nothing of a process that has ended meanwhile. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
