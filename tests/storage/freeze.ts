import { writeFileSync } from 'node:fs';
import { exportOf, folder, presentVersion, released, textOf } from './frozen.ts';
import { aRichRecord } from './rich-record.ts';

// `npm run freeze`: the frozen export of the present version of the schema, as long as that is not released (frozen.ts).

const version = presentVersion();
if (version in released) {
  throw new Error(`Version ${version} is released: its export stays as it is. Add a version to src/storage/database.ts.`);
}
const { origin, storage } = await aRichRecord();
storage.close();
const path = `${folder}/version-${version}.json`;
const frozen = await exportOf(origin);
writeFileSync(path, textOf(frozen));
console.log(`${path}: ${frozen.tables.map(({ name, rows }) => `${name} ${rows.length}`).join(', ')}`);
