import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { freshBySession, saturationBand, saturationOf } from './saturation.ts';

/** Sessions that each bring so many themes that nobody had before, beside one that everybody speaks of. */
function bringing(...fresh: readonly number[]): string[][] {
  return fresh.map((count, session) => [
    ...Array.from({ length: count }, (_, theme) => `${session}.${theme}`),
    ...(session > 0 ? ['0.0'] : []),
  ]);
}
const interviews = bringing(16, 10, 7, 4, 4, 3, 1, 0, 1, 0);

test('the worked example of Guest, Namey and Chen: 37 themes in the base, then 19, 11 and 3 per cent, and saturation at 6⁺²', () => {
  const { baseThemes, runs, at } = saturationOf(interviews.slice(0, 8), { base: 4, run: 2, threshold: 0.05 });
  assert.equal(baseThemes, 37);
  assert.deepEqual(
    runs.map(({ first, last, fresh, ratio }) => [first, last, fresh, Math.round(ratio! * 100)]),
    [
      [5, 6, 7, 19],
      [6, 7, 4, 11],
      [7, 8, 1, 3],
    ],
  );
  assert.equal(at, 6);
});
test('with runs of three interviews theirs is 7⁺³', () => {
  assert.equal(saturationOf(interviews, { base: 4, run: 3, threshold: 0.05 }).at, 7);
});
test('too few sessions, a base without themes, and no run that brings little are told as what they are', () => {
  const rule = { base: 4, run: 2, threshold: 0 };
  assert.match(saturationOf(interviews.slice(0, 5), rule).why!, /6 sessions .* there are 5/);
  assert.equal(saturationOf(interviews.slice(0, 3), rule).baseThemes, null);
  assert.match(
    saturationOf(
      bringing(0, 0, 0, 0, 0, 1).map((themes, at) => (at === 5 ? themes : [])),
      rule,
    ).why!,
    /base has no themes/,
  );
  assert.match(saturationOf(interviews.slice(0, 7), rule).why!, /no run of 2 sessions/);
});

const sessions = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')), { minLength: 1, maxLength: 9 });
test('saying a theme twice in a session, or another name for it, changes nothing; what is new adds up to all there is', () => {
  fc.assert(
    fc.property(sessions, (heard) => {
      const rule = { base: 2, run: 2, threshold: 0.05 };
      assert.deepEqual(
        saturationOf(
          heard.map((themes) => [...themes, ...themes]),
          rule,
        ),
        saturationOf(heard, rule),
      );
      assert.deepEqual(
        saturationOf(
          heard.map((themes) => themes.map((theme) => `${theme}!`)),
          rule,
        ),
        saturationOf(heard, rule),
      );
      assert.equal(
        freshBySession(heard).reduce((sum, count) => sum + count, 0),
        new Set(heard.flat()).size,
      );
    }),
  );
});
test('the band of other orders is the same for the same seed, holds the order it was, and ends with every theme', () => {
  const rule = { base: 4, run: 2, threshold: 0.05 };
  const band = saturationBand(interviews, rule, { seed: 7, orders: 200 })!;
  assert.deepEqual(saturationBand(interviews, rule, { seed: 7, orders: 200 }), band);
  assert.notDeepEqual(saturationBand(interviews, rule, { seed: 8, orders: 200 }), band);
  assert.deepEqual(band.heard.at(-1), { lower: 46, middle: 46, upper: 46 });
  assert.ok(band.reached > 0 && band.reached < 1);
  assert.equal(saturationBand([], rule, { seed: 1 }), null);
});
