import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { writtenCoverage } from '../app/modules/curriculum/coverage/queries.server.ts';
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
  assert.equal(await loadSample(), false);

  const gone = await removeWholeSample();
  assert.equal(gone.schools, 5);
  assert.deepEqual(await schools(), published);
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('framework').select('slug').execute()), [
    { slug: 'serious-illness-communication' },
  ]);
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('frameworkAssociation').select('id').execute()), []);
  assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom('person').select('name').execute()), []);
  assert.equal(await loadSample(), false);
});
