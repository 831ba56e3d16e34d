import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementWords } from './agreement-words.ts';

const measured = (value: number) => ({ value });
const undefinedAs = (why: string) => ({ value: null, why });

test('agreement stands in a report as it was taken, of all codes together, and what is not defined says so', () => {
  const line = { codeId: 'a', n: 10, percent: measured(0.1), kappa: measured(0.1), alpha: measured(0.1) };
  const pooled = { codeId: null, n: 120, percent: measured(0.847), kappa: measured(0.6149), alpha: undefinedAs('nobody coded') };
  assert.equal(
    agreementWords('First round', { coders: ['Ada', 'Mo'], kappa: 'cohen', levels: { any: [line, pooled] } }),
    'First round (2 coders, 120 judged turns over all codes): 85 % of answers alike, pooled Cohen’s kappa 0.61, Krippendorff’s alpha not defined',
  );
});
