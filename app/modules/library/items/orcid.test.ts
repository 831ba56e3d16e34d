import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orcidOf } from './orcid.ts';

test('an ORCID is taken with its check digit right, also as an address, and with an X', () => {
  assert.equal(orcidOf('0000-0002-1825-0097'), '0000-0002-1825-0097');
  assert.equal(orcidOf(' https://orcid.org/0000-0002-1825-0097 '), '0000-0002-1825-0097');
  assert.equal(orcidOf('0000-0002-1694-233x'), '0000-0002-1694-233X');
});
test('an ORCID with one wrong digit, or of another form, is none', () => {
  for (const wrong of [
    '0000-0002-1825-0098',
    '0000-0002-1694-2330',
    '0000000218250097',
    '0000-0002-1825-009',
    'javascript:0000-0002-1825-0097',
  ])
    assert.equal(orcidOf(wrong), null, wrong);
});
