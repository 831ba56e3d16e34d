import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RouterContextProvider } from 'react-router';
import { conflict, missing } from './problem.ts';
import { answering, memberOf, refusalOf, safeNext } from './web.server.ts';

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

test('what refuses a form comes back to its page as a message, also where the work of the page had made it an answer', async () => {
  const refuse = () => Promise.reject(conflict('Answer at least one.'));
  const told = { ok: false, message: 'Answer at least one.', status: 409 };
  assert.deepEqual(await refusalOf(refuse), told);
  assert.deepEqual(await refusalOf(() => answering(refuse)), told);
});

test('what is not there stays not there for a form', async () => {
  const nothing = () => Promise.reject(missing('This ask'));
  for (const work of [nothing, () => answering(nothing)])
    await assert.rejects(refusalOf(work), (error: { init?: { status?: number } }) => error.init?.status === 404);
});
