import { spawn, type ChildProcess } from 'node:child_process';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { launchOptions } from '#cli/chromium.ts';

/** A Chromium that can be killed as a power cut would kill it: all its processes at once, without a word. */
export interface KillableBrowser {
  readonly context: BrowserContext;
  kill(): Promise<void>;
  /** As its user would. */
  quit(): Promise<void>;
}

const running = new Set<ChildProcess>();
// They are no children that go with this process. Whoever ends it by a signal has it end by `process.exit`.
process.on('exit', () => running.forEach(killGroup));

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, 'SIGKILL');
}

export async function startBrowser(profile: string): Promise<KillableBrowser> {
  const { executablePath = chromium.executablePath(), args = [] } = launchOptions();
  const browserProcess = spawn(
    executablePath,
    [
      ...args,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-default-browser-check',
      'about:blank',
    ],
    // A group of its own, so that its children die with it.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  running.add(browserProcess);
  const ended = new Promise<void>((resolve) => {
    browserProcess.once('exit', () => {
      running.delete(browserProcess);
      resolve();
    });
  });
  const browser = await chromium.connectOverCDP(await addressOf(browserProcess));
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the browser has no window');
  // The compiler of scripts marks functions with it, also those that are sent to the page.
  await context.addInitScript('globalThis.__name = (made) => made');
  return {
    context,
    async kill() {
      killGroup(browserProcess);
      await ended;
    },
    quit: () => quit(browser, ended),
  };
}

async function quit(browser: Browser, ended: Promise<void>): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.close').catch(() => undefined);
  await ended;
}

function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the browser did not start:\n${said}`)), 30_000);
    browser.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    browser.once('exit', (code) => reject(new Error(`the browser ended with ${code}:\n${said}`)));
  });
}
