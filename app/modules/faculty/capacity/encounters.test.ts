import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asNumber } from '#app/maths/fraction.ts';
import type { FullActivity, FullLink } from '../../curriculum/coverage/full-input.ts';
import { requiredEncounters } from './encounters.ts';

const activity = (id: string, requirement: 'required' | 'required-in-track' | 'elective' | 'unknown', code = 'IM008'): FullActivity => ({
  ...{ id, learnerMinutes: 60, learnerMinutesMost: null, deliveredMinutes: null, deliveredMinutesMost: null },
  places: [{ courseId: 'C', phaseId: null, requirement }],
  methods: [{ kind: 'instruction', code, name: null, purpose: null }],
});
const link = (activityId: string, competency: string): FullLink => ({
  activityId,
  competency,
  level: 'practised',
  extent: 'partly',
  confirmation: 'confirmed',
  milestones: [],
});
const competencies = [{ code: '1' }, { code: '2' }];

test('required small groups count; lectures, electives and what is linked to nothing do not', () => {
  const activities = [activity('a', 'required'), activity('b', 'required', 'IM013'), activity('c', 'elective'), activity('d', 'required')];
  const found = requiredEncounters({ activities, competencies, links: [link('a', '1'), link('b', '1'), link('c', '1')] });
  assert.deepEqual([asNumber(found.get('1')!.low), asNumber(found.get('1')!.high), found.get('1')!.activities], [1, 1, 1]);
  assert.equal(asNumber(found.get('2')!.high), 0);
});
test('one for two competencies is half a one for each; where nobody said whether it is required it is none at least', () => {
  const activities = [activity('a', 'required'), activity('b', 'unknown'), activity('c', 'required-in-track')];
  const found = requiredEncounters({ activities, competencies, links: [link('a', '1'), link('a', '2'), link('b', '1'), link('c', '2')] });
  assert.deepEqual([asNumber(found.get('1')!.low), asNumber(found.get('1')!.high)], [0.5, 1.5]);
  assert.deepEqual([asNumber(found.get('2')!.low), asNumber(found.get('2')!.high)], [0.5, 1.5]);
});
