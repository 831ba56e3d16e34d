import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { type Actor, actingFor, type Member } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { bringFileIn } from './import-commands.server.ts';
import { importPlan } from './import-plan.ts';
import { qdpxFile, readQdaFile } from './qda-file.server.ts';
import { emptyProject, type QdaProject } from './qda-project.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const lena = await person('Lena', ['faculty'], ashby);
const [ada, rea] = [await person('Ada', ['steering-member']), await person('Rea', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);
const whole = { title: '', sessionId: null };
const words = 'We sat with her.\nNobody spoke.';

/** A study with Lena as lead and Ada and Rea as staff, with a session at Ashby. */
async function begun(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const of = <T>(actor: Actor, work: (scope: Scope, study: Study) => Promise<T>) =>
    as(actor, async (scope) => work(scope, await studyNamed(scope, slug)));
  const said = { approach: 'thematic' as const, question: 'What helps?', design: '', guide: '', reason: 'Coders joined' };
  await of(acting(lena), (scope, study) => writeProtocol(scope, study, { seen: 1, said }));
  for (const { mail } of [ada, rea])
    await of(acting(lena), (scope, study) => giveStudyRole(scope, study, { mail, role: 'staff', siteId: null }));
  const { id: studyId } = await of(acting(lena), async (_, study) => study);
  return { of, studyId, ...(await heardGroup(studyId, { schoolId: ashby.id, pseudonyms: ['Willow'] })) };
}

const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const codes: QdaProject['codes'] = [1, 2].map((n) => ({
  ...{ id: guid(n), name: `Code ${n}`, definition: null, colour: null, isCodable: true, memoIds: [], codes: [] },
}));

/** A project of one text with one coding on each of its two codes. */
function coded(said: Partial<QdaProject> = {}, text = words): QdaProject {
  const coding = (n: number) => ({ id: guid(n + 10), codeId: guid(n), userId: null, at: null, memoIds: [] });
  const place = { name: null, description: null, userId: null, at: null, memoIds: [] };
  const selections = [1, 2].map((n) => ({ ...place, id: guid(n + 20), start: n, end: n + 4, codings: [coding(n)] }));
  const source = { ...place, id: guid(30), name: 'Group.txt', text, selections, codings: [], values: [] };
  return { ...emptyProject('A project'), codes, sources: [source], ...said };
}

test('names of any length come in, short enough to be read, and nothing else of the file is lost', async () => {
  const { of } = await begun('Long names');
  const endless = Array.from({ length: 20_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join('');
  const project = coded({
    origin: 'Concord',
    codes: [
      { ...codes[0]!, name: endless },
      { ...codes[1]!, name: `${endless}!` },
    ],
  });
  project.sources[0]!.name = endless;
  const came = await of(acting(ada), (scope, study) => bringFileIn(scope, study, { kind: 'project', project, hash: 'long' }, whole));
  assert.deepEqual([came.codes, came.texts, came.waiting], [2, 1, 2]);
  const names = await of(acting(lena), ({ tx }, { id }) => tx.selectFrom('code').select('name').where('studyId', '=', id).execute());
  assert.ok(names.every(({ name }) => name.length <= 120));
  const titles = await of(acting(lena), ({ tx }, { id }) =>
    tx.selectFrom('transcript').select('title').where('studyId', '=', id).execute(),
  );
  assert.ok(titles.every(({ title }) => title.length <= 120));
});

test('ten thousand codes of one name come in with a number each, and a file with more of anything than a study has is refused in words', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-hostile-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ...codes[0]!, id: guid(1000 + at), name: 'One name' }));
  const read = (project: QdaProject) => {
    writeFileSync(join(folder, 'many.qdpx'), qdpxFile(project).bytes);
    return readQdaFile(join(folder, 'many.qdpx'));
  };
  const { project } = await read({ ...emptyProject('Many'), codes: many(10_000) });
  const none = { codes: [], people: [], texts: [], codings: [], memoIds: [] };
  assert.equal(new Set(importPlan(project!, none).codes.map(({ name }) => name)).size, 10_000);
  const { kind, check } = await read({ ...emptyProject('Too many'), codes: many(10_001) });
  assert.deepEqual([kind, check.messages[0]?.found], [null, 'More than 10,000 codes']);
});

test('a project that comes in again, changed a little, before its text is signed: it is refused in words, and nothing waits twice', async () => {
  const { of } = await begun('Twice');
  const bring = (project: QdaProject, hash: string) =>
    of(acting(ada), (scope, study) => bringFileIn(scope, study, { kind: 'project', project, hash }, whole));
  await bring(coded(), 'first');
  await assert.rejects(bring({ ...coded(), name: 'Saved once more' }, 'second'), {
    kind: 'conflict',
    message: /wait in the study already/,
  });
  const waiting = await of(acting(ada), ({ tx }, { id }) =>
    tx.selectFrom('importedCoding').select('codeId').where('studyId', '=', id).execute(),
  );
  assert.equal(waiting.length, 2);
});

test('a text of a project with bytes that no database keeps comes in, and its codings stand where they stood', async (t) => {
  const { of } = await begun('Null bytes');
  const folder = mkdtempSync(join(tmpdir(), 'concord-hostile-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const said = `${'We sat with her. '.repeat(400)}We sat\0 with her.`;
  const parts = unzipSync(qdpxFile(coded({}, said.replace('\0', '~'))).bytes);
  const [path] = Object.keys(parts).filter((name) => name.endsWith('.txt'));
  parts[path!] = strToU8(said);
  writeFileSync(join(folder, 'null.qdpx'), zipSync(parts));
  const { kind, project, check } = await readQdaFile(join(folder, 'null.qdpx'));
  assert.ok(kind && project, JSON.stringify(check.messages));
  assert.equal(project.sources[0]?.text, said.replace('\0', '\ufffd'));
  const came = await of(acting(ada), (scope, study) => bringFileIn(scope, study, { kind, project, hash: 'null' }, whole));
  assert.deepEqual([came.texts, came.waiting], [1, 2]);
});

test('who is named for one site is told so when a file codes a text of another', async () => {
  const { of, studyId, siteId, sessionId } = await begun('Two sites');
  await signedText([acting(ada), acting(rea)], {
    ...{ studyId, siteId, sessionId, title: 'Group 1' },
    said: words.split('\n').map((text) => ({ speaker: 'Moderator', participantId: null, text })),
  });
  const sam = await person('Sam', ['auditor']);
  const other = await of(acting(lena), ({ tx }) =>
    tx.insertInto('studySite').values({ studyId, forSchoolId: brook.id }).returning('id').executeTakeFirstOrThrow(),
  );
  await of(acting(lena), (scope, study) => giveStudyRole(scope, study, { mail: sam.mail, role: 'staff', siteId: other.id }));
  const came = () => of(acting(sam), (scope, study) => bringFileIn(scope, study, { kind: 'project', project: coded(), hash: 'x' }, whole));
  await assert.rejects(came(), { kind: 'forbidden' });
});
