import { writeFileSync } from 'node:fs';
import { closeDatabase, database } from '#app/platform/db.server.ts';
import { tablesSource } from '#app/platform/tables-source.server.ts';

/** `npm run tables`: writes the tables' types from the migrated database. */
writeFileSync('app/platform/tables.ts', await tablesSource((await database()).owner));
await closeDatabase();
