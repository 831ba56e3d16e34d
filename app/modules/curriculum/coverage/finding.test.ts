import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CoverageInput, coverage } from './coverage.ts';
import { findingOf } from './finding.ts';

const phases = [
  { id: 'a', name: 'Year 1' },
  { id: 'b', name: 'Year 2' },
  { id: 'c', name: 'Year 3' },
];
const reading = { requirement: 'required', count: 'touching', hours: 'learner' } as const;

/** One required activity for each entry: its competency, phase and minutes. */
function finding(entries: readonly [string, string, number | null][], codes = ['1', '2']): string {
  const input: CoverageInput = {
    phases,
    competencies: codes.map((code) => ({ code })),
    activities: entries.map(([, phaseId, minutes], at) => ({
      id: String(at),
      learnerMinutes: minutes,
      deliveredMinutes: null,
      places: [{ courseId: 'x', phaseId, requirement: 'required' }],
    })),
    links: entries.map(([competency], at) => ({ activityId: String(at), competency, level: 'introduced', extent: 'partly' })),
  };
  return findingOf(coverage(input), phases, reading);
}

test('teaching that falls from phase to phase thins out, and the empty fields are named', () => {
  assert.equal(
    finding([
      ['1', 'a', 90],
      ['1', 'b', 60],
      ['1', 'c', 30],
      ['2', 'a', 10],
      ['2', 'b', 10],
    ]),
    'Required teaching thins out from Year 1 to Year 3; competency 2 has none in Year 3.',
  );
});
test('otherwise the phase with most of it is named', () => {
  const full = ['a', 'b', 'c'].flatMap((phase): [string, string, number][] => [
    ['1', phase, phase === 'b' ? 90 : 30],
    ['2', phase, 30],
  ]);
  assert.equal(finding(full), 'Most required teaching is in Year 2; every competency is met in every phase.');
});
test('a competency that is taught nowhere is named first, many empty fields are counted', () => {
  assert.equal(
    finding([['1', 'a', 30]], ['1', '2', '3']),
    'Most required teaching is in Year 1; competencies 2 and 3 have none at all, competency 1 has none in Year 2 and competency 1 has none in Year 3.',
  );
  assert.match(
    finding([
      ['1', 'a', 30],
      ['2', 'a', 30],
    ]),
    /; 4 cells are empty\.$/,
  );
});
test('unknown hours are not called none', () => {
  assert.equal(finding([['1', 'a', null]]), 'Required teaching: 1 activity is linked, and the hours of none are known.');
  assert.equal(finding([]), 'Required teaching: nothing is linked to a competency yet.');
});
