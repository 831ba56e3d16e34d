import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { type Actor, actingFor, type Member, operator, visitor } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import type { Tables } from '#app/platform/tables.ts';
import { owner, person, school } from '../../../../tests/people.ts';
import { beginStudy, giveStudyRole, setOriginalsUntil } from '../study/commands.server.ts';
import { addParticipant } from '../study/participant-commands.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { studyNamed } from '../study/queries.server.ts';
import { addSession } from '../study/session-commands.server.ts';
import { assertMayBringIn, bringTranscript, keepNextVersion, linkSpeakers } from './commands.server.ts';
import { eraseOriginals } from './jobs.server.ts';
import { firstVersion, reruled, withWords } from './original-version.ts';
import { originalOf, originalVersions, ruledOriginal, sessionsToBringFor, speakersOf, transcripts } from './queries.server.ts';
import { readTranscript } from './transcript-file.server.ts';

const birch = await school('birch');
const cedar = await school('cedar');
const lena = await person('Lena', ['faculty'], cedar); // leads the study
const mira = await person('Mira', ['staff'], birch); // named for Birch
const cora = await person('Cora', ['staff'], cedar); // named for Cedar alone
const rena = await person('Rena', ['lead'], birch); // named, and leads Birch
const fay = await person('Fay', ['faculty'], birch); // named, and teaches at Birch
const mac = await person('Mac', ['mapper'], birch); // named, and maps Birch
const dora = await person('Dora', ['staff'], birch); // named, and directs a course of Birch
const kim = await person('Kim', ['staff'], cedar); // codes
const rio = await person('Rio', ['staff'], cedar); // reads
const stan = await person('Stan', ['lead'], cedar); // nothing in the study

const said = `WEBVTT

1
00:00:01.000 --> 00:00:04.000
Wilhelmina Oakes: I sat with Mrs. Abernathy.

2
00:00:05.000 --> 00:00:07.000
Dr. Ash: And then?

3
00:00:08.000 --> 00:00:09.000
Wilhelmina Oakes: Note: nothing. I waited.

4
00:00:10.000 --> 00:00:12.000
Dr. Ash: For how long?
`;
/** What nobody else may ever see. */
const secret = /Wilhelmina|Abernathy|Ash|nothing. I waited|oakes-recording/;

function acting(member: Member): Actor {
  return actingFor(member, null);
}
function studyAs<T>(
  member: Member,
  slug: string,
  work: (scope: Scope, study: Awaited<ReturnType<typeof studyNamed>>) => Promise<T>,
): Promise<T> {
  return as(acting(member), async (scope) => work(scope, await studyNamed(scope, slug)));
}
async function asOwner(text: string, values: unknown[] = []) {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
}

async function begun(title: string) {
  const slug = await as(actingFor(lena, 'cedar'), (scope) => beginStudy(scope, { title, approach: 'thematic', question: 'What helps?' }));
  const { id: studyId } = await studyAs(lena, slug, async (_, study) => study);
  const site = await as(operator(), async ({ tx }) => {
    const rows = await tx
      .insertInto('studySite')
      .values([birch, cedar].map(({ id }) => ({ studyId, forSchoolId: id, determination: 'exempt' as const, approvedOn: '2020-01-01' })))
      .returning(['id', 'forSchoolId'])
      .execute();
    return (of: { id: string }) => rows.find(({ forSchoolId }) => forSchoolId === of.id)!.id;
  });
  const name = (member: Member, role: 'staff' | 'moderator' | 'coder' | 'reader', siteId: string | null = null) =>
    studyAs(lena, slug, (scope, study) => giveStudyRole(scope, study, { mail: member.mail, role, siteId }));
  await name(mira, 'staff', site(birch));
  await name(cora, 'staff', site(cedar));
  for (const teaching of [rena, fay, mac]) await name(teaching, 'moderator');
  await name(dora, 'staff');
  await name(kim, 'coder');
  await name(rio, 'reader');
  const session = await studyAs(lena, slug, (scope, study) =>
    addSession(scope, study, { siteId: site(birch), title: 'Group 1', heldOn: null, mode: null, moderator: '', notes: '' }),
  );
  return { slug, studyId, birch: site(birch), cedar: site(cedar), session };
}
async function reading(text = said) {
  const path = join(mkdtempSync(join(tmpdir(), 'concord-brought-')), 'x');
  writeFileSync(path, text);
  const read = await readTranscript(path);
  assert.ok(!read.isRejected);
  return read;
}
async function bring(member: Member, { slug, session }: { slug: string; session: string }, title = 'Group 1') {
  const read = await reading();
  const brought = { sessionId: session, title, fileName: 'oakes-recording.vtt', source: read.source, first: firstVersion(read) };
  return studyAs(member, slug, (scope, study) => bringTranscript(scope, study, brought));
}
await asOwner(
  `with year as (insert into curriculum_year (school_id, year) values ($1, '2025-26')),
    course as (insert into course (school_id, year, source_id, title) values ($1, '2025-26', 'C1', 'A course') returning school_id, stable_id)
    insert into course_director (school_id, course_stable_id, mail, name) select school_id, stable_id, $2, 'Dora' from course`,
  [birch.id, dora.mail],
);

test('named research staff bring a transcript in; who teaches at its site, is named for another, codes, reads or leads does not', async () => {
  const study = await begun('Bringing in');
  const id = await bring(mira, study);
  const { original, newest } = await studyAs(mira, study.slug, (scope, each) => originalOf(scope, each, { transcriptId: id }));
  assert.equal(newest, 1);
  assert.equal(original.fileName, 'oakes-recording.vtt');
  assert.deepEqual(
    original.version.turns.map(({ speaker, from }) => [speaker, from]),
    [
      ['Wilhelmina Oakes', 1000],
      ['Dr. Ash', 5000],
      ['Wilhelmina Oakes', 8000],
      ['Dr. Ash', 10_000],
    ],
  );
  assert.match(original.hash, /^[0-9a-f]{64}$/);
  for (const other of [rena, fay, mac, dora, cora, lena, kim, rio]) {
    await assert.rejects(bring(other, study, `By ${other.name}`), { kind: 'forbidden' }, other.name);
    await assert.rejects(
      studyAs(other, study.slug, (scope, each) => originalOf(scope, each, { transcriptId: id })),
      { kind: 'forbidden' },
      other.name,
    );
  }
  await assert.rejects(bring(stan, study, 'By Stan'), { kind: 'missing' });
  await assert.rejects(bring(mira, study), { kind: 'conflict', message: /called Group 1 already/ });
  for (const other of [rena, lena, kim])
    await assert.rejects(
      studyAs(other, study.slug, (scope, each) => assertMayBringIn(scope, each)),
      { kind: 'forbidden' },
      other.name,
    );
  assert.deepEqual(
    (await studyAs(mira, study.slug, sessionsToBringFor)).map(({ title }) => title),
    ['Group 1'],
  );
});

test('what was said as it was said is in no table, view or function for anybody but whom the study names and who does not teach there', async () => {
  const study = await begun('Attacked');
  const id = await bring(mira, study);
  await studyAs(mira, study.slug, (scope, each) =>
    linkSpeakers(scope, each, { transcriptId: id, seen: 1, speakers: [{ label: 'Dr. Ash', kind: 'moderator', participantId: null }] }),
  );
  await as(acting(mira), async ({ tx }) => {
    const text = await tx
      .insertInto('transcriptText')
      .values({
        studyId: study.studyId,
        transcriptId: id,
        siteId: study.birch,
        number: 1,
        text: 'I sat with Mrs. Abernathy.',
        hash: '',
        madeBy: mira.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('transcriptTurn')
      .values({ studyId: study.studyId, textId: text.id, position: 0, speaker: 'Wilhelmina Oakes', kind: 'moderator', begins: 0, ends: 5 })
      .execute();
  });
  const relations = await asOwner(
    `select c.relname from pg_class c where c.relkind in ('r', 'v') and c.relnamespace = 'public'::regnamespace
      and has_any_column_privilege('concord_app', c.oid, 'select') and (c.relkind = 'v' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'study_id')) order by 1`,
  );
  assert.ok(relations.length > 20);
  const strangers: [string, Actor][] = [
    ...[rena, fay, mac, dora, cora, lena, kim, rio, stan].map((member): [string, Actor] => [member.name, acting(member)]),
    ['Rena at her school', actingFor(rena, 'birch')],
    ['Fay at her school', actingFor(fay, 'birch')],
    ['the operator', operator()],
    ['the operator for Birch', operator(birch)],
    ['a visitor', visitor],
  ];
  for (const [who, actor] of strangers)
    for (const { relname } of relations) {
      if (relname === 'participant_key') continue; // its columns are granted one by one; see the study's test
      const seen = await as(
        actor,
        async ({ tx }) => (await sql<{ row: string }>`select to_jsonb(r)::text as row from ${sql.table(relname)} r`.execute(tx)).rows,
      );
      for (const { row } of seen) assert.doesNotMatch(row, secret, `${who} reads ${relname}`);
    }
  const open = (member: Member) =>
    as(acting(member), async ({ tx }) => {
      const counts = [];
      for (const table of ['transcriptOriginal', 'transcriptSpeaker', 'transcriptText', 'transcriptTurn'] as const)
        counts.push((await tx.selectFrom(table).selectAll().where('studyId', '=', study.studyId).execute()).length);
      return counts;
    });
  assert.deepEqual(await open(mira), [1, 1, 1, 1]);
  for (const other of [rena, fay, mac, dora, cora, lena, kim, rio, stan]) assert.deepEqual(await open(other), [0, 0, 0, 0], other.name);
});

test('nobody writes into an original of a site where they may not read it, moves it to another site, or changes whose site it is', async () => {
  const study = await begun('Moved');
  const id = await bring(mira, study);
  const row = { studyId: study.studyId, transcriptId: id, version: 2, fileName: 'x', format: 'txt', text: 'x', hash: 'x', turns: '[]' };
  const tries: [string, Member, (tx: Scope['tx']) => Promise<unknown>][] = [
    [
      'writes a version',
      rena,
      (tx) =>
        tx
          .insertInto('transcriptOriginal')
          .values({ ...row, siteId: study.birch })
          .execute(),
    ],
    [
      'writes a version as of the own site',
      cora,
      (tx) =>
        tx
          .insertInto('transcriptOriginal')
          .values({ ...row, siteId: study.cedar })
          .execute(),
    ],
    ['changes a version', mira, (tx) => tx.updateTable('transcriptOriginal').set({ text: 'x' }).execute()],
    ['moves a transcript', rena, (tx) => tx.updateTable('transcript').set({ siteId: study.cedar }).execute()],
    [
      'moves the session',
      lena,
      (tx) => tx.updateTable('groupSession').set({ siteId: study.cedar }).where('id', '=', study.session).execute(),
    ],
    [
      'says that the site is another school',
      lena,
      (tx) => tx.updateTable('studySite').set({ forSchoolId: cedar.id }).where('id', '=', study.birch).execute(),
    ],
    ['removes the site', lena, (tx) => tx.deleteFrom('studySite').where('id', '=', study.birch).execute()],
    [
      'names herself',
      rena,
      (tx) => tx.insertInto('studyRole').values({ studyId: study.studyId, personId: rena.personId, role: 'staff' }).execute(),
    ],
    [
      'brings a transcript for a site where she teaches',
      fay,
      (tx) =>
        tx.insertInto('transcript').values({ studyId: study.studyId, sessionId: study.session, siteId: study.birch, title: 'x' }).execute(),
    ],
    [
      'brings for a session of another site',
      cora,
      (tx) =>
        tx.insertInto('transcript').values({ studyId: study.studyId, sessionId: study.session, siteId: study.cedar, title: 'x' }).execute(),
    ],
    ['erases before the day', mira, (tx) => sql`select erase_due_originals()`.execute(tx)],
    ['says that it is erased', mira, (tx) => tx.updateTable('transcript').set({ erasedAt: new Date() }).execute()],
  ];
  for (const [what, member, act] of tries)
    await assert.rejects(
      as(acting(member), ({ tx }) => act(tx)),
      /row-level security|permission denied|foreign key/,
      `${member.name} ${what}`,
    );
  const quiet: (keyof Tables)[] = ['transcriptOriginal', 'transcriptSpeaker', 'transcript'];
  for (const other of [rena, fay, mac, dora, cora, lena, kim, rio])
    for (const table of quiet) {
      const { numDeletedRows } = await as(acting(other), ({ tx }) => tx.deleteFrom(table).executeTakeFirstOrThrow());
      assert.equal(numDeletedRows, 0n, `${other.name} deletes ${table}`);
    }
});

test('everybody of the study knows title, session and state, and the trail holds no word, name, label or file name', async () => {
  const study = await begun('Known');
  const id = await bring(mira, study);
  const { source, ruled, original } = await studyAs(mira, study.slug, (scope, each) => ruledOriginal(scope, each, id));
  const next = reruled(
    source!,
    { mark: 'colon', speakers: [{ label: 'Dr. Ash', name: 'Ash' }] },
    { ruled: ruled.version, newest: original.version },
  );
  await studyAs(mira, study.slug, (scope, each) => keepNextVersion(scope, each, { transcriptId: id, seen: 1, next }));
  for (const other of [rena, fay, cora, lena, kim, rio]) {
    const [row] = await studyAs(other, study.slug, transcripts);
    assert.deepEqual([row?.title, row?.session, row?.state, row?.mayRead], ['Group 1', 'Group 1', 'brought', false], other.name);
    assert.doesNotMatch(JSON.stringify(row), secret);
  }
  for (const member of [lena, mira]) assert.doesNotMatch(JSON.stringify(await studyAs(member, study.slug, trail)), secret);
  const events = await asOwner(`select e::text as event from study_event e`);
  assert.ok(events.length > 10);
  for (const { event } of events) assert.doesNotMatch(event, secret);
});

test('another rule divides what the file brought again, keeps corrected words, and overwrites nothing', async () => {
  const study = await begun('Divided');
  const id = await bring(mira, study);
  const first = await studyAs(mira, study.slug, (scope, each) => originalOf(scope, each, { transcriptId: id }));
  const corrected = withWords(first.original, { turn: 3, words: 'For how very long?' });
  assert.ok(corrected);
  assert.equal(withWords(first.original, { turn: 3, words: 'For how long?' }), null);
  assert.equal(withWords(first.original, { turn: 9, words: 'x' }), null);
  await studyAs(mira, study.slug, (scope, each) => keepNextVersion(scope, each, { transcriptId: id, seen: 1, next: corrected }));
  await assert.rejects(
    studyAs(mira, study.slug, (scope, each) => keepNextVersion(scope, each, { transcriptId: id, seen: 1, next: corrected })),
    { kind: 'conflict', message: /Version 2 was made while you had version 1 open/ },
  );
  const { source, ruled, original } = await studyAs(mira, study.slug, (scope, each) => ruledOriginal(scope, each, id));
  assert.deepEqual([ruled.number, original.number], [1, 2]);
  const rule = { mark: 'colon' as const, speakers: [{ label: 'Wilhelmina Oakes', name: 'Mina' }] };
  const next = reruled(source!, rule, { ruled: ruled.version, newest: original.version });
  await studyAs(mira, study.slug, (scope, each) => keepNextVersion(scope, each, { transcriptId: id, seen: 2, next }));
  const third = await studyAs(mira, study.slug, (scope, each) => originalOf(scope, each, { transcriptId: id }));
  assert.deepEqual([...new Set(third.original.version.turns.map(({ speaker }) => speaker))], ['Mina']);
  assert.match(
    third.original.version.text,
    /Dr\. Ash: For how very long\?/,
    'a label that is one of the text stands there, and the correction too',
  );
  const again = await studyAs(mira, study.slug, (scope, each) => originalOf(scope, each, { transcriptId: id, number: 1 }));
  assert.equal(again.original.hash, first.original.hash);
  assert.deepEqual(
    (await studyAs(mira, study.slug, (scope, each) => originalVersions(scope, each, id))).map(({ version, change }) => [version, change]),
    [
      [3, 'rule'],
      [2, 'words'],
      [1, 'brought'],
    ],
  );
});

test('speakers are participants of the site, moderators or others, and a label that is gone is nobody', async () => {
  const study = await begun('Linked');
  const id = await bring(mira, study);
  const add = (member: Member, siteId: string, pseudonym: string) =>
    studyAs(member, study.slug, (scope, each) => addParticipant(scope, each, { siteId, pseudonym, askedHow: '', name: '', mail: '' }));
  const [willow, cypress] = [await add(mira, study.birch, 'Willow'), await add(cora, study.cedar, 'Cypress')];
  const link = (member: Member, label: string, participantId: string, seen = 1) =>
    studyAs(member, study.slug, (scope, each) =>
      linkSpeakers(scope, each, { transcriptId: id, seen, speakers: [{ label, kind: 'participant', participantId }] }),
    );
  await assert.rejects(link(mira, 'Wilhelmina Oakes', cypress), { kind: 'missing' }, 'a participant of another site');
  await assert.rejects(link(mira, 'Nobody', willow), { kind: 'conflict' });
  await assert.rejects(link(rena, 'Wilhelmina Oakes', willow), { kind: 'forbidden' });
  await link(mira, 'Wilhelmina Oakes', willow);
  const linked = () => studyAs(mira, study.slug, (scope, each) => speakersOf(scope, each, id));
  assert.deepEqual(
    (await linked()).map(({ label, pseudonym }) => [label, pseudonym]),
    [['Wilhelmina Oakes', 'Willow']],
  );
  const { source, ruled, original } = await studyAs(mira, study.slug, (scope, each) => ruledOriginal(scope, each, id));
  const next = reruled(source!, { mark: 'none', speakers: [] }, { ruled: ruled.version, newest: original.version });
  await studyAs(mira, study.slug, (scope, each) => keepNextVersion(scope, each, { transcriptId: id, seen: 1, next }));
  assert.deepEqual(await linked(), []);
});

test('after the study’s day originals are gone with what hangs on them, the trail says so, and none comes in any more', async () => {
  const study = await begun('Erased');
  const id = await bring(mira, study);
  await assert.rejects(
    studyAs(lena, study.slug, (scope, each) => setOriginalsUntil(scope, each, '2020-01-01')),
    { kind: 'invalid', message: /has passed/ },
  );
  await assert.rejects(
    studyAs(mira, study.slug, (scope, each) => setOriginalsUntil(scope, each, '2999-01-01')),
    { kind: 'forbidden' },
  );
  await studyAs(lena, study.slug, (scope, each) => setOriginalsUntil(scope, each, '2999-01-01'));
  const left = () =>
    asOwner(
      `select (select count(*)::int from transcript_original where study_id = $1) as originals, (select count(*)::int from transcript_speaker where study_id = $1) as speakers,
        (select count(*)::int from transcript_text where study_id = $1 and signed_at is null) as drafts, (select count(*)::int from identifying_passage where study_id = $1) as passages,
        (select count(*)::int from roster_entry where study_id = $1) as names, (select erased_at is not null from transcript where study_id = $1) as gone`,
      [study.studyId],
    );
  const kept = [{ originals: 1, speakers: 1, drafts: 1, passages: 1, names: 1, gone: false }];
  await studyAs(mira, study.slug, (scope, each) =>
    linkSpeakers(scope, each, { transcriptId: id, seen: 1, speakers: [{ label: 'Dr. Ash', kind: 'moderator', participantId: null }] }),
  );
  await as(acting(mira), async ({ tx }) => {
    const at = { studyId: study.studyId, siteId: study.birch };
    await tx
      .insertInto('rosterEntry')
      .values({ ...at, kind: 'person', names: ['Abernathy'], pseudonym: 'A patient' })
      .execute();
    await tx
      .insertInto('identifyingPassage')
      .values({ ...at, transcriptId: id, version: 1, begins: 11, ends: 20, category: 'name', foundBy: 'roster', suggestion: 'A patient' })
      .execute();
    await tx
      .insertInto('transcriptText')
      .values({ ...at, transcriptId: id, number: 1, text: 'I sat with Mrs. Abernathy.', hash: '', madeBy: mira.personId })
      .execute();
  });
  await eraseOriginals();
  assert.deepEqual(await left(), kept, 'the day has not come');
  await asOwner(`update study set originals_until = current_date where id = $1`, [study.studyId]);
  await eraseOriginals();
  assert.deepEqual(await left(), kept, 'on the day itself they stay');
  await asOwner(`update study set originals_until = current_date - 1 where id = $1`, [study.studyId]);
  await assert.rejects(bring(mira, study, 'Late'), { kind: 'conflict', message: /erased has passed/ });
  await eraseOriginals();
  await eraseOriginals();
  assert.deepEqual(await left(), [{ originals: 0, speakers: 0, drafts: 0, passages: 0, names: 0, gone: true }]);
  const events = (await studyAs(lena, study.slug, trail)).filter(({ verb }) => verb === 'erase');
  assert.deepEqual(
    events.map(({ subject, subjectId }) => [subject, subjectId]),
    [['transcript_original', id]],
  );
  await assert.rejects(
    studyAs(mira, study.slug, (scope, each) => originalOf(scope, each, { transcriptId: id })),
    { kind: 'missing' },
  );
  await asOwner(`update study set originals_until = null where id = $1`, [study.studyId]);
  const row = {
    studyId: study.studyId,
    transcriptId: id,
    siteId: study.birch,
    version: 1,
    fileName: 'x',
    format: 'txt',
    text: 'x',
    hash: 'x',
    turns: '[]',
  };
  await assert.rejects(
    as(acting(mira), ({ tx }) => tx.insertInto('transcriptOriginal').values(row).execute()),
    /originals of this study are gone/,
  );
});

test('where what somebody said was taken out with the first version, the rest is read and linked, and there is nothing to divide anew', async () => {
  const study = await begun('Taken out');
  const id = await bring(mira, study);
  const { original } = await studyAs(mira, study.slug, (scope, each) => originalOf(scope, each, { transcriptId: id }));
  const next = withWords(original, { turn: 0, words: '' });
  await studyAs(mira, study.slug, (scope, each) => keepNextVersion(scope, each, { transcriptId: id, seen: 1, next: next! }));
  await asOwner(`delete from transcript_original where transcript_id = $1 and version = 1`, [id]);
  const left = await studyAs(mira, study.slug, (scope, each) => ruledOriginal(scope, each, id));
  assert.deepEqual([left.source, left.ruled.number], [null, 2]);
});

test('nothing comes in for a site that its approval does not cover today', async () => {
  const study = await begun('Expired');
  await asOwner(`update study_site set expires_on = '2020-12-31' where study_id = $1`, [study.studyId]);
  await assert.rejects(bring(mira, study), { kind: 'conflict', message: /has expired/ });
});
