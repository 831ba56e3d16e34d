import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scanText } from './scan-text.ts';
import { compileTerms } from './scanner.ts';
import { phraseProblem } from './terms.ts';

function found(phrases: readonly string[], text: string): string[] {
  const scanner = compileTerms(phrases.map((phrase) => ({ id: phrase, phrase })));
  return scanText(scanner, text).map(({ termId, start, length }) => `${termId} = ${text.slice(start, start + length)}`);
}

test('a phrase is found whatever its letter case and whatever stands between its words', () => {
  const phrase = ['goals of care'];
  assert.deepEqual(found(phrase, 'Goals of care'), ['goals of care = Goals of care']);
  assert.deepEqual(found(phrase, 'the GOALS-OF-CARE talk'), ['goals of care = GOALS-OF-CARE']);
  assert.deepEqual(found(phrase, 'goals–of\u2011care'), ['goals of care = goals–of\u2011care']);
  assert.deepEqual(found(phrase, 'goals  of\n\tcare'), ['goals of care = goals  of\n\tcare']);
  assert.deepEqual(found(phrase, '“goals” (of care)'), ['goals of care = goals” (of care']);
});

test('words are whole words: a part of a word is not found', () => {
  assert.deepEqual(found(['pain'], 'paint, Spain and pains'), []);
  assert.deepEqual(found(['pain'], 'pain; pain_score 2pain'), ['pain = pain']);
  assert.deepEqual(found(['goals of care'], 'goals of careful planning, goals and care'), []);
});

test('a stem finds every word that begins with it, and itself', () => {
  assert.deepEqual(found(['hospice*'], 'hospice, hospices; Hospice’s inhospice'), [
    'hospice* = hospice',
    'hospice* = hospices',
    'hospice* = Hospice',
  ]);
  assert.deepEqual(found(['respond* to emotion*'], 'Responding to emotional distress'), ['respond* to emotion* = Responding to emotional']);
});

test('there are no silent fillers: what may stand between is written in the phrase', () => {
  assert.deepEqual(found(['respond* emotion*'], 'respond to emotions'), []);
});

test('a word, its stems and longer stems of it are all found', () => {
  assert.deepEqual(found(['pal*', 'pallia*', 'palliative', 'palliatives'], 'palliative'), [
    'palliative = palliative',
    'pallia* = palliative',
    'pal* = palliative',
  ]);
  assert.deepEqual(found(['pal*', 'pallia*'], 'Palau'), ['pal* = Palau']);
});

test('accents, ligatures and typographic apostrophes make no difference, in the text and in the phrase', () => {
  assert.deepEqual(found(['déjà vu'], 'Deja Vu, de\u0301ja\u0300 vu'), ['déjà vu = Deja Vu', 'déjà vu = de\u0301ja\u0300 vu']);
  assert.deepEqual(found(['dignified œuvre'], 'digni\ufb01ed oeuvre'), ['dignified œuvre = digni\ufb01ed oeuvre']);
  assert.deepEqual(found(["one's own emotion*"], 'one’s own emotions'), ["one's own emotion* = one’s own emotions"]);
  assert.deepEqual(found(['grief'], 'gri\u00adef 🙂grief🙂'), ['grief = gri\u00adef', 'grief = grief']);
});

test('tags and entities stand between words, and offsets stay those of the text as given', () => {
  assert.deepEqual(found(['serious illness'], '<p>Serious&nbsp;<b>illness</b></p>'), ['serious illness = Serious&nbsp;<b>illness']);
  assert.deepEqual(found(['b', 'nbsp', 'class'], '<b class="b">x</b>&nbsp;<!-- class -->'), []);
  assert.deepEqual(found(['cafe'], 'caf&eacute; &#67;AF&#xC9;'), ['cafe = caf&eacute;', 'cafe = &#67;AF&#xC9;']);
  assert.deepEqual(found(['pain', '5'], 'x <5 & pain > 3 <pain'), ['5 = 5', 'pain = pain', 'pain = pain']);
  assert.deepEqual(found(['palliative'], 'pallia&shy;tive'), ['palliative = pallia&shy;tive']);
});

test('a phrase does not reach over the end of a sentence, a blank line, a semicolon or a list item', () => {
  const phrase = ['pain management'];
  for (const gap of ['. ', '! ', '; ', '.” ', '\n\n', '\r\n\r\n', '\n- ', ' • ', '</li><li>', '<br/>', '.<b>']) {
    assert.deepEqual(found(phrase, `pain${gap}management`), [], JSON.stringify(gap));
  }
  for (const gap of [' ', ', ', '/', ' & ', ' &amp; ', '\n', '</b> <i>', '&nbsp;', ': ']) {
    assert.equal(found(phrase, `pain${gap}management`).length, 1, JSON.stringify(gap));
  }
});

test('places of one term do not overlap; those of different terms may', () => {
  assert.deepEqual(found(['pain pain'], 'pain pain pain pain pain'), ['pain pain = pain pain', 'pain pain = pain pain']);
  assert.deepEqual(found(['end of life', 'life care'], 'end of life care'), ['end of life = end of life', 'life care = life care']);
});

test('of synonyms the leftmost and then the longest place counts', () => {
  const scanner = compileTerms(['advance care', 'advance care plan*', 'care plan*'].map((phrase) => ({ id: 'acp', phrase })));
  assert.deepEqual(scanText(scanner, 'advance care planning, care plans'), [
    { termId: 'acp', start: 0, length: 21 },
    { termId: 'acp', start: 23, length: 10 },
  ]);
});

test('a phrase that cannot be searched for is refused in plain words', () => {
  assert.equal(phraseProblem('respond* to emotion*'), null);
  assert.match(phraseProblem('  – ')!, /at least one word/);
  assert.match(phraseProblem('pain *')!, /two letters/);
  assert.match(phraseProblem('p*')!, /two letters/);
  assert.match(phraseProblem('emo*tion')!, /end of a word/);
  assert.throws(() => compileTerms([{ id: 'x', phrase: '*' }]), RangeError);
});

test('no terms and no text are nothing', () => {
  assert.deepEqual(found([], 'goals of care'), []);
  assert.deepEqual(found(['goals of care'], ''), []);
});

test('for any text, the scan finds exactly what each term finds by its own regular expression', () => {
  const phrases = ['ab', 'ab*', 'aba*', 'b a', 'ab a', 'ab* b', 'b', 'é b', 'a', 'b b'];
  const scanner = compileTerms(phrases.map((phrase) => ({ id: phrase, phrase })));
  const text = fc.array(fc.constantFrom('a', 'b', 'B', 'é', 'ba', ' ', ' ', '-', ', ', '_', '“', '9'), { maxLength: 40 });
  const property = fc.property(text, (parts) => {
    const joined = parts.join('');
    const expected = phrases.flatMap((phrase) =>
      [...joined.matchAll(expression(phrase))].map((match) => `${match.index} ${phrase} = ${match[0]}`),
    );
    const actual = scanText(scanner, joined).map(
      ({ termId, start, length }) => `${start} ${termId} = ${joined.slice(start, start + length)}`,
    );
    assert.deepEqual(actual.sort(), expected.sort());
  });
  fc.assert(property, { seed: 11, numRuns: 1_000 });
});

test('hostile texts take time linear in their length', () => {
  const scanner = compileTerms([{ id: 'x', phrase: 'a bb* a' }]);
  for (const piece of ['<a', '&a', 'a bb ', 'a.', '."', '\n ', '<!--', '&#', 'a <b', '<b>', '&nbsp;', '"']) {
    for (const text of [piece.repeat(200_000), `a bb ${piece.repeat(200_000)} a`]) {
      const start = performance.now();
      scanText(scanner, text);
      assert.ok(performance.now() - start < 2_000, JSON.stringify(piece));
    }
  }
});

function expression(phrase: string): RegExp {
  const word = '[\\p{L}\\p{N}_]';
  const words = phrase.split(' ').map((part) => part.replaceAll('é', '[éeE]').replace('*', `${word}*`));
  // `e` is not in the alphabet of the texts, so an accent only ever meets itself.
  return new RegExp(`(?<!${word})${words.join(`[^\\p{L}\\p{N}_]+`)}(?!${word})`, 'giu');
}
