import { Dexie } from 'dexie';

/** Every database of this origin. Tabs that have one open are told, and close it. */
export async function deleteDatabases(): Promise<void> {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
}
