import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Waiting, type WaitingSpeaker, waitsAt } from './waiting.ts';

const now = new Date('2026-10-01T00:00:00Z');
const at = (day: string, more: Partial<Waiting> = {}): Waiting => ({
  ...{ slug: 'silence', title: 'Silence', occasionId: 'o', startsAt: new Date(`${day}T16:00:00Z`), endsAt: new Date(`${day}T17:00:00Z`) },
  ...{ status: 'published', publishedAt: now, accreditedBy: null, questions: 0, hasRecap: false, speakers: [] },
  ...more,
});
const ada: WaitingSpeaker = {
  ...{ slug: 'ada', name: 'Ada', confirmedAt: null, declinedAt: null, sourceUrl: null, askedAt: null, disclosure: null },
};
const words = (event: Waiting) => waitsAt(event, now).map((wait) => wait.words);

test('an event that is over waits for its recap, for sixty days, and one that has it for nothing', () => {
  assert.deepEqual(waitsAt(at('2026-09-10'), now), [
    { event: 'Silence', words: 'It is over, and has no recap', act: 'Write the recap', to: '/w/forum/silence/recap' },
  ]);
  assert.deepEqual(words(at('2026-09-10', { hasRecap: true })), []);
  assert.deepEqual(words(at('2026-07-10')), []);
  assert.deepEqual(words(at('2026-09-10', { status: 'cancelled' })), []);
});
test('a speaker of a coming event is waited for until they answered, and where somebody accredits it until they disclosed', () => {
  const coming = (speaker: Partial<WaitingSpeaker>, more: Partial<Waiting> = {}) =>
    words(at('2026-10-08', { speakers: [{ ...ada, ...speaker }], ...more }));
  assert.match(coming({})[0]!, /not asked/);
  assert.match(coming({ askedAt: now })[0]!, /has not answered/);
  assert.deepEqual(coming({ confirmedAt: now }), []);
  assert.deepEqual(coming({ declinedAt: now }), [], 'their no is an answer');
  assert.match(coming({ confirmedAt: now }, { accreditedBy: 'A board' })[0]!, /interests/);
  assert.deepEqual(words(at('2027-10-08', { speakers: [ada] })), [], 'a year ahead there is time');
});
test('a draft is late a month before its day, and after it', () => {
  const draft = { publishedAt: null, status: 'planned' } as const;
  assert.match(words(at('2026-10-20', draft))[0]!, /near/);
  assert.deepEqual(words(at('2026-12-20', draft)), []);
  assert.match(words(at('2026-09-20', draft))[0]!, /passed/);
});
