import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '#app/platform/sheet.ts';
import { readFrameworkSheet } from './framework-sheet.ts';

function read(cells: readonly (readonly Cell[])[]) {
  return readFrameworkSheet(
    cells.map((each, at) => ({ sheet: '', line: at + 1, cells: each })),
    { name: 'A list', format: 'csv', creator: 'Somebody' },
  );
}
function tree(cells: readonly (readonly Cell[])[]) {
  const { file, messages } = read(cells);
  assert.ok(file, JSON.stringify(messages));
  const textOf = new Map(file.items.map(({ stableId, text }) => [stableId, text]));
  return file.items.map(({ text, code, kind, phase, parentStableId }) => [
    textOf.get(parentStableId ?? '') ?? '',
    code,
    text,
    phase ?? kind,
  ]);
}

test('codes and texts are enough; a code that begins with another one stands below it, and 1.1 is not 1.10', () => {
  assert.deepEqual(
    tree([
      ['Code', 'Competency'],
      ['1', 'Care'],
      ['1.1', 'Asks'],
      ['1.10', 'Listens'],
    ]),
    [
      ['', '1', 'Care', 'domain'],
      ['Care', '1.1', 'Asks', 'competency'],
      ['Care', '1.10', 'Listens', 'competency'],
    ],
  );
});
test('a column for each level makes a tree, and an empty cell means the one above', () => {
  const head = ['Domain', 'Code', 'Competency', 'Milestone', 'Phase'];
  assert.deepEqual(
    tree([
      head,
      ['Care', 'C1', 'Asks', 'Asks with help', 'Pre-clerkship'],
      [null, null, null, 'Asks alone', 'Clerkship'],
      [null, 'C2', 'Listens'],
      ['Team', 'C3', 'Shares'],
    ]),
    [
      ['', null, 'Care', 'domain'],
      ['Care', 'C1', 'Asks', 'competency'],
      ['Asks', null, 'Asks with help', 'pre-clerkship'],
      ['Asks', null, 'Asks alone', 'clerkship'],
      ['Care', 'C2', 'Listens', 'competency'],
      ['', null, 'Team', 'domain'],
      ['Team', 'C3', 'Shares', 'competency'],
    ],
  );
});
test('a competency of two domains is two items, each with its own milestones', () => {
  const rows = tree([
    ['Domain', 'Competency', 'Milestone'],
    ['Care', 'Listens', 'One'],
    ['Team', 'Listens', 'Two'],
  ]);
  assert.deepEqual(
    rows.map(([parent, , text]) => [parent, text]),
    [
      ['', 'Care'],
      ['Care', 'Listens'],
      ['Listens', 'One'],
      ['', 'Team'],
      ['Team', 'Listens'],
      ['Listens', 'Two'],
    ],
  );
});
test('each level in a row of its own is the same tree', () => {
  assert.deepEqual(tree([['Domain', 'Competency', 'Milestone'], ['Care'], [null, 'Listens'], [null, null, 'Listens with help']]), [
    ['', null, 'Care', 'domain'],
    ['Care', null, 'Listens', 'competency'],
    ['Listens', null, 'Listens with help', 'milestone'],
  ]);
});
test('an outline is read by its indentation, its columns or its numbers', () => {
  const expected = [
    ['', '1', 'Care', 'domain'],
    ['Care', '1.1', 'Asks', 'competency'],
    ['', '2', 'Team', 'competency'],
  ];
  assert.deepEqual(tree([['1 Care'], ['1.1 Asks'], ['2 Team']]), expected);
  assert.deepEqual(tree([['1. Care'], ['   1.1. Asks'], ['2. Team']]), expected);
  assert.deepEqual(
    tree([['Care'], [null, 'Asks'], ['- Team'], ['- End']]).map(([parent, , text]) => [parent, text]),
    [
      ['', 'Care'],
      ['Care', 'Asks'],
      ['', 'Team'],
      ['', 'End'],
    ],
  );
});
test('the same text twice is two items, and the same id twice is said', () => {
  assert.equal(
    read([
      ['code', 'text'],
      ['A', 'Other'],
      ['B', 'Other'],
      [null, 'Other'],
    ]).file!.items.length,
    3,
  );
  const { file, messages } = read([
    ['id', 'text'],
    ['x', 'One'],
    ['x', 'Two'],
  ]);
  assert.equal(file!.items.length, 2);
  assert.ok(messages.some(({ found }) => /a second time/.test(found)));
});
test('a parent is named by id or code; one that names itself, or nobody, stands at the top and is said', () => {
  const { messages } = read([
    ['id', 'code', 'text', 'parent'],
    ['a', '1', 'A', 'a'],
    ['b', '2', 'B', '1'],
    ['c', '3', 'C', 'z'],
  ]);
  assert.deepEqual(
    messages.filter(({ path }) => path === 'isChildOf').map(({ line, severity }) => [line, severity]),
    [
      [2, 'note'],
      [4, 'warning'],
    ],
  );
  assert.deepEqual(
    tree([
      ['id', 'code', 'text', 'parent'],
      ['a', '1', 'A', 'a'],
      ['b', '2', 'B', '1'],
      ['c', '3', 'C', 'z'],
    ]).map(([parent, code]) => [parent, code]),
    [
      ['', '1'],
      ['A', '2'],
      ['', '3'],
    ],
  );
});
test('codes that a spreadsheet keeps as numbers are doubted aloud, and the apostrophe before a formula is not part of a text', () => {
  const { file, messages } = read([
    ['code', 'text'],
    [1.1, "'=SUM(A1)"],
  ]);
  assert.equal(file!.items[0]!.text, '=SUM(A1)');
  assert.ok(messages.some(({ found, severity }) => severity === 'warning' && /numbers/.test(found)));
});
test('what is no framework is refused by what it seems to be', () => {
  for (const [cells, words] of [
    [
      [
        ['method_id', 'description'],
        ['AM1', 'x'],
      ],
      /methods/,
    ],
    [
      [
        ['title', 'minutes', 'course', 'start date'],
        ['Silence', 60, 'One', '2025-01-01'],
      ],
      /activities/,
    ],
    [
      [
        ['competency_id', 'pcrs_id'],
        ['1', '2'],
      ],
      /links two lists/,
    ],
    [[['hello'], ['there']], /without a header/],
    [[['code', 'text']], /no items/],
    [[], /without any row/],
  ] as const)
    assert.match(read(cells).messages[0]!.found, words);
});
test('thousands of rows with one text, or one id, take no longer than others', () => {
  const start = performance.now();
  read([['Domain', 'Competency'], ...Array.from({ length: 5000 }, (_, at) => [at % 2 ? 'Care' : 's listen', 'Listens'])]);
  read([['id', 'text'], ...Array.from({ length: 5000 }, (_, at) => ['x', `Text ${at}`])]);
  assert.ok(performance.now() - start < 15_000, 'far from the minutes that comparing each with each takes');
});
