import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RouterContextProvider } from 'react-router';
import { memberOf, safeNext } from './web.server.ts';

test('the way back after signing in never leaves this site, however a browser reads it', () => {
  const outside = ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '/\n/evil.example', '\t//evil.example'];
  const almost = ['/.//evil.example', '/x/..//evil.example', '', null];
  for (const next of [...outside, ...almost]) assert.equal(safeNext(next), '/home', JSON.stringify(next));
  assert.equal(safeNext('/w/curriculum/ashby/coverage?year=2025-26#cell'), '/w/curriculum/ashby/coverage?year=2025-26#cell');
});

test('whoever signs in again after a script asked for data arrives at the page, and never at its data', () => {
  for (const [asked, page] of [
    ['/w/members.data?school=ashby&_routes=root', '/w/members?school=ashby'],
    ['/w/members/_.data', '/w/members'],
    ['/_root.data', '/'],
    ['/w/members?page=2', '/w/members?page=2'],
  ] as const)
    assert.throws(
      () => memberOf(new RouterContextProvider(), new Request(`http://concord.example${asked}`)),
      (answer: Response) => answer.headers.get('location') === `/sign-in?next=${encodeURIComponent(page)}`,
      asked,
    );
});
