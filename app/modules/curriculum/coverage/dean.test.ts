import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Level } from '../link.ts';
import type { Requirement } from '../placement.ts';
import { deanReport } from './dean.ts';
import type { DeanGround } from './dean-words.ts';
import type { FullInput } from './full-input.ts';
import type { TrendGround } from './trend.ts';

type Drawn = {
  minutes?: number | null;
  most?: number;
  to?: string;
  requirement?: Requirement;
  level?: Level;
  course?: string;
  methods?: string[];
};

function mapOf(drawn: readonly Drawn[], rest: Partial<FullInput> = {}): FullInput {
  return {
    phases: [
      { id: 'pre', name: 'Pre-clerkship' },
      { id: 'post', name: 'Post-clerkship' },
    ],
    competencies: [{ code: '1' }, { code: '2' }],
    ...{ milestones: [], courses: [], classSize: 100, waitingLinks: 0, withdrawnLinks: 0 },
    activities: drawn.map(({ minutes = 60, most, requirement = 'required', course = 'c', methods = ['IM013'] }, at) => ({
      ...{ id: `a${at}`, learnerMinutes: minutes, learnerMinutesMost: most ?? null, deliveredMinutes: null },
      places: [{ courseId: course, phaseId: 'pre', requirement }],
      methods: methods.map((code) => ({
        kind: code.startsWith('AM') ? ('assessment' as const) : ('instruction' as const),
        code,
        name: null,
        purpose: null,
      })),
    })),
    links: drawn.map(({ to = '1', level = 'introduced' }, at) => ({
      ...{ activityId: `a${at}`, competency: to, level, extent: 'partly', confirmation: 'no-director', milestones: [] },
    })),
    ...rest,
  };
}
function reportOf(input: FullInput, rest: Partial<DeanGround> = {}) {
  const { sections } = deanReport({
    ...{ school: 'Invented School', framework: 'Invented, 1', year: '2025-26', activities: 40, input, grounds: [] },
    titles: new Map([
      ['1', 'Listening'],
      ['2', 'Planning'],
    ]),
    ...rest,
  });
  const [teach, thin, changed] = sections.map(({ sentences }) => sentences);
  return { teach: teach!, thin: thin!, changed: changed! };
}
function groundOf(year: string, input: FullInput): TrendGround {
  const competencies = ['1', '2'].map((code) => ({ stableId: code, code, title: code }));
  return { ...{ year, versionId: 'v', version: 'Invented, 1', rounds: [], changes: null, competencies, input } };
}

test('with nothing linked the page says so, and claims no gap', () => {
  const { teach, thin, changed } = reportOf(mapOf([]));
  assert.deepEqual(teach, [
    'None of the 40 activities of 2025-26 is linked to a competency yet, so nothing can be said of what is taught.',
  ]);
  assert.deepEqual(thin, ['While nothing is linked, nothing can be said of where it is thin.']);
  assert.deepEqual(changed, ['There is no earlier year to compare with.']);
  assert.match(reportOf(mapOf([]), { activities: 0 }).teach[0]!, /^No activities of 2025-26 are here yet/);
});

test('one activity is told in the singular, with what it leaves open', () => {
  const { teach, thin } = reportOf(mapOf([{}]));
  assert.deepEqual(teach, [
    '1 activity of 40 is linked to at least one of 2 competencies.',
    'Every student has 1 h of it in required teaching.',
    'No elective is linked to a competency.',
    'Most required hours are in Pre-clerkship, at least 1 h; there is none in Post-clerkship.',
    '1 of 2 competencies is met in required teaching; none is taught and assessed; course directors confirmed none as fully addressed.',
    '1 method of instruction is named; most often Lecture (IM013), in 1 activity.',
  ]);
  assert.deepEqual(thin, [
    'No activity is linked to 2 Planning.',
    'Taught and not assessed: 1 Listening.',
    'In Pre-clerkship, 1 of 2 competencies is without required teaching: 2 Planning.',
    'In Post-clerkship, 2 of 2 competencies are without required teaching.',
  ]);
});

test('ranges stay ranges, and what nobody stated is said beside them, never as zero', () => {
  const { teach, thin } = reportOf(mapOf([{ most: 120 }, { minutes: null, to: '2' }]));
  assert.equal(
    teach[1],
    'Every student has at least 1 and at most 2 h of it in required teaching, and 1 activity whose hours nobody stated.',
  );
  assert.ok(thin.includes('The hours of 1 linked activity are not known; it adds nothing above.'));
  assert.equal(reportOf(mapOf([{ minutes: null }])).teach[1], '1 activity is required of every student; the hours of it are not known.');
  assert.equal(
    reportOf(mapOf([{ minutes: null }, { minutes: null }])).teach[1],
    '2 activities are required of every student; the hours of none are known.',
  );
});

test('tracks count for their share of students, and electives stand beside seats and class', () => {
  const courses = [
    { id: 'track', title: 'Track', seats: null, enrolled: 25 },
    { id: 'free', title: 'Free', seats: 8, enrolled: null },
  ];
  const drawn: Drawn[] = [
    { minutes: 240, requirement: 'required-in-track', course: 'track' },
    { minutes: 600, requirement: 'elective', course: 'free', to: '2' },
  ];
  const { teach, thin } = reportOf(mapOf(drawn, { courses }));
  assert.ok(teach.includes('None of it is required of every student.'));
  assert.ok(teach.includes('1 activity with 4 h is required in a track only; for an average student of the class that is 1 h.'));
  assert.ok(
    teach.includes(
      'Electives offer 10 h in 1 course: 8 seats for a class of 100. No student can take all of them. They are 71.4 % of the linked hours offered.',
    ),
  );
  assert.ok(thin.includes('Only electives meet 2 Planning.'));
  const unsaid = reportOf(mapOf(drawn, { classSize: null, courses: [] })).teach;
  assert.ok(unsaid.includes('1 activity with 4 h is required in a track only; how many students the tracks have is not said.'));
  assert.ok(unsaid.includes('The size of a class is not said, so nothing can be set against it.'));
});

test('the elective share is a range where hours are, and is not said where hours are unknown', () => {
  const elective: Drawn = { minutes: 60, most: 180, requirement: 'elective' };
  assert.match(reportOf(mapOf([{ minutes: 60 }, elective])).teach.join(), /They are 50\.0 % to 75\.0 % of the linked hours offered/);
  assert.doesNotMatch(reportOf(mapOf([{ minutes: null }, elective])).teach.join(), /They are/);
});

test('a change is claimed only where ranges do not touch and nothing is unknown', () => {
  const was = mapOf([{ minutes: 60 }, { minutes: 60, most: 120, to: '2' }]);
  const is = mapOf([{ minutes: 90 }, { minutes: 100, to: '2' }]);
  const { changed } = reportOf(is, { grounds: [groundOf('2024-25', was), groundOf('2025-26', is)] });
  assert.deepEqual(changed, [
    'Required teaching over all competencies: 2 to 3 h in 2024-25; 3.2 h in 2025-26.',
    '1 Listening: more required teaching, 1.5 h after 1 h.',
    'For 1 competency it cannot be said whether the hours changed: some are unknown, or the ranges overlap.',
  ]);
  const same = reportOf(was, { grounds: [groundOf('2024-25', mapOf([{ minutes: 60 }])), groundOf('2025-26', mapOf([{ minutes: 60 }]))] });
  assert.equal(same.changed[1], '2 competencies have the same required hours.');
  const unknown = reportOf(is, { grounds: [groundOf('2024-25', mapOf([{ minutes: null }])), groundOf('2025-26', is)] });
  assert.ok(
    unknown.changed.includes('For 1 competency it cannot be said whether the hours changed: some are unknown, or the ranges overlap.'),
  );
});

test('when everything is required, taught and assessed, the page says that, and no sentence says good or bad', () => {
  const drawn: Drawn[] = ['1', '2'].flatMap((to) => [{ to }, { to, level: 'assessed' as const, methods: ['AM004'] }]);
  const { teach, thin } = reportOf(mapOf(drawn));
  assert.equal(thin[0], 'Every competency is met in required teaching, and is taught and assessed.');
  for (const sentence of [...teach, ...thin]) assert.doesNotMatch(sentence, /good|bad|poor|strong|weak|fail|excellent/i);
});
