import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agreementOf, cohenChance, cohenKappa, fleissKappa, percentAgreement, pooledKappa } from './agreement.ts';
import { krippendorffAlpha, metrics } from './alpha.ts';
import type { Measure, Ratings } from './ratings.ts';

/** Rows as the publications print them: values with or without blanks between, a point where one is missing. */
function coders(...rows: string[]): Ratings {
  return rows.map((row) => (row.includes(' ') ? row.split(' ') : [...row]).map((value) => (value === '.' ? null : value)));
}
/** Two coders whose answers make this table: `table[first][second]` units. */
function crossed(table: readonly (readonly number[])[]): Ratings {
  const pairs = table.flatMap((row, first) => row.flatMap((count, second) => Array.from({ length: count }, () => [first, second])));
  return [0, 1].map((coder) => pairs.map((pair) => String(pair[coder])));
}
/** As many coders as a row has answers; each row is a unit that counts the answers per category. */
function counted(table: readonly (readonly number[])[]): Ratings {
  const units = table.map((row) => row.flatMap((count, category) => Array.from({ length: count }, () => String(category))));
  return units[0]!.map((_, coder) => units.map((unit) => unit[coder]!));
}
function near({ value, why }: Measure, expected: number, digits: number) {
  assert.equal(value?.toFixed(digits), expected.toFixed(digits), why);
}

const krippendorff = coders('1 2 3 3 2 1 4 1 2 . . .', '1 2 3 3 2 2 4 1 2 5 . 3', '. 3 3 3 2 3 4 2 2 5 1 .', '1 2 3 3 2 4 4 1 2 5 1 .');

test('alpha is what Krippendorff (2011) computes for binary, nominal and four coders’ data with gaps', () => {
  near(krippendorffAlpha(coders('0100000010', '1110010000')), 0.095238, 6);
  near(krippendorffAlpha(coders('aabbdcccedda', 'babbbccceddd')), 0.691964, 6);
  near(krippendorffAlpha(krippendorff), 0.743421, 6);
  near(krippendorffAlpha(krippendorff, 'ordinal'), 0.815388, 6);
  near(krippendorffAlpha(krippendorff, 'interval'), 0.849107, 6);
  near(krippendorffAlpha(krippendorff, 'ratio'), 0.797403, 6);
  assert.equal(agreementOf(krippendorff).pairable, 40);
});
test('alpha is what the encyclopedia’s three coders have', () => {
  const three = coders('. . . . . 3 4 1 2 1 1 3 3 . 3', '1 . 2 1 3 3 4 3 . . . . . . .', '. . 2 1 3 4 4 . 2 1 1 3 3 . 4');
  near(krippendorffAlpha(three), 0.691358, 6);
  near(krippendorffAlpha(three, 'interval'), 0.810845, 6);
  assert.equal(agreementOf(three).pairable, 26);
});
test('Cohen’s kappa is the published one for two-by-two tables, for the table of SAS, and for Krippendorff’s three pairs of coders', () => {
  near(
    cohenKappa(
      crossed([
        [20, 5],
        [10, 15],
      ]),
    ),
    0.4,
    6,
  );
  near(
    cohenKappa(
      crossed([
        [45, 15],
        [25, 15],
      ]),
    ),
    0.1304,
    4,
  );
  near(
    cohenKappa(
      crossed([
        [0, 4, 1],
        [0, 8, 0],
        [0, 1, 5],
      ]),
    ),
    0.4842,
    4,
  );
  const pairs = [
    coders('001111111100001111110000', '000011110000000110000000'),
    coders('111111111111111111000000', '111111111100000000000000'),
    coders('001111110011001111001100', '110011110011110011001100'),
  ];
  for (const [at, kappa] of [0.385, 0.385, 0.314].entries()) near(cohenKappa(pairs[at]!), kappa, 3);
  // Of two coders Fleiss' chance is Scott's: the margin of both together.
  for (const pair of pairs) near(fleissKappa(pair), 0.314, 3);
  for (const pair of pairs) near(krippendorffAlpha(pair), 0.329, 3);
});
test('percent counts every pair: nine of twelve for two coders, and 85 for a thousand characters of which one alone has coded 150', () => {
  near(percentAgreement(coders('aabbdcccedda', 'babbbccceddd')), 9 / 12, 6);
  near(
    percentAgreement(
      crossed([
        [800, 75],
        [75, 50],
      ]),
    ),
    0.85,
    6,
  );
  near(
    cohenKappa(
      crossed([
        [800, 75],
        [75, 50],
      ]),
    ),
    0.3143,
    4,
  );
  near(
    cohenKappa(
      crossed([
        [800, 50],
        [100, 50],
      ]),
    ),
    0.3182,
    4,
  );
});
test('Fleiss’ kappa of fourteen raters, ten items and five categories is 0.210', () => {
  const table = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];
  near(fleissKappa(counted(table)), 0.209931, 6);
  near(percentAgreement(counted(table)), 0.378, 3);
});
test('pooled kappa is made of the mean agreements, not the mean of the kappas', () => {
  near(
    pooledKappa([
      cohenChance(
        crossed([
          [20, 5],
          [10, 15],
        ]),
      ),
      cohenChance(
        crossed([
          [45, 15],
          [25, 15],
        ]),
      ),
    ]),
    0.2708,
    4,
  );
  assert.equal(pooledKappa([]).value, null);
});
test('what is not defined is null with its reason, never 0 or 1', () => {
  const alike = agreementOf(coders('1111', '1111'));
  assert.deepEqual([alike.percent, alike.cohen, alike.fleiss, alike.alpha], [1, null, null, null]);
  assert.match(alike.why.cohen!, /one and the same answer/);
  const four = agreementOf(krippendorff);
  assert.equal(four.cohen, null);
  assert.match(four.why.cohen!, /two coders, and there are 4/);
  assert.match(four.why.fleiss!, /from 1 to 4/);
  assert.equal(four.why.alpha, undefined);
  const alone = agreementOf(coders('1 2 3'));
  assert.deepEqual([alone.coders, alone.units, alone.pairable, alone.percent, alone.alpha], [1, 3, 0, null, null]);
  assert.match(krippendorffAlpha(coders('1 a', '1 2'), 'interval').why!, /“a” is not a number/);
  assert.match(krippendorffAlpha(coders('-1 2', '1 2'), 'ratio').why!, /negative/);
  assert.equal(agreementOf([]).percent, null);
});
test('numbers are read as numbers by the metrics that need them, and as they are written by the nominal one', () => {
  near(krippendorffAlpha(coders('1.0 2 3', '1 2 3'), 'interval'), 1, 6);
  assert.ok(krippendorffAlpha(coders('1.0 2 3', '1 2 3')).value! < 1);
  near(krippendorffAlpha(coders('0 0 3', '0 0 3'), 'ratio'), 1, 6);
});

/** Both undefined, or the same but for the order of sums: rounded, two of them may fall on either side of a half. */
function alike(one: number | null, other: number | null) {
  assert.equal(one === null, other === null);
  assert.ok(Math.abs((one ?? 0) - (other ?? 0)) < 1e-9, `${one} and ${other}`);
}
const answer = fc.option(fc.constantFrom('1', '2', '3'), { nil: null });
const ratings = fc
  .integer({ min: 1, max: 8 })
  .chain((units) => fc.array(fc.array(answer, { minLength: units, maxLength: units }), { minLength: 2, maxLength: 5 }));
test('who is named first, which unit is first and, on nominal scales, what the answers are called, change nothing', () => {
  fc.assert(
    fc.property(ratings, (rows) => {
      const names: Record<string, string> = { 1: 'b', 2: 'c', 3: 'a' };
      const renamed = rows.map((row) => row.map((value) => value && names[value]!));
      for (const other of [rows.toReversed(), rows.map((row) => row.toReversed()), renamed])
        for (const name of ['percent', 'cohen', 'fleiss', 'alpha'] as const) alike(agreementOf(other)[name], agreementOf(rows)[name]);
    }),
  );
});
test('nothing exceeds 1, and 1 means that every pair agrees', () => {
  fc.assert(
    fc.property(ratings, fc.constantFrom(...metrics), (rows, metric) => {
      const { percent, cohen, fleiss, alpha } = agreementOf(rows, metric);
      for (const value of [cohen, fleiss, alpha]) if (value !== null) assert.equal(value > 1 - 1e-9, percent === 1);
    }),
  );
});
