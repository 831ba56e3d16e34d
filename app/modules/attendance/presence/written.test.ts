import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvText } from '#app/platform/csv.ts';
import { uncertainHead, uncertainLine } from './written.ts';

const line = { id: '', name: '=1+1', mail: null, joins: [], minutes: 41, by: null, settledAt: null, placeName: null, placeMail: null };

test('a line of a report is written as it was named, is never a formula, and says who decided it and when', () => {
  const settledAt = new Date('2026-03-02T17:00:00Z');
  const decided = { ...line, state: 'settled', by: 'Ines', settledAt, placeName: 'Ada', placeMail: 'ada@sample.example' } as const;
  const [, open, settled] = csvText([uncertainHead, uncertainLine({ ...line, state: 'open' }), uncertainLine(decided)]).split('\r\n');
  assert.equal(open, "'=1+1,,41,open,,,,");
  assert.equal(settled, "'=1+1,,41,settled,Ada,ada@sample.example,Ines,2026-03-02T17:00:00.000Z");
});
