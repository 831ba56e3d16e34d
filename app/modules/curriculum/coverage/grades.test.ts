import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Extent, Level } from '../link.ts';
import type { Requirement } from '../placement.ts';
import type { Confirmation, FullInput } from './full-input.ts';
import { gaps } from './gaps.ts';
import { addressed, graded } from './grades.ts';
import { measured } from './measured.ts';
import { percent } from './share.ts';
import { taughtAssessed } from './taught-assessed.ts';

type Drawn = {
  competency: number;
  level?: Level;
  extent?: Extent;
  requirement?: Requirement;
  confirmation?: Confirmation;
  methods?: string[];
};

/** A map of so many competencies in which each drawn link has an activity of its own. */
function mapOf(competencies: number, drawn: readonly Drawn[]): FullInput {
  return {
    phases: [{ id: 'pre', name: 'Pre-clerkship' }],
    competencies: Array.from({ length: competencies }, (_, at) => ({ code: String(at + 1) })),
    milestones: [],
    activities: drawn.map(({ requirement = 'required', methods = ['IM013'] }, at) => ({
      ...{ id: `a${at}`, learnerMinutes: 60, deliveredMinutes: 60, places: [{ courseId: 'c', phaseId: 'pre', requirement }] },
      methods: methods.map((code) => ({
        kind: code.startsWith('AM') ? ('assessment' as const) : ('instruction' as const),
        ...{ code, name: null, purpose: null },
      })),
    })),
    links: drawn.map(({ competency, level = 'introduced', extent = 'partly', confirmation = 'no-director' }, at) => ({
      ...{ activityId: `a${at}`, competency: String(competency), level, extent, confirmation, milestones: [] },
    })),
    ...{ courses: [], classSize: null, waitingLinks: 0, withdrawnLinks: 0 },
  };
}

test('the two published coverages of Ottawa come out: 55, 42 and 25 of 122; 40, 35 and 14 of 89', () => {
  for (const [of, fully, partly, percents] of [
    [122, 55, 42, ['45.1 %', '34.4 %', '20.5 %']],
    [89, 40, 35, ['44.9 %', '39.3 %', '15.7 %']],
  ] as const) {
    const links = Array.from({ length: fully + partly }, (_, at): Drawn[] =>
      at < fully
        ? [
            { competency: at + 1, extent: 'mentioned' },
            { competency: at + 1, extent: 'fully' },
          ]
        : [{ competency: at + 1, extent: at % 2 ? 'mentioned' : 'partly' }],
    ).flat();
    const parts = addressed(measured(mapOf(of, links)));
    assert.deepEqual([parts.fully.part, parts.partly.part, parts.not.part], [fully, partly, of - fully - partly]);
    assert.deepEqual([parts.fully, parts.partly, parts.not].map(percent), percents);
  }
});

test('the four grades are apart: elective teaching that is assessed is not required, and only a director’s word confirms', () => {
  const { rows, reached } = graded(
    measured(
      mapOf(5, [
        { competency: 1, requirement: 'elective' },
        { competency: 1, requirement: 'elective', level: 'assessed', methods: ['AM004'] },
        { competency: 2, extent: 'fully' },
        { competency: 3, level: 'assessed', methods: ['AM004'] },
        { competency: 4, extent: 'fully', confirmation: 'confirmed-fully', level: 'assessed' },
      ]),
    ),
  );
  assert.deepEqual(
    rows.map(({ reached }) => Object.values(reached)),
    [
      [true, false, true, false],
      [true, true, false, false],
      [true, true, false, false],
      [true, true, true, true],
      [false, false, false, false],
    ],
  );
  assert.deepEqual(reached.any, { part: 4, of: 5 });
  assert.deepEqual(reached['confirmed-fully'], { part: 1, of: 5 });
});

test('taught and never assessed, assessed and never taught, and met by nothing are three lists', () => {
  const full = measured(mapOf(3, [{ competency: 1 }, { competency: 2, level: 'assessed', methods: ['AM004'] }]));
  const { taughtNotAssessed, assessedNotTaught } = taughtAssessed(full);
  assert.deepEqual(
    [taughtNotAssessed, assessedNotTaught].map((rows) => rows.map(({ key }) => key)),
    [['1'], ['2']],
  );
  assert.deepEqual(
    gaps(full, [{ id: 'pre' }]).map(({ overall }) => overall),
    ['required', 'required', 'nothing'],
  );
});

test('a gap says what is there instead: only elective, only in a track, not said', () => {
  const requirements: Requirement[] = ['elective', 'required-in-track', 'unknown'];
  const full = measured(
    mapOf(
      4,
      requirements.map((requirement, at) => ({ competency: at + 1, requirement })),
    ),
  );
  assert.deepEqual(
    gaps(full, [{ id: 'pre' }]).map(({ phases }) => phases[0]!.presence),
    ['elective', 'required-in-track', 'unknown', 'nothing'],
  );
});

test('of nothing there is no share', () => {
  assert.equal(percent({ part: 0, of: 0 }), 'undefined');
  assert.equal(percent({ part: 1, of: 3 }), '33.3 %');
  assert.equal(percent({ part: 1, of: 1 }), '100.0 %');
});
