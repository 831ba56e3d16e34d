import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Confirmation,
  confirmationFor,
  confirmationOf,
  type DirectedCourse,
  type DirectorWord,
  isFigure,
  pairKey,
} from './confirmation.ts';

const link = { level: 'practised', extent: 'partly' } as const;
const saw = { seenLevel: 'practised', seenExtent: 'partly', settled: null } as const;
const today = '2026-11-25';
function course(said: Partial<DirectorWord> | null, dueOn: string | null = '2026-11-30'): DirectedCourse {
  return { dueOn, said: said && { answer: 'still', ...link, ...saw, ...said } };
}
const cases: ReadonlyArray<readonly [what: string, courses: readonly DirectedCourse[], state: Confirmation]> = [
  ['nobody directs a course of it', [], 'no-director'],
  ['a director is named and not asked yet', [course(null, null)], 'asked'],
  ['a director is asked and has until the 30th', [course(null)], 'asked'],
  ['the last day is still a day to answer', [course(null, '2026-11-25')], 'asked'],
  ['the date has passed', [course(null, '2026-11-24')], 'unanswered'],
  ['still so', [course({})], 'confirmed'],
  ['still so, after the date', [course({}, '2026-11-01')], 'confirmed'],
  ['a mapper made another link of it since', [course({ extent: 'fully' })], 'asked'],
  ['not any more', [course({ answer: 'not' })], 'withdrawn'],
  ['not any more, and the lead kept it', [course({ answer: 'not', settled: 'kept' })], 'unanswered'],
  ['the lead took it away, and somebody linked it again', [course({ answer: 'not', settled: 'removed' })], 'asked'],
  ['not any more, said of another link', [course({ answer: 'not', seenExtent: 'fully' })], 'asked'],
  ['the director missed it, and it stands so', [course({ answer: 'missed', seenLevel: null, seenExtent: null })], 'confirmed'],
  ['one of two courses says no', [course({}), course({ answer: 'not' })], 'withdrawn'],
  ['one of two courses says yes', [course(null), course({})], 'confirmed'],
  ['one of two may still answer', [course(null, '2026-11-01'), course(null)], 'asked'],
];
for (const [what, courses, state] of cases) test(`${what}: ${state}`, () => assert.equal(confirmationOf(link, courses, today), state));

test('a director who says fully confirms fully', () => {
  const fully = { level: 'practised', extent: 'fully' } as const;
  assert.equal(confirmationOf(fully, [course({ extent: 'fully' })], today), 'confirmed-fully');
});
test('what waits for a director, or was withdrawn, is no figure', () => {
  assert.deepEqual((['asked', 'withdrawn', 'unanswered', 'confirmed', 'no-director'] as const).map(isFigure), [
    false,
    false,
    true,
    true,
    true,
  ]);
});
test('a pair that nobody was asked about has no director', () => {
  const all = new Map([[pairKey('a', 'c'), 'confirmed' as const]]);
  assert.deepEqual([confirmationFor(all, 'a', 'c'), confirmationFor(all, 'a', 'd')], ['confirmed', 'no-director']);
});
