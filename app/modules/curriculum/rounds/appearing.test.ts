import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatCanAppear } from './appearing.ts';

test('which aggregates can appear follows from how many schools there are', () => {
  const said = (schools: number) => whatCanAppear(schools, { form: 'aggregate', audience: 'round' }).join(' ');
  assert.match(said(2), /nothing of this group can appear in aggregate.* here there is one\. It takes 4/);
  assert.match(said(3), /nothing of this group can appear in aggregate.* here there are two\. It takes 4/);
  assert.match(said(4), /only if all 4 schools choose so/);
  assert.match(said(5), /once at least 4 of the 5 schools.*smallest and the largest cannot appear/);
  assert.match(said(6), /smallest and the largest can appear/);
  assert.match(said(155), /at least 4 of the 155 schools/);
});
test('what is private appears nowhere, and what may be named still needs the school’s word', () => {
  assert.deepEqual(whatCanAppear(9, { form: 'private', audience: 'public' }), [
    'Nobody outside a school sees its figures of this group, in no form.',
  ]);
  assert.match(whatCanAppear(9, { form: 'named', audience: 'public' }).join(' '), /if it chooses so.*everybody, on the public pages/);
});
