/**
 * The one Trusted Types policy of the app. A worker may be started from this app's own folder and from nowhere else:
 * give it what `import url from './x.worker?worker&url'` gave.
 */
export function scriptURL(url: string): string {
  // The DOM's types of Worker and register() know no TrustedScriptURL yet; browsers without Trusted Types take the string.
  return policy ? (policy.createScriptURL(url) as string) : ownScript(url);
}

const policy = trustedTypes()?.createPolicy('app', { createScriptURL: ownScript });

function ownScript(url: string): string {
  const resolved = new URL(url, document.baseURI);
  if (resolved.origin !== location.origin) throw new TypeError(`not a script of this app: ${resolved.href}`);
  return resolved.href;
}

interface TrustedTypes {
  createPolicy(name: 'app', rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): unknown };
}

function trustedTypes(): TrustedTypes | undefined {
  return (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
}
