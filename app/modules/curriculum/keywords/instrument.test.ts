import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findHits } from './findings.ts';
import { instrumentOf, readText } from './instrument.ts';
import type { KeywordWords, Negation } from './keyword-list.ts';

const negation: Negation = { before: ['no', 'not', 'without'], after: ['not covered', 'is excluded'], window: 5 };

function keyword(id: string, words: Partial<KeywordWords> & { phrase: string }) {
  return { id, synonyms: [], exclusions: [], context: [], ...words };
}

/** What a text says: each place, and in brackets why it does not count. */
function read(text: string, words: Partial<KeywordWords> & { phrase: string }, how = negation): string[] {
  const { places } = readText(instrumentOf([keyword('k', words)], how), text);
  return places.map(({ start, length, unless }) => text.slice(start, start + length) + (unless ? ` (${unless.why}: ${unless.words})` : ''));
}

test('a synonym finds what its keyword finds, and a place where both stand is one place', () => {
  const palliative = { phrase: 'palliative care', synonyms: ['supportive care', 'palliative'] };
  assert.deepEqual(read('Palliative care, or supportive care; palliative', palliative), [
    'Palliative care',
    'supportive care',
    'palliative',
  ]);
});

test('a place within an excluded phrase does not count, another place of the same text does', () => {
  const coping = { phrase: 'coping', exclusions: ['coping saw*', 'paper on coping'] };
  assert.deepEqual(read('Coping with grief. A coping saw.', coping), ['Coping', 'coping (excluded: coping saw)']);
  assert.deepEqual(read('The paper on <b>coping</b>', coping), ['coping (excluded: paper on coping)']);
});

test('a negation before or behind a place denies it within its sentence and window', () => {
  const hospice = { phrase: 'hospice' };
  for (const [text, found] of [
    ['There is no visit to a hospice here.', 'hospice (negated: no)'],
    ['Without going to the hospice', 'hospice (negated: Without)'],
    ['Hospice is <i>not</i> covered this year.', 'Hospice (negated: not covered)'],
    ['The hospice, by decision of the board, is excluded.', 'hospice (negated: is excluded)'],
    ['Not today. Hospice comes later.', 'Hospice'],
    ['<li>No lecture</li><li>Hospice</li>', 'Hospice'],
    ['No lecture on anything but a morning at the hospice', 'hospice'],
    ['Hospice. Radiology is not covered.', 'Hospice'],
  ] as const)
    assert.deepEqual(read(text, hospice), [found], text);
});

test('how far a negation reaches is the list’s: with no word between, only its neighbour', () => {
  assert.deepEqual(read('no hospice', { phrase: 'hospice' }, { ...negation, window: 0 }), ['hospice (negated: no)']);
  assert.deepEqual(read('no such hospice', { phrase: 'hospice' }, { ...negation, window: 0 }), ['hospice']);
});

test('a word of the keyword itself denies nothing', () => {
  assert.deepEqual(read('no code status', { phrase: 'no code' }), ['no code']);
});

test('a keyword with context counts in an activity that has one of its context words anywhere', () => {
  const pain = instrumentOf([keyword('pain', { phrase: 'pain*', context: ['cancer', 'palliative'] })], negation);
  const activity = { id: 'a', title: 'Knee pain', description: null, objectives: [], keywords: [] };
  assert.deepEqual(findHits(pain, activity), []);
  assert.equal(findHits(pain, { ...activity, keywords: ['Palliative medicine'] })[0]?.sentence, 'Knee pain');
});

test('the sentence of a hit is that of the first place that counts, and only places that count are counted', () => {
  const instrument = instrumentOf([keyword('k', { phrase: 'hospice*' })], negation);
  const description = 'We have no hospice. Later we visit a hospice. Two hospices answer.';
  const [hit] = findHits(instrument, { id: 'a', title: 'Visit', description, objectives: [], keywords: [] });
  assert.deepEqual([hit?.sentence, hit?.places], ['Later we visit a hospice.', 2]);
});

test('a text that is nothing but keywords and negations is read at once', () => {
  const text = 'no hospice '.repeat(100_000);
  const { places } = readText(instrumentOf([keyword('k', { phrase: 'hospice', exclusions: ['hospice no'] })], negation), text);
  assert.equal(places.length, 100_000);
  assert.equal(
    readText(instrumentOf([keyword('k', { phrase: 'hospice' })], negation), `no ${'hospice '.repeat(100_000)}`).places.length,
    100_000,
  );
});
