import type { RememberedKey } from '../rows.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** Notes when something was last done, as an export. It is no deed: nothing takes it back. */
export function remember(writing: Writing, key: RememberedKey, value: string): Promise<void> {
  const { db } = writing;
  return inTransaction(writing, [db.settings], async () => {
    await db.settings.put({ key, value });
  });
}
