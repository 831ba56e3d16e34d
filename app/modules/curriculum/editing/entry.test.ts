import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { enteredRows, methodsTyped, minutesTyped, pastedCells } from './entry.ts';

test('a time is read as people type it, and nothing typed is unknown', () => {
  const cases: readonly [string, 'minutes' | 'hours', number | null | undefined][] = [
    ['90', 'minutes', 90],
    ['1.5', 'hours', 90],
    ['1,5', 'hours', 90],
    ['90 min', 'hours', 90],
    ['1.5 h', 'minutes', 90],
    ['1h30', 'minutes', 90],
    ['1 h 30 min', 'minutes', 90],
    ['1:30', 'minutes', 90],
    ['2 hours', 'minutes', 120],
    ['0', 'minutes', 0],
    ['', 'minutes', null],
    ['soon', 'minutes', undefined],
    ['-5', 'minutes', undefined],
    ['1:75', 'minutes', undefined],
  ];
  for (const [text, unit, minutes] of cases) assert.equal(minutesTyped(text, unit), minutes, `${text} in ${unit}`);
});
test('titles alone are enough, empty rows are passed over, and each mistake names its row', () => {
  const { rows, mistakes } = enteredRows(
    {
      'title.1': ' Shock  and sepsis ',
      'title.2': '',
      'title.3': '',
      'time.3': '60',
      'title.4': 'Talk',
      'time.4': 'soon',
      'date.4': '3 May',
    },
    'minutes',
  );
  assert.deepEqual(rows[0], { row: 1, title: 'Shock and sepsis', minutes: null, isRequired: true, methods: [], date: null });
  assert.deepEqual(
    mistakes.map(({ field, message }) => [field, message.slice(0, 6)]),
    [
      ['title.3', 'Row 3:'],
      ['time.4', 'Row 4:'],
      ['date.4', 'Row 4:'],
    ],
  );
  assert.match(enteredRows({ 'title.1': '' }, 'hours').mistakes[0]!.message, /at least one title/);
});
test('methods are known by code or name, and others are kept as typed', () => {
  assert.deepEqual(methodsTyped('lecture; IM008; OSCE-like thing'), [
    { kind: 'instruction', code: 'IM013', name: null },
    { kind: 'instruction', code: 'IM008', name: null },
    { kind: 'instruction', code: 'OSCE-like thing', name: null },
  ]);
});
test('cells of a spreadsheet fill rows and columns', () => {
  assert.deepEqual(pastedCells('Shock\t60\r\nSepsis\t90\r\n'), [
    ['Shock', '60'],
    ['Sepsis', '90'],
  ]);
  assert.deepEqual(pastedCells('"A ""b""\nc"\t5'), [['A "b" c', '5']]);
  assert.deepEqual(pastedCells('one'), [['one']]);
});
test('cells without quotes, tabs or line ends come back as they were', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9,.]{1,8}$/);
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (lines) => {
      assert.deepEqual(pastedCells(lines.map((cells) => cells.join('\t')).join('\n')), lines);
    }),
  );
});
