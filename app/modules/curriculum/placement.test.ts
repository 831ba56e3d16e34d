import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phaseOf, requirementOf } from './placement.ts';

test('required only when the course and the part are required', () => {
  assert.equal(requirementOf('required', true), 'required');
  assert.equal(requirementOf('required-in-track', true), 'required-in-track');
});

test('elective when either says so, even when the other says nothing', () => {
  assert.equal(requirementOf('elective', true), 'elective');
  assert.equal(requirementOf('required', false), 'elective');
  assert.equal(requirementOf('required-in-track', false), 'elective');
  assert.equal(requirementOf('elective', null), 'elective');
  assert.equal(requirementOf(null, false), 'elective');
});

test('unknown when one says nothing and the other does not say elective', () => {
  assert.equal(requirementOf(null, true), 'unknown');
  assert.equal(requirementOf('unknown', true), 'unknown');
  assert.equal(requirementOf('required', null), 'unknown');
  assert.equal(requirementOf(null, null), 'unknown');
});

const phases = new Map([
  [1, 'pre'],
  [2, 'pre'],
  [3, 'clerkship'],
]);

test('a course within the levels of one phase is in that phase', () => {
  assert.equal(phaseOf({ start: 1, end: 2 }, phases, null), 'pre');
  assert.equal(phaseOf({ start: 3, end: null }, phases, null), 'clerkship');
  assert.equal(phaseOf({ start: 2, end: 1 }, phases, null), 'pre');
});

test('a course over levels of two phases spans phases', () => {
  assert.equal(phaseOf({ start: 2, end: 3 }, phases, null), 'spans');
  assert.equal(phaseOf({ start: 1, end: 9 }, phases, null), 'spans');
});

test('a course without levels, or with a level that no phase has, is in no phase yet', () => {
  assert.equal(phaseOf({ start: null, end: null }, phases, null), null);
  assert.equal(phaseOf({ start: 3, end: 4 }, phases, null), null);
  assert.equal(phaseOf({ start: 1, end: 2 }, new Map(), null), null);
});

test("the school's own word goes before the levels", () => {
  assert.equal(phaseOf({ start: 1, end: 3 }, phases, 'clerkship'), 'clerkship');
  assert.equal(phaseOf({ start: 1, end: 1 }, phases, 'spans'), 'spans');
});
