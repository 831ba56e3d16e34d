import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { tablesSource } from '#app/platform/tables-source.server.ts';
import { owner } from './people.ts';

test("the tables' types are those of the migrated database", async () => {
  assert.equal(
    readFileSync('app/platform/tables.ts', 'utf8'),
    await tablesSource(owner),
    'run `npm run tables` and commit app/platform/tables.ts',
  );
});
