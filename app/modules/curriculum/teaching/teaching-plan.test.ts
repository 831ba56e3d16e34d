import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MapRows } from '../editing/edit.ts';
import { type TaughtYear, teachingPlan } from './teaching-plan.ts';
import { type Marks, movesOf, teachingRows } from './teaching-rows.ts';

type Row = { id: string; title: string; minutes: number | null } & Partial<MapRows['activity']>;
const now = new Date('2026-02-03T12:00:00Z');

/** A year of one course with these rows, the answer given. */
function year(rows: readonly Row[], teaching: 'each' | 'groups' | null, groups: number | null = null): TaughtYear {
  const activities = rows.map(
    ({ minutes, ...row }) =>
      ({
        ...{
          fileMinutes: minutes,
          learnerMinutes: minutes,
          deliveredMinutes: minutes,
          learnerMinutesMost: null,
          deliveredMinutesMost: null,
        },
        ...{ groups: null, sameAs: null, removedAt: null, estimateSource: null },
        ...row,
      }) as MapRows['activity'],
  );
  const placements = activities.map(({ id }, position) => ({ courseId: 'c', activityId: id, position }) as MapRows['placement']);
  return { courses: [{ id: 'c', teaching, groups } as MapRows['course']], activities, placements };
}

/** The year after its answers were applied. */
function applied(before: TaughtYear, marks: Marks = { links: [], hits: [] }): TaughtYear & Marks {
  const rows = teachingRows({ year: before, plan: teachingPlan(before), marks, now });
  function after<Part extends MapRows[keyof MapRows]>(
    part: keyof MapRows,
    standing: readonly Part[],
    keyOf: (row: Part) => string,
  ): Part[] {
    const table = new Map(standing.map((row) => [keyOf(row), row]));
    for (const row of rows.filter((each) => each.part === part)) {
      if (row.after === null) table.delete(keyOf(row.before as Part));
      else table.set(keyOf(row.after as Part), { ...table.get(keyOf(row.after as Part)), ...(row.after as Part) });
    }
    return [...table.values()];
  }
  return {
    courses: before.courses,
    activities: after('activity', before.activities, ({ id }) => id),
    placements: after('placement', before.placements, ({ courseId, activityId }) => `${courseId} ${activityId}`),
    links: after('competency_link', marks.links, ({ activityId, competencyId }) => `${activityId} ${competencyId}`),
    hits: after('hit', marks.hits, ({ id }) => id),
  };
}
function standing({ activities }: TaughtYear) {
  return activities
    .filter(({ removedAt }) => removedAt === null)
    .map(({ id, learnerMinutes, deliveredMinutes, groups }) => [id, learnerMinutes, deliveredMinutes, groups]);
}
function answered(taught: TaughtYear, teaching: 'each' | 'groups' | null, groups: number | null = null): TaughtYear {
  return { ...taught, courses: taught.courses.map((course) => ({ ...course, teaching, groups })) };
}

const eight = Array.from({ length: 8 }, (_, at): Row => ({ id: `s${at}`, title: at % 2 ? 'Small group ' : 'small  Group', minutes: 60 }));
const lecture: Row = { id: 'l', title: 'Lecture', minutes: 45 };

test('eight rows of one title, one hour each, are one activity of one learner hour and eight delivered hours', () => {
  const after = applied(year([...eight, lecture], 'groups'));
  assert.deepEqual(standing(after), [
    ['s0', 60, 480, 8],
    ['l', 45, 45, null],
  ]);
  assert.deepEqual(
    after.placements.map(({ activityId }) => activityId),
    ['s0', 'l'],
  );
});
test('a learner sits through the longest of them, as Ilios counts offerings once', () => {
  assert.deepEqual(
    standing(
      applied(
        year(
          [
            { ...eight[0]!, minutes: 50 },
            { ...eight[1]!, minutes: 90 },
          ],
          'groups',
        ),
      ),
    ),
    [['s0', 90, 140, 2]],
  );
});
test('where the hours of one group are unknown the delivered hours are, and nothing is taken to be zero', () => {
  assert.deepEqual(standing(applied(year([{ ...eight[0]!, minutes: null }, eight[1]!], 'groups'))), [['s0', 60, null, 2]]);
  assert.deepEqual(
    standing(
      applied(
        year(
          [
            { ...eight[0]!, minutes: null },
            { ...eight[1]!, minutes: null },
          ],
          'groups',
        ),
      ),
    ),
    [['s0', null, null, 2]],
  );
});
test('one row that holds the hours of all groups is shared among them, to whole minutes; a short one is not', () => {
  const rows = [{ id: 'w', title: 'Ward', minutes: 480 }, lecture];
  assert.deepEqual(standing(applied(year(rows, 'groups', 7))), [
    ['w', 69, 480, 7],
    ['l', 45, 45, null],
  ]);
});
test('every learner sits through each: nothing folds, and what an answer folded stands again where it stood', () => {
  assert.deepEqual(
    teachingRows({ year: year(eight, 'each'), plan: teachingPlan(year(eight, 'each')), marks: { links: [], hits: [] }, now }),
    [],
  );
  const back = applied(answered(applied(year([...eight, lecture], 'groups')), 'each'));
  assert.deepEqual(
    standing(back),
    [...eight, lecture].map(({ id, minutes }) => [id, minutes, minutes, null]),
  );
  assert.equal(back.placements.length, 9);
});
test('minutes that a person set by hand, estimates, and groups that the file itself states stay', () => {
  const rows: Row[] = [
    { id: 'own', title: 'Own', minutes: 480, learnerMinutes: 50 },
    { id: 'estimate', title: 'Bedside', minutes: null, learnerMinutes: 600, learnerMinutesMost: 900, estimateSource: 'the director' },
    { id: 'stated', title: 'Stated', minutes: 60, deliveredMinutes: 480, groups: 8 },
  ];
  for (const answer of ['each', 'groups', null] as const)
    assert.deepEqual(applied(year(rows, answer, 8)).activities, year(rows, answer).activities);
});
test('when the file loses the row that carried the others on, the next one takes over what people said of it', () => {
  const folded = applied(year(eight.slice(0, 3), 'groups'));
  const [carrier, ...others] = folded.activities;
  const lost: TaughtYear = { ...folded, activities: [{ ...carrier!, removedAt: now }, ...others], placements: folded.placements };
  const after = applied(lost, { links: [link('s0', 'practised', 'fully')], hits: [] });
  assert.deepEqual(standing(after), [['s1', 60, 120, 2]]);
  assert.deepEqual(
    after.links.map(({ activityId }) => activityId),
    ['s1'],
  );
});
test('when the file loses one of the groups, the others are counted anew; the last one alone is the file’s', () => {
  const folded = applied(year(eight.slice(0, 2), 'groups'));
  const [carrier, other] = folded.activities;
  const lost = {
    ...folded,
    activities: [
      { ...carrier!, groups: 1 },
      { ...other!, sameAs: null, groups: null },
    ],
  };
  assert.deepEqual(standing(applied(lost)), [['s0', 60, 60, null]]);
});
test('links meet on the one activity: the stronger wins, the other goes', () => {
  const links = [link('s0', 'introduced', 'fully'), link('s1', 'practised', 'mentioned'), link('s2', 'introduced', 'fully', 'k2')];
  const after = applied(year(eight.slice(0, 3), 'groups'), { links, hits: [] });
  assert.deepEqual(after.links.map(({ activityId, competencyId, level }) => [activityId, competencyId, level]).sort(), [
    ['s0', 'k', 'practised'],
    ['s0', 'k2', 'introduced'],
  ]);
});
test('an answer to a suggestion goes to the activity’s own open one, and no answer is lost', () => {
  const hit = (id: string, activityId: string, answer: MapRows['hit']['answer'], keywordId = 'w') =>
    ({ id, activityId, keywordId, answer, answeredBy: answer && 'ada', answeredAt: answer && now, reason: null }) as MapRows['hit'];
  const hits = [hit('h0', 's0', null), hit('h1', 's1', 'accepted'), hit('h2', 's1', 'rejected', 'other')];
  const after = applied(year(eight.slice(0, 2), 'groups'), { links: [], hits });
  assert.deepEqual(
    after.hits.map(({ id, activityId, answer }) => [id, activityId, answer]),
    [
      ['h0', 's0', 'accepted'],
      ['h1', 's1', null],
      ['h2', 's0', 'rejected'],
    ],
  );
});

test('for any course: applied twice is applied once, delivered hours are never less than the file’s, and taking the answer back restores the file', () => {
  const anyRow = fc.record({
    title: fc.constantFrom('Small group', 'Ward', 'Lecture'),
    minutes: fc.option(fc.integer({ min: 0, max: 900 })),
  });
  const anyYear = fc.tuple(fc.array(anyRow, { maxLength: 12 }), fc.option(fc.integer({ min: 2, max: 9 })));
  const property = fc.property(anyYear, ([list, groups]) => {
    const rows = list.map((row, at) => ({ id: `a${at}`, ...row }));
    const once = applied(year(rows, 'groups', groups));
    const again = teachingRows({ year: once, plan: teachingPlan(once), marks: once, now: new Date(0) });
    assert.deepEqual(again, []);
    assert.ok(movesOf(teachingPlan(once)).size <= rows.length);
    const stands = once.activities.filter(({ removedAt }) => removedAt === null);
    assert.equal(new Set(stands.map(({ title }) => title)).size, stands.length);
    const known = (all: readonly { deliveredMinutes: number | null }[]) =>
      all.reduce((sum, { deliveredMinutes }) => sum + (deliveredMinutes ?? 0), 0);
    if (rows.every(({ minutes }) => minutes !== null))
      assert.equal(
        known(stands),
        rows.reduce((sum, { minutes }) => sum + minutes!, 0),
      );
    const back = applied(answered(once, null));
    const byId = (all: readonly MapRows['activity'][]) => [...all].sort((a, b) => a.id.localeCompare(b.id));
    if (rows.every(({ minutes }) => minutes !== null)) assert.deepEqual(byId(back.activities), byId(year(rows, null).activities));
  });
  fc.assert(property, { seed: 11, numRuns: 300 });
});

function link(activityId: string, level: string, extent: string, competencyId = 'k'): MapRows['competency_link'] {
  return { activityId, competencyId, level, extent } as MapRows['competency_link'];
}
