import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Requirement } from '../placement.ts';
import type { FullActivity, FullInput } from './full-input.ts';
import { studentFigures, studentsOf, studentsTogether } from './students.ts';

const courses = [
  { id: 'rural', title: 'Rural track', seats: 30, enrolled: 20 },
  { id: 'research', title: 'Research track', seats: 25, enrolled: null },
  { id: 'unsaid', title: 'Another track', seats: null, enrolled: null },
  { id: 'elective', title: 'Elective', seats: 8, enrolled: 5 },
  { id: 'open', title: 'Open elective', seats: null, enrolled: null },
];

function mapOf(
  activities: readonly [id: string, minutes: number | null, most: number | null, ...places: [string, Requirement][]][],
): FullInput {
  return {
    phases: [{ id: 'pre', name: 'Pre-clerkship' }],
    competencies: [{ code: '1' }],
    ...{ milestones: [], courses, classSize: 100, waitingLinks: 0, withdrawnLinks: 0 },
    activities: activities.map(
      ([id, learnerMinutes, learnerMinutesMost, ...places]): FullActivity => ({
        ...{ id, learnerMinutes, learnerMinutesMost, deliveredMinutes: null, methods: [] },
        places: places.map(([courseId, requirement]) => ({ courseId, requirement, phaseId: 'pre' })),
      }),
    ),
    links: activities.map(([activityId]) => ({
      ...{ activityId, competency: '1', level: 'practised', extent: 'partly', confirmation: 'no-director', milestones: [] },
    })),
  };
}
const asked = { competency: '1', column: 'pre' } as const;
const inTrack = (input: FullInput, cell: typeof asked) => studentFigures(input).inTrack(cell, 'touching');
const electiveSeats = (input: FullInput, cell: typeof asked) => studentFigures(input).seats(cell);

test('a track has as many students as are enrolled; known by its seats only, from none to all of them; and never more than the class', () => {
  assert.deepEqual(studentsOf(courses[0]!, 100), { least: 20, most: 20 });
  assert.deepEqual(studentsOf(courses[1]!, 100), { least: 0, most: 25 });
  assert.equal(studentsOf(courses[2]!, 100), null);
  assert.deepEqual(studentsOf({ seats: null, enrolled: 140 }, 100), { least: 100, most: 100 });
  assert.equal(studentsOf(courses[0]!, null), null);
});

test('students of two tracks may be the same ones, so together they are a range', () => {
  const [twenty, forty] = [20, 40].map((one) => ({ least: one, most: one }));
  assert.deepEqual(studentsTogether([twenty!, forty!], 100), { least: 40, most: 60 });
  assert.deepEqual(studentsTogether([twenty!, { least: 90, most: 90 }], 100), { least: 90, most: 100 });
  assert.deepEqual(studentsTogether([twenty!, null], 100), { least: 20, most: 100 });
  assert.equal(studentsTogether([null], 100), null);
});

test('hours required in a track count for the share of students in it, ranges stay ranges, and the unknown is counted apart', () => {
  const input = mapOf([
    ['exact', 60, null, ['rural', 'required-in-track']],
    ['estimate', 60, 120, ['research', 'required-in-track']],
    ['without-hours', null, null, ['rural', 'required-in-track']],
    ['without-size', 60, null, ['unsaid', 'required-in-track']],
    ['everybody', 60, null, ['rural', 'required-in-track'], ['research', 'required']],
  ]);
  // 60 × 20 / 100 = 12 at least; at most 12 + 120 × 25 / 100 = 42.
  assert.deepEqual(inTrack(input, asked), { minutes: { least: 12, most: 42 }, activities: 4, unknownMinutes: 1, unknownSize: 1 });
});

test('without a class size nothing can be said of an average student', () => {
  const input = { ...mapOf([['exact', 60, null, ['rural', 'required-in-track']]]), classSize: null };
  assert.deepEqual(inTrack(input, asked), { minutes: null, activities: 1, unknownMinutes: 0, unknownSize: 1 });
  assert.deepEqual(inTrack(mapOf([]), asked).minutes, { least: 0, most: 0 });
});

test('an elective’s seats count once, however many of its activities meet the competency; courses that do not say are counted apart', () => {
  const input = mapOf([
    ['one', 60, null, ['elective', 'elective']],
    ['two', 60, null, ['elective', 'elective'], ['open', 'elective']],
    ['required', 60, null, ['rural', 'required']],
  ]);
  assert.deepEqual(electiveSeats(input, asked), { courses: 2, seats: 8, withoutSeats: 1, enrolled: 5, withoutEnrolled: 1, classSize: 100 });
  const open = electiveSeats(mapOf([['two', 60, null, ['open', 'elective']]]), asked);
  assert.deepEqual([open.seats, open.enrolled], [null, null]);
});

test('attributed, a track’s hours are shared among the competencies of the activity before they are averaged', () => {
  const one = mapOf([['exact', 60, null, ['rural', 'required-in-track']]]);
  const input: FullInput = {
    ...one,
    competencies: [{ code: '1' }, { code: '2' }],
    links: [...one.links, { ...one.links[0]!, competency: '2' }],
  };
  assert.deepEqual(studentFigures(input).inTrack(asked, 'attributed').minutes, { least: 6, most: 6 });
  assert.deepEqual(studentFigures(input).inTrack({ competency: 'all', column: 'all' }, 'attributed').minutes, { least: 12, most: 12 });
});
