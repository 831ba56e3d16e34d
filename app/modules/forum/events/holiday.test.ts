import assert from 'node:assert/strict';
import { test } from 'node:test';
import { federalHoliday } from './holiday.ts';

test('federal holidays of 2027 are the days that the Office of Personnel Management lists', () => {
  const days = {
    '2027-01-01': /New Year/,
    '2027-01-18': /King/,
    '2027-02-15': /Washington/,
    '2027-05-31': /Memorial/,
    '2027-06-18': /Juneteenth \(observed\)/,
    '2027-07-05': /Independence Day \(observed\)/,
    '2027-09-06': /Labor/,
    '2027-10-11': /Columbus/,
    '2027-11-11': /Veterans/,
    '2027-11-25': /Thanksgiving/,
    '2027-12-24': /Christmas Day \(observed\)/,
    '2027-12-31': /New Year’s Day \(observed\)/,
  };
  for (const [day, name] of Object.entries(days)) assert.match(federalHoliday(day) ?? '', name, day);
});
test('the days beside them are none', () => {
  for (const day of ['2027-01-11', '2027-05-24', '2027-11-18', '2027-11-12', '2026-10-08', '2026-11-12'])
    assert.equal(federalHoliday(day), null, day);
});
