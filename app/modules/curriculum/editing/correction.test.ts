import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctedRows, type Standing } from './correction.ts';
import type { MapRows } from './edit.ts';

const id = 'a1';
const place = (courseId: string, isRequired: boolean | null): MapRows['placement'] => ({
  schoolId: 's',
  courseId,
  activityId: id,
  isRequired,
  startsOn: null,
  endsOn: null,
  position: 3,
});
const method = (position: number, kind: 'instruction' | 'assessment', code: string): MapRows['activity_method'] => ({
  schoolId: 's',
  activityId: id,
  position,
  kind,
  code,
  name: null,
  isPrimary: position === 1,
  minutes: 30,
  purpose: null,
});

/** Ward: 60 min for both, in Early, a Lecture that is assessed. */
function ward(changes: Partial<Standing['activity']> = {}): Standing {
  return {
    activity: {
      id,
      title: 'Ward',
      description: null,
      learnerMinutes: 60,
      learnerMinutesMost: null,
      deliveredMinutes: 60,
      deliveredMinutesMost: null,
      isInterprofessional: false,
      removedAt: null,
      sameAs: null,
      ...changes,
    },
    places: [place('early', null)],
    methods: [method(1, 'instruction', 'IM013'), method(2, 'assessment', 'AM002')],
  };
}
function changes(standing: Standing, correction: Parameters<typeof correctedRows>[1]) {
  return correctedRows([standing], correction).map(({ part, before, after }) => [part, before, after]);
}

test('delivered minutes go with the learner minutes while both are the same, and stay apart once they are not', () => {
  assert.deepEqual(changes(ward(), { learnerMinutes: 90 }), [
    ['activity', { id, learnerMinutes: 60, deliveredMinutes: 60 }, { id, learnerMinutes: 90, deliveredMinutes: 90 }],
  ]);
  assert.deepEqual(changes(ward({ deliveredMinutes: 480 }), { learnerMinutes: null }), [
    ['activity', { id, learnerMinutes: 60 }, { id, learnerMinutes: null }],
  ]);
});
test('exact minutes take the place of an estimate', () => {
  const estimate = ward({ learnerMinutes: 60, learnerMinutesMost: 120, deliveredMinutesMost: 120 });
  assert.deepEqual(changes(estimate, { learnerMinutes: 90 })[0]![2], {
    id,
    learnerMinutes: 90,
    learnerMinutesMost: null,
    deliveredMinutes: 90,
    deliveredMinutesMost: null,
  });
});
test('a method in place of others of its kind leaves the other kind, and what stays keeps its row', () => {
  const these = [
    { kind: 'instruction', code: 'IM008', name: null },
    { kind: 'instruction', code: 'im013', name: null },
  ] as const;
  assert.deepEqual(changes(ward(), { methods: { how: 'replace', these } }), [
    ['activity_method', null, { activityId: id, position: 3, kind: 'instruction', code: 'IM008', name: null, isPrimary: false }],
  ]);
  assert.deepEqual(
    changes(ward(), { methodsKept: [1] }).map(([part, , after]) => [part, after]),
    [['activity_method', null]],
  );
});
test('a move keeps what the place said, and what is so already changes nothing', () => {
  const moved = changes(ward(), { place: { courseId: 'late', how: 'move' } });
  assert.deepEqual(
    moved.map(([, , after]) => after),
    [null, { courseId: 'late', activityId: id, isRequired: null, position: 3 }],
  );
  assert.deepEqual(
    changes(ward(), { place: { courseId: 'early', how: 'move' }, title: 'Ward', removedAt: null, isInterprofessional: false }),
    [],
  );
  const off = new Date('2026-01-01');
  assert.deepEqual(changes(ward({ removedAt: off }), { removedAt: new Date('2026-02-02') }), [], 'off the map already');
});

test('what is one with another activity stays off the map, whatever is corrected of it; only the undo of that brings it back', () => {
  const removedAt = new Date('2026-01-01');
  const merged = ward({ removedAt, sameAs: 'a2' });
  assert.deepEqual(changes(merged, { removedAt: null }), []);
  assert.deepEqual(changes(merged, { title: 'Wards', removedAt: null }), [['activity', { id, title: 'Ward' }, { id, title: 'Wards' }]]);
  assert.deepEqual(changes(ward({ removedAt }), { removedAt: null }), [['activity', { id, removedAt }, { id, removedAt: null }]]);
});
