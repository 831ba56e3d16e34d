import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from '#app/modules/competencies/drafting/comparison.ts';
import { competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { school } from '../../../../tests/people.ts';
import { linksToDecide } from './queries.server.ts';

const from = await as(operator(), currentVersionId);
const competencies = await as(operator(), (scope) => competenciesOf(scope, from));
const [one, two, three] = competencies as [(typeof competencies)[0], (typeof competencies)[0], (typeof competencies)[0]];
const change = (stableId: string, kind: Change['kind'], to: string[]): [string, Change] => [stableId, { stableId, kind, also: [], to }];
const changes = new Map([
  change(one.stableId, 'unchanged', [one.stableId]),
  change(two.stableId, 'reworded', [two.stableId]),
  change(three.stableId, 'split', ['x', 'y']),
]);

async function linked(slug: string, ids: readonly string[]) {
  const own = await school(slug);
  await as(operator(own), async ({ tx }) => {
    await tx.insertInto('curriculumYear').values({ schoolId: own.id, year: '2025-26' }).execute();
    for (const [at, competencyId] of ids.entries()) {
      const activity = { schoolId: own.id, year: '2025-26', sourceId: `${at}`, title: `Activity ${at}` };
      const { id: activityId } = await tx.insertInto('activity').values(activity).returning('id').executeTakeFirstOrThrow();
      await tx
        .insertInto('competencyLink')
        .values({ schoolId: own.id, activityId, competencyId, level: 'introduced', extent: 'partly' })
        .execute();
    }
  });
  return own;
}

test('counted for one school: links whose competency was reworded or split, of those that its map stands on', async () => {
  const ashby = await linked('ashby', [one.id, two.id, two.id, three.id]);
  const brookfield = await linked('brookfield', [one.id]);
  const corwin = await linked('corwin', []);
  const ask = (own: typeof ashby, version = from) => as(operator(own), (scope) => linksToDecide(scope, { from: version, changes }));
  assert.deepEqual(await ask(ashby), { isMapping: true, links: 3 });
  assert.deepEqual(await ask(brookfield), { isMapping: true, links: 0 });
  assert.deepEqual(await ask(corwin), { isMapping: false, links: 0 }, 'a school without a link has nothing to move');
  assert.deepEqual(await ask(ashby, '01900000-0000-7000-8000-00000000ffff'), { isMapping: false, links: 0 });
});
