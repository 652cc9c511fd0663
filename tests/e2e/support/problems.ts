import { expect, type BrowserContext, type ConsoleMessage, type Page } from '@playwright/test';

export interface Problem {
  readonly kind: 'console' | 'error' | 'policy' | 'foreign request';
  readonly text: string;
}

/** Collects what must not happen in any page or worker of a context: complaints, errors, refusals, requests elsewhere. */
export async function watch(context: BrowserContext, url: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  const { origin } = new URL(url);
  const hear = (message: ConsoleMessage) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const text = message.text();
    const { url: where } = message.location();
    problems.push({ kind: text.startsWith(policyMark) ? 'policy' : 'console', text: where ? `${text} (${where})` : text });
  };
  await context.addInitScript((mark) => {
    // The event tells what was refused to the page, also where the browser keeps the console quiet.
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      console.error(`${mark} ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`),
    );
  }, policyMark);
  context.on('console', hear);
  context.on('serviceworker', (worker) => worker.on('console', hear));
  context.on('weberror', (error) => problems.push({ kind: 'error', text: String(error.error().stack ?? error.error()) }));
  const hearRequest = (address: string) => {
    const { protocol, host } = new URL(address);
    // What a page holds in itself is no request: `data:`, `blob:`.
    if (/^(https?|wss?):$/.test(protocol) && host !== new URL(origin).host) {
      problems.push({ kind: 'foreign request', text: address });
    }
  };
  context.on('request', (request) => hearRequest(request.url()));
  // A socket is told by its page alone.
  const hearSockets = (page: Page) => page.on('websocket', (socket) => hearRequest(socket.url()));
  context.pages().forEach(hearSockets);
  context.on('page', hearSockets);
  return problems;
}

export function expectNone(problems: readonly Problem[]): void {
  expect(problems, 'what the browser complained of').toEqual([]);
}

const policyMark = 'refused by policy:';
