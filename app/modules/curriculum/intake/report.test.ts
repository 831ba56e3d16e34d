import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InventoryBlock, InventoryEvent, Message } from '../inventory/inventory.ts';
import { emptyEvent } from '../inventory/inventory.ts';
import { keepable, levelNumber, writtenJson } from './keeping.ts';
import { chosenMessages, createPreview, isOtherYear, kindsOf, shownMessages } from './report.ts';
import { messagesCsv } from './report-csv.ts';

function event(sourceId: string, title: string, minutes: number | null): InventoryEvent {
  return { ...emptyEvent(sourceId, 7), title, minutes };
}
function message(severity: Message['severity'], expected: string, line = 1): Message {
  return { severity, line, path: 'Event E1', found: 'Something', expected, did: 'It was left out.' };
}

test('a preview tells unknown minutes from zero and puts the longest and the most alike first', () => {
  const preview = createPreview();
  for (const part of [
    event('E1', 'Small group', 120),
    event('E2', 'SMALL GROUP', null),
    event('E3', 'small group', 0),
    event('E4', 'All groups', 2400),
    event('E5', 'More groups', 4800),
    event('E6', '', 60),
    event('E7', '', 60),
    event('E8', '', 60),
  ])
    preview.add(part);
  const { unknownMinutes, zeroMinutes, longest, families } = preview.finish();
  assert.deepEqual([unknownMinutes, zeroMinutes], [1, 1]);
  assert.deepEqual(
    longest.map(({ sourceId }) => sourceId),
    ['E5', 'E4'],
  );
  assert.deepEqual(families, [{ title: 'Small group', activities: 3, minutes: 120 }]);
});

test('the time of activities of one title is unknown when none of them states one', () => {
  const preview = createPreview();
  for (const id of ['E1', 'E2', 'E3']) preview.add(event(id, 'Sepsis review', null));
  assert.deepEqual(preview.finish().families, [{ title: 'Sepsis review', activities: 3, minutes: null }]);
});

test('a preview sums a course’s known minutes, each activity once, wherever the course stands in the file', () => {
  const block = (sourceId: string, eventIds: string[]) => {
    const events = eventIds.map((eventId) => ({ eventId, isRequired: true, startsOn: null, endsOn: null }));
    return { kind: 'block', sourceId, title: sourceId, requirement: 'required', startLevel: '1', endLevel: '1', events } as InventoryBlock;
  };
  const preview = createPreview();
  preview.add(block('B1', ['E1', 'E1', 'E2', 'E9']));
  for (const part of [event('E1', 'One', 90), event('E2', 'Two', null), event('E3', 'Three', 0)]) preview.add(part);
  preview.add(block('B2', ['E2']));
  preview.add(block('B3', ['E3']));
  assert.deepEqual(
    preview.finish().courses.map(({ sourceId, activities, minutes }) => [sourceId, activities, minutes]),
    [
      ['B1', 3, 90],
      ['B2', 1, null],
      ['B3', 1, 0],
    ],
  );
});

test('a preview of a file of any size stays small', () => {
  const preview = createPreview();
  for (let at = 0; at < 5000; at++) preview.add(event(`E${at}`, `Event ${at}`, 2000 + at));
  const { activities, longest } = preview.finish();
  assert.deepEqual([activities.length, longest.length, longest[0]!.minutes], [12, 20, 6999]);
});

test('messages are grouped by what was expected, errors first, the most frequent first, and each kind can be asked for', () => {
  const messages = [message('note', 'c'), message('warning', 'a'), message('error', 'a', 2), message('error', 'b'), message('error', 'b')];
  assert.deepEqual(
    kindsOf(messages).map(({ number, severity, expected, count }) => [number, severity, expected, count]),
    [
      [1, 'error', 'b', 2],
      [2, 'error', 'a', 1],
      [3, 'warning', 'a', 1],
      [4, 'note', 'c', 1],
    ],
  );
  assert.deepEqual(chosenMessages(messages, { kind: 2 }), [message('error', 'a', 2)]);
  assert.equal(chosenMessages(messages, { severity: 'error' }).length, 3);
  assert.equal(chosenMessages(messages, {}).length, 5);
});

test('a page shows the first messages, errors first, and says how many there are', () => {
  const messages = Array.from({ length: 500 }, (_, at) => message(at % 5 === 4 ? 'error' : 'note', 'x', at));
  const { shown, chosen, all, counts } = shownMessages(messages, {});
  assert.deepEqual([shown.length, chosen, all, counts], [200, 500, 500, { error: 100, warning: 0, note: 400 }]);
  assert.deepEqual([shown[99]!.severity, shown[100]!.severity], ['error', 'note']);
  assert.equal(shownMessages(messages, { severity: 'error' }).chosen, 100);
  assert.equal(shownMessages(messages, { kind: 2 }).chosen, 400);
});

test('a cell of the message file that a spreadsheet would run is made harmless', () => {
  const csv = messagesCsv([{ ...message('error', 'x'), found: '=HYPERLINK("http://x")', path: '@sum' }]);
  assert.match(csv, /'@sum,"'=HYPERLINK/);
});

test('a level without a whole number is left out and said; others stay', () => {
  const level = { kind: 'level' as const, number: 'Year 1', label: 'Year 1', description: null, line: 4 };
  assert.equal(keepable(level).part, null);
  assert.equal(keepable(level).message?.severity, 'warning');
  assert.deepEqual(keepable({ ...level, number: '2' }), { part: { ...level, number: '2' } });
  assert.deepEqual(['1', '04', '-1', '1.5', '', '9999999999', null].map(levelNumber), [1, 4, null, null, null, null, null]);
});

test('a long title loses nothing: all of it stands in front of the description', () => {
  const title = 'long '.repeat(200);
  const { part, message: said } = keepable(event('E1', title, 60));
  const kept = part as InventoryEvent | InventoryBlock;
  assert.ok(kept.title.length <= 500);
  assert.equal(kept.description, title);
  assert.equal(said?.severity, 'warning');
});

test('half of a split character never reaches the database', () => {
  assert.equal(writtenJson({ title: '😀'.slice(0, 1) }), '{"title":"�"}');
});

test('a file about another year is noticed; a file that does not say is not', () => {
  assert.equal(isOtherYear('2025-26', '2025-07-01'), false);
  assert.equal(isOtherYear('2025-26', '2025-09-01'), false);
  assert.equal(isOtherYear('2025-26', '2025-03-01'), false);
  assert.equal(isOtherYear('2025-26', '2024-07-01'), true);
  assert.equal(isOtherYear('2025-26', null), false);
});

test('a preview holds the first levels only, however many a file has', () => {
  const preview = createPreview();
  for (let at = 0; at < 1_000; at++) preview.add({ kind: 'level', number: String(at), label: `Year ${at}`, description: null, line: at });
  assert.equal(preview.finish().levels.length, 50);
});

test('an id that no index can hold is left out by name, instead of failing the whole file later', () => {
  const objective = { kind: 'objective', sourceId: 'x'.repeat(601), text: 'Listen', category: null, line: 7 } as const;
  const { part, message } = keepable(objective);
  assert.equal(part, null);
  assert.deepEqual([message?.severity, message?.line], ['error', 7]);
  assert.equal(keepable({ ...objective, sourceId: 'x'.repeat(600) }).message, undefined);
});
