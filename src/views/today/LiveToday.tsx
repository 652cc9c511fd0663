import { useEffect } from 'react';
import { useStrength, useToday, type Strength, type Today } from '#state/live/use-today.ts';
import { showBadge } from './badge.ts';
import { BacklogBand } from './BacklogBand.tsx';
import { BuriedBand } from './BuriedBand.tsx';

/** Comes with the database and hands Today what is live, for a screen that is there already must not blink; draws a backlog alone. */
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
    if (today === undefined) return;
    handFigures(today);
    showBadge(today.counts.due + today.counts.learning);
  }, [today, handFigures]);
  useEffect(() => {
    if (strength !== undefined) handStrength(strength);
  }, [strength, handStrength]);
  return (
    <>
      <BacklogBand />
      <BuriedBand />
    </>
  );
}
