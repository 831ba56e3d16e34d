import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textVersionOf } from '../transcripts/text-version.ts';
import { cutAtTurns, occurrences, widened, withoutTurns } from './deidentified.ts';
import { freePseudonym, isGenericLabel, schoolNames } from './replacement.ts';

const turnsOf = (texts: readonly string[]) =>
  textVersionOf(texts.map((text, at) => ({ speaker: String(at), text, start: null, end: null, cues: [] })));

test('whatever turns are taken out, the rest is the text of the rest, each turn with its words', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((each) => each.replaceAll('\r', ''));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 8 }), (said) => {
      const version = turnsOf(said.map(([words]) => words));
      const isRemoved = ({ speaker }: { speaker: string | null }) => said[Number(speaker)]![1];
      const rest = withoutTurns(version.text, version.turns, isRemoved);
      const expected = said.filter(([, removed]) => !removed).map(([words]) => words);
      assert.equal(rest.text, expected.join('\n'));
      assert.deepEqual(
        rest.turns.map(({ start, end }) => rest.text.slice(start, end)),
        expected,
      );
    }),
  );
});

test('a proposal over two turns is one in each, and words are found as whole words in one turn only', () => {
  const { text, turns } = turnsOf(['I saw Will', 'Chen, not Willow or Will']);
  const pieces = cutAtTurns(text, [{ start: 6, end: 15, category: 'name', by: 'roster' }], turns);
  assert.deepEqual(
    pieces.map(({ start, end }) => text.slice(start, end)),
    ['Will', 'Chen'],
  );
  assert.equal(occurrences(text, 'Will', turns).length, 2);
  assert.equal(occurrences(text, 'Will\nChen', turns).length, 0);
});

test('a passage is widened by one word on either side, and not beyond its turn', () => {
  const { text, turns } = turnsOf(['the late Dr. Quill’s ward']);
  const [turn] = turns;
  const start = text.indexOf('Quill');
  const wide = (toward: 'before' | 'behind') => {
    const { start: from, end } = widened(text, { start, end: start + 7 }, { turn: turn!, toward });
    return text.slice(from, end);
  };
  assert.equal(wide('before'), 'Dr. Quill’s');
  assert.equal(wide('behind'), 'Quill’s ward');
  assert.deepEqual(widened(text, { start: 0, end: text.length }, { turn: turn!, toward: 'behind' }), { start: 0, end: text.length });
});

test('a label that names nobody is no name to look for, and a school is known by its short name', () => {
  for (const label of ['Speaker 1', 'P3', 'Moderator', 'Unknown Speaker', 'Female Student 2']) assert.ok(isGenericLabel(label), label);
  for (const label of ['Ms. Okafor', 'Student Kit', 'Will']) assert.ok(!isGenericLabel(label), label);
  assert.deepEqual(schoolNames('Tufts University School of Medicine'), ['Tufts University School of Medicine', 'Tufts']);
  assert.equal(freePseudonym('Moderator', new Set(['Moderator', 'Moderator 2'])), 'Moderator 3');
});
