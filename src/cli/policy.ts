/** What the page may do: run its own files and nothing else, and reach no other origin. */
const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types app',
];

/** The Content-Security-Policy as the header that our own server sends. */
export const policyHeader = directives.join('; ');

/** The same as a meta element, for hosts that send no headers: a meta element may not speak of frames. */
export const policyMeta = directives.filter((directive) => !/^(frame-ancestors|media-src)/.test(directive)).join('; ');
