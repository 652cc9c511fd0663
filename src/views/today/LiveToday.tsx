import { useEffect } from 'react';
import { useStrength, useToday, type Today } from '#state/live/use-today.ts';
import { StrengthBands } from './StrengthBands.tsx';

/** Comes with the database: hands Today its live figures, and draws what needs all cards to be counted. */
export function LiveToday({ hand }: { readonly hand: (today: Today) => void }) {
  const today = useToday();
  const strength = useStrength();
  useEffect(() => {
    if (today !== undefined) hand(today);
  }, [today, hand]);
  return strength === undefined ? null : <StrengthBands strength={strength} />;
}
