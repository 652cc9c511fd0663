import { lazy, Suspense } from 'react';
import { richWords } from '#views/words/rich.en.ts';
import { isKnownLanguage } from './languages.ts';
import './rich.css';

const Highlighted = lazy(async () => ({ default: (await import('./Highlighted.tsx')).Highlighted }));

/** A block of code. Its box scrolls by itself, so it can be focused; colours come when its language is known and there. */
export function Code({ text, language }: { readonly text: string; readonly language: string | undefined }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <pre className="code" tabIndex={0} role="region" aria-label={richWords.code(language)}>
      <code>
        {language !== undefined && isKnownLanguage(language) ? (
          <Suspense fallback={<>{text}</>}>
            <Highlighted text={text} language={language} />
          </Suspense>
        ) : (
          text
        )}
      </code>
    </pre>
  );
}
