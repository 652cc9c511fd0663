import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { ShippedPackages } from '#core/shipped-packages.ts';
import { readShippedPackages } from '#state/shipped-packages.ts';
import { Page } from '#views/parts/Page.tsx';
import { aboutWords as say } from '#views/words/about.en.ts';
import './about.css';

/** What this app is, where the data are, and whose work it stands on. */
export function AboutView() {
  const [shipped, setShipped] = useState<ShippedPackages | 'loading' | 'none'>('loading');
  useEffect(() => {
    let wanted = true;
    void readShippedPackages().then((read) => wanted && setShipped(read ?? 'none'));
    return () => {
      wanted = false;
    };
  }, []);
  return (
    <Page title={say.screen} tab="settings">
      <div className="about">
        <div className="phead">
          <h1>{say.screen}</h1>
          <p className="lead">
            {say.lead} {typeof shipped === 'object' && say.version(shipped.version)}
          </p>
        </div>
        <section className="band">
          <h2>{say.where}</h2>
          <div>
            <p>{say.whereText}</p>
            <p>
              <Link className="link" href="/settings">
                {say.whereLink}
              </Link>
            </p>
          </div>
        </section>
        <section className="band">
          <h2>{say.packages}</h2>
          {typeof shipped === 'object' ? (
            <Packages shipped={shipped} />
          ) : (
            <p className="small" role="status">
              {shipped === 'loading' ? say.loading : say.none}
            </p>
          )}
        </section>
      </div>
    </Page>
  );
}

function Packages({ shipped: { packages, texts } }: { readonly shipped: ShippedPackages }) {
  const [open, setOpen] = useState<string>();
  return (
    <div>
      <p>
        {say.summary(
          packages.length,
          packages.reduce((sum, { bytes }) => sum + bytes, 0),
        )}
      </p>
      <table aria-label={say.table}>
        <thead>
          <tr>
            <th scope="col">{say.name}</th>
            <th scope="col">{say.licence}</th>
            <th scope="col" className="num">
              {say.bytes}
            </th>
          </tr>
        </thead>
        <tbody>
          {packages.map(({ name, version, licence, bytes, text }) => (
            <tr key={`${name} ${version}`}>
              <th scope="row">
                {name} <small>{version}</small>
                {open === name && <pre>{text === undefined ? say.noText : texts[text]}</pre>}
              </th>
              <td>
                <button
                  type="button"
                  className="link"
                  aria-expanded={open === name}
                  aria-label={`${say.show(name)}: ${licence}`}
                  onClick={() => setOpen(open === name ? undefined : name)}
                >
                  {licence}
                </button>
              </td>
              <td className="num">{say.size(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
