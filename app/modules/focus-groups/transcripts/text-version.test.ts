import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { carriedAcross } from './edit-list.ts';
import { correctedVersion, editedVersion, hashInput, reworded, textVersionOf, turnsIn } from './text-version.ts';
import { type Cue, type Turn, turnsOf, wordsIn } from './transcript.ts';

function cue(speaker: string, text: string, start: number | null = null): Cue {
  return { speaker, text, start, end: start === null ? null : start + 900, line: 1, isParagraph: start === null };
}
const turns = turnsOf([
  cue('P1', 'Nobody asked', 1000),
  cue('P1', 'what he wanted.', 2000),
  cue('I', 'And then?', 3000),
  cue('P1', '😀 We did.', 4000),
]);

test('turns become one text in which each stands at its place, with its times', () => {
  const { text, turns: placed } = textVersionOf(turns);
  assert.equal(text, 'Nobody asked what he wanted.\nAnd then?\n😀 We did.');
  assert.deepEqual(
    placed.map(({ start, end, speaker, from, to }) => [text.slice(start, end), speaker, from, to]),
    [
      ['Nobody asked what he wanted.', 'P1', 1000, 2900],
      ['And then?', 'I', 3000, 3900],
      ['😀 We did.', 'P1', 4000, 4900],
    ],
  );
  assert.deepEqual(placed[0]?.cues, [
    { at: 0, start: 1000, end: 1900 },
    { at: 13, start: 2000, end: 2900 },
  ]);
  assert.deepEqual(turnsIn({ text, turns: placed }), turns);
});
test('a correction gives a new version and leaves the old as it was, codings come along, and times stay with their words', () => {
  const version = textVersionOf(turns);
  const before = structuredClone(version);
  const [first, ...rest] = turns as [Turn, ...Turn[]];
  const { version: next, edits } = correctedVersion(version, [reworded(first, 'Nobody ever asked what she wanted.'), ...rest]);
  assert.deepEqual(version, before);
  assert.equal(next.text.split('\n')[0], 'Nobody ever asked what she wanted.');
  assert.equal(next.text.slice(next.turns[0]?.cues[1]?.at).slice(0, 4), 'what');
  const start = version.text.indexOf('We did');
  const [coding] = carriedAcross([{ start, end: start + 6, code: 'care' }], edits);
  assert.deepEqual([coding?.code, coding?.outcome, next.text.slice(coding?.start, coding?.end)], ['care', 'kept', 'We did']);
  assert.deepEqual(editedVersion(version, edits), next);
});
test('an edit that reaches from one turn into the next is refused', () => {
  const version = textVersionOf(turns);
  const border = version.turns[0]?.end ?? 0;
  assert.throws(() => editedVersion(version, [{ start: border - 2, end: border + 3, text: '' }]), RangeError);
  assert.throws(() => editedVersion(version, [{ start: 900, end: 901, text: '' }]), RangeError);
});
test('the same words of the same people at the same times hash alike, and another speaker, time or word does not', () => {
  const input = hashInput(textVersionOf(turns));
  assert.equal(hashInput(textVersionOf(structuredClone(turns))), input);
  const [first, ...rest] = turns as [Turn, ...Turn[]];
  for (const changed of [{ speaker: 'P2' }, { start: 1001 }, { text: 'Nobody asked what he wanted!' }])
    assert.notEqual(hashInput(textVersionOf([{ ...first, ...changed }, ...rest])), input);
});
test('any correction of any turns gives the version that its edits give, with the same turns', () => {
  const said = fc
    .array(fc.constantFrom('yes ', 'no ', '😀', '\n', 'the ward ', '.'), { minLength: 1, maxLength: 12 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.array(fc.tuple(said, said), { minLength: 1, maxLength: 8 }), (pairs) => {
      const given = pairs.map(
        ([text], at): Turn => ({ ...{ speaker: `P${at}`, text, start: at, end: at + 1 }, cues: [{ at: 0, start: at, end: at + 1 }] }),
      );
      const version = textVersionOf(given);
      const next = given.map((turn, at) => reworded(turn, pairs[at]?.[1] ?? ''));
      const { version: corrected, edits } = correctedVersion(version, next);
      assert.deepEqual(turnsIn(corrected), next);
      assert.equal(corrected.text, carriedText(version.text, edits));
    }),
  );
});

function carriedText(text: string, edits: ReturnType<typeof correctedVersion>['edits']): string {
  return edits.reduceRight((all, { start, end, text }) => all.slice(0, start) + text + all.slice(end), text);
}

test('words are what stands between blanks of any kind', () => {
  assert.deepEqual(['', ' ', 'a', ' a\u00a0b\tc\n', "I'm well-read .", '你好 😀\u2003e\u0301\ufeffx'].map(wordsIn), [0, 0, 1, 3, 3, 4]);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(wordsIn(text), text.match(/\S+/g)?.length ?? 0)));
});
