import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { troubleWords } from '#views/words/trouble.en.ts';

export function NotFoundView() {
  const { notFound, notFoundHelp, toToday } = troubleWords;
  return <EmptyPage head={notFound} help={notFoundHelp} to="/" act={toToday} />;
}
