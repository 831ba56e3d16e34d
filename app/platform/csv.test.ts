import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from './csv.ts';

/** What a spreadsheet takes for the start of a formula, in plain and in full width, also behind a tab or a carriage return. */
const startOfFormula = /^[\t\r]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

test('no text of somebody starts a formula: not with =, +, - or @, not in full width, not behind a tab or a carriage return', () => {
  const starts = ['=', '+', '-', '@', '\t=', '\r=', '\t', '\r', '\uff1d', '\uff0b', '\uff0d', '\uff20'];
  for (const start of starts) {
    const text = `${start}HYPERLINK("http://example.org","x")`;
    const [[cell = ''] = []] = parse(csvText([[text]])) as string[][];
    assert.equal(cell, `'${text}`);
  }
});
test('a spreadsheet that splits on semicolons meets no formula behind one', () => {
  assert.equal(csvText([['talks;=1+1', 'tab\t=2']]), '"talks;=1+1","tab\t=2"\r\n');
});
test('whatever the text, its cell starts no formula and its rest is whole; numbers stay numbers', () => {
  const text = fc.stringMatching(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20 a,;"']{0,6}$/);
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (row) => {
      const [cells = []] = parse(csvText([row]), { record_delimiter: '\r\n' }) as string[][];
      for (const [at, cell] of cells.entries()) {
        assert.doesNotMatch(cell, startOfFormula);
        assert.ok(cell === row[at] || cell === `'${row[at]}`);
      }
    }),
  );
  assert.equal(csvText([[-5, 1.5, true, null, '-5']]), "-5,1.5,1,,'-5\r\n");
});
