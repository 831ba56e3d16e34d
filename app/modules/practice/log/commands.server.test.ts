import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { v7 } from 'uuid';
import { type Actor, operator } from '#app/platform/actor.ts';
import { Problem } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, owner, person, school } from '../../../../tests/people.ts';
import {
  changeEntry,
  deleteEntry,
  deleteLog,
  dropDraft,
  finishGoal,
  keepEntryDraft,
  keepLog,
  noteConversation,
  setGoal,
} from './commands.server.ts';
import type { Said } from './entry.ts';
import {
  begunEntries,
  competenciesToTry,
  draftOf,
  logOfOwn,
  ownEntries,
  ownEntriesAt,
  ownEntry,
  ownGoals,
  ownLog,
  ownPracticeEvents,
} from './queries.server.ts';
import { LogForm } from './schema.ts';

const ashby = await school('ashby');
const kit = await actor('Kit', ['student'], ashby);
const noa = await actor('Noa', ['student'], ashby);
const lead = await actor('Rena', ['lead'], ashby);
const convener = await actor('Ines', ['convener']);
const auditor = await actor('Jo', ['auditor']);
const begun = { school: ashby.id, graduates: 2028, counts: true };
for (const each of [kit, noa]) await as(each, (scope) => keepLog(scope, begun));

const said: Said = {
  ...{ kind: 'real', month: '2026-03', rotation: 'Internal Medicine', part: 'shared', competencies: [], debriefed: 'no' },
  ...{ goal: 'Ask permission first', selfWords: 'I asked, and then I was silent.', selfScale: 'prompted', next: 'Wait longer' },
};
const noted = (change: Partial<Said> = {}) => ({ id: v7(), said: { ...said, ...change }, nobodys: [] as string[], asGoal: false });
const refused = (kind: Problem['kind'], words?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Problem && error.kind === kind, String(error));
  if (words) assert.match(error.message, words);
  return true;
};
/** How many rows of every table of practice are somebody's, as whoever owns the database sees them. */
async function rowsOf({ personId }: Actor): Promise<Record<string, number>> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' where c.relname like 'practice\\_%' and c.relkind = 'r' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows)
    counts[name] = Number((await client.query(`select count(*) from ${name} where person_id = $1`, [personId])).rows[0].count);
  await client.end();
  return counts;
}

test('an entry that is posted twice is one, and so is its goal', async () => {
  const [competency] = await as(kit, competenciesToTry);
  const entry = { ...noted({ competencies: [competency!.stableId] }), asGoal: true };
  await Promise.all([as(kit, (scope) => noteConversation(scope, entry)), as(kit, (scope) => noteConversation(scope, entry))]);
  await as(kit, (scope) => noteConversation(scope, entry));
  const kept = await as(kit, (scope) => ownEntry(scope, entry.id));
  assert.deepEqual([kept.competencies, kept.selfScale, kept.revision], [[competency!.stableId], 'prompted', 1]);
  const all = await as(kit, ownEntries);
  assert.equal(all.length, 1);
  const goals = await as(kit, ownGoals);
  assert.deepEqual(
    goals.map(({ words, fromEntryId }) => [words, fromEntryId]),
    [['Wait longer', entry.id]],
  );
});

test('a log of many conversations comes a page at a time, each on one page', async () => {
  const ola = await actor('Ola', ['student'], ashby);
  await as(ola, (scope) => keepLog(scope, begun));
  for (let at = 0; at < 51; at++) await as(ola, (scope) => noteConversation(scope, noted()));
  const pages = await Promise.all([1, 2, 9].map((asked) => as(ola, (scope) => ownEntriesAt(scope, asked))));
  assert.deepEqual(
    pages.map(({ entries, page, total }) => [entries.length, page, total]),
    [
      [50, 1, 51],
      [1, 2, 51],
      [1, 2, 51],
    ],
  );
  assert.equal(new Set(pages.flatMap(({ entries }) => entries.map(({ id }) => id))).size, 51);
});

test('another student’s entry by its id does not exist, to read, to change or to delete', async () => {
  const entry = noted();
  await as(kit, (scope) => noteConversation(scope, entry));
  await assert.rejects(
    as(noa, (scope) => ownEntry(scope, entry.id)),
    refused('missing'),
  );
  await assert.rejects(
    as(noa, (scope) => changeEntry(scope, { ...entry, revision: 1 })),
    refused('missing'),
  );
  await assert.rejects(
    as(noa, (scope) => deleteEntry(scope, entry.id)),
    refused('missing'),
  );
  // The same id under another person is another entry.
  await as(noa, (scope) => noteConversation(scope, { ...entry, said: { ...said, selfWords: 'Mine' } }));
  assert.equal((await as(kit, (scope) => ownEntry(scope, entry.id))).selfWords, said.selfWords);
});

test('a lead, the convener, an auditor and the operator see no row of practice, and nothing of it in the record', async () => {
  const entry = { ...noted({ selfWords: 'Only mine to read' }), asGoal: true };
  await as(kit, (scope) => noteConversation(scope, entry));
  const tables = [
    'practiceLog',
    'practiceEntry',
    'practiceEntryCompetency',
    'practiceGoal',
    'practiceEvent',
    'practiceDraft',
    'practiceShare',
    'practiceLook',
  ] as const;
  for (const who of [lead, convener, auditor, operator(), operator(ashby)])
    await as(who, async ({ tx }) => {
      for (const table of tables) assert.deepEqual(await tx.selectFrom(table).selectAll().execute(), [], `${who.name}: ${table}`);
    });
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query(
    `select subject from (select subject, before, after from school_event union all select subject, before, after from collaborative_event) e where subject like 'practice%' or e::text like '%Only mine%'`,
  );
  await client.end();
  assert.deepEqual(rows, []);
});

test('the student’s own record names the fields that were changed, never their words', async () => {
  const entry = noted();
  await as(noa, (scope) => noteConversation(scope, entry));
  await as(noa, (scope) => changeEntry(scope, { ...entry, revision: 1, said: { ...said, selfWords: 'Secret words', selfScale: null } }));
  const [last] = await as(noa, ownPracticeEvents);
  assert.deepEqual([last?.verb, last?.subjectId, last?.fields.toSorted()], ['change', entry.id, ['selfScale', 'selfWords']]);
  assert.doesNotMatch(JSON.stringify(await as(noa, ownPracticeEvents)), /Secret/);
});

test('words that may tell who a patient is are kept in no entry, draft or goal before somebody said that they are nobody’s', async () => {
  const entry = noted({ selfWords: 'Mrs. Alvarez asked me to stay.' });
  const looks = refused('invalid', /“Mrs\. Alvarez” looks like a name.*Nothing was saved/);
  await assert.rejects(
    as(noa, (scope) => noteConversation(scope, entry)),
    looks,
  );
  await assert.rejects(
    as(noa, (scope) => keepEntryDraft(scope, { id: entry.id, revision: 0, typed: { selfWords: entry.said.selfWords }, nobodys: [] })),
    looks,
  );
  await assert.rejects(
    as(noa, (scope) =>
      setGoal(scope, { id: v7(), words: 'Visit Mrs. Alvarez again', competency: null, due: null, remind: false, nobodys: [] }),
    ),
    looks,
  );
  await as(noa, (scope) => noteConversation(scope, { ...entry, nobodys: ['Mrs. Alvarez'] }));
  await assert.rejects(
    as(noa, (scope) => changeEntry(scope, { ...entry, revision: 1, said: { ...entry.said, next: 'Bed 4 first' } })),
    looks,
  );
});

test('of two devices the second that changes an entry is told, and overwrites nothing; the same change sent twice is one', async () => {
  const entry = noted();
  await as(kit, (scope) => noteConversation(scope, entry));
  const first = { ...entry, revision: 1, said: { ...said, next: 'From the phone' } };
  assert.equal(await as(kit, (scope) => changeEntry(scope, first)), 2);
  assert.equal(await as(kit, (scope) => changeEntry(scope, first)), 2);
  await assert.rejects(
    as(kit, (scope) => changeEntry(scope, { ...entry, revision: 1, said: { ...said, next: 'From the laptop' } })),
    refused('conflict', /Nothing you typed is lost/),
  );
  await assert.rejects(
    as(kit, (scope) => noteConversation(scope, { ...entry, said: { ...said, next: 'From the laptop' } })),
    refused('conflict'),
  );
  assert.equal((await as(kit, (scope) => ownEntry(scope, entry.id))).next, 'From the phone');
});

test('what was begun is kept, goes on where it was left, and is gone once the entry is noted or thrown away', async () => {
  const id = v7();
  const draft = { id, revision: 0, typed: { selfWords: 'I began' }, nobodys: [] };
  assert.equal(await as(noa, (scope) => keepEntryDraft(scope, draft)), 1);
  assert.equal(await as(noa, (scope) => keepEntryDraft(scope, { ...draft, revision: 1, typed: { selfWords: 'I went on' } })), 2);
  await assert.rejects(
    as(noa, (scope) => keepEntryDraft(scope, { ...draft, revision: 1, typed: { selfWords: 'On the other device' } })),
    refused('conflict'),
  );
  assert.deepEqual((await as(noa, (scope) => draftOf(scope, id)))?.typed, { selfWords: 'I went on' });
  assert.deepEqual(await as(kit, (scope) => draftOf(scope, id)), null);
  assert.equal(
    (await as(noa, begunEntries)).some(({ entryId }) => entryId === id),
    true,
  );
  await as(noa, (scope) => noteConversation(scope, { ...noted(), id }));
  assert.equal(await as(noa, (scope) => draftOf(scope, id)), null);
  const other = v7();
  await as(noa, (scope) => keepEntryDraft(scope, { ...draft, id: other }));
  await as(noa, (scope) => dropDraft(scope, other));
  assert.deepEqual(await as(noa, begunEntries), []);
});

test('a log names no school where its owner is no student', async () => {
  const other = await school('brook');
  await assert.rejects(
    as(kit, (scope) => keepLog(scope, { ...begun, school: other.id })),
    refused('invalid'),
  );
  assert.equal((await as(kit, ownLog))?.schoolId, ashby.id);
});

test('a goal is done with a sentence, and everything can be taken along', async () => {
  const goal = { id: v7(), words: 'Sit down first', competency: null, due: '2026-12-01', remind: true, nobodys: [] };
  await as(noa, (scope) => setGoal(scope, goal));
  await as(noa, (scope) => setGoal(scope, goal));
  await as(noa, (scope) => finishGoal(scope, { goal: goal.id, doneWords: 'I did', nobodys: [] }));
  const { rows, blocks } = await as(noa, logOfOwn);
  const taken = JSON.stringify(rows);
  for (const words of ['Sit down first', 'I did', 'I asked, and then I was silent.', 'Ashby'])
    assert.match(taken, new RegExp(words), words);
  assert.ok(JSON.stringify(blocks).includes('Sit down first'));
});

test('deleting the log leaves no row of the person in any table of practice', async () => {
  const ann = await person('Ann', ['student'], ashby);
  const own: Actor = { kind: 'person', personId: ann.personId, name: 'Ann', school: null, roles: [] };
  await as(own, (scope) => keepLog(scope, begun));
  const [competency] = await as(own, competenciesToTry);
  await as(own, (scope) => noteConversation(scope, { ...noted({ competencies: [competency!.stableId] }), asGoal: true }));
  await as(own, (scope) => keepEntryDraft(scope, { id: v7(), revision: 0, typed: { goal: 'x' }, nobodys: [] }));
  const before = await rowsOf(own);
  assert.ok(Object.keys(before).length >= 8 && before.practice_entry === 1 && before.practice_event! > 1);
  await as(own, deleteLog);
  assert.deepEqual(
    Object.entries(await rowsOf(own)).filter(([, count]) => count > 0),
    [],
  );
  await assert.rejects(as(own, logOfOwn), refused('missing'));
  assert.ok((await rowsOf(kit)).practice_entry! > 0);
});

test('a year that is none is answered with what to write, and an open one is no mistake', () => {
  const answers = (graduates: string) => {
    const read = LogForm.safeParse({ school: '', graduates, counts: 'yes' });
    return read.success ? read.data.graduates : read.error.issues[0]!.message;
  };
  for (const typed of ['20x8', '1999', '2028.5']) assert.equal(answers(typed), 'Write a year, such as 2028');
  assert.equal(answers('2028'), 2028);
  assert.equal(answers(''), null);
});
