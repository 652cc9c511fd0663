import { useEffect } from 'react';
import { useStrength, useToday, type Strength, type Today } from '#state/live/use-today.ts';

/** Comes with the database, draws nothing, and hands Today what is live: a screen that is there already must not blink. */
export function LiveToday({
  handFigures,
  handStrength,
}: {
  readonly handFigures: (today: Today) => void;
  readonly handStrength: (strength: Strength) => void;
}) {
  const today = useToday();
  const strength = useStrength();
  useEffect(() => {
    if (today !== undefined) handFigures(today);
  }, [today, handFigures]);
  useEffect(() => {
    if (strength !== undefined) handStrength(strength);
  }, [strength, handStrength]);
  return null;
}
