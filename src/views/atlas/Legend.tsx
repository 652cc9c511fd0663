import { Mark, RetiredMark, type Level } from '#views/parts/Mark.tsx';
import { atlasWords as say } from '#views/words/atlas.en.ts';

/** What the shades of the map mean, each with its mark. */
export function Legend() {
  return (
    <ul className="map-legend" aria-label={say.legend}>
      {([0, 1, 2, 3, 4] as const satisfies readonly Level[]).map((level) => (
        <li key={level}>
          <svg className="swatch" viewBox="0 0 20 14" aria-hidden="true">
            <rect className={`k${level}`} x="0.5" y="0.5" width="19" height="13" />
          </svg>
          <Mark level={level} />
          {say.ranges[level]}
        </li>
      ))}
      <li>
        <RetiredMark />
        <i>{say.retired}</i>
      </li>
      <li>
        <svg className="swatch" viewBox="0 0 20 14" aria-hidden="true">
          <rect className="is-due" x="1.500" y="1.500" width="17" height="11" />
        </svg>
        {say.due}
      </li>
    </ul>
  );
}
