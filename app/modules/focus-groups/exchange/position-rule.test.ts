import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { inferredRule, stretchOf } from './position-rule.ts';
import { codePointsAt, placesIn, plainText } from './text-places.ts';

const letters = fc.constantFrom(...'abcdefgh éß', '😀', '𝒳', '\n', '\n');
/** A text with stretches of it, each from one code point to another. */
const study = fc.record({
  text: fc.string({ unit: letters, minLength: 20, maxLength: 200 }),
  stretches: fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 3, max: 60 })), { minLength: 1, maxLength: 8 }),
  hasPairs: fc.boolean(),
  lineEnds: fc.constantFrom('as written' as const, 'one' as const, 'two' as const),
  isMarked: fc.boolean(),
  isMarkCounted: fc.boolean(),
  ends: fc.constantFrom('exclusive' as const, 'inclusive' as const),
  usual: fc.constantFrom('as written' as const, 'one' as const),
});

test('whatever way of counting a program has, its names lead to the texts that were selected', () => {
  fc.assert(
    fc.property(study, ({ text, stretches, hasPairs, lineEnds, isMarked, isMarkCounted, ends, usual }) => {
      const points = [...text];
      const width = (letter: string) => (letter === '\n' && (lineEnds === 'two' || (hasPairs && lineEnds === 'as written')) ? 2 : 1);
      const counted = (upTo: number) =>
        points.slice(0, upTo).reduce((sum, letter) => sum + width(letter), isMarked && isMarkCounted ? 1 : 0);
      const chosen = stretches
        .map(([from, length]) => [from, Math.min(from + length, points.length)] as const)
        .filter(([from, to]) => to > from && points.slice(from, to).join('').trim() !== '');
      const selections = chosen.map(([from, to]) => ({
        name: points.slice(from, to).join(''),
        from: counted(from),
        to: counted(to) - (ends === 'inclusive' ? 1 : 0),
      }));
      const written = (isMarked ? '\ufeff' : '') + (hasPairs ? text.replaceAll('\n', '\r\n') : text);
      const { rule } = inferredRule([{ written, selections }], usual);
      const places = placesIn(written, rule.lineEnds);
      for (const selection of selections) {
        const stretch = stretchOf(selection, places, { ends: rule.ends, shift: isMarked && rule.isMarkCounted ? 1 : 0 });
        assert.ok(stretch);
        const found = plainText(written).slice(stretch.start, stretch.end);
        assert.equal(found.replace(/\s+/g, ' ').trim(), selection.name.replace(/\s+/g, ' ').trim());
      }
    }),
    { numRuns: 50000 },
  );
});
test('code points of places and back are the same, whatever stands before them', () => {
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 60 }), (text) => {
      const starts = [...placesIn(text, 'one')];
      const points = codePointsAt(text, starts);
      assert.deepEqual(
        starts.map((unit) => points.get(unit)),
        starts.map((_, point) => point),
      );
    }),
  );
});
