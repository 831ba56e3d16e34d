import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datedInWords } from './dated.ts';
import { digestFor, digestMail } from './digest.ts';

const zone = 'America/New_York';
const told = (slug: string, firstPublishedAt: string) => ({
  slug,
  title: slug,
  summary: '',
  dated: '2026-11-02',
  firstPublishedAt: new Date(firstPublishedAt),
});
const monday = told('monday', '2026-11-02T15:00Z');
const known = { sentAt: null, sentThrough: new Date('2026-11-01T00:00Z') };
const slugs = (updates: Array<{ slug: string }>) => updates.map(({ slug }) => slug);

test('what is new goes out in the morning after it was published, in one mail', () => {
  const updates = [monday, told('later', '2026-11-02T20:00Z')];
  assert.deepEqual(digestFor(known, updates, { now: new Date('2026-11-02T21:00Z'), zone }), []);
  assert.deepEqual(digestFor(known, updates, { now: new Date('2026-11-03T11:30Z'), zone }), []);
  assert.deepEqual(slugs(digestFor(known, updates, { now: new Date('2026-11-03T12:05Z'), zone })), ['later', 'monday']);
});
test('nobody hears twice of an update, nor more than once a week', () => {
  const now = new Date('2026-11-06T13:00Z');
  assert.deepEqual(digestFor({ sentAt: null, sentThrough: monday.firstPublishedAt }, [monday], { now, zone }), []);
  assert.deepEqual(digestFor({ ...known, sentAt: new Date('2026-11-01T13:00Z') }, [monday], { now, zone }), []);
  assert.deepEqual(slugs(digestFor({ ...known, sentAt: new Date('2026-10-30T13:05Z') }, [monday], { now, zone })), ['monday']);
});
test('a digest names its updates with their addresses, and how to leave', () => {
  const mail = digestMail([monday], { to: 'a@b.example', name: 'Collaborative', base: 'https://c.example', leaveToken: 'tok' });
  assert.equal(mail.subject, 'Collaborative: monday');
  assert.match(mail.text, /https:\/\/c\.example\/updates\/monday\n/);
  assert.equal(mail.unsubscribe, 'https://c.example/updates/leave/tok');
});
test('a month is said as a month', () => {
  assert.equal(datedInWords('2024-02'), 'February 2024');
  assert.equal(datedInWords('2024-06-25'), '25 June 2024');
  assert.equal(datedInWords('2024-11'), 'November 2024');
});
