import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { changesOf, differenceOf } from './changes-queries.server.ts';

const year = '2025-26';
const many = 12_000;

test('what a second file of a large year changes is told at once, also when both were written just now', async () => {
  const own = await school('second');
  const lead = await actor('Lead', ['lead'], own);
  const id = await as(lead, async ({ tx }) => {
    await tx.insertInto('curriculumYear').values({ schoolId: own.id, year }).execute();
    const { rows } = await sql<{ id: string }>`with f as (insert into school_file (school_id, id, name, bytes, sha256)
        values (${own.id}, gen_random_uuid(), 'second.csv', 1, 'none') returning school_id, id)
      insert into curriculum_import (school_id, file_id, year, status, total) select school_id, id, ${year}, 'checked', 1 from f returning id`.execute(
      tx,
    );
    const importId = rows[0]!.id;
    const title = sql`case when k = 1 then 'Another title' else 'Small group' end`;
    await sql`insert into activity (school_id, year, source_id, title, file_title) select ${own.id}, ${year}, 'E' || k, 'Small group', 'Small group'
      from generate_series(1, ${sql.lit(many)}) k`.execute(tx);
    await sql`insert into curriculum_import_row (school_id, import_id, position, kind, part) select ${own.id}, ${importId}, k, 'event',
      jsonb_build_object('kind', 'event', 'sourceId', 'E' || k, 'title', ${title}, 'isInterprofessional', false) from generate_series(1, ${sql.lit(many)}) k`.execute(
      tx,
    );
    return importId;
  });
  await as(lead, async (scope) => {
    await sql`set local statement_timeout = '10s'`.execute(scope.tx); // pair by pair it takes more than half a minute
    const { kept, changed } = (await differenceOf(scope, { id, year }))!;
    assert.deepEqual([kept, changed], [many, 1]);
  });
  await as(lead, async (scope) => {
    await sql`set local statement_timeout = '10s'`.execute(scope.tx);
    const changes = await changesOf(scope, { id, year, kind: 'changed', from: 0, most: 10 });
    assert.deepEqual(
      changes.map(({ title, oldTitle }) => [title, oldTitle]),
      [['Another title', 'Small group']],
    );
  });
});
