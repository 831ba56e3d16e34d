import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { type Actor, actingFor, type Member, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { addCode } from '../coding/codebook-commands.server.ts';
import { codePassage } from '../coding/coding-commands.server.ts';
import { writeMemo } from '../coding/memo-commands.server.ts';
import { memos } from '../coding/memo-queries.server.ts';
import { beginRound } from '../coding/round-commands.server.ts';
import { beginFinding, keepFound } from '../deidentification/finding-commands.server.ts';
import { makeText, signText } from '../deidentification/text-commands.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { studyNamed } from '../study/queries.server.ts';
import { carriedAcross, type Edit } from '../transcripts/edit-list.ts';
import { takeProjectOut } from './export-commands.server.ts';
import { bringFileIn, type ReadFile } from './import-commands.server.ts';
import { qdpxFile, readQdaFile } from './qda-file.server.ts';
import { codesOnPaths, emptyProject, type QdaProject } from './qda-project.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, rea] = [await person('Mo', ['auditor']), await person('Ada', ['steering-member']), await person('Rea', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);
const alone = { include: '', exclude: '', example: '', colour: 0 };
const folder = mkdtempSync(join(tmpdir(), 'concord-study-exchange-'));
after(() => rmSync(folder, { recursive: true }));

/** A study with Lena as lead, Mo and Ada as coders, Ada and Rea as staff, Rea as reader too; a site, a session and Willow. */
async function study(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const begun = await as(acting(lena), (scope) => studyNamed(scope, slug));
  const protocol = { approach: 'reliability' as const, question: 'What helps?', design: '', guide: '', reason: 'Coders joined' };
  await as(acting(lena), (scope) => writeProtocol(scope, begun, { seen: 1, said: protocol }));
  for (const [member, role] of [
    ...([
      [mo, 'coder'],
      [ada, 'coder'],
      [rea, 'reader'],
    ] as const),
    ...([
      [ada, 'staff'],
      [rea, 'staff'],
    ] as const),
  ])
    await as(acting(lena), (scope) => giveStudyRole(scope, begun, { mail: member.mail, role, siteId: null }));
  const group = await heardGroup(begun.id, { schoolId: ashby.id, pseudonyms: ['Willow'] });
  return { slug, study: await as(acting(lena), (scope) => studyNamed(scope, slug)), ...group };
}
async function quoting(studyId: string, siteId: string, participantId: string) {
  await as(operator(), async ({ tx }) => {
    const letter = { studyId, siteId, version: '1', text: 'A letter', items: ['take part', 'quote'], onWithdrawal: 'stop' as const };
    const { id } = await tx.insertInto('consentLetter').values(letter).returning('id').executeTakeFirstOrThrow();
    await tx
      .insertInto('consent')
      .values({ studyId, participantId, letterId: id, granted: ['take part', 'quote'], givenOn: '2024-01-01' })
      .execute();
  });
}
const act = <T>(
  actor: Actor,
  slug: string,
  work: (scope: Parameters<typeof takeProjectOut>[0], of: Awaited<ReturnType<typeof studyNamed>>) => Promise<T>,
) => as(actor, async (scope) => work(scope, await studyNamed(scope, slug)));
async function fileOf(bytes: Buffer, name: string): Promise<ReadFile> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { kind, project } = await readQdaFile(path);
  assert.ok(kind && project);
  return { kind, project, hash: name };
}
const count = async (slug: string, table: 'coding' | 'importedCoding' | 'importedMemo', actor: Actor) =>
  act(actor, slug, async ({ tx }, { id }) => (await tx.selectFrom(table).select('id').where('studyId', '=', id).execute()).length);
const whole = { title: '', sessionId: null };

/** What a project says, whatever its ids of texts and selections. */
function said(project: QdaProject) {
  return {
    codes: [...codesOnPaths(project.codes)].map(({ code, path }) => [code.id, path, code.definition, code.colour, code.memoIds]),
    coders: project.users.map(({ id, name }) => [id, name]).sort(),
    codings: project.sources
      .flatMap(({ selections }) =>
        selections.flatMap(({ start, end, codings }) => codings.map((each) => [each.id, each.codeId, each.userId, each.at, start, end])),
      )
      .sort(),
    memos: project.memos.map(({ id, text, userId, at }) => [id, text, userId, at]).sort(),
    onStudy: project.memoIds,
    onTurns: project.sources.flatMap(({ selections }) =>
      selections.flatMap(({ start, end, codings, memoIds }) => (codings.length === 0 ? [[start, end, memoIds]] : [])),
    ),
    texts: project.sources.map(({ text }) => text),
  };
}

async function codedStudy(title: string) {
  const made = await study(title);
  const { slug, study: of, siteId, sessionId, participantOf } = made;
  await quoting(of.id, siteId, participantOf.Willow!);
  const words = [
    { speaker: 'Willow', participantId: participantOf.Willow!, text: 'We sat with her 🫀.' },
    { speaker: 'Moderator', participantId: null, text: 'Nobody spoke.' },
  ];
  const textId = await signedText([acting(ada), acting(rea)], { studyId: of.id, siteId, sessionId, title, said: words });
  const parent = await as(acting(lena), (scope) =>
    addCode(scope, of, { ...alone, definition: 'Where nobody speaks', include: 'Pauses', name: 'Silence', parentId: null }),
  );
  const child = await as(acting(lena), (scope) => addCode(scope, of, { ...alone, definition: '', name: 'Long', parentId: parent }));
  const roundId = await as(acting(lena), (scope) => beginRound(scope, of, { title: 'Round 1', kind: 'open' }));
  for (const [member, codeId, begins, ends, memo] of [
    [mo, parent, 16, 33, 'Mo wonders'],
    [ada, parent, 16, 33, ''],
    [mo, child, 0, 18, 'twice\nas long'],
  ] as const)
    await act(acting(member), slug, (scope, it) => codePassage(scope, it, { roundId, textId, codeId, begins, ends, memo }));
  await act(acting(lena), slug, (scope, it) => writeMemo(scope, it, { about: 'study', words: 'What silence may be' }));
  await act(acting(mo), slug, (scope, it) => writeMemo(scope, it, { about: 'code', codeId: parent, words: 'Not where they think' }));
  for (const [member, words] of [
    [mo, 'She looks away here'],
    [ada, 'As in group 2'],
  ] as const)
    await act(acting(member), slug, (scope, it) => writeMemo(scope, it, { about: 'turn', textId, position: 1, roundId, words }));
  return { ...made, textId };
}

test('a study goes out and comes into the same study again without anything new', async () => {
  const { slug } = await codedStudy('Same');
  const { bytes, check } = await act(acting(lena), slug, takeProjectOut);
  assert.deepEqual([check.users, check.codes, check.sources, check.selections, check.codings, check.memos], [3, 2, 1, 3, 3, 6]);
  const came = await act(acting(ada), slug, async (scope, it) => bringFileIn(scope, it, await fileOf(bytes, 'same.qdpx'), whole));
  assert.deepEqual([came.codes, came.texts, came.codings, came.waiting, came.there], [0, 0, 0, 0, 3]);
  assert.deepEqual([came.memos, came.waitingMemos], [0, 0]);
  assert.equal(await count(slug, 'coding', acting(lena)), 3);
  assert.equal((await act(acting(lena), slug, memos)).length, 6);
  await assert.rejects(
    act(acting(ada), slug, async (scope, it) => bringFileIn(scope, it, await fileOf(bytes, 'same.qdpx'), whole)),
    { kind: 'conflict' },
  );
});

test('a study goes out and comes into an empty one: its codings wait, closed to the team, and after the signing all of it is the same', async () => {
  const { slug } = await codedStudy('From');
  const empty = await study('Into');
  const { bytes } = await act(acting(lena), slug, takeProjectOut);
  const file = await fileOf(bytes, 'into.qdpx');
  for (const member of [mo, lena])
    await assert.rejects(
      act(acting(member), empty.slug, (scope, it) => bringFileIn(scope, it, file, whole)),
      { kind: 'forbidden' },
      member.name,
    );
  const came = await as(operator(), async (scope) => bringFileIn(scope, await studyNamed(scope, empty.slug), file, whole));
  assert.deepEqual([came.codes, came.coders, came.texts, came.codings, came.waiting], [2, 0, 1, 0, 3]);
  assert.deepEqual([came.memos, came.waitingMemos], [0, 4]);
  for (const actor of [acting(lena), acting(mo), operator()]) {
    assert.equal(await count(empty.slug, 'coding', actor), 0);
    assert.equal(await count(empty.slug, 'importedCoding', actor), 0);
    assert.equal(await count(empty.slug, 'importedMemo', actor), 0);
    assert.deepEqual(await act(actor, empty.slug, memos), []);
  }
  assert.equal(await count(empty.slug, 'importedCoding', acting(ada)), 5, 'three codings, two memos on a turn');
  assert.equal(await count(empty.slug, 'importedMemo', acting(ada)), 2);
  const { id: transcriptId } = await as(acting(ada), ({ tx }) =>
    tx.selectFrom('transcript').select('id').where('studyId', '=', empty.study.id).executeTakeFirstOrThrow(),
  );
  await act(acting(ada), empty.slug, async (scope, it) => {
    const { version } = await beginFinding(scope, it, transcriptId);
    await keepFound(scope, it, { transcriptId, version, found: [] });
  });
  const textId = await act(acting(ada), empty.slug, (scope, it) => makeText(scope, it, transcriptId));
  assert.equal(await count(empty.slug, 'coding', acting(lena)), 0);
  await act(acting(rea), empty.slug, (scope, it) => signText(scope, it, { transcriptId, textId, residualRisk: 'Low' }));
  assert.equal(await count(empty.slug, 'importedCoding', acting(ada)), 0);
  const written = await act(acting(rea), empty.slug, memos);
  assert.deepEqual(written.map(({ about, author, words }) => `${about}, ${author}: ${words}`).sort(), [
    'code, Mo: Not where they think',
    'coding, Mo: Mo wonders',
    'coding, Mo: twice\nas long',
    'study, Lena: What silence may be',
    'turn, Ada: As in group 2',
    'turn, Mo: She looks away here',
  ]);
  const again = await act(acting(lena), empty.slug, takeProjectOut);
  const [first, second] = [said(file.project), said((await fileOf(again.bytes, 'again.qdpx')).project)];
  // who speaks there is nobody whom this study asked, so that their words do not leave it
  assert.deepEqual(second, { ...first, texts: [first.texts[0]?.replace(/\S/g, '▒')] });
});

test('what is replaced in an original carries its codings across, as the program does and as the database does', async () => {
  const edits = fc
    .array(
      fc.tuple(
        fc.nat(6),
        fc.nat(4),
        fc.string({ unit: 'binary', maxLength: 4 }).filter((text) => !text.includes('\0')),
      ),
      { maxLength: 6 },
    )
    .map((list) => {
      let at = 0;
      return list.map(([gap, length, text]): Edit => {
        const start = at + gap + 1;
        at = start + length;
        return { start, end: at, text };
      });
    });
  await as(operator(), async ({ tx }) => {
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(50), fc.integer({ min: 1, max: 20 }), async (list, start, length) => {
        const [expected] = carriedAcross([{ start, end: start + length }], list);
        const { rows } = await sql<{
          place: number[];
        }>`select carried_across(${start}::int, ${start + length}::int, ${JSON.stringify(list)}::jsonb) as place`.execute(tx);
        assert.deepEqual(rows[0]?.place, [expected?.start, expected?.end]);
      }),
      { numRuns: 300 },
    );
  });
});

test('a foreign project comes in with two coders of one name kept apart, and says what it lost', async () => {
  const { slug, study: of } = await study('Foreign');
  const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const coding = (n: number, userId: string) => ({ id: id(n), codeId: id(3), userId, at: null, memoIds: [] });
  const project: QdaProject = {
    ...emptyProject('A project'),
    users: [1, 2].map((n) => ({ id: id(n), name: 'Sam', initials: null })),
    codes: [{ id: id(3), name: 'Late', definition: null, colour: '#009e70', isCodable: true, memoIds: [id(9)], codes: [] }],
    memos: [{ id: id(9), name: null, description: null, text: 'About late', userId: id(1), at: null }],
    sets: [{ id: id(10), name: 'Mine', description: null, codeIds: [id(3)], sourceIds: [], memoIds: [] }],
    sources: [
      {
        ...{
          id: id(4),
          name: 'Anna Novak.txt',
          description: null,
          text: 'Anna Novak came late.\nSo did I.',
          userId: null,
          at: null,
          codings: [],
          memoIds: [],
          values: [],
        },
        selections: [
          {
            id: id(5),
            name: null,
            start: 0,
            end: 20,
            description: null,
            userId: null,
            at: null,
            codings: [coding(6, id(1)), coding(7, id(2))],
            memoIds: [],
          },
        ],
      },
    ],
  };
  const file = await fileOf(qdpxFile(project).bytes, 'foreign.qdpx');
  const came = await act(acting(ada), slug, (scope, it) =>
    bringFileIn(scope, it, { ...file, project: { ...file.project, origin: 'Other' } }, { title: 'What Sam coded', sessionId: null }),
  );
  assert.deepEqual([came.codes, came.coders, came.waiting], [1, 2, 2]);
  assert.equal(came.waitingMemos, 1);
  assert.match(came.messages.map(({ found }) => found).join(), /1 set/);
  const titles = await act(acting(lena), slug, ({ tx }) =>
    tx.selectFrom('transcript').select('title').where('studyId', '=', of.id).execute(),
  );
  assert.deepEqual(titles, [{ title: 'What Sam coded, text 1' }]);
  const people = await act(acting(lena), slug, ({ tx }) =>
    tx.selectFrom('importedCoder').select('name').where('studyId', '=', of.id).execute(),
  );
  assert.deepEqual(people, [{ name: 'Sam' }, { name: 'Sam' }]);
});

test('a letter of somebody who does not allow to be quoted does not leave in a project, and every place stays', async () => {
  const { slug, study: of, siteId, sessionId, participantOf } = await study('Quiet');
  const words = [
    { speaker: 'Willow', participantId: participantOf.Willow!, text: 'My secret 🫀.' },
    { speaker: 'Moderator', participantId: null, text: 'Thank you.' },
  ];
  await signedText([acting(ada), acting(rea)], { studyId: of.id, siteId, sessionId, title: 'Quiet', said: words });
  const { bytes, check } = await act(acting(mo), slug, takeProjectOut);
  const [source] = (await fileOf(bytes, 'quiet.qdpx')).project.sources;
  assert.equal(source?.text, `▒▒ ▒▒▒▒▒▒ ▒▒▒\nThank you.`);
  assert.match(check.messages[0]?.found ?? '', /1 turn/);
  const came = await act(acting(ada), slug, async (scope, it) => bringFileIn(scope, it, await fileOf(bytes, 'quiet.qdpx'), whole));
  assert.equal(came.texts, 0);
});

test('neither a reader, a coder nor a lead writes what waits, nor calls what brings in', async () => {
  const { slug, study: of } = await codedStudy('Attacked');
  for (const member of [mo, lena]) {
    await assert.rejects(
      act(acting(member), slug, ({ tx }) => sql`select bring_file(${of.id}::uuid, 'x', 'project', null, 'x', '{}')`.execute(tx)),
      member.name,
    );
    await assert.rejects(
      act(acting(member), slug, ({ tx }) => sql`select bring_coder(${of.id}::uuid, ${of.id}::uuid, ${of.id}::uuid, 'x')`.execute(tx)),
      member.name,
    );
    await assert.rejects(
      act(acting(member), slug, ({ tx }) =>
        tx.insertInto('importedCoder').values({ studyId: of.id, guid: of.id, personId: member.personId, name: 'x' }).execute(),
      ),
      member.name,
    );
  }
});
