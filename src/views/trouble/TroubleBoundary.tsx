import { Component, lazy, Suspense, type ReactNode } from 'react';
import type { StorageErrorCode } from '#state/trouble.ts';
import { words } from '#views/words/words.ts';

// Seldom wanted; and where even that does not come, as without a network, the reader is not left with a blank page.
const TroubleView = lazy(async () => {
  try {
    return { default: (await import('./TroubleView.tsx')).TroubleView };
  } catch {
    return { default: BareTrouble };
  }
});

/** What could not go on, told. */
export function Trouble(props: { readonly cause: unknown; readonly code?: StorageErrorCode | undefined }) {
  return (
    <Suspense>
      <TroubleView {...props} />
    </Suspense>
  );
}

function BareTrouble(_props: { readonly cause: unknown }) {
  return (
    <main className="wrap trouble" role="alert">
      <h1>{words.trouble.broken}</h1>
      <p className="lead">{words.trouble.brokenHelp}</p>
    </main>
  );
}

interface BoundaryState {
  readonly caught: { readonly cause: unknown } | undefined;
}

/** Catches what a screen throws; another screen gets a boundary of its own. */
export class TroubleBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { caught: undefined };

  static getDerivedStateFromError(cause: unknown) {
    return { caught: { cause } };
  }

  override render() {
    return this.state.caught === undefined ? this.props.children : <Trouble cause={this.state.caught.cause} />;
  }
}
