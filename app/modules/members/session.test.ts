import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noSessionCookie, readSessionToken, sessionCookie } from './session.ts';

const own = 'a'.repeat(43);
const foreign = 'b'.repeat(43);

test('a session is read from the cookie that was set for it', () => {
  for (const isSecure of [true, false]) {
    const [cookie] = sessionCookie(own, { isSecure, isOwnDevice: true }).split(';');
    assert.equal(readSessionToken(`theme=dark; ${cookie}; x=1`, isSecure), own);
  }
  for (const cookies of [null, '', 'concord=', `concord=${own}x`, `xconcord=${own}`]) assert.equal(readSessionToken(cookies, false), null);
});
test('under https a cookie that another host of the domain laid signs nobody in', () => {
  assert.equal(readSessionToken(`concord=${foreign}`, true), null);
  assert.equal(readSessionToken(`concord=${foreign}; __Host-concord=${own}`, true), own);
});
test('on a shared computer the session goes with the browser; on one’s own device it stays for thirty days', () => {
  assert.doesNotMatch(sessionCookie(own, { isSecure: true, isOwnDevice: false }), /Max-Age|Expires/);
  assert.match(sessionCookie(own, { isSecure: true, isOwnDevice: true }), /Max-Age=2592000/);
  assert.match(noSessionCookie(true), /^__Host-concord=; .*Max-Age=0/);
});
