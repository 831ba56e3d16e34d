import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hours, hoursBetween, hoursNumber, hoursRange, rangeNumber } from './hours.ts';

test('minutes below an hour stay minutes, from an hour on they are hours', () => {
  assert.deepEqual([0, 45, 59, 60, 90, 120, 575].map(hours), ['0 min', '45 min', '59 min', '1 h', '1.5 h', '2 h', '9.6 h']);
});

test('unknown is never zero, and zero is never unknown', () => {
  assert.equal(hours(null), 'unknown');
  assert.equal(hoursNumber(null), 'unknown');
  assert.equal(hoursNumber(0), '0');
});

test('a little is never shown as nothing', () => {
  assert.equal(hours(0.2), 'under 1 min');
  assert.equal(hoursNumber(2.9), 'under 0.1');
  assert.equal(hoursNumber(3), '0.1');
});

test('shared minutes that come to an hour when rounded are said as an hour', () => {
  assert.equal(hours(59.7), '1 h');
});

test('large sums keep their separator and one decimal', () => {
  assert.equal(hours(77_058), '1,284.3 h');
});

test('a range says both bounds, one value when they are the same', () => {
  assert.equal(hoursRange(270, 330), '4.5 to 5.5 h');
  assert.equal(hoursRange(120, 120), '2 h');
});

test('a range below an hour stays in minutes, and one that reads alike is one value', () => {
  assert.equal(hoursRange(20, 45), '20 to 45 min');
  assert.equal(hoursRange(90, 92), '1.5 h');
  assert.equal(hoursRange(30, 90), '0.5 to 1.5 h');
});

test('exact hours are one number, an estimate is both its bounds, and what nobody said is unknown', () => {
  assert.deepEqual([{ least: 720, most: 900 }, { least: 720, most: 720 }, null].map(hoursBetween), ['12 to 15 h', '12 h', 'unknown']);
  assert.deepEqual([{ least: 0, most: 900 }, { least: 720, most: 720 }, null].map(rangeNumber), ['0 to 15', '12', 'unknown']);
});
