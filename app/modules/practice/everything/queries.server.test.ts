import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { v7 } from 'uuid';
import { as } from '#app/platform/scope.server.ts';
import { taggedPdf } from '#app/platform/tagged-pdf.server.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { keepLog, noteConversation } from '../log/commands.server.ts';
import type { Said } from '../log/entry.ts';
import { everythingOfOwn } from './queries.server.ts';

/** Where in the file each table stands. A table that is not here would be kept of somebody and not be theirs to take along. */
const stands: Readonly<Record<string, string>> = {
  practice_log: 'log',
  practice_entry: 'log.entries',
  practice_entry_competency: 'log.entries',
  practice_goal: 'log.goals',
  practice_draft: 'log.drafts',
  practice_event: 'log.record',
  practice_observation: 'feedback.observations',
  practice_request: 'feedback.requests',
  practice_debrief: 'debriefs',
  practice_share: 'shares',
  practice_look: 'shares',
  practice_ask_part: 'asks',
  // hashes of links that were shown; they say nothing beside their request
  practice_request_link: 'feedback.requests',
};

const ashby = await school('ashby');
const kit = await actor('Kit', ['student'], ashby);
const noa = await actor('Noa', ['student'], ashby);
for (const each of [kit, noa]) await as(each, (scope) => keepLog(scope, { school: ashby.id, graduates: 2028, counts: false }));

test('every table of practice that keeps something of a person stands in the file that they take along', async () => {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' where c.relname like 'practice\\_%' and c.relkind = 'r' order by 1`,
  );
  await client.end();
  assert.deepEqual(
    rows.map(({ name }) => name),
    Object.keys(stands).sort(),
  );
  const file: Record<string, unknown> = Object.fromEntries((await as(kit, everythingOfOwn)).map(({ name, rows }) => [name, rows]));
  for (const [table, place] of Object.entries(stands)) {
    const found = place.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], file);
    assert.ok(found !== undefined, `${table}: ${place}`);
  }
});

test('what is taken along is the own practice alone, and can be written as a PDF', async () => {
  const said: Said = {
    ...{ kind: 'real', month: '2026-03', rotation: '', part: 'led', competencies: [], debriefed: null },
    ...{ goal: '', selfWords: 'Only mine', selfScale: 'own', next: '' },
  };
  await as(kit, (scope) => noteConversation(scope, { id: v7(), said, nobodys: [], asGoal: false }));
  assert.doesNotMatch(JSON.stringify(await as(noa, everythingOfOwn)), /Only mine/);
  const own = await as(kit, everythingOfOwn);
  assert.match(JSON.stringify(own.map(({ rows }) => rows)), /Only mine/);
  const blocks = own.flatMap((part) => part.blocks);
  assert.match(JSON.stringify(blocks), /Only mine/);
  const pdf = await taggedPdf({ title: 'Practice of Kit', author: 'Kit', language: 'en', madeAt: new Date(0) }, blocks);
  assert.match(pdf.toString('latin1'), /StructTreeRoot/);
});
