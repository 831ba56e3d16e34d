import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposedLevel } from './proposal.ts';

const lecture = { kind: 'instruction', code: 'IM013', name: 'Lecture' } as const;

test('what is assessed is proposed as assessed, however it is taught', () => {
  assert.equal(proposedLevel([lecture, { kind: 'assessment', code: 'AM003', name: null }]), 'assessed');
});
test('small groups, simulation, role play and clinical work are proposed as practised', () => {
  for (const code of ['IM008', 'IM025', 'IM022', 'IM003'])
    assert.equal(proposedLevel([lecture, { kind: 'instruction', code, name: null }]), 'practised');
});
test('a method that only has a name is read by its words', () => {
  assert.equal(
    proposedLevel([{ kind: 'instruction', code: 'Standardized patient encounter', name: 'Standardized patient encounter' }]),
    'practised',
  );
  assert.equal(proposedLevel([{ kind: 'instruction', code: 'Simulation', name: null }]), 'practised');
});
test('a lecture, or no method at all, is proposed as introduced', () => {
  assert.equal(proposedLevel([lecture]), 'introduced');
  assert.equal(proposedLevel([]), 'introduced');
});
