import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agreementOf, cohenKappa } from './agreement.ts';
import { krippendorffAlpha, metrics } from './alpha.ts';
import { krippendorffInterval } from './alpha-interval.ts';
import { cohenInference, weightedKappa } from './cohen-error.ts';
import { type Pattern, presenceFigures } from './presence.ts';
import type { Ratings } from './ratings.ts';

/** Two coders: units that both coded, only the first, only the second, nobody. */
function twoCoders(both: number, first: number, second: number, neither: number): Pattern[] {
  return [both, first, second, neither].map((weight, at) => ({ answered: 3, coded: [3, 1, 2, 0][at]!, weight }));
}
function digits(value: number | null, places = 4) {
  return value?.toFixed(places);
}
/** The same but for the last bits of floating point; or neither is defined. */
function alike(one: number | null, other: number | null) {
  assert.ok(one === other || Math.abs(one! - other!) < 1e-9, `${one} is not ${other}`);
}

test('of a thousand characters 85 % agree however they are split; kappa depends on the split and alpha does not', () => {
  for (const [first, second, kappa] of [
    [75, 75, '0.3143'],
    [100, 50, '0.3182'],
    [150, 0, '0.3478'],
  ] as const) {
    const figures = presenceFigures(twoCoders(50, first, second, 800), 2);
    assert.equal(figures.percent.value, 0.85);
    assert.equal(digits(figures.kappa.value), kappa);
    assert.equal(digits(figures.alpha.value), '0.3146');
    assert.deepEqual([figures.n, figures.both, figures.only, figures.neither], [1000, 50, [first, second], 800]);
    assert.equal(digits(figures.positive.value), '0.4000');
    assert.equal(figures.ofCoded.value, 0.25);
  }
});
test('the fault of a published program is not ours: chance is the sum of both ways to agree, and what nobody coded counts', () => {
  const [both, first, second] = [50, 75, 75];
  const coded = both + first + second;
  const [codedByFirst, codedBySecond] = [(both + first) / coded, (both + second) / coded];
  const product = codedByFirst * codedBySecond * ((1 - codedByFirst) * (1 - codedBySecond));
  const itsKappa = (both / coded - product) / (1 - product);
  assert.equal(digits(itsKappa), '0.2064');
  assert.equal(digits(presenceFigures(twoCoders(both, first, second, 800), 2).kappa.value), '0.3143');
});
test('a code that nobody used, or that both used throughout, has no kappa and no alpha', () => {
  for (const patterns of [twoCoders(0, 0, 0, 9), twoCoders(9, 0, 0, 0)]) {
    const { percent, kappa, alpha } = presenceFigures(patterns, 2);
    assert.deepEqual([percent.value, kappa.value, alpha.value], [1, null, null]);
    assert.ok(kappa.why && alpha.why);
  }
  assert.equal(presenceFigures(twoCoders(0, 0, 0, 9), 2).positive.value, null);
  assert.deepEqual(presenceFigures([], 2).percent.value, null);
});

const answers = fc.array(fc.array(fc.constantFrom('0', '1'), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 30 });
function patternsOf(units: readonly (readonly (string | null)[])[]): Pattern[] {
  const bits = (unit: readonly (string | null)[], is: (value: string | null) => boolean) =>
    unit.reduce((sum, value, at) => sum + (is(value) ? 1 << at : 0), 0);
  return units.map((unit) => ({ answered: bits(unit, (value) => value !== null), coded: bits(unit, (value) => value === '1'), weight: 1 }));
}
function ratingsOf(units: readonly (readonly (string | null)[])[]): Ratings {
  return [0, 1, 2].map((coder) => units.map((unit) => unit[coder]!));
}
test('patterns say what the ratings say that they stand for, with missing answers too', () => {
  const withGaps = answers.chain((units) =>
    fc
      .infiniteStream(fc.integer({ min: 0, max: 9 }))
      .map((gaps) => units.map((unit) => unit.map((value) => (gaps.next().value === 0 ? null : value)))),
  );
  fc.assert(
    fc.property(withGaps, (units) => {
      const [ours, plain] = [presenceFigures(patternsOf(units), 3), agreementOf(ratingsOf(units))];
      alike(ours.percent.value, plain.percent);
      alike(ours.alpha.value, plain.alpha);
    }),
  );
  fc.assert(
    fc.property(answers, (units) => {
      const [ours, plain] = [presenceFigures(patternsOf(units), 3), agreementOf(ratingsOf(units))];
      alike(ours.kappa.value, plain.fleiss);
      const two = units.map((unit) => unit.slice(0, 2));
      alike(presenceFigures(patternsOf(two), 2).kappa.value, cohenKappa(ratingsOf(two).slice(0, 2)).value);
    }),
  );
});
test('the order of coders and calling coded uncoded leave kappa and alpha; twice the units leave percent and kappa, and bring alpha nearer to Scott’s pi', () => {
  fc.assert(
    fc.property(answers, (units) => {
      const figures = (given: typeof units, times = 1) =>
        presenceFigures(
          patternsOf(given).map((pattern) => ({ ...pattern, weight: times })),
          3,
        );
      const own = figures(units);
      for (const other of [units.map((unit) => unit.toReversed()), units.map((unit) => unit.map((value) => (value === '1' ? '0' : '1')))])
        for (const name of ['percent', 'kappa', 'alpha'] as const) alike(figures(other)[name].value, own[name].value);
      const doubled = figures(units, 2);
      for (const name of ['percent', 'positive', 'ofCoded', 'kappa'] as const) alike(doubled[name].value, own[name].value);
      if (own.alpha.value !== null)
        assert.ok(doubled.alpha.value! <= own.alpha.value + 1e-12 && doubled.alpha.value! >= own.kappa.value! - 1e-12);
    }),
  );
});
test('the interval of alpha on each metric is the same for the same seed, holds alpha, and narrows with more units', () => {
  const rows = ['123321412...', '1233224125.3', '.333234225 1.'.replace(' ', ''), '12332441251.'].map((row) =>
    [...row].map((value) => (value === '.' ? null : value)),
  );
  for (const metric of metrics) {
    const alpha = krippendorffAlpha(rows, metric).value!;
    const once = krippendorffInterval(rows, metric, { seed: 1 });
    assert.deepEqual(krippendorffInterval(rows, metric, { seed: 1 }), once);
    assert.ok(once.lower! < alpha && alpha < once.upper! && once.upper! <= 1);
    const often = rows.map((row) => Array.from({ length: 9 }, () => row).flat());
    const more = krippendorffInterval(often, metric, { seed: 1, resamples: 400 });
    const ratio = (once.upper! - once.lower!) / (more.upper! - more.lower!);
    assert.ok(ratio > 2 && ratio < 5, `${metric} ${ratio}`);
  }
  assert.match(krippendorffInterval([['1'], ['1']], 'nominal', { seed: 1 }).why!, /one and the same/);
  assert.match(
    krippendorffInterval(
      [
        ['1', '2'],
        ['1', '2'],
      ],
      'nominal',
      { seed: 1 },
    ).why!,
    /resamples it is not defined/,
  );
});

const sas: Ratings = [0, 1].map((coder) =>
  [
    [0, 4, 1],
    [0, 8, 0],
    [0, 1, 5],
  ].flatMap((row, first) => row.flatMap((count, second) => Array.from({ length: count }, () => String([first, second][coder])))),
);
test('the error, the interval, z and the weighted kappa of SAS’s table are those that it prints', () => {
  const inference = cohenInference(sas);
  if (typeof inference === 'string') throw new Error(inference);
  assert.equal(digits(inference.kappa), '0.4842');
  assert.equal(digits(inference.error), '0.1380');
  assert.deepEqual([digits(inference.lower), digits(inference.upper)], ['0.2137', '0.7547']);
  assert.equal(digits(inference.z), '3.2626');
  assert.equal(digits(weightedKappa(sas, ['0', '1', '2']).value), '0.4701');
  assert.match(cohenInference([['1'], ['1']]) as string, /one and the same/);
  assert.throws(() => weightedKappa(sas, ['0', '1']), /“2” is not one of the categories/);
});
