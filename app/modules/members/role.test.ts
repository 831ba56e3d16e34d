import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldAt } from './role.ts';

test('a role fits its place: a lead has a school, a convener has none', () => {
  assert.deepEqual(heldAt('lead', 'x'), { role: 'lead', schoolId: 'x' });
  assert.deepEqual(heldAt('convener', null), { role: 'convener', schoolId: null });
  assert.throws(() => heldAt('lead', null), /The role lead needs a school\./);
  assert.throws(() => heldAt('convener', 'x'), /belongs to the collaborative, not to a school/);
});
