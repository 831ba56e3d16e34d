import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InventoryBlock, InventoryEvent, Message } from '../inventory.ts';
import { createPreview, isOtherYear, shownMessages } from './report.ts';
import { messagesCsv } from './report-csv.ts';

function event(sourceId: string, minutes: number | null): InventoryEvent {
  const lists = { keywords: [], resources: [], methods: [], objectiveIds: [] };
  return { kind: 'event', sourceId, title: 'Interviewing', description: null, minutes, isInterprofessional: false, line: 1, ...lists };
}
function block(sourceId: string, eventIds: string[]): InventoryBlock {
  const events = eventIds.map((eventId) => ({ eventId, isRequired: true, startsOn: null, endsOn: null }));
  return {
    ...{ kind: 'block', sourceId, title: sourceId, description: null, requirement: 'required', order: null, isTrack: null },
    ...{ minimum: null, maximum: null, durationDays: null, startsOn: null, endsOn: null, startLevel: '1', endLevel: '1' },
    ...{ clerkshipModel: null, precondition: null, postcondition: null, objectiveIds: [], events, blocks: [], line: 1 },
  } as InventoryBlock;
}
function message(severity: Message['severity'], line: number): Message {
  return { severity, line, found: '=1+1', expected: `${severity} ${line % 2}`, did: 'Nothing' };
}

test('a preview sums a course’s known minutes once each, wherever the course stands in the file', () => {
  const preview = createPreview();
  for (const part of [
    block('B1', ['E1', 'E1', 'E2', 'E9']),
    event('E1', 90),
    event('E2', null),
    event('E3', 0),
    block('B2', ['E2']),
    block('B3', ['E3']),
  ])
    preview.add(part);
  const { courses, families, unknownMinutes, zeroMinutes } = preview.finish();
  assert.deepEqual(
    courses.map(({ sourceId, activities, minutes }) => [sourceId, activities, minutes]),
    [
      ['B1', 3, 90],
      ['B2', 1, null],
      ['B3', 1, 0],
    ],
  );
  assert.deepEqual(families, [{ title: 'Interviewing', activities: 3, minutes: 90 }]);
  assert.deepEqual([unknownMinutes, zeroMinutes], [1, 1]);
});

test('a page shows the first messages, errors first, and how many there are', () => {
  const messages = Array.from({ length: 500 }, (_, at) => message(at % 5 === 4 ? 'error' : 'note', at));
  const all = shownMessages(messages, {});
  assert.deepEqual([all.shown.length, all.chosen, all.all, all.counts], [200, 500, 500, { error: 100, warning: 0, note: 400 }]);
  assert.deepEqual([all.shown[99]!.severity, all.shown[100]!.severity], ['error', 'note']);
  assert.equal(shownMessages(messages, { severity: 'error' }).chosen, 100);
  const { kinds } = all;
  assert.equal(shownMessages(messages, { kind: 2 }).chosen, kinds[1]!.count);
  assert.equal(shownMessages(messages, { kind: 99 }).chosen, 500);
});

test('a cell that a spreadsheet would run as a formula is made harmless', () => {
  assert.match(messagesCsv([message('error', 3)]), /\r\nerror,3,,'=1\+1,error 1,Nothing\r\n$/);
});

test('a file whose period begins more than half a year off tells about another year', () => {
  assert.equal(isOtherYear('2025-26', '2025-08-15'), false);
  assert.equal(isOtherYear('2025-26', '2024-07-01'), true);
  assert.equal(isOtherYear('2025-26', '2026-07-01'), true);
  assert.equal(isOtherYear('2025-26', null), false);
});
