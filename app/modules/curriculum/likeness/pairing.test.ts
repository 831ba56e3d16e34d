import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { yearPair } from '../../../../bench/curriculum/year-pair.ts';
import { type LikePair, likePairs } from './pairing.ts';
import { bulkFrom } from './thresholds.ts';
import type { Likable } from './words.ts';

function activity(key: string, title: string, more: Partial<Likable> = {}): Likable {
  return { key, title, text: null, courses: [], phase: null, minutes: null, objectives: [], ...more };
}
function pairs(old: readonly Likable[], fresh: readonly Likable[]): LikePair[] {
  const steps = likePairs(old, fresh);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
const text = 'Students practise with a standardized patient how to share serious news and to respond to strong emotion.';

test('a retitled activity is found by its text, and the reasons say so', () => {
  const found = pairs(
    [activity('o1', 'Breaking bad news', { text }), activity('o2', 'The cardiac cycle', { text: 'Pressure and volume of the ventricle.' })],
    [activity('n1', 'Delivering serious news', { text })],
  );
  assert.deepEqual(
    found.map((pair) => [pair.old, pair.new]),
    [['o1', 'n1']],
  );
  assert.ok(found[0]!.why.includes('text-same'));
  assert.ok(found[0]!.likeness < bulkFrom, 'a person looks at it');
});

test('of a numbered series each is paired with its own number', () => {
  const side = (key: string) =>
    [1, 2, 3, 11].map((at) => activity(`${key}${at}`, `Small group ${at}`, { courses: ['Doctoring'], minutes: 90 }));
  assert.deepEqual(
    pairs(side('o'), side('n').reverse())
      .map((pair) => [pair.old, pair.new, pair.likeness])
      .sort(),
    [
      ['o1', 'n1', 100],
      ['o11', 'n11', 100],
      ['o2', 'n2', 100],
      ['o3', 'n3', 100],
    ],
  );
});

test('two that are equally like are never for bulk', () => {
  const found = pairs(
    [activity('o1', 'Journal club'), activity('o2', 'Journal club')],
    [activity('n1', 'Journal club'), activity('n2', 'Journal club')],
  );
  assert.deepEqual(
    found.map((pair) => [pair.old, pair.new]),
    [
      ['o1', 'n1'],
      ['o2', 'n2'],
    ],
  );
  assert.ok(found.every(({ likeness, why }) => likeness < bulkFrom && why.includes('rival')));
});

test('a Roman numeral and a figure, an accent and none, are the same title', () => {
  const found = pairs([activity('o', 'Doctoring II: Résumé of the day')], [activity('n', 'Doctoring 2 - resume of the day')]);
  assert.equal(found[0]!.likeness, 100);
});

test('of an activity that became two, both are named, one of them as its part', () => {
  const parts =
    'Students take the history of a patient with chest pain. Students present the electrocardiogram to the attending physician.';
  const found = pairs(
    [activity('o', 'Chest pain', { text: parts, minutes: 120, courses: ['Cardiology'] })],
    [
      activity('n1', 'Chest pain, part 1', {
        text: 'Students take the history of a patient with chest pain.',
        minutes: 60,
        courses: ['Cardiology'],
      }),
      activity('n2', 'Chest pain, part 2', {
        text: 'Students present the electrocardiogram to the attending physician.',
        minutes: 60,
        courses: ['Cardiology'],
      }),
    ],
  );
  assert.deepEqual(found.map((pair) => pair.new).sort(), ['n1', 'n2']);
  assert.equal(found.filter(({ why }) => why.includes('split')).length, 1);
  assert.ok(found.every(({ likeness }) => likeness < bulkFrom));
});

test('what is accepted in bulk is right 99 times of 100, with texts and without', () => {
  for (const hasTexts of [true, false]) {
    const { old, fresh, truth } = yearPair({ n: 2000, seed: 7, hasTexts });
    const known = new Set(truth.map((pair) => `${pair.old} ${pair.new}`));
    const bulk = pairs(old, fresh).filter(({ likeness }) => likeness >= bulkFrom);
    const right = bulk.filter((pair) => known.has(`${pair.old} ${pair.new}`));
    assert.ok(bulk.length > 800, `${bulk.length} pairs`);
    assert.ok(right.length / bulk.length >= 0.99, `${right.length} of ${bulk.length}`);
  }
});

test('whatever the files say, an activity has one pair but for parts, and a likeness from 0 to 100', () => {
  const likable = fc.record({
    title: fc.oneof(fc.constantFrom('Small group 1', 'Small group 2', 'Quiz', ''), fc.string()),
    text: fc.option(fc.string()),
    courses: fc.array(fc.constantFrom('A', 'B')),
    phase: fc.option(fc.constantFrom('x', 'y')),
    minutes: fc.option(fc.nat(500)),
    objectives: fc.array(fc.string(), { maxLength: 3 }),
  });
  const side = fc.array(likable, { maxLength: 12 });
  fc.assert(
    fc.property(side, side, (old, fresh) => {
      const keyed = (each: Omit<Likable, 'key'>, at: number): Likable => ({ ...each, key: String(at) });
      const found = pairs(old.map(keyed), fresh.map(keyed));
      const whole = found.filter(({ why }) => !why.includes('split') && !why.includes('merge'));
      assert.equal(new Set(whole.map((pair) => pair.old)).size, whole.length);
      assert.equal(new Set(whole.map((pair) => pair.new)).size, whole.length);
      assert.ok(found.every(({ likeness }) => likeness >= 0 && likeness <= 100));
    }),
    { numRuns: 200, seed: 1 },
  );
});
