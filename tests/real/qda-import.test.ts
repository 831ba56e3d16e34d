import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { beginStudy, writeProtocol } from '#app/modules/focus-groups/study/commands.server.ts';
import { studyNamed } from '#app/modules/focus-groups/study/queries.server.ts';
import { actingFor, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { person, school } from '../people.ts';
import { heardGroup } from '../studies.ts';

const folder = join(process.env.REAL_DATA!, 'qualitative');
const work = mkdtempSync(join(tmpdir(), 'concord-real-import-'));
after(() => rmSync(work, { recursive: true }));
const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);

/** A study with a site and a session, into which nothing came yet. */
async function emptyStudy(title: string): Promise<{ id: string; slug: string }> {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What?' }));
  const study = await as(actingFor(lena, null), (scope) => studyNamed(scope, slug));
  const said = { approach: 'thematic' as const, question: 'What?', design: '', guide: '', reason: 'Codes' };
  await as(actingFor(lena, null), (scope) => writeProtocol(scope, study, { seen: 1, said }));
  await heardGroup(study.id, { schoolId: ashby.id, pseudonyms: ['Willow'] });
  return study;
}
function concord(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/concord.ts', ...words, '--json'], { encoding: 'utf8' });
  return { status, stderr, document: JSON.parse(stdout || '{}') };
}
async function rowsOf(id: string) {
  return as(operator(), async ({ tx }) => {
    const codes = await tx.selectFrom('code').select('id').where('studyId', '=', id).execute();
    const changes = await tx.selectFrom('codebookChange').select('version').where('studyId', '=', id).execute();
    const [file] = await tx.selectFrom('importedFile').select('counts').where('studyId', '=', id).execute();
    return { codes: codes.length, changes: changes.length, brought: file?.counts as { codings: number; texts: number; coders: number } };
  });
}

test('a real project comes into a study with the codes and codings that an independent reading counts, and goes out valid', async () => {
  const path = join(folder, 'qdpx', 'qc-demo-board-only.qdpx');
  const xml = strFromU8(Object.entries(unzipSync(readFileSync(path))).find(([name]) => name.endsWith('.qde'))![1]);
  const count = (element: string) => xml.match(new RegExp(`<${element}[\\s/>]`, 'g'))?.length ?? 0;
  const study = await emptyStudy('Board');
  const { status, document, stderr } = concord('qda', 'import', path, '--study', study.slug);
  assert.equal(status, 0, stderr);
  assert.deepEqual([document.codes, document.sources, document.codings], [count('Code'), count('TextSource'), count('Coding')]);
  const { codes, changes, brought } = await rowsOf(study.id);
  assert.deepEqual([codes, changes], [count('Code'), count('Code')]);
  assert.deepEqual([brought.codings, brought.texts], [count('Coding'), count('TextSource')]);
  const out = join(work, 'out.qdpx');
  const sent = concord('qda', 'export', '--study', study.slug, '--out', out);
  assert.deepEqual([sent.status, sent.document.codes, sent.document.codings], [0, count('Code'), 0], sent.stderr);
  assert.equal(concord('qda', 'check', out).document.valid, true);
});

test('a real project with empty texts brings its codes, and says that the texts are empty', async () => {
  const study = await emptyStudy('Empty texts');
  const { status, document, stderr } = concord(
    'qda',
    'import',
    join(folder, 'qdpx', 'nvivo-mac-15-empty-texts.qdpx'),
    '--study',
    study.slug,
  );
  assert.equal(status, 0, stderr);
  assert.ok(document.messages.some(({ found }: { found: string }) => /without a word/.test(found)));
  assert.deepEqual([(await rowsOf(study.id)).codes, (await rowsOf(study.id)).brought.texts], [262, 0]);
});

test('a real codebook adds its codes as changes of the codebook, once', async () => {
  const study = await emptyStudy('Codebook');
  const path = join(folder, 'qdc', 'refi-tools-example_codebook-short.qdc');
  const { status, stderr } = concord('qda', 'import', path, '--study', study.slug);
  assert.equal(status, 0, stderr);
  assert.deepEqual([(await rowsOf(study.id)).codes, (await rowsOf(study.id)).changes], [5, 5]);
  assert.equal(concord('qda', 'import', path, '--study', study.slug).status, 1);
  assert.equal(concord('qda', 'import', path, '--study', 'none').status, 1);
});
