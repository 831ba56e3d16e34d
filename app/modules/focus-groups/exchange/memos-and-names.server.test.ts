import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { type Actor, actingFor, type Member, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { addCode } from '../coding/codebook-commands.server.ts';
import { codePassage } from '../coding/coding-commands.server.ts';
import { writeMemo } from '../coding/memo-commands.server.ts';
import { memos } from '../coding/memo-queries.server.ts';
import { codes } from '../coding/queries.server.ts';
import { beginRound, openRound } from '../coding/round-commands.server.ts';
import { beginFinding, keepFound } from '../deidentification/finding-commands.server.ts';
import { addToRoster } from '../deidentification/roster-commands.server.ts';
import { makeText, signText } from '../deidentification/text-commands.server.ts';
import { notesThatWait } from '../deidentification/text-queries.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { takeCodebookOut, takeProjectOut } from './export-commands.server.ts';
import { bringFileIn, type ReadFile, type Wanted } from './import-commands.server.ts';
import { qdpxFile, readQdaFile } from './qda-file.server.ts';
import { emptyProject, type QdaProject } from './qda-project.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, rea] = [await person('Mo', ['auditor']), await person('Ada', ['steering-member']), await person('Rea', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);
const alone = { include: '', exclude: '', example: '', colour: 0, parentId: null };
const folder = mkdtempSync(join(tmpdir(), 'concord-memos-'));
after(() => rmSync(folder, { recursive: true }));
const whole = { title: '', sessionId: null };
const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A study with Lena as lead, Mo and Ada as coders, Ada and Rea as staff; a group at Ashby with Willow, who is Anna Novak, and Rowan, who is Will Grace. */
async function begun(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const of = <T>(actor: Actor, work: (scope: Scope, study: Study) => Promise<T>) =>
    as(actor, async (scope) => work(scope, await studyNamed(scope, slug)));
  const said = { approach: 'reliability' as const, question: 'What helps?', design: '', guide: '', reason: 'Coders joined' };
  await of(acting(lena), (scope, study) => writeProtocol(scope, study, { seen: 1, said }));
  for (const [{ mail }, role] of [
    [mo, 'coder'],
    [ada, 'coder'],
    [ada, 'staff'],
    [rea, 'staff'],
  ] as const)
    await of(acting(lena), (scope, study) => giveStudyRole(scope, study, { mail, role, siteId: null }));
  const { id: studyId } = await of(acting(lena), async (_, study) => study);
  const group = await heardGroup(studyId, { schoolId: ashby.id, pseudonyms: ['Willow', 'Rowan'] });
  const names = { Willow: 'Anna Novak', Rowan: 'Will Grace' };
  await as(operator(), ({ tx }) =>
    tx
      .insertInto('participantKey')
      .values(
        Object.entries(names).map(([pseudonym, name]) => ({ studyId, participantId: group.participantOf[pseudonym]!, name, mail: '' })),
      )
      .execute(),
  );
  const take = async (actor: Actor) => {
    const { bytes } = await of(actor, takeProjectOut);
    const parts = Object.values(unzipSync(bytes)).map((part) => strFromU8(part));
    return parts.join('\n');
  };
  const bring = (actor: Actor, file: ReadFile, wanted: Wanted = whole) =>
    of(actor, (scope, study) => bringFileIn(scope, study, file, wanted));
  return { of, studyId, ...group, take, bring };
}
async function signed({ studyId, siteId, sessionId, participantOf }: Awaited<ReturnType<typeof begun>>, said: readonly [string, string][]) {
  return signedText([acting(ada), acting(rea)], {
    ...{ studyId, siteId, sessionId, title: 'Group 1' },
    said: said.map(([speaker, text]) => ({ speaker, participantId: participantOf[speaker] ?? null, text })),
  });
}
/** As another program writes it: two texts, each with a coding that has a memo, a memo on a passage, on a code and on the project. */
function foreign(texts = ['We waited. Nobody spoke.', 'Then she came in.']): QdaProject {
  const nothing = { name: null, description: null, userId: guid(1), at: null };
  const memo = (n: number, text: string) => ({ ...nothing, id: guid(n), text });
  return {
    ...emptyProject('Anna Novak'),
    ...{ origin: 'The program of Anna Novak', users: [{ id: guid(1), name: 'Sam', initials: null }], memoIds: [guid(43)] },
    codes: [
      {
        id: guid(2),
        name: 'Anna’s silence',
        definition: 'When NOVAK is quiet',
        colour: null,
        isCodable: true,
        memoIds: [guid(42)],
        codes: [],
      },
      { id: guid(3), name: 'Where there is a will', definition: 'Will says so', colour: null, isCodable: true, memoIds: [], codes: [] },
    ],
    memos: [
      memo(40, 'Ask Anna Novak'),
      memo(41, 'anna looks away from Bea'),
      memo(42, 'As Rowan (Will Grace) says: it will pass'),
      memo(43, 'Annapolis is a town'),
    ],
    sources: texts.map((text, at) => ({
      ...{ ...nothing, id: guid(10 + at), name: `Anna Novak ${at}.docx`, text, codings: [], memoIds: [], values: [] },
      selections:
        at > 0
          ? []
          : [
              {
                ...{ ...nothing, id: guid(20), start: 0, end: 9, memoIds: [] },
                codings: [{ id: guid(30), codeId: guid(2), userId: guid(1), at: null, memoIds: [guid(40)] }],
              },
              { ...nothing, id: guid(21), start: 11, end: 17, memoIds: [guid(41)], codings: [] },
            ],
    })),
  };
}
async function fileOf(project: QdaProject, hash: string, origin = project.origin): Promise<ReadFile> {
  const path = join(folder, `${hash}.qdpx`);
  writeFileSync(path, qdpxFile(project).bytes);
  const read = await readQdaFile(path);
  assert.ok(read.project && read.kind && read.check.valid, JSON.stringify(read.check.messages));
  return { kind: read.kind, project: { ...read.project, origin }, hash };
}

test('what a coder notes in a blind round leaves with nobody else, and the record does not tell how much it is, until the round is opened', async () => {
  const here = await begun('Blind memos');
  const { of, take } = here;
  const textId = await signed(here, [['Moderator', 'What then?']]);
  const codeId = await of(acting(lena), (scope, study) => addCode(scope, study, { ...alone, name: 'Late', definition: '' }));
  const roundId = await of(acting(lena), (scope, study) => beginRound(scope, study, { title: 'Apart', kind: 'blind' }));
  await of(acting(mo), (scope, study) =>
    codePassage(scope, study, { roundId, textId, codeId, begins: 0, ends: 4, memo: 'Mo on a coding' }),
  );
  await of(acting(mo), (scope, study) => writeMemo(scope, study, { about: 'turn', textId, position: 0, roundId, words: 'Mo on a turn' }));
  for (const actor of [acting(lena), acting(ada), acting(rea), operator()]) assert.doesNotMatch(await take(actor), /Mo/, actor.kind);
  assert.match(await take(acting(mo)), /Mo on a coding[\s\S]*Mo on a turn|Mo on a turn[\s\S]*Mo on a coding/);
  const kept = await of(acting(lena), ({ tx }, { id }) =>
    tx.selectFrom('studyExport').select('counts').where('studyId', '=', id).execute(),
  );
  assert.equal(new Set(kept.map(({ counts }) => JSON.stringify(counts))).size, 1);
  await of(acting(lena), (scope, study) => openRound(scope, study, roundId));
  assert.match(await take(acting(ada)), /Mo on a turn/);
});

test('words of somebody who does not allow to be quoted leave neither in a memo that repeats them nor in what a code says', async () => {
  const here = await begun('Repeated');
  await signed(here, [
    ['Willow', 'I never told my mother that I failed.'],
    ['Moderator', 'Thank you for telling us that.'],
  ]);
  await here.of(acting(lena), (scope, study) =>
    addCode(scope, study, { ...alone, name: 'Alone', definition: '', example: '“I never told my mother that…”' }),
  );
  await here.of(acting(lena), (scope, study) =>
    writeMemo(scope, study, {
      about: 'study',
      words: 'She said: i never told my MOTHER, that I failed. So had I. Thank you for telling us that.',
    }),
  );
  const all = await here.take(acting(mo));
  assert.doesNotMatch(all, /told my mother/i);
  assert.match(all, /She said: ▒ ▒+ ▒+ ▒+ ▒+ ▒+ ▒ ▒+\. So had I\. Thank you for telling us that\./);
  const { bytes, check } = await here.of(acting(mo), takeCodebookOut);
  assert.doesNotMatch(bytes.toString(), /told my mother/);
  assert.match(check.messages[0]?.found ?? '', /repeat words/);
});

test('no name of a participant reaches the team with a file: not in its title, codes or memos, whoever brings it in', async () => {
  for (const [actor, title] of [
    [acting(ada), 'Names by staff'],
    [operator(), 'Names by the machine'],
  ] as const) {
    const here = await begun(title);
    const came = await here.bring(actor, await fileOf(foreign(), title, 'Concord of Anna Novak'));
    assert.match(came.messages.map(({ found }) => found).join(), /2 codes whose words name somebody/);
    const said = (await here.of(acting(mo), codes)).map(({ name, definition }) => `${name}: ${definition}`);
    assert.deepEqual(said, ['Willow’s silence: When Willow is quiet', 'Where there is a will: Rowan says so']);
    assert.deepEqual(await here.of(acting(mo), memos), []);
    const seen = await here.of(acting(mo), async ({ tx }, { id }) => [
      await tx.selectFrom('importedFile').select(['title', 'origin']).where('studyId', '=', id).execute(),
      await tx.selectFrom('transcript').select('title').where('studyId', '=', id).execute(),
      await tx.selectFrom('codebookChange').select('after').where('studyId', '=', id).execute(),
    ]);
    assert.doesNotMatch(JSON.stringify(seen), /Anna|Novak|Grace/i);
    const read = await here.of(operator(), ({ tx }, { id }) =>
      tx.selectFrom('studyEvent').select('after').where('studyId', '=', id).where('subject', '=', 'participant_key').execute(),
    );
    assert.equal(read.length, 1, 'the key was read once, and that is kept');
    const [one, two] = await here.of(acting(ada), ({ tx }, { id }) =>
      tx.selectFrom('transcript').select('id').where('studyId', '=', id).orderBy('title').execute(),
    );
    const waiting = await here.of(acting(rea), (scope, study) => notesThatWait(scope, study, one!.id));
    assert.equal(waiting.length, 4, 'whoever signs reads what waits');
    await assert.rejects(
      here.of(acting(mo), (scope, study) => notesThatWait(scope, study, one!.id)),
      { kind: 'forbidden' },
    );
    const { siteId } = here;
    await here.of(acting(rea), (scope, study) =>
      addToRoster(scope, study, { siteId, kind: 'person', names: ['Bea'], pseudonym: 'A nurse' }),
    );
    await sign(here, one!.id);
    const onText = (await here.of(acting(mo), memos)).map(({ about, author, words }) => `${about}, ${author}: ${words}`);
    assert.deepEqual(
      onText.sort(),
      ['coding, Sam: Ask Willow', 'turn, Sam: Willow looks away from A nurse'],
      'memos on codes and the study wait for both',
    );
    await sign(here, two!.id);
    const all = (await here.of(acting(mo), memos)).filter(({ about }) => about === 'code' || about === 'study');
    assert.deepEqual(all.map(({ words }) => words).sort(), ['Annapolis is a town', 'As Rowan (Rowan) says: it will pass']);
  }
});

async function sign({ of }: Awaited<ReturnType<typeof begun>>, transcriptId: string) {
  await of(acting(ada), async (scope, study) => {
    const { version } = await beginFinding(scope, study, transcriptId);
    await keepFound(scope, study, { transcriptId, version, found: [] });
  });
  const textId = await of(acting(ada), (scope, study) => makeText(scope, study, transcriptId));
  await of(acting(rea), (scope, study) => signText(scope, study, { transcriptId, textId, residualRisk: 'Low' }));
}

test('a name is found however a program writes it: its accent apart or not at all, another apostrophe, a hyphen or mark that nobody sees, two signs', async () => {
  const here = await begun('As written');
  await as(operator(), ({ tx }) =>
    sql`update participant_key set name = ${"Zoë O'Hanlon 王芳"} where study_id = ${here.studyId} and participant_id = ${here.participantOf.Willow!}`.execute(
      tx,
    ),
  );
  const code = { colour: null, isCodable: true, memoIds: [], codes: [] };
  const written = [
    'Zoe\u0308 waits',
    'O’Hanlon waits',
    'O’Han\u00ADlon waits',
    '\u200Fo\u02BChanlon waits',
    '王芳说',
    'ZOE waits',
    'A\u00ADlone Zoes',
  ];
  const project = {
    ...emptyProject('As written'),
    codes: written.map((definition, at) => ({ ...code, id: guid(60 + at), name: `Code ${at}`, definition })),
  };
  await here.bring(acting(ada), { kind: 'codebook', project: { ...project, origin: 'Written' }, hash: 'as written' });
  assert.deepEqual(
    (await here.of(acting(mo), codes)).map(({ definition }) => definition),
    ['Willow waits', 'Willow waits', 'Willow waits', 'Willow waits', 'Willow说', 'Willow waits', 'A\u00ADlone Zoes'],
  );
});

test('nobody tries names on the key with a codebook, and what looks for them is called by nobody', async () => {
  const here = await begun('Trying');
  const came = await here.bring(acting(mo), { kind: 'codebook', project: { ...foreign(), sources: [], memos: [] }, hash: 'trying' });
  assert.deepEqual(came.messages, []);
  for (const member of [mo, lena, ada])
    for (const attempt of [
      sql`select names_to_replace(${here.studyId}::uuid)`,
      sql`select without_names('Anna', '{}')`,
      sql`select bring_memos(${here.studyId}::uuid, ${here.studyId}::uuid, '[]')`,
      sql`insert into imported_memo (study_id, import_id, transcript_id, site_id, words, author_id) values (${here.studyId}, ${here.studyId}, ${here.studyId}, ${here.siteId}, 'x', ${mo.personId})`,
    ])
      await assert.rejects(
        here.of(acting(member), ({ tx }) => attempt.execute(tx)),
        member.name,
      );
});

test('where a study has several sites, somebody says of which session the texts of a file are: the machine’s holder does not leave it to the file', async () => {
  const here = await begun('Several sites');
  await as(operator(), async ({ tx }) => {
    const { id: siteId } = await tx
      .insertInto('studySite')
      .values({ studyId: here.studyId, forSchoolId: brook.id, determination: 'exempt', approvedOn: '2020-01-01' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('groupSession').values({ studyId: here.studyId, siteId, title: 'Group 2', protocolNumber: 1 }).execute();
  });
  const project = foreign(['We waited.']);
  const values = [{ variableId: guid(50), value: 'Group 1' }];
  const named: QdaProject = {
    ...project,
    variables: [{ id: guid(50), name: 'Session', description: null, kind: 'Text' }],
    sources: project.sources.map((source) => ({ ...source, values, selections: [] })),
  };
  const refusal = { kind: 'invalid', message: /--session TITLE[\s\S]*“Group 1” at Ashby/ };
  await assert.rejects(here.bring(operator(), await fileOf(named, 'operator')), refusal);
  await assert.rejects(here.bring(acting(ada), await fileOf({ ...named, variables: [] }, 'staff')), refusal);
  const codebook: ReadFile = { kind: 'codebook', project: { ...project, sources: [], memos: [] }, hash: 'codebook' };
  assert.equal((await here.bring(operator(), codebook)).codes, 2, 'codes alone need no session');
  const came = await here.bring(operator(), await fileOf(named, 'said'), { title: '', sessionId: here.sessionId });
  assert.equal(came.texts, 1);
});

test('staff of another site bring nothing into this one, learn no name of it, see nothing that waits there, and note nothing on its texts', async () => {
  const here = await begun('Another site');
  const textId = await signed(here, [['Moderator', 'We waited. Nobody spoke.']]);
  const sam = await person('Sam', ['auditor']);
  const siteId = await as(operator(), async ({ tx }) => {
    const site = { studyId: here.studyId, forSchoolId: brook.id, determination: 'exempt' as const, approvedOn: '2020-01-01' };
    const { id } = await tx.insertInto('studySite').values(site).returning('id').executeTakeFirstOrThrow();
    await tx.insertInto('groupSession').values({ studyId: here.studyId, siteId: id, title: 'Group 2', protocolNumber: 1 }).execute();
    return id;
  });
  await here.of(acting(lena), (scope, study) => giveStudyRole(scope, study, { mail: sam.mail, role: 'staff', siteId }));
  await here.bring(acting(ada), await fileOf(foreign(['They came late.']), 'waits there'), { title: 'There', sessionId: here.sessionId });
  const waiting = (actor: Actor) =>
    here.of(actor, async ({ tx }, { id }) => [
      ...(await tx.selectFrom('importedCoding').select('memo as words').where('studyId', '=', id).execute()),
      ...(await tx.selectFrom('importedMemo').select('words').where('studyId', '=', id).execute()),
    ]);
  assert.equal((await waiting(acting(ada))).length, 4);
  for (const actor of [acting(sam), acting(mo), acting(lena), operator()]) assert.deepEqual(await waiting(actor), []);
  const project = foreign(['We waited. Nobody spoke.', 'Another text.']);
  const onItsText = await fileOf({ ...project, sources: project.sources.slice(0, 1) }, 'on its text');
  await assert.rejects(here.bring(acting(sam), onItsText), { kind: 'forbidden' });
  const elsewhere = await fileOf({ ...project, sources: project.sources.slice(1) }, 'elsewhere');
  await assert.rejects(here.bring(acting(sam), elsewhere, { title: '', sessionId: here.sessionId }), { kind: 'invalid' });
  const noted = await here.of(acting(sam), async ({ tx }) => {
    const { rows } = await sql<{ id: string }>`select bring_file(${here.studyId}::uuid, 'x', 'project', null, 'x', '{}') as id`.execute(tx);
    const memo = JSON.stringify([{ id: guid(99), textId, begins: 0, authorId: sam.personId, words: 'x', madeAt: null }]);
    return (
      await sql<{ came: number }>`select bring_memos(${here.studyId}::uuid, ${rows[0]!.id}::uuid, ${memo}::jsonb) as came`.execute(tx)
    ).rows;
  });
  assert.deepEqual(noted, [{ came: 0 }]);
  const codebook: ReadFile = {
    kind: 'codebook',
    project: { ...project, codes: [{ ...project.codes[0]!, id: guid(98), name: 'Anna' }] },
    hash: 'trying',
  };
  assert.deepEqual((await here.bring(acting(sam), { ...codebook, project: { ...codebook.project, sources: [], memos: [] } })).messages, []);
});
