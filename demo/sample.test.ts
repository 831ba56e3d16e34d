import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { calibration } from '../app/modules/curriculum/calibration/queries.server.ts';
import { comparedCells } from '../app/modules/curriculum/comparison/comparison.ts';
import { comparisonOfSchool } from '../app/modules/curriculum/comparison/queries.server.ts';
import { writtenCoverage } from '../app/modules/curriculum/coverage/queries.server.ts';
import { discloseJob } from '../app/modules/curriculum/release/jobs.server.ts';
import { roundNamed } from '../app/modules/curriculum/rounds/queries.server.ts';
import { estimatesOf, groupQuestions } from '../app/modules/curriculum/teaching/queries.server.ts';
import { actorOfCommandLine } from '../app/modules/members/queries.server.ts';
import '../tests/people.ts';
import { removeWholeSample } from './removal.ts';
import { loadSample } from './sample.ts';

function schools() {
  return as(visitor, ({ tx }) => tx.selectFrom('school').select(['slug', 'isSample']).orderBy('slug').execute());
}

test('the sample goes in once, with figures to look at, and goes away whole; what is published stays', async () => {
  const published = await schools();
  assert.equal(await loadSample(), true);
  assert.deepEqual(
    (await schools()).filter(({ isSample }) => isSample).map(({ slug }) => slug),
    ['ashby', 'brookfield', 'calder', 'dunmore', 'eastmoor'],
  );
  const lead = await actorOfCommandLine('rena.okafor@ashby.example', 'ashby');
  const { linkedActivities, competencies, matrix } = await as(lead, (scope) => writtenCoverage(scope));
  assert.ok(linkedActivities > 10);
  for (const { code } of competencies) assert.ok(matrix[code]!.all!.all.activities > 0, `nothing stands in the row of competency ${code}`);
  const { open, answered } = await as(lead, (scope) => groupQuestions(scope));
  assert.deepEqual([open.length, answered.length], [1, 2], 'one question about groups is left to a newcomer');
  const { estimates } = await as(lead, (scope) => estimatesOf(scope));
  assert.deepEqual(
    estimates.map(({ learner }) => learner),
    [{ least: 240, most: 480 }],
  );
  const convener = await actorOfCommandLine('ines.marlow@collaborative.example', undefined);
  const rounds = await as(convener, ({ tx }) =>
    tx.selectFrom('mappingRound').select(['slug', 'status', 'isSample']).orderBy('year').execute(),
  );
  assert.deepEqual(rounds, [
    { slug: 'mapping-2024-25', status: 'closed', isSample: true },
    { slug: 'mapping-2025-26', status: 'open', isSample: true },
  ]);
  for (const [slug, coders] of [
    ['mapping-2024-25', 5],
    ['mapping-2025-26', 3],
  ] as const) {
    const { figures } = await as(convener, async (scope) => calibration(scope, await roundNamed(scope, slug)));
    assert.equal(figures?.figures.coders, coders);
    const { kappa } = figures.figures.lines.at(-1)!.extent;
    assert.ok(kappa !== null && kappa > 0.4 && kappa < 0.95, `the pooled kappa of ${slug} is ${kappa}`);
  }
  await discloseJob.run({ year: '2024-25' }, new AbortController().signal);
  const other = await actorOfCommandLine('wei.sandoval@brookfield.example', 'brookfield');
  const compared = await as(other, (scope) => comparisonOfSchool(scope, 'mapping-2024-25'));
  const shown = comparedCells(compared, { group: 'required', competency: null }).flatMap(({ marks }) => marks.map(({ kind }) => kind));
  assert.deepEqual([...new Set(shown)].sort(), ['named', 'others', 'own']);
  const ofEastmoor = compared.named.filter(({ school }) => school.startsWith('Eastmoor')).map(({ figure }) => figure);
  assert.ok(ofEastmoor.includes('assessment/2') && !ofEastmoor.includes('assessment/1'), 'what was withdrawn is gone');
  assert.equal(await loadSample(), false);

  const gone = await removeWholeSample();
  assert.equal(gone.schools, 5);
  assert.deepEqual(await schools(), published);
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('framework').select('slug').execute()), [
    { slug: 'serious-illness-communication' },
  ]);
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('frameworkAssociation').select('id').execute()), []);
  assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom('mappingRound').select('slug').execute()), []);
  assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom('person').select('name').execute()), []);
  assert.equal(await loadSample(), false);
});
