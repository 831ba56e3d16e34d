import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type MarkedUnit, unitizingAlpha } from './unitizing.ts';

const marked = (coder: string, category: string, ...units: readonly (readonly [number, number])[]): MarkedUnit[] =>
  units.map(([start, length]) => ({ coder, category, start, length }));
const published = [
  ...marked('I', 'c', [225, 70], [370, 30]),
  ...marked('J', 'c', [220, 80], [355, 20], [400, 20]),
  ...marked('I', 'k', [180, 60], [300, 50]),
  ...marked('J', 'k', [180, 60], [300, 50]),
];
const whole = { begin: 150, length: 300, coders: ['I', 'J'] };

test('alpha for unitising is Krippendorff’s (2004), and joint what his data give: 0.8587', () => {
  const { byCategory, joint } = unitizingAlpha(published, whole);
  const [c, k] = [byCategory.get('c')!, byCategory.get('k')!];
  assert.equal(c.observed!.toFixed(6), '0.014444');
  assert.equal(c.expected!.toFixed(6), '0.053222');
  assert.equal(c.alpha.value!.toFixed(4), '0.7286');
  assert.equal(k.observed, 0);
  assert.equal(k.expected!.toFixed(6), '0.048979');
  assert.equal(k.alpha.value, 1);
  assert.equal(joint.value!.toFixed(6), '0.858665');
});
test('one coder alone, nothing marked, and everything marked by everybody have no alpha, with the reason', () => {
  assert.match(unitizingAlpha(marked('I', 'c', [150, 10]), { ...whole, coders: ['I'] }).joint.why!, /two coders/);
  assert.match(unitizingAlpha([], whole).joint.why!, /nobody marked/);
  // A coder who marked nothing is a coder all the same.
  assert.ok(unitizingAlpha(marked('I', 'c', [150, 10]), whole).joint.value! < 0.1);
});
test('a unit beyond the continuum, or over another of the same coder, is refused with its place', () => {
  assert.throws(() => unitizingAlpha(marked('I', 'c', [440, 20]), whole), /\[440, 460\) is not in the continuum/);
  assert.throws(() => unitizingAlpha(marked('I', 'c', [150, 20], [160, 20]), whole), /\[150, 170\) and \[160, 180\).*overlap/);
});

const line = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 6 });
const coders = fc.array(line, { minLength: 2, maxLength: 4 }).map((lines) =>
  lines.flatMap((steps, coder) => {
    let at = 0;
    return steps.map(([gap, length]) => {
      const unit = { coder: `coder ${coder}`, category: 'c', start: at + gap, length };
      at = unit.start + length;
      return unit;
    });
  }),
);
test('who is named first, where counting begins, and what the category is called change nothing; the mirror image neither', () => {
  fc.assert(
    fc.property(coders, (units) => {
      const names = ['coder 0', 'coder 1', 'coder 2', 'coder 3'];
      const alpha = (given: readonly MarkedUnit[], begin = 0) => unitizingAlpha(given, { begin, length: 120, coders: names }).joint.value;
      const expected = alpha(units);
      const alike = (other: number | null) => assert.ok(other === expected || Math.abs(other! - expected!) < 1e-9);
      alike(alpha(units.toReversed()));
      alike(alpha(units.map((unit) => ({ ...unit, category: 'other', coder: names[3 - names.indexOf(unit.coder)]! }))));
      alike(
        alpha(
          units.map((unit) => ({ ...unit, start: unit.start + 7 })),
          7,
        ),
      );
      alike(alpha(units.map((unit) => ({ ...unit, start: 120 - unit.start - unit.length }))));
    }),
  );
});
