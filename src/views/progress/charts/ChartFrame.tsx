import { useId, useRef, useState, type ReactNode } from 'react';
import { csvOf } from '#core/stats/csv.ts';
import { download } from '#views/parts/download.ts';
import { number } from '#views/words/format.ts';
import { progressWords as say } from '#views/words/progress.en.ts';
import { ChartWidth, useWidth } from './use-width.ts';
import './charts.css';

/** A figure as numbers: what the table shows and the CSV file holds. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A figure with what it says in a sentence, the same as a table, and both to take away. */
export function ChartFrame({
  name,
  said,
  table,
  drawing,
  axes,
  children,
  wide,
}: {
  readonly name: string;
  readonly said: string;
  /** Made when it is wanted: a year of days takes longer to write out than to draw. */
  readonly table: () => Table;
  /** An SVG as wide as `useChartWidth` says. */
  readonly drawing: ReactNode;
  /** Below the drawing: what its two directions are, where its labels alone do not tell. */
  readonly axes?: string;
  /** Beside the sentence: a legend, a choice. */
  readonly children?: ReactNode;
  readonly wide?: boolean;
}) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const { ref, width } = useWidth();
  const drawn = useRef<HTMLDivElement>(null);
  const acts = say.actsOf(name);
  const picture = async () => {
    const svg = drawn.current?.querySelector('svg');
    if (!svg) return;
    const { pictureOf } = await import('./picture-of.ts');
    download(await pictureOf(svg, name), say.fileName(name, 'png'));
  };
  const csv = () => {
    const { head, rows } = table();
    download(new Blob([csvOf(head, rows)], { type: 'text/csv;charset=utf-8' }), say.fileName(name, 'csv'));
  };
  return (
    <figure className={wide ? 'chart wide' : 'chart'} aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{name}</h2>
        <p className="small">{said}</p>
      </figcaption>
      {children}
      <div ref={ref}>
        {asTable ? (
          <TableOf table={table()} name={name} />
        ) : (
          <div ref={drawn} role="img" aria-label={`${name}. ${said}`}>
            {width !== undefined && <ChartWidth value={width}>{drawing}</ChartWidth>}
          </div>
        )}
        {axes !== undefined && !asTable && <p className="chart-axes">{axes}</p>}
      </div>
      <p className="chart-acts">
        <button
          type="button"
          className="quiet"
          aria-label={asTable ? acts.chart : acts.table}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? say.chart : say.table}
        </button>
        <button type="button" className="quiet" aria-label={acts.csv} onClick={csv}>
          {say.csv}
        </button>
        {!asTable && (
          <button type="button" className="quiet" aria-label={acts.png} onClick={() => void picture()}>
            {say.png}
          </button>
        )}
      </p>
    </figure>
  );
}

/* oxlint-disable react/no-array-index-key -- the cells of a table never move */
function TableOf({ table, name }: { readonly table: Table; readonly name: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className="chart-table" role="region" aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell, at) => (
              <th key={at} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={at} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={at}>{typeof cell === 'number' && Number.isInteger(cell) ? number(cell) : cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
/* oxlint-enable react/no-array-index-key */

/** What the shades and points of a chart mean: a tone of `dot` is that of a line with points. */
export function Legend({ series }: { readonly series: readonly { readonly name: string; readonly tone: string }[] }) {
  return (
    <p className="legend chart-legend">
      {series.map(({ name, tone }) => (
        <span key={name} className="has">
          <svg className="tint" viewBox="0 0 14 14" aria-hidden="true">
            {tone.startsWith('dot') ? (
              <circle className={tone} cx="7" cy="7" r="4" />
            ) : (
              <rect className={tone} x="0.5" y="0.5" width="13" height="13" />
            )}
          </svg>
          {name}
        </span>
      ))}
    </p>
  );
}
