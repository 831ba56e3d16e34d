import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDays, readMinutes } from './iso-duration.ts';

test('minutes of a duration are read in every form that says them', () => {
  const read = Object.fromEntries(
    ['PT90M', 'PT1H30M', 'PT05M', 'PT00M', 'PT0H0M', 'PT2H', 'PT3600S'].map((text) => [text, readMinutes(text)]),
  );
  assert.deepEqual(
    Object.values(read).map(({ value }) => value),
    [90, 90, 5, 0, 0, 120, 60],
  );
  assert.ok(Object.values(read).every(({ problem }) => problem === null));
});

test('what is clear though odd is read, with the reason why it is odd', () => {
  assert.deepEqual(readMinutes('PT1.5H'), { value: 90, problem: 'it has a fraction' });
  assert.deepEqual(readMinutes('pt60m'), { value: 60, problem: 'its letters are small' });
  assert.deepEqual(readMinutes('PT90S'), { value: 2, problem: 'it is not a whole number of minutes' });
});

for (const text of [
  '90',
  'PT',
  'P',
  '',
  '1:30',
  'PT-30M',
  '-PT30M',
  'P1D',
  'P1M',
  'PT99999999999999999999M',
  'PT1H-30M',
  'NaN',
  'PT1H30',
  'P1DT',
])
  test(`minutes are not guessed from “${text}”`, () => {
    const { value, problem } = readMinutes(text);
    assert.equal(value, null);
    assert.ok(problem);
  });

test('days are read from days and weeks, not from months', () => {
  assert.equal(readDays('P30D').value, 30);
  assert.equal(readDays('P2W').value, 14);
  assert.equal(readDays('P0D').value, 0);
  assert.equal(readDays('P12M').value, null);
  assert.equal(readDays('P1Y').value, null);
});
