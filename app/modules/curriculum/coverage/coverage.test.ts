import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rangeOf, sumOf } from '../minutes.ts';
import { type Requirement, requirements } from '../placement.ts';
import type { CoverageInput, CoveredBy, Link, Place } from './coverage.ts';
import { activitiesOf, cellAt, coverage } from './coverage.ts';
import type { Figure } from './coverage-cell.ts';
import { listBehind, readCell } from './reading.ts';
import { attributedMinutes, compareShares } from './shares.ts';

const phases = [
  { id: 'pre', name: 'Pre-clerkship' },
  { id: 'clerkship', name: 'Clerkship' },
];
const competencies = [{ code: '1' }, { code: '2' }, { code: '3' }];
const inPre: Place = { courseId: 'c1', phaseId: 'pre', requirement: 'required' };
const inClerkship: Place = { courseId: 'c2', phaseId: 'clerkship', requirement: 'elective' };

function link(activityId: string, competency: string): Link {
  return { activityId, competency, level: 'introduced', extent: 'partly' };
}

/*
 * By hand: `groups` is one hour in eight parallel groups, linked to three competencies: each has 60 / 3 = 20 attributed minutes, 480 / 3 = 160 delivered.
 * `twice` stands in both phases. `untimed` has no stated minutes, `zero` states none and is in no course. `other` is linked to nothing.
 */
const example: CoverageInput = {
  phases,
  competencies,
  activities: [
    { id: 'groups', learnerMinutes: 60, deliveredMinutes: 480, places: [inPre] },
    { id: 'twice', learnerMinutes: 90, deliveredMinutes: 90, places: [inPre, inClerkship] },
    { id: 'untimed', learnerMinutes: null, deliveredMinutes: 30, places: [inClerkship] },
    { id: 'zero', learnerMinutes: 0, deliveredMinutes: 0, places: [] },
    { id: 'other', learnerMinutes: 45, deliveredMinutes: 45, places: [inPre] },
  ],
  links: [link('groups', '1'), link('groups', '2'), link('groups', '3'), link('twice', '1'), link('untimed', '1'), link('zero', '2')],
};

test('touching counts the whole activity, attributed the hours divided by the number of its competencies', () => {
  const { learner, delivered, activities } = cellAt(coverage(example), { competency: '1', column: 'pre', requirement: 'all' });
  assert.equal(activities, 2);
  assert.equal(learner.least.touching, 60 + 90);
  assert.equal(attributedMinutes(learner.least.attributed), 20 + 90);
  assert.deepEqual(learner.least.attributed, [
    { among: 1, minutes: 90 },
    { among: 3, minutes: 60 },
  ]);
  assert.equal(delivered.least.touching, 480 + 90);
  assert.equal(attributedMinutes(delivered.least.attributed), 160 + 90);
});

test('an activity in two phases counts in both and once in the total', () => {
  const figures = coverage(example);
  assert.equal(cellAt(figures, { competency: '1', column: 'pre', requirement: 'all' }).learner.least.touching, 150);
  assert.equal(cellAt(figures, { competency: '1', column: 'clerkship', requirement: 'all' }).learner.least.touching, 90);
  assert.equal(cellAt(figures, { competency: '1', column: 'all', requirement: 'all' }).learner.least.touching, 150);
  assert.equal(cellAt(figures, { competency: '1', column: 'all', requirement: 'all' }).activities, 3);
});

test('an activity placed twice in one cell counts there once', () => {
  const again: Place = { ...inPre, courseId: 'c3' };
  const [first, ...rest] = example.activities;
  const twice = { ...example, activities: [{ ...first!, places: [inPre, again] }, ...rest] };
  assert.deepEqual(coverage(twice), coverage(example));
});

test('required and elective stand apart', () => {
  const figures = coverage(example);
  assert.equal(cellAt(figures, { competency: '1', column: 'all', requirement: 'required' }).learner.least.touching, 150);
  assert.equal(cellAt(figures, { competency: '1', column: 'all', requirement: 'elective' }).learner.least.touching, 90);
  assert.equal(cellAt(figures, { competency: '1', column: 'pre', requirement: 'elective' }).activities, 0);
});

test('unknown minutes add nothing and are counted apart from zero, each kind of minutes for itself', () => {
  const figures = coverage(example);
  const untimed = cellAt(figures, { competency: '1', column: 'clerkship', requirement: 'all' });
  assert.deepEqual(
    [untimed.activities, untimed.learner.unknown, untimed.learner.zero, untimed.delivered.unknown, untimed.delivered.least.touching],
    [2, 1, 0, 0, 120],
  );
  const zero = cellAt(figures, { competency: '2', column: 'unplaced', requirement: 'unknown' });
  assert.deepEqual([zero.activities, zero.learner.unknown, zero.learner.zero, zero.learner.least.touching], [1, 0, 1, 0]);
});

test('a place over several phases and a place without a phase have columns of their own', () => {
  const places: Place[] = [
    { ...inPre, phaseId: 'spans' },
    { ...inPre, phaseId: null },
    { ...inPre, phaseId: 'a phase of another school' },
  ];
  const figures = coverage({ ...example, activities: [{ id: 'twice', learnerMinutes: 30, deliveredMinutes: 30, places }] });
  assert.deepEqual(
    figures.columns.map(({ id }) => id),
    ['pre', 'clerkship', 'spans', 'none', 'unplaced'],
  );
  for (const column of ['spans', 'none', 'all']) {
    assert.equal(cellAt(figures, { competency: '1', column, requirement: 'required' }).learner.least.touching, 30);
  }
  assert.equal(cellAt(figures, { competency: '1', column: 'pre', requirement: 'all' }).activities, 0);
});

test('the total counts each linked activity once, and says how many activities were looked at', () => {
  const figures = coverage(example);
  const total = cellAt(figures, { competency: 'all', column: 'all', requirement: 'all' });
  assert.deepEqual([total.activities, total.learner.least.touching, total.delivered.least.touching], [4, 150, 600]);
  assert.deepEqual([figures.activities, figures.linked], [5, 4]);
});

test('a link to an unknown competency or activity counts nowhere and is told', () => {
  const links = [...example.links, link('groups', '9'), link('nowhere', '1')];
  assert.deepEqual(coverage({ ...example, links }), { ...coverage(example), leftOutLinks: 2 });
});

test('the same competency linked twice to an activity does not shrink its share', () => {
  const links = [...example.links, { ...link('groups', '1'), level: 'assessed' as const }];
  assert.deepEqual(coverage({ ...example, links }), coverage(example));
});

test('the list behind a cell names its activities with all their links', () => {
  const list = activitiesOf(example, { competency: '2', column: 'pre', requirement: 'required' });
  assert.deepEqual(
    list.map(({ activity, among, links }) => [activity.id, among, links.length]),
    [['groups', 3, 3]],
  );
});

test('a cell that does not exist is refused', () => {
  assert.throws(() => cellAt(coverage(example), { competency: '9', column: 'all', requirement: 'all' }), RangeError);
  assert.throws(() => cellAt(coverage(example), { competency: '1', column: 'residency', requirement: 'all' }), RangeError);
});

test('an estimate counts from its least to its most, shared as exact minutes are, and the list behind it too', () => {
  const [groups, ...rest] = example.activities;
  const map = { ...example, activities: [{ ...groups!, learnerMinutes: 60, learnerMinutesMost: 90 }, ...rest] };
  const { learner, delivered } = cellAt(coverage(map), { competency: '1', column: 'pre', requirement: 'all' });
  assert.deepEqual([learner.least.touching, learner.most.touching, learner.estimated], [60 + 90, 90 + 90, 1]);
  assert.deepEqual([attributedMinutes(learner.least.attributed), attributedMinutes(learner.most.attributed)], [20 + 90, 30 + 90]);
  assert.deepEqual(delivered.most, delivered.least);
  const reading = { requirement: 'all', count: 'attributed', hours: 'learner' } as const;
  const list = listBehind(map, { column: 'pre', competency: '1' }, reading);
  assert.deepEqual(sumOf(list.map(({ minutes }) => minutes)), { least: 110, most: 120 });
  assert.deepEqual(readCell(coverage(map).rows[0]!.cells, 'pre', reading).minutes, { least: 110, most: 120 });
});

test('for any map, every cell is exactly the sum over its list', () => {
  const property = fc.property(anyMap(), (map) => {
    const figures = coverage(map);
    for (const competency of [...map.competencies.map(({ code }) => code), 'all']) {
      for (const column of [...figures.columns.map(({ id }) => id), 'all']) {
        for (const requirement of [...requirements, 'all'] as const) {
          const selector = { competency, column, requirement };
          const cell = cellAt(figures, selector);
          const list = activitiesOf(map, selector);
          assert.equal(cell.activities, list.length);
          const counted = competency === 'all' ? list.map((covered) => ({ ...covered, among: 1 })) : list;
          assertSum(cell.learner, counted, 'learner');
          assertSum(cell.delivered, counted, 'delivered');
        }
      }
    }
  });
  fc.assert(property, { seed: 7, numRuns: 150 });
});

test('for any map, the attributed minutes of all competencies are exactly the minutes of the linked activities', () => {
  const property = fc.property(anyMap(), (map) => {
    const figures = coverage(map);
    for (const column of [...figures.columns.map(({ id }) => id), 'all']) {
      for (const bound of ['least', 'most'] as const) {
        const shares = figures.rows.flatMap(({ cells }) => cells[column]!.all.learner[bound].attributed);
        assert.equal(compareShares(shares, [{ among: 1, minutes: figures.total[column]!.all.learner[bound].touching }]), 0);
      }
    }
  });
  fc.assert(property, { seed: 8, numRuns: 150 });
});

test('for any map, a total is at most the sum of its parts and at least the largest of them', () => {
  const property = fc.property(anyMap(), (map) => {
    const figures = coverage(map);
    for (const { cells } of figures.rows) {
      const parts = figures.columns.map(({ id }) => cells[id]!.all.learner.least.touching);
      const total = cells.all!.all.learner.least.touching;
      assert.ok(total <= parts.reduce((sum, part) => sum + part, 0) && total >= Math.max(...parts));
    }
  });
  fc.assert(property, { seed: 9, numRuns: 150 });
});

test('for any map, an estimate moves only what is at most, and exact minutes are the same at least and at most', () => {
  const property = fc.property(anyMap(), (map) => {
    const exact = map.activities.map((activity) => ({ ...activity, learnerMinutesMost: null, deliveredMinutesMost: null }));
    const [figures, without] = [coverage(map), coverage({ ...map, activities: exact })];
    for (const [row, { cells }] of figures.rows.entries()) {
      for (const { id } of figures.columns) {
        const [cell, alike] = [cells[id]!.all, without.rows[row]!.cells[id]!.all];
        assert.deepEqual(cell.learner.least, alike.learner.least);
        assert.deepEqual(alike.learner.most, alike.learner.least);
        assert.ok(cell.learner.most.touching >= cell.learner.least.touching);
        assert.equal(cell.learner.most.touching > cell.learner.least.touching, cell.learner.estimated > 0);
      }
    }
  });
  fc.assert(property, { seed: 10, numRuns: 150 });
});

function assertSum(figure: Figure, list: readonly CoveredBy[], whose: 'learner' | 'delivered') {
  const ranges = list.map(({ activity, among }) => ({ range: rangeOf(activity, whose), among }));
  assert.equal(figure.unknown, ranges.filter(({ range }) => range === null).length);
  assert.equal(figure.zero, ranges.filter(({ range }) => range?.most === 0).length);
  assert.equal(figure.estimated, ranges.filter(({ range }) => range && range.most > range.least).length);
  for (const bound of ['least', 'most'] as const) {
    const shares = ranges.map(({ range, among }) => ({ among, minutes: range?.[bound] ?? 0 }));
    assert.equal(
      figure[bound].touching,
      shares.reduce((sum, { minutes }) => sum + minutes, 0),
    );
    assert.equal(compareShares(figure[bound].attributed, shares), 0);
  }
}

/** Small maps with every oddity: several places alike, none, spanning, unknown, zero and estimated minutes, repeated and stray links. */
function anyMap(): fc.Arbitrary<CoverageInput> {
  const exact = fc.oneof(fc.constant(null), fc.constant(0), fc.integer({ min: 1, max: 5_000 }));
  const minutes = fc.tuple(exact, fc.option(fc.integer({ min: 1, max: 900 })));
  const most = ([least, beyond]: readonly [number | null, number | null]) => (least === null || beyond === null ? null : least + beyond);
  const place = fc.record({
    courseId: fc.constantFrom('c1', 'c2'),
    phaseId: fc.constantFrom('pre', 'clerkship', 'spans', null),
    requirement: fc.constantFrom<Requirement>(...requirements),
  });
  const activity = fc.tuple(minutes, minutes, fc.array(place, { maxLength: 3 })).map(([learner, delivered, places]) => ({
    ...{ learnerMinutes: learner[0], learnerMinutesMost: most(learner) },
    ...{ deliveredMinutes: delivered[0], deliveredMinutesMost: most(delivered) },
    places,
  }));
  const anyLink = fc.record({
    activityId: fc.integer({ min: 0, max: 12 }).map(String),
    competency: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', 'stray'),
    level: fc.constantFrom<Link['level']>('introduced', 'practised', 'assessed'),
    extent: fc.constant<Link['extent']>('partly'),
  });
  return fc.record({
    phases: fc.constant(phases),
    competencies: fc.constant(['1', '2', '3', '4', '5', '6', '7'].map((code) => ({ code }))),
    activities: fc.array(activity, { maxLength: 12 }).map((list) => list.map((one, index) => ({ ...one, id: String(index) }))),
    links: fc.array(anyLink, { maxLength: 60 }),
  });
}
