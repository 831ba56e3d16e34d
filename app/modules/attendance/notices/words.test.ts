import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Notice, noticeMail } from './words.ts';

const date = (day: string, place = '') => ({
  startsAt: new Date(`${day}T17:00:00Z`),
  endsAt: new Date(`${day}T19:00:00Z`),
  timeZone: 'America/New_York',
  place,
});
const notice = (more: Partial<Notice>): Notice => ({
  kind: 'confirmed',
  detail: {},
  place: { name: 'Ada', mail: 'ada@ashby.example', timeZone: 'America/New_York', state: 'confirmed' },
  occasion: { title: 'Autumn course', ...date('2026-10-08', 'Room 1') },
  dates: [date('2026-10-08', 'Room 1'), date('2026-10-15', 'Room 2')],
  link: null,
  hasEvaluation: false,
  ownPage: 'https://concord.example/places/x',
  eventPage: 'https://concord.example/faculty/autumn-course',
  ...more,
});

test('of several dates one mail names all of them', () => {
  const { subject, text } = noticeMail(notice({}));
  assert.equal(subject, 'You have a place: Autumn course');
  assert.match(
    text,
    /Autumn course\n\n8 October 2026, 13:00 to 15:00 Eastern Time\nRoom 1\n\n15 October 2026, 13:00 to 15:00 Eastern Time\nRoom 2/,
  );
});
test('what changed of several dates is said of each, and then how all of it stands', () => {
  const was = { starts: '2026-10-15T17:00:00Z', ends: '2026-10-15T19:00:00Z' };
  const now = { starts: '2026-10-16T17:00:00Z', ends: '2026-10-16T19:00:00Z' };
  const { text } = noticeMail(notice({ kind: 'changed', detail: { dates: [{ was, change: { time: [was, now], link: true } }] } }));
  assert.match(
    text,
    /Of 15 October 2026, 13:00 to 15:00 Eastern Time:\nTime, before: 15 October 2026.*\nTime, now: {4}16 October 2026.*\nThe link to join is another one/,
  );
  assert.match(text, /It is now:\n\nAutumn course/);
});
test('a reminder is of its own date alone, and says where to join it', () => {
  const { text } = noticeMail(notice({ kind: 'day', link: { url: 'https://meet.example/j/1', words: '' } }));
  assert.doesNotMatch(text, /15 October/);
  assert.match(text, /Join here:\nhttps:\/\/meet\.example\/j\/1/);
});
test('that all of it is called off is said once, with the reason', () => {
  const { text } = noticeMail(notice({ kind: 'cancelled', detail: { because: 'A storm.', isAll: true } }));
  assert.match(text, /none of this will take place:\n\nAutumn course\n\nA storm\./);
});
