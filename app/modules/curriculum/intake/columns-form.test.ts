import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerField, columnField, missingColumn, saidOf } from './columns-form.ts';

test('what a person says of columns comes back as a matching, whatever the ids of the questions are', () => {
  const id = 'phase 2: “Räume” %41';
  assert.doesNotMatch(answerField(id), / /);
  const said = saidOf({
    [columnField(0)]: 'title',
    [columnField(12)]: 'ignore',
    [answerField(id)]: 'x',
    'header-line': '3',
    'answer-%E0': 'y',
  });
  assert.deepEqual(said, {
    ok: true,
    said: { headerLine: 3, columns: { 0: 'title', 12: 'ignore' }, answers: { [id]: 'x', '%E0': 'y' } },
  });
  const none = saidOf({ 'header-line': ' ' });
  assert.ok(none.ok && none.said.headerLine === null);
});
test('a mistake names its field', () => {
  const said = saidOf({ [columnField(3)]: 'nonsense', 'header-line': 'zero' });
  assert.ok(!said.ok);
  assert.deepEqual(said.errors.map(({ field }) => field).sort(), ['column-3', 'header-line']);
});
test('a sheet without titles and without courses cannot be read', () => {
  assert.match(missingColumn({ columns: { 0: 'ignore', 1: 'minutes' } })!.message, /titles/);
  assert.equal(missingColumn({ columns: { 0: 'title' } }), null);
});
