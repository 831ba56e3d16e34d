import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, ownSchool } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { taughtAndSubmitted } from '../../../../tests/releases.ts';
import { acceptedBy, openedRound } from '../../../../tests/rounds.ts';
import { comparedCells } from '../comparison/comparison.ts';
import { comparisonOf } from '../comparison/queries.server.ts';
import { roundNamed } from '../rounds/queries.server.ts';
import { keepChoices, releaseFigures } from './commands.server.ts';
import { ownReleases } from './queries.server.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const [lead, reader] = [await actor('Lead', ['lead'], ashby), await actor('Reader', ['lead'], brook)];
await taughtAndSubmitted(lead, { 1: 60, 2: 60, 3: 60 });
const { id, slug } = await openedRound([ashby.id, brook.id]);
await acceptedBy([lead, reader], id);
const round = await as(lead, (scope) => roundNamed(scope, slug));
const codes = ['1', '2', '3'];

/** The course of all three links has a director who said so of 1 and not so of 2, and may answer about 3 until that day. */
async function directed(by: Actor, dueOn: string): Promise<void> {
  const competencies = await publishedCompetencies();
  await as(by, async ({ tx }) => {
    const schoolId = ownSchool(by).id;
    const course = await tx.selectFrom('course').select('stableId').where('schoolId', '=', schoolId).executeTakeFirstOrThrow();
    const activities = await tx.selectFrom('activity').select(['id', 'sourceId']).where('schoolId', '=', schoolId).execute();
    const director = { schoolId, courseStableId: course.stableId, mail: 'dana@ashby.example' };
    await tx
      .insertInto('courseDirector')
      .values({ ...director, name: 'Dana' })
      .execute();
    await tx
      .insertInto('directorQuestion')
      .values({ ...director, year: round.year, dueOn })
      .execute();
    for (const [code, answer] of [
      ['1', 'still'],
      ['2', 'not'],
    ] as const)
      await tx
        .insertInto('directorAnswer')
        .values({
          ...{ schoolId, courseStableId: course.stableId, answer, level: 'practised', extent: 'partly' },
          ...{ seenLevel: 'practised', seenExtent: 'partly' },
          activityId: activities.find(({ sourceId }) => sourceId === `A${code}`)!.id,
          competencyId: competencies.find((each) => each.code === code)!.id,
        })
        .execute();
  });
}

/** Of each competency the minutes and the unanswered links that the newest release holds, in this form. */
async function released(form: 'aggregate' | 'named', reason: string): Promise<(readonly [number | null, number])[]> {
  await as(lead, (scope) => keepChoices(scope, { round, choices: [{ group: 'required', competency: '', form }] }));
  await as(lead, (scope) => releaseFigures(scope, { round, reason }));
  const [last] = await as(lead, (scope) => ownReleases(scope, id));
  return codes.map((code) => {
    const { cells, unanswered } = last!.snapshot.figures[`required/${code}`]!;
    return [cells['pre-clerkship']?.[0] ?? null, unanswered] as const;
  });
}

test('a release holds what coverage counts: no link that a director is asked about or took back, and what nobody answered in time is said under the name alone', async () => {
  await directed(lead, '2099-01-01');
  assert.deepEqual(await released('named', ''), [
    [60, 0],
    [0, 0],
    [0, 0],
  ]);
  await as(lead, ({ tx }) => tx.updateTable('directorQuestion').set({ dueOn: '2024-01-01' }).where('schoolId', '=', ashby.id).execute());
  assert.deepEqual(
    await released('aggregate', 'The last day has passed'),
    [
      [60, 0],
      [0, 0],
      [60, 0],
    ],
    'nothing but the cells goes into an aggregate',
  );
  assert.deepEqual(await released('named', 'By name'), [
    [60, 0],
    [0, 0],
    [60, 1],
  ]);
  const compared = await as(reader, (scope) => comparisonOf(scope, slug));
  const notes = comparedCells(compared, { group: 'required', competency: null })
    .filter(({ cell }) => cell === 'pre-clerkship')
    .flatMap(({ competency, marks }) =>
      marks.filter(({ kind }) => kind === 'named').map(({ note }) => [competency, note] as [string, string | null]),
    );
  assert.deepEqual(notes.slice(0, 3), [
    ['1', null],
    ['2', null],
    ['3', '1 link unanswered by its course director'],
  ]);
});
