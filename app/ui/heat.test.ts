import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatBounds, heatLegend, heatStep } from './heat.ts';

test('a step begins exactly at its bound', () => {
  assert.deepEqual(
    [0, 0.1, 119, 120, 299, 300, 539, 540, 9000].map((minutes) => heatStep(minutes, [120, 300, 540])),
    [0, 1, 1, 2, 2, 3, 3, 4, 4],
  );
});

test('a value just below a bound is not rounded up to it', () => {
  assert.equal(heatStep(119.999, [120, 300, 540]), 1);
});

test('unknown has no step and is never nothing', () => {
  assert.equal(heatStep(null, [120, 300, 540]), null);
});

test('bounds stand at the quarters of the largest value, on whole grains', () => {
  assert.deepEqual(heatBounds([570, 480, 180, null], 30), [150, 300, 420]);
});

test('bounds rise also when there is nothing to show or one small value', () => {
  assert.deepEqual(heatBounds([], 60), [60, 120, 180]);
  assert.deepEqual(heatBounds([null, 0, 10], 60), [60, 120, 180]);
});

test('the legend says where each step begins', () => {
  assert.deepEqual(
    heatLegend([120, 300, 540], (minutes) => String(minutes / 60)).map((entry) => entry.words),
    ['0', 'under 2', 'from 2', 'from 5', 'from 9'],
  );
});
