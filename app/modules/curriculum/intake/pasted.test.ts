import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pastedText } from './pasted.ts';

test('a bare list of titles keeps its commas and its quotation marks', () => {
  assert.equal(pastedText('Shock, part 1\r\nThe "third" space\r\n\r\nHope'), '"Shock, part 1"\n"The ""third"" space"\n"Hope"\n');
});
test('a cell of several lines stays one cell, and cells with tabs are what a spreadsheet copied', () => {
  assert.equal(pastedText('"One\ntwo ""three"""\nFour'), '"One\ntwo ""three"""\n"Four"\n');
  assert.equal(pastedText('Title\tHours\r\nHope, again\t2'), 'Title\tHours\nHope, again\t2');
});
