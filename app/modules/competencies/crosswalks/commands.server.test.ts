import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '#app/platform/scope.server.ts';
import { inventedFramework, publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { relate, unrelate } from './commands.server.ts';
import { crosswalk, crosswalkOverview } from './queries.server.ts';

const ashby = await school('ashby');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Rena', ['lead'], ashby);

const [talk, listen] = (await inventedFramework(['A', 'B'])).map(({ id }) => id) as [string, string];
const [first, second] = (await publishedCompetencies()).map(({ id }) => id) as [string, string];
const ours = 'serious-illness-communication';

test('a relation that the convener says is read from both ends, and the last word on a pair stands', async () => {
  await as(convener, (scope) => relate(scope, { from: first, to: talk, relation: 'related', note: null }));
  await as(convener, (scope) => relate(scope, { from: first, to: talk, relation: 'broader', note: 'Agreed on in May' }));
  const { lines } = await as(lead, (scope) => crosswalk(scope, { from: ours, to: 'invented' }));
  assert.deepEqual(
    lines.map(({ from, relation, to, note }) => [from.code, relation, to.code, note]),
    [['1', 'broader', 'A', 'Agreed on in May']],
  );
  const back = await as(lead, (scope) => crosswalk(scope, { from: 'invented', to: ours }));
  assert.deepEqual(
    back.lines.map(({ from, relation, to }) => [from.code, relation, to.code]),
    [['A', 'narrower', '1']],
  );
  const { crosswalks } = await as(lead, crosswalkOverview);
  assert.deepEqual(
    crosswalks.map(({ from, to, lines: n }) => [from.slug, to.slug, n]),
    [[ours, 'invented', 1]],
  );
});

test('a relation that is taken back is gone, and the record says who took it', async () => {
  await as(convener, (scope) => relate(scope, { from: second, to: listen, relation: 'exact', note: null }));
  const { lines } = await as(convener, (scope) => crosswalk(scope, { from: ours, to: 'invented' }));
  const { id } = lines.find(({ from }) => from.code === '2')!;
  await as(convener, (scope) => unrelate(scope, id));
  const left = await as(convener, (scope) => crosswalk(scope, { from: ours, to: 'invented' }));
  assert.ok(!left.lines.some(({ from }) => from.code === '2'));
  await assert.rejects(
    as(convener, (scope) => unrelate(scope, id)),
    { kind: 'missing' },
  );
  const events = await as(convener, ({ tx }) => tx.selectFrom('collaborativeEvent').select(['verb', 'personId']).orderBy('id').execute());
  assert.deepEqual(events.at(-1), { verb: 'unrelate', personId: convener.personId });
});

test('only the convener says relations, and never between two items of one framework', async () => {
  await assert.rejects(
    as(lead, (scope) => relate(scope, { from: first, to: talk, relation: 'exact', note: null })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(convener, (scope) => relate(scope, { from: first, to: second, relation: 'exact', note: null })),
    { kind: 'invalid' },
  );
  await assert.rejects(
    as(lead, (scope) => crosswalk(scope, { from: ours, to: 'nowhere' })),
    { kind: 'missing' },
  );
});
