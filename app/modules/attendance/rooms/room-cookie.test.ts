import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRoomCookie, roomCookie } from './room-cookie.ts';

const pass = { token: 'x'.repeat(43), at: new Date('2026-11-27T12:00:00Z') };

test('a pass comes back as it was given, among other cookies; what is none is not read', () => {
  const [value] = roomCookie(pass, true).split(';');
  assert.deepEqual(readRoomCookie(`a=b; ${value}; c=d`), pass);
  for (const cookies of [null, '', 'concord-room=', `concord-room=${pass.token}`, `not-${value}`])
    assert.equal(readRoomCookie(cookies), null);
});
test('it goes to the pages of rooms alone, to no script, and over an encrypted connection where there is one', () => {
  assert.match(roomCookie(pass, true), /; Path=\/room; HttpOnly; SameSite=Lax; Max-Age=900; Secure$/);
  assert.doesNotMatch(roomCookie(pass, false), /Secure/);
});
