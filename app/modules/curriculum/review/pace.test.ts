import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minutesLeft } from './pace.ts';

function at(...seconds: number[]): Date[] {
  return seconds.map((second) => new Date(second * 1000));
}

test('the time left is the median time of an answer for every open hit', () => {
  assert.equal(minutesLeft(at(0, 10, 20, 50, 60), 30), 5);
});
test('the order in which the times come does not matter', () => {
  assert.equal(minutesLeft(at(60, 0, 20, 50, 10), 30), 5);
});
test('a lunch break does not slow the pace', () => {
  assert.equal(minutesLeft(at(0, 12, 24, 3600, 3612, 3624), 10), 2);
});
test('after few answers nothing is claimed', () => {
  assert.equal(minutesLeft(at(0, 10, 20), 30), null);
  assert.equal(minutesLeft([], 30), null);
});
test('an even number of times takes the mean of the two in the middle', () => {
  assert.equal(minutesLeft(at(0, 10, 20, 40, 60), 4), 1);
  assert.equal(minutesLeft(at(0, 10, 20, 40, 60), 40), 10);
});
