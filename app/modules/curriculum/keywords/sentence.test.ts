import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sentenceAround } from './sentence.ts';

/** The sentence around the first place of `part`, with the match in brackets. */
function around(text: string, part: string): string {
  const { sentence, start, length } = sentenceAround(text, text.indexOf(part), part.length);
  return `${sentence.slice(0, start)}[${sentence.slice(start, start + length)}]${sentence.slice(start + length)}`;
}

test('a sentence ends at a full stop, question or exclamation mark', () => {
  assert.equal(around('Take a history. Explore goals of care! Write a note.', 'goals of care'), 'Explore [goals of care]!');
  assert.equal(around('Who? The palliative team.', 'palliative'), 'The [palliative] team.');
  assert.equal(around('hospice', 'hospice'), '[hospice]');
});

test('an abbreviation does not end a sentence', () => {
  const text = 'First. Dr. Lee shows tools, e.g. SPIKES vs. others, for bad news in approx. two hours. Last.';
  assert.equal(around(text, 'bad news'), 'Dr. Lee shows tools, e.g. SPIKES vs. others, for [bad news] in approx. two hours.');
});

test('a semicolon, a line break and a list item end a sentence', () => {
  assert.equal(around('Explain hospice; manage pain; reflect', 'pain'), 'manage [pain]');
  assert.equal(around('Objectives:\n- explain hospice\r\n- manage pain', 'hospice'), 'explain [hospice]');
  assert.equal(around('• explain hospice • manage pain', 'pain'), 'manage [pain]');
  assert.equal(around('<ul><li>Explain hospice</li><li>Manage <b>pain</b></li></ul>', 'pain'), 'Manage [pain]');
  assert.equal(around('Explain hospice<br />Manage pain', 'hospice'), 'Explain [hospice]');
});

test('what is shown is plain text: no tags, entities as characters, single spaces', () => {
  const text = '<p class="x; y.">Respond&nbsp;to\tthe <em>patient&rsquo;s</em>  strong <b>emo</b>tion &amp; fear.</p>';
  assert.equal(around(text, 'strong'), 'Respond to the patient’s [strong] emotion & fear.');
  assert.equal(around('goals</b>–<i>of&nbsp;care', 'goals</b>–<i>of&nbsp;care'), '[goals–of care]');
});

test('a match over a line break stays whole', () => {
  assert.equal(around('Discuss goals\nof care today.', 'goals\nof care'), 'Discuss [goals of care] today.');
});

test('a long sentence is cut at words on both sides and says so', () => {
  const shown = around(`${'before '.repeat(100)}hospice${' after'.repeat(100)}`, 'hospice');
  assert.match(shown, /^…before (before )*\[hospice\]( after)* after…$/);
  assert.ok(shown.length > 280 && shown.length <= 304, String(shown.length));
});

test('a long sentence uses the room that a short side leaves', () => {
  const shown = around(`Explain hospice${' after'.repeat(100)}`, 'hospice');
  assert.match(shown, /^Explain \[hospice\]/);
  assert.ok(shown.length > 290);
});

test('for any text the match is in the sentence and the sentence is short', () => {
  const part = fc.constantFrom('hospice', ' ', '. ', 'e.g. ', '<b>', '</p>', '&nbsp;', ';', '\n', 'A', 'long'.repeat(90), '&', '<', '•');
  const property = fc.property(fc.array(part, { maxLength: 30 }), fc.array(part, { maxLength: 30 }), (left, right) => {
    const { sentence, start, length } = sentenceAround(`${left.join('')} pain ${right.join('')}`, left.join('').length + 1, 4);
    assert.equal(sentence.slice(start, start + length), 'pain');
    assert.ok(sentence.length <= 302);
    assert.ok(!/\s\s/.test(sentence));
  });
  fc.assert(property, { seed: 5, numRuns: 500 });
});
