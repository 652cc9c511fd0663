// Before every view, so that a view's own styles win.
import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { createNotices, type NoticesStore } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import type { Services } from '#state/services.ts';
import { storageErrorCode } from '#state/trouble.ts';
import { App } from './App.tsx';

export { preloadScreens } from './App.tsx';

/** Draws the app into the page; what happens outside of any screen is told through the notices that it gives back. */
export function mount(root: HTMLElement, services: Services): NoticesStore {
  const notices = createNotices();
  // What a boundary catches it shows. Only what is our own mistake belongs in the console too.
  const onCaughtError = (error: unknown) => {
    if (storageErrorCode(error) === undefined) console.error(error);
  };
  createRoot(root, { onCaughtError }).render(
    <ServicesContext value={services}>
      <App notices={notices} />
    </ServicesContext>,
  );
  return notices;
}
