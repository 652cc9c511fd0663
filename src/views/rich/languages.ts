import type { LanguageFn } from 'highlight.js';

const js = () => import('highlight.js/lib/languages/javascript');
const ts = () => import('highlight.js/lib/languages/typescript');
const python = () => import('highlight.js/lib/languages/python');
const bash = () => import('highlight.js/lib/languages/bash');
const yaml = () => import('highlight.js/lib/languages/yaml');
const xml = () => import('highlight.js/lib/languages/xml');
const cpp = () => import('highlight.js/lib/languages/cpp');
const csharp = () => import('highlight.js/lib/languages/csharp');
const ini = () => import('highlight.js/lib/languages/ini');
const docker = () => import('highlight.js/lib/languages/dockerfile');
const json = () => import('highlight.js/lib/languages/json');

/** What notes have code in, each fetched by the first block in it. Any other language is shown plain. */
const grammars: Readonly<Record<string, () => Promise<{ default: LanguageFn }>>> = {
  javascript: js,
  js,
  jsx: js,
  mjs: js,
  typescript: ts,
  ts,
  tsx: ts,
  python,
  py: python,
  bash,
  sh: bash,
  shell: bash,
  zsh: bash,
  console: bash,
  json,
  jsonc: json,
  yaml,
  yml: yaml,
  html: xml,
  xml,
  svg: xml,
  css: () => import('highlight.js/lib/languages/css'),
  sql: () => import('highlight.js/lib/languages/sql'),
  java: () => import('highlight.js/lib/languages/java'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  go: () => import('highlight.js/lib/languages/go'),
  rust: () => import('highlight.js/lib/languages/rust'),
  c: cpp,
  cpp,
  'c++': cpp,
  csharp,
  cs: csharp,
  'c#': csharp,
  php: () => import('highlight.js/lib/languages/php'),
  ruby: () => import('highlight.js/lib/languages/ruby'),
  r: () => import('highlight.js/lib/languages/r'),
  scala: () => import('highlight.js/lib/languages/scala'),
  swift: () => import('highlight.js/lib/languages/swift'),
  powershell: () => import('highlight.js/lib/languages/powershell'),
  ini,
  toml: ini,
  dockerfile: docker,
  docker,
  diff: () => import('highlight.js/lib/languages/diff'),
};

export function isKnownLanguage(language: string): boolean {
  return Object.hasOwn(grammars, language);
}

export async function grammarOf(language: string): Promise<LanguageFn | undefined> {
  return isKnownLanguage(language) ? (await grammars[language]?.())?.default : undefined;
}
