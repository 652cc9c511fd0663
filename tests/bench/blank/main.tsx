import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { registerOffline } from '#workers/offline.ts';

// The least that React can do: one element, which a key changes once as many bytes as an answer writes are on disk.

function Blank() {
  const [count, setCount] = useState(0);
  Object.assign(globalThis, { change: () => setCount(count + 1) });
  return <p data-testid="question">{`Question ${count}`}</p>;
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Blank />);
// As the app does, so that both start from a service worker.
requestIdleCallback(() => registerOffline({ onReady: () => undefined, onUpdate: () => undefined }));
