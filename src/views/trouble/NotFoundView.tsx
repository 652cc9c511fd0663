import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { words } from '#views/words/words.ts';

export function NotFoundView() {
  const { notFound, notFoundHelp, toToday } = words.trouble;
  return <EmptyPage head={notFound} help={notFoundHelp} to="/" act={toToday} />;
}
