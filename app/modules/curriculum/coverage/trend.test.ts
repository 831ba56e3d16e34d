import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from '#app/modules/competencies/drafting/comparison.ts';
import type { FullInput } from './full-input.ts';
import { type TrendGround, trendOf } from './trend.ts';

const reading = { requirement: 'required', count: 'attributed', hours: 'learner' } as const;

/** A map in which activity `at` has so many minutes and is linked to these codes. */
function mapOf(activities: readonly [minutes: number | null, most: number | null, ...codes: string[]][]): FullInput {
  return {
    ...{ phases: [], competencies: [], milestones: [], courses: [], classSize: null, waitingLinks: 0, withdrawnLinks: 0 },
    activities: activities.map(([learnerMinutes, learnerMinutesMost], at) => ({
      ...{ id: `a${at}`, learnerMinutes, learnerMinutesMost, deliveredMinutes: null, methods: [] },
      places: [{ courseId: 'c', phaseId: null, requirement: 'required' }],
    })),
    links: activities.flatMap(([, , ...codes], at) =>
      codes.map((competency) => ({
        ...{ activityId: `a${at}`, competency, level: 'practised' as const, extent: 'partly' as const },
        ...{ confirmation: 'no-director' as const, milestones: [] },
      })),
    ),
  };
}
function groundOf(
  year: string,
  version: string,
  competencies: readonly string[],
  rest: Pick<TrendGround, 'input'> & Partial<TrendGround>,
): TrendGround {
  return {
    ...{ year, versionId: version, version, rounds: [], changes: null },
    competencies: competencies.map((each) => ({ stableId: `s${each}`, code: each, title: each })),
    ...rest,
  };
}

test('across a new version only what is the same, or what exactly one took the place of, goes on; the rest says why not', () => {
  const changes = new Map<string, Pick<Change, 'kind' | 'to'>>([
    ['sA', { kind: 'unchanged', to: ['sA'] }],
    ['sB', { kind: 'replaced', to: ['sN'] }],
    ['sC', { kind: 'reworded', to: ['sC'] }],
    ['sD', { kind: 'split', to: ['sE', 'sF'] }],
    ['sX', { kind: 'removed', to: [] }],
  ]);
  const old = groundOf('2024-25', 'version 1', ['A', 'B', 'C', 'D', 'X'], {
    changes,
    input: mapOf([
      [60, null, 'A', 'B'],
      [90, null, 'C', 'D', 'X'],
      [30, null, 'A', 'X'],
    ]),
  });
  const now = groundOf('2025-26', 'version 2', ['A', 'N', 'C', 'E', 'F', 'G'], { input: mapOf([[60, null, 'A']]) });
  const trend = trendOf([old, now], reading);
  assert.deepEqual(
    trend.rows.map(({ points: [before] }) => before!.why ?? before!.figure!.minutes!.least),
    [45, 30, 'reworded since version 1', 'split from another since version 1', 'split from another since version 1', 'not in version 1'],
    'shares stay what they were, though the others do not go on',
  );
  assert.deepEqual(
    trend.rows.map(({ points }) => points[1]!.figure!.activities),
    [1, 0, 0, 0, 0, 0],
  );
  assert.deepEqual(
    trend.total.map(({ minutes }) => minutes!.least),
    [180, 60],
  );
  assert.deepEqual(trend.breaks, [{ after: 0, reasons: ['The framework changed from version 1 to version 2.'] }]);
});

test('a code that means another thing in the next version is not taken for the same', () => {
  const old: TrendGround = {
    ...groundOf('2024-25', '1', [], { input: mapOf([[60, null, '1']]) }),
    competencies: [{ stableId: 'first', code: '1', title: 'First' }],
    changes: new Map([['first', { kind: 'recoded', to: ['first'] }]]),
  };
  const now: TrendGround = {
    ...groundOf('2025-26', '2', [], { input: mapOf([]) }),
    competencies: [
      { stableId: 'other', code: '1', title: 'Other' },
      { stableId: 'first', code: '2', title: 'First' },
    ],
  };
  const [other, first] = trendOf([old, now], reading).rows;
  assert.deepEqual([other!.points[0]!.why, first!.points[0]!.figure!.minutes], ['not in 1', { least: 60, most: 60 }]);
});

test('other definitions of two rounds are a break; where a year has no round nothing is claimed', () => {
  const round = (definitions: string) => ({ rounds: [{ title: 'Round', definitions }], input: mapOf([]) });
  const grounds = [
    groundOf('2022-23', '1', ['A'], { input: mapOf([]) }),
    groundOf('2023-24', '1', ['A'], round('one')),
    groundOf('2024-25', '1', ['A'], round('one')),
    groundOf('2025-26', '1', ['A'], round('two')),
  ];
  const { breaks, points } = trendOf(grounds, reading);
  assert.deepEqual(
    breaks.map(({ after }) => after),
    [2],
  );
  assert.equal(points[3]!.label, '2025-26, Round');
});

test('ranges and unknown hours stay what they are at every point, and no year is a trend without points', () => {
  const trend = trendOf(
    [
      groundOf('2024-25', '1', ['A'], { input: mapOf([[60, 120, 'A']]) }),
      groundOf('2025-26', '1', ['A'], { input: mapOf([[null, null, 'A']]) }),
    ],
    reading,
  );
  assert.deepEqual(
    trend.rows[0]!.points.map(({ figure }) => figure!.minutes),
    [{ least: 60, most: 120 }, null],
  );
  assert.deepEqual(trendOf([], reading), { points: [], rows: [], total: [], breaks: [] });
});
