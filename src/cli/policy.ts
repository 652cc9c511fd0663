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

/** Of the browser's powers, those that a page or what it loads might ask for and that no screen here needs. */
const unused = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/** What every answer of a host should carry. The one place where it stands: our server and the files for hosts take it from here. */
export const policyHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': directives.join('; '),
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': unused.map((power) => `${power}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The policy as a meta element, for hosts that send no headers: a meta element may not speak of frames. */
export const policyMeta = directives.filter((directive) => !/^(frame-ancestors|media-src)/.test(directive)).join('; ');

/** Names in assets/ carry the hash of their content. Anything else, sw.js first of all, is asked for anew each time. */
export function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/**
 * Files that tell the usual static hosts to send these headers, by name. They lie at the root of what is put there and are no
 * part of the app: some hosts answer 404 for them.
 */
export const hostFiles: Readonly<Record<string, string>> = {
  // Netlify, Cloudflare Pages. Two rules with one header would be joined, so what is not in assets/ has the host's default there.
  _headers: [
    '/*',
    ...Object.entries(policyHeaders).map(([name, value]) => `  ${name}: ${value}`),
    '/assets/*',
    `  Cache-Control: ${cacheControl('/assets/')}`,
    '',
  ].join('\n'),
  'vercel.json': `${JSON.stringify(
    {
      headers: [
        { source: '/(.*)', headers: Object.entries(policyHeaders).map(([key, value]) => ({ key, value })) },
        { source: '/assets/(.*)', headers: [{ key: 'Cache-Control', value: cacheControl('/assets/') }] },
      ],
    },
    undefined,
    2,
  )}\n`,
  // Apache. It stands in the folder that it speaks of, so that it works at any path.
  '.htaccess': [
    '<IfModule mod_headers.c>',
    ...Object.entries(policyHeaders).map(([name, value]) => `  Header always set ${name} "${value}"`),
    `  Header set Cache-Control "${cacheControl('/')}"`,
    `  SetEnvIf Request_URI "/assets/[^/]+$" hashed`,
    `  Header set Cache-Control "${cacheControl('/assets/')}" env=hashed`,
    '</IfModule>',
    '',
  ].join('\n'),
};
