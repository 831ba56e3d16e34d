import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { type CalendarOccasion, calendarOf, ownCalendarOf } from './calendar.ts';

const occasion: CalendarOccasion = {
  id: '0199a0c2-7d4e-7a11-8a51-3b1f0c9d0001',
  title: 'Sitting with silence',
  summary: 'An hour on what silence does.',
  page: '/forum/sitting-with-silence',
  startsAt: new Date('2026-10-08T16:00:00Z'),
  endsAt: new Date('2026-10-08T17:00:00Z'),
  place: '',
  status: 'published',
  sequence: 0,
  createdAt: new Date('2026-09-01T10:00:00Z'),
  updatedAt: new Date('2026-09-02T10:30:00Z'),
};
const frame = { name: 'Forum', origin: 'https://concord.example' };
const link = { url: 'https://meet.example/j/81234?pwd=Zq9', words: 'Passcode 5150' };
const own = {
  origin: frame.origin,
  organizer: { name: 'The collaborative', mail: 'concord@example.org' },
  holder: { name: 'Ada Quill', mail: 'ada@ashby.example' },
  link,
};

function eventsIn(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
}

test('another reader finds one event each, in UTC, with a UID that stays and a stamp in UTC', () => {
  const november = {
    ...occasion,
    id: `${occasion.id.slice(0, -1)}2`,
    startsAt: new Date('2026-11-12T17:00:00Z'),
    endsAt: new Date('2026-11-12T18:00:00Z'),
  };
  const zone = process.env.TZ;
  for (const where of ['America/Los_Angeles', 'Asia/Kathmandu', 'UTC']) {
    process.env.TZ = where;
    const text = calendarOf([occasion, november], frame);
    const events = eventsIn(text);
    assert.deepEqual(
      events.map((each) => [
        String(each.getFirstPropertyValue('uid')),
        String(each.getFirstPropertyValue('dtstart')),
        String(each.getFirstPropertyValue('dtstamp')),
      ]),
      [
        [occasion.id, '2026-10-08T16:00:00Z', '2026-09-02T10:30:00Z'],
        [november.id, '2026-11-12T17:00:00Z', '2026-09-02T10:30:00Z'],
      ],
    );
    assert.doesNotMatch(text, /TZID|VTIMEZONE/);
  }
  process.env.TZ = zone;
});
test('a series at noon in New York keeps its hour there on both sides of a change of clocks', () => {
  const starts = ['2027-03-11T17:00:00Z', '2027-04-08T16:00:00Z'];
  const text = calendarOf(
    starts.map((at, n) => ({ ...occasion, id: `a${n}`, startsAt: new Date(at), endsAt: new Date(Date.parse(at) + 3_600_000) })),
    frame,
  );
  const shown = eventsIn(text).map((each) =>
    new ICAL.Event(each).startDate
      .toJSDate()
      .toLocaleTimeString('en-US', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  );
  assert.deepEqual(shown, ['12:00', '12:00']);
});
test('what was cancelled stays and says so, with its sequence; what is only planned is not told', () => {
  const cancelled = { ...occasion, status: 'cancelled' as const, sequence: 3 };
  const [event] = eventsIn(calendarOf([cancelled, { ...occasion, id: 'x', status: 'planned' }], frame));
  assert.equal(event!.getFirstPropertyValue('status'), 'CANCELLED');
  assert.equal(event!.getFirstPropertyValue('sequence'), 3);
  assert.equal(eventsIn(calendarOf([{ ...occasion, status: 'planned' }], frame)).length, 0);
});
test('lines end in CR LF and are at most 75 octets long, and every letter comes back', () => {
  const title = '“Señora 王, sit; listen” – é\\ñ '.repeat(8).trim();
  const text = calendarOf([{ ...occasion, title, summary: 'one\r\ntwo\u0007three' }], frame);
  assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/);
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} octets: ${line}`);
  const [event] = eventsIn(text);
  assert.equal(event!.getFirstPropertyValue('summary'), title);
  assert.equal(event!.getFirstPropertyValue('description'), 'one\ntwo three');
});
test('a title, and the name of a calendar, cannot bring properties of their own', () => {
  const title = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSTATUS:CANCELLED';
  const [event, ...more] = eventsIn(calendarOf([{ ...occasion, title }], { ...frame, name: title }));
  assert.equal(eventsIn(ownCalendarOf({ ...occasion, title }, { ...own, method: 'REQUEST' })).length, 1);
  assert.equal(more.length, 0);
  assert.equal(event!.getFirstPropertyValue('status'), 'CONFIRMED');
});
test('a registrant’s own file has the link to join, and nobody else’s has it', () => {
  assert.doesNotMatch(calendarOf([occasion], frame).replaceAll('\r\n ', ''), /meet\.example|5150/);
  const [event] = eventsIn(ownCalendarOf(occasion, { ...own, method: 'REQUEST' }));
  assert.match(String(event!.getFirstPropertyValue('description')), /Join: https:\/\/meet\.example\/j\/81234\?pwd=Zq9\n\nPasscode 5150/);
  const pasted = ownCalendarOf({ ...occasion, summary: 'Two\u000blines', place: 'Room\u00073' }, { ...own, method: 'REQUEST' });
  assert.doesNotMatch(pasted, /[^\P{Cc}\r\n]/u);
  assert.equal(event!.getFirstPropertyValue('uid'), occasion.id);
  assert.match(String(event!.getFirstPropertyValue('attendee')), /mailto:ada@ashby\.example/i);
});
test('a cancelled invitation takes the event out of the registrant’s calendar, without the link', () => {
  const text = ownCalendarOf({ ...occasion, sequence: 2 }, { ...own, method: 'CANCEL' });
  assert.match(text, /METHOD:CANCEL/);
  assert.doesNotMatch(text.replaceAll('\r\n ', ''), /meet\.example/);
  assert.equal(eventsIn(text)[0]!.getFirstPropertyValue('status'), 'CANCELLED');
});
