import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cell, SheetRow } from '#app/platform/sheet.ts';
import { proposeMatching } from './column-proposal.ts';
import type { InventoryBlock, InventoryEvent, Message, Part } from './inventory.ts';
import { previewOf } from './row-preview.ts';
import { createRowReader } from './row-reader.ts';

function rowsOf(table: readonly (readonly Cell[])[]): SheetRow[] {
  return table.map((cells, at) => ({ sheet: '', line: at + 1, cells }));
}
function read(table: readonly (readonly Cell[])[], answers: Record<string, string> = {}) {
  const rows = rowsOf(table);
  const { matching } = proposeMatching(rows, ['']);
  const parts: Part[] = [];
  const reader = createRowReader({ ...matching, answers: { ...matching.answers, ...answers } }, (part) => parts.push(part));
  for (const row of rows) reader.row(row);
  const { check, isRejected } = reader.end();
  const of = <Kind extends Part['kind']>(kind: Kind) => parts.filter((part): part is Extract<Part, { kind: Kind }> => part.kind === kind);
  return {
    parts,
    check,
    isRejected,
    events: of('event'),
    blocks: of('block'),
    levels: of('level'),
    objectives: of('objective'),
    said: check.messages,
  };
}
function brief({ sourceId, title, minutes, minutesMost, groups }: InventoryEvent) {
  return [sourceId, title, minutes, minutesMost, groups];
}
function about(messages: readonly Message[], pattern: RegExp): Message {
  const found = messages.find(({ found }) => pattern.test(found));
  assert.ok(found, `${pattern} in\n${messages.map(({ found }) => found).join('\n')}`);
  return found;
}

test('titles alone are enough: the rest is unknown, never zero', () => {
  const { events, check, blocks, parts } = read([['Heart failure'], ['Murmurs'], ['  Murmurs '], ['Aortic  stenosis']]);
  assert.deepEqual(events.map(brief), [
    ['title:heart failure', 'Heart failure', null, null, null],
    ['title:murmurs', 'Murmurs', null, null, null],
    ['title:murmurs #2', 'Murmurs', null, null, null],
    ['title:aortic stenosis', 'Aortic stenosis', null, null, null],
  ]);
  assert.deepEqual([check.format, check.events, check.minutes, blocks.length, parts[0]!.kind], ['csv', 4, 0, 0, 'report']);
  about(check.messages, /No column that says how long/);
});

test('the same sheet in another order has the same ids', () => {
  const table: Cell[][] = [
    ['Title', 'Course'],
    ['Heart failure', 'Cardiology'],
    ['Dialysis', 'Renal'],
    ['Murmurs', 'Cardiology'],
  ];
  const ids = (rows: Cell[][]) =>
    read(rows)
      .events.map(({ sourceId }) => sourceId)
      .sort();
  assert.deepEqual(ids(table), ids([table[0]!, ...table.slice(1).reverse()]));
});

test('ids are text: 1.10 is not 1.1 and zeros in front stay; of two rows with one id the first counts', () => {
  const { events, said } = read([
    ['ID', 'Title', 'Minutes'],
    ['1.1', 'A first', 60],
    ['1.10', 'A second', 60],
    ['007', 'A third', 60],
    ['x', 'Between', 60],
    ['1.1', 'Again', 90],
  ]);
  assert.deepEqual(
    events.map(({ sourceId }) => sourceId),
    ['1.1', '1.10', '007', 'x'],
  );
  const again = about(said, /A second row with the id “1.1”; the first is in line 2/);
  assert.deepEqual(
    [again.severity, again.line, again.path, again.about],
    ['error', 6, 'ID (A)', { kind: 'event', sourceId: '1.1', field: 'sourceId' }],
  );
});

test('lengths, ranges and groups come in as the row says them, what cannot be read is unknown and said with its line', () => {
  const { events, check, said } = read([
    ['Title', 'Hours', 'Groups'],
    ['A lecture', 1.5, null],
    ['A clinic', '2-3', null],
    ['A lab', '8 x 1', null],
    ['A seminar', '1', 4],
    ['Nothing said', null, null],
    ['Two weeks', '2 weeks', null],
    ['Zero', 0, null],
  ]);
  assert.deepEqual(
    events.map(({ minutes, minutesMost, groups, deliveredMinutes }) => [minutes, minutesMost, groups, deliveredMinutes]),
    [
      [90, null, null, null],
      [120, 180, null, null],
      [60, null, 8, 480],
      [60, null, 4, 240],
      [null, null, null, null],
      [null, null, null, null],
      [0, null, null, null],
    ],
  );
  assert.equal(check.minutes, 330);
  const weeks = about(said, /“2 weeks”: it counts days or weeks/);
  assert.deepEqual(
    [weeks.line, weeks.path, weeks.did, weeks.about?.field],
    [7, 'Hours (B)', 'Its minutes are unknown and add nothing.', 'minutes'],
  );
  assert.equal(about(said, /without a length/).line, 6);
  assert.equal(about(said, /A duration of zero/).did, 'It was kept with zero minutes.');
  assert.equal(said.filter(({ about: subject }) => subject?.field === 'minutes').length, 3);
});

test('courses, levels and what is required come from the rows', () => {
  const { blocks, levels, check } = read([
    ['Course', 'Title', 'Year', 'Required?', 'Minutes', 'Seats'],
    ['Cardiology', 'Heart failure', 'MS1', 'R', 60, 120],
    [null, 'Murmurs', 'MS1', 'E', 30, null],
    [null, 'Valves', 'MS1', null, 30, null],
    ['Sleep', 'Snoring', 'M3-M4', 'E', 30, 4],
  ]);
  const shown = ({ sourceId, title, requirement, startLevel, endLevel, seats }: InventoryBlock) => [
    sourceId,
    title,
    requirement,
    startLevel,
    endLevel,
    seats,
  ];
  assert.deepEqual(blocks.map(shown), [
    ['course:cardiology', 'Cardiology', 'required', '1', '1', 120],
    ['course:sleep', 'Sleep', 'elective', '3', '4', 4],
  ]);
  assert.deepEqual(
    blocks[0]!.events.map(({ isRequired }) => isRequired),
    [true, false, null],
  );
  assert.deepEqual(
    levels.map(({ number, label }) => [number, label]),
    [
      ['1', 'MS1'],
      ['3', 'Year 3'],
      ['4', 'Year 4'],
    ],
  );
  assert.deepEqual(check.minutesByBlockAndEventRequirement, {
    'block Optional, event optional': 30,
    'block Required, event optional': 30,
    'block Required, event required': 60,
    'block Required, event unknown': 30,
  });
});

test('a course is what its id says, and what its rows contradict is named once', () => {
  const { blocks, said } = read([
    ['Course ID', 'Course', 'Title', 'Course required', 'Capacity'],
    ['C1', 'Ethics', 'First talk', 'yes', 10],
    ['C1', 'Ethics', 'Second talk', 'no', 12],
    ['C2', 'Ethics', 'Third talk', 'no', 12],
    ['C1', 'Ethics', 'Fourth talk', 'no', 12],
  ]);
  assert.deepEqual(
    blocks.map(({ sourceId, requirement, seats }) => [sourceId, requirement, seats]),
    [
      ['C1', 'required', 10],
      ['C2', 'elective', 12],
    ],
  );
  const seats = about(said, /^Seats: “12”, where another row of the same course says “10”/);
  assert.deepEqual([seats.line, seats.about], [3, { kind: 'block', sourceId: 'C1', field: 'seats' }]);
  assert.equal(said.filter(({ found }) => /^Seats/.test(found)).length, 1);
});

test('a phase that the school places has levels, one that it does not keeps its name', () => {
  const table: Cell[][] = [
    ['Title', 'Course', 'Phase'],
    ['Heart failure', 'Cardiology', 'Pre-clerkship'],
    ['Rounds', 'Medicine', 'Discovery'],
  ];
  const { blocks } = read(table, { 'level:2:pre-clerkship': '1-2' });
  assert.deepEqual(
    blocks.map(({ phase, startLevel, endLevel }) => [phase, startLevel, endLevel]),
    [
      ['Pre-clerkship', '1', '2'],
      ['Discovery', null, null],
    ],
  );
  const without = read([
    ['Title', 'Year'],
    ['Heart failure', 'MS1'],
    ['Rounds', 'MS3'],
  ]);
  assert.deepEqual(
    without.blocks.map(({ title, startLevel, events }) => [title, startLevel, events.length]),
    [
      ['MS1', '1', 1],
      ['MS3', '3', 1],
    ],
  );
});

test('objectives are the same where their text is the same, methods are of the kind that they are', () => {
  const { events, objectives, check } = read([
    ['Title', 'Objectives', 'Type'],
    ['Heart failure', '1. Explain preload\n2. Describe afterload', 'Lecture'],
    ['Murmurs', '<p>Explain&nbsp;preload</p>', 'Exam'],
    ['Valves', null, 'Chalk talk'],
  ]);
  assert.deepEqual(
    objectives.map(({ text }) => text),
    ['Explain preload', 'Describe afterload'],
  );
  assert.deepEqual(
    events.map(({ objectiveIds }) => objectiveIds.length),
    [2, 1, 0],
  );
  assert.deepEqual([check.references, check.danglingReferences], [3, 0]);
  assert.deepEqual([check.instructionalMethods, check.assessmentMethods], [{ 'Chalk talk': 1, Lecture: 1 }, { AM004: 1 }]);
});

test('rows that repeat an activity are put together as the school says', () => {
  const long: Cell[][] = [
    ['Title', 'Objective', 'Minutes'],
    ['Heart failure', 'Explain', 60],
    ['Heart failure', 'Describe', 60],
    ['Murmurs', 'List', 30],
  ];
  const together = read(long);
  assert.deepEqual(
    together.events.map(({ title, minutes, objectiveIds }) => [title, minutes, objectiveIds.length]),
    [
      ['Heart failure', 60, 2],
      ['Murmurs', 30, 1],
    ],
  );
  assert.equal(read(long, { repeats: 'apart' }).events.length, 3);
  const offered: Cell[][] = [
    ['ID', 'Title', 'Start', 'End'],
    ['7', 'Lab', '9:00', '10:00'],
    ['7', 'Lab', '9:00', '10:00'],
    ['7', 'Lab', '9:00', '10:00'],
    ['8', 'Talk', '9:00', '9:30'],
  ];
  const shown = ({ minutes, deliveredMinutes, groups }: InventoryEvent) => [minutes, deliveredMinutes, groups];
  assert.deepEqual(read(offered).events.map(shown), [
    [60, 180, 3],
    [30, null, null],
  ]);
  assert.deepEqual(read(offered, { repeats: 'parts' }).events.map(shown), [
    [180, null, null],
    [30, null, null],
  ]);
  const more = read([
    ['Title', 'Objectives'],
    ['Heart failure', 'Explain'],
    [null, 'Describe'],
    ['Murmurs', 'List'],
  ]);
  assert.deepEqual(
    more.events.map(({ objectiveIds }) => objectiveIds.length),
    [2, 1],
  );
});

test('start and end say a length where nothing else does, and an early end is what the school says', () => {
  const table: Cell[][] = [
    ['Title', 'Date', 'Start', 'End', 'Course'],
    ['A talk', '2025-03-04', '9:00 AM', '10:30 AM', 'X'],
    ['Night float', '2025-03-04', '20:00', '08:00', 'X'],
    ['No end', '2025-03-05', '9:00', null, 'X'],
  ];
  const asked = read(table);
  assert.deepEqual(
    asked.events.map(({ minutes }) => minutes),
    [90, null, null],
  );
  assert.deepEqual(
    asked.blocks[0]!.events.map(({ startsOn }) => startsOn),
    ['2025-03-04', '2025-03-04', '2025-03-05'],
  );
  assert.equal(about(asked.said, /earlier than the start/).line, 3);
  assert.deepEqual(
    read(table, { overnight: 'next-day' }).events.map(({ minutes }) => minutes),
    [90, 720, null],
  );
});

test('headers again, totals and sections are no activities, and are named with their lines', () => {
  const table: Cell[][] = [
    ['Title', 'Minutes'],
    ['Week 1', null],
    ['Heart failure', 60],
    ['Total hip replacement', 60],
    ['Total', 120],
    ['Title', 'Minutes'],
    ['Week 2', null],
    ['Murmurs', 30],
    ['Grand total:', 150],
  ];
  const { events, said } = read(table);
  assert.deepEqual(
    events.map(({ title }) => title),
    ['Heart failure', 'Total hip replacement', 'Murmurs'],
  );
  assert.match(about(said, /of totals/).found, /2 rows of totals, in line 5, 9/);
  assert.match(about(said, /repeats the header/).found, /line 6/);
  assert.deepEqual(
    read(table, { sections: 'course' }).blocks.map(({ title, events }) => [title, events.length]),
    [
      ['Week 1', 2],
      ['Week 2', 1],
    ],
  );
  assert.equal(read(table, { sections: 'activity' }).events.length, 5);
});

test('columns that nobody needs or that name people are left out and named', () => {
  const { said, parts } = read([
    ['Title', 'Minutes', 'Instructor', 'Room'],
    ['Heart failure', 60, 'A. Person', '101'],
    ['Murmurs', 60, 'B. Person', '102'],
  ]);
  assert.equal(about(said, /names people/).path, 'Instructor (C)');
  assert.equal(about(said, /nothing here needs/).path, 'Room (D)');
  assert.ok(!JSON.stringify(parts).includes('Person'));
});

test('a row without a title is left out with its line, and a sheet without activities is refused', () => {
  const { said } = read([
    ['Title', 'Minutes', 'Type'],
    ['Heart failure', 60, 'Lecture'],
    [null, 60, 'Lecture'],
    ['Murmurs', 60, 'Lecture'],
  ]);
  assert.deepEqual([about(said, /row without a title/i).line], [3]);
  const empty = read([['Title', 'Minutes']]);
  assert.deepEqual([empty.isRejected, empty.check.events, empty.said[0]!.severity], [true, 0, 'error']);
});

test('a list of courses is a list of what is taught, each called like its course', () => {
  const { events, blocks, said } = read([
    ['Clerkship', 'Hours', 'Director'],
    ['Sleep medicine', '80-100', 'A. Person'],
    ['Palliative care', 160, 'B. Person'],
  ]);
  assert.deepEqual(
    events.map(({ title, minutes, minutesMost }) => [title, minutes, minutesMost]),
    [
      ['Sleep medicine', 4800, 6000],
      ['Palliative care', 9600, null],
    ],
  );
  assert.equal(blocks.length, 2);
  about(said, /No column with the titles/);
});

test('a preview shows ten rows as the reader reads them, and why not', () => {
  const table: Cell[][] = [
    ['Title', 'Hours', 'Course'],
    ['Heart failure', '1.5', 'Cardiology'],
    ['Murmurs', 'soon', null],
    ['Total', 12, null],
    ...Array.from({ length: 20 }, (_, at): Cell[] => [`Topic ${at}`, 1, 'Renal']),
  ];
  const rows = rowsOf(table);
  const { matching } = proposeMatching(rows, ['']);
  const preview = previewOf(matching, rows);
  assert.equal(preview.length, 10);
  assert.deepEqual(
    preview[0]!.cells.map(({ field, read }) => [field, read]),
    [
      ['title', 'Heart failure'],
      ['hours', '90 minutes'],
      ['course', 'Cardiology'],
    ],
  );
  const [, hours] = preview[1]!.cells;
  assert.deepEqual([hours!.found, hours!.read], ['soon', null]);
  assert.match(hours!.why ?? '', /it is no length of time/);
  assert.equal(preview[2]!.leftOut, 'It is a total.');
});

const words = [
  'Title',
  'Course',
  'Hours',
  'Objectives',
  'ID',
  'Start',
  'End',
  'Year',
  'Required?',
  'Week 3',
  'Total',
  '2-3 h',
  '8 x 1',
  '3/4/2025',
  'MS1',
  'R',
  '9:00',
  '<b>x</b>',
  '1.10',
  ';',
  'a, b',
  '\n',
  '__proto__',
  'constructor',
];
const cells = fc.oneof(
  fc.constantFrom<Cell>(...words, null),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constantFrom<Cell>({ date: '2025-03-04' }, { date: '1899-12-30T09:30' }, { date: '2025-03-04T10:00' }),
);

test('whatever stands in a sheet is read to the end: every id once and short, no length below zero, and the same twice', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cells, { maxLength: 8 }), { maxLength: 25 }), (table) => {
      const { events, blocks, check, isRejected, parts } = read(table);
      const ids = events.map(({ sourceId }) => sourceId);
      assert.equal(new Set(ids).size, ids.length);
      for (const { sourceId, minutes, minutesMost } of events) {
        assert.ok(minutes === null || minutes >= 0);
        assert.ok(minutesMost === null || minutesMost > minutes!);
        if (sourceId.startsWith('title:')) assert.ok(sourceId.length <= 620);
      }
      assert.ok(isRejected || check.events === events.length);
      assert.ok(blocks.every((block) => block.events.every(({ eventId }) => ids.includes(eventId))));
      assert.equal(check.danglingReferences, 0);
      assert.deepEqual(read(table).parts, parts);
    }),
    { numRuns: 300 },
  );
});
