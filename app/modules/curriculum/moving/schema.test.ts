import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MoveSearch } from './schema.ts';

test('an address says that something was done only in the words of an act', () => {
  assert.equal(MoveSearch.parse({ done: 'carry' }).done, 'carry');
  for (const done of ['__proto__', 'constructor', 'toString', '']) assert.equal(MoveSearch.parse({ done }).done, undefined);
});
