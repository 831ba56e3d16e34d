import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agreementOf } from '#app/maths/agreement.ts';
import type { Span } from '#app/maths/spans.ts';
import { alphaInterval } from './alpha-interval.ts';
import { coOccurrences } from './co-occurrence.ts';
import { type Coding, type Comparison, endToEnd, levels } from './comparison.ts';
import { disagreements } from './disagreement.ts';
import { agreementFigures } from './figures.ts';

const codingsOf = (coder: string, code: string, ...spans: readonly (readonly [number, number])[]): Coding[] =>
  spans.map(([start, end]) => ({ coder, code, start, end }));
const pair = { coders: ['Ana', 'Ben'], codes: ['c'] };
function digits(value: number | null) {
  return value?.toFixed(4);
}

test('a thousand characters, 50 coded by both and 75 by each alone: kappa 0.3143 (not 0.2064), and what one coder codes twice counts once', () => {
  const codings = [...codingsOf('Ana', 'c', [100, 225], [110, 120]), ...codingsOf('Ben', 'c', [175, 300])];
  const { codes } = agreementFigures({
    ...pair,
    turns: [
      { start: 0, end: 400 },
      { start: 400, end: 1000 },
    ],
    codings,
  });
  const { n, both, only, neither, percent, kappa, alpha } = codes[0]!.character;
  assert.deepEqual([n, both, only, neither, percent.value], [1000, 50, [75, 75], 800, 0.85]);
  assert.equal(digits(kappa.value), '0.3143');
  assert.equal(digits(alpha.value), '0.3146');
});
test('Krippendorff’s three pairs of coders look alike by the character, and are told apart by alpha for unitising', () => {
  const read = (row: string) => [...row.matchAll(/1+/g)].map(({ index, 0: run }) => [index, index + run.length] as const);
  const compared = (first: string, second: string) =>
    agreementFigures({
      ...pair,
      turns: [{ start: 0, end: 24 }],
      codings: [...codingsOf('Ana', 'c', ...read(first)), ...codingsOf('Ben', 'c', ...read(second))],
    }).codes[0]!;
  const pairs = [
    compared('001111111100001111110000', '000011110000000110000000'),
    compared('111111111111111111000000', '111111111100000000000000'),
    compared('001111110011001111001100', '110011110011110011001100'),
  ];
  assert.deepEqual(
    pairs.map(({ character }) => [character.kappa.value?.toFixed(3), character.alpha.value?.toFixed(3)]),
    [
      ['0.385', '0.329'],
      ['0.385', '0.329'],
      ['0.314', '0.329'],
    ],
  );
  assert.equal(new Set(pairs.map(({ unitizing }) => digits(unitizing.alpha.value))).size, 3);
});
test('alpha for unitising of the published continuum comes out of codings, joint 0.8587', () => {
  const { codes, pooled } = agreementFigures({
    coders: ['I', 'J'],
    codes: ['c', 'k'],
    turns: [{ start: 150, end: 450 }],
    codings: [
      ...codingsOf('I', 'c', [225, 295], [370, 400]),
      ...codingsOf('J', 'c', [220, 300], [355, 375], [400, 420]),
      ...['I', 'J'].flatMap((coder) => codingsOf(coder, 'k', [180, 240], [300, 350])),
    ],
  });
  assert.deepEqual(
    codes.map(({ unitizing }) => digits(unitizing.alpha.value)),
    ['0.7286', '1.0000'],
  );
  assert.equal(digits(pooled.unitizing.value), '0.8587');
});
test('a turn is coded by any part of it or by half of it, a unit is an excerpt that anybody coded', () => {
  const turns = [0, 100, 200, 300].map((start) => ({ start, end: start + 90 }));
  const codings = [...codingsOf('Ana', 'c', [0, 45], [100, 110]), ...codingsOf('Ben', 'c', [40, 60]), ...codingsOf('Ben', 'd', [205, 230])];
  const { codes } = agreementFigures({ ...pair, codes: ['c', 'd'], turns, codings });
  const { any, half, unit } = codes[0]!;
  assert.deepEqual([any.n, any.both, any.only, any.neither], [4, 1, [1, 0], 2]);
  assert.deepEqual([half.n, half.both, half.only, half.neither], [4, 0, [1, 0], 3]);
  assert.deepEqual([unit.n, unit.both, unit.only, unit.neither], [3, 1, [1, 0], 1]);
});
test('everything coded by both is not defined, and so is a code that nobody used; a rare code is warned about', () => {
  const turns = [{ start: 0, end: 1000 }];
  const codings = [...['Ana', 'Ben'].flatMap((coder) => codingsOf(coder, 'all', [0, 1000])), ...codingsOf('Ana', 'rare', [0, 20])];
  const { codes } = agreementFigures({ ...pair, codes: ['all', 'none', 'rare'], turns, codings });
  for (const { character, any } of codes.slice(0, 2))
    for (const { kappa, alpha, percent, warning } of [character, any])
      assert.deepEqual([kappa.value, alpha.value, percent.value, warning, Boolean(kappa.why && alpha.why)], [null, null, 1, null, true]);
  assert.match(codes[2]!.character.warning!, /Coded in 1.0 % only/);
  assert.match(codes[1]!.unitizing.alpha.why!, /nobody used it/);
});
test('who was not asked for a turn did not say no to it, and what lies outside the turns does not count', () => {
  const turns = [
    { start: 0, end: 100 },
    { start: 100, end: 200, coders: ['Ana'] },
  ];
  const { codes } = agreementFigures({ ...pair, turns, codings: codingsOf('Ana', 'c', [50, 150], [300, 400]) });
  const { n, only } = codes[0]!.character;
  assert.deepEqual([n, only], [100, [50, 0]]);
  assert.deepEqual(disagreements({ ...pair, turns, codings: codingsOf('Ana', 'c', [50, 150]) }, 'character'), [
    { start: 50, end: 100, code: 'c', turn: 0, coded: ['Ana'], uncoded: ['Ben'] },
  ]);
});
test('a coder against herself later is a comparison of two times', () => {
  const { kappa, codes } = agreementFigures({
    coders: ['Ana, March', 'Ana, May'],
    codes: ['c'],
    turns: [{ start: 0, end: 100 }],
    codings: [...codingsOf('Ana, March', 'c', [0, 30]), ...codingsOf('Ana, May', 'c', [10, 30])],
  });
  assert.equal(kappa, 'cohen');
  assert.deepEqual(codes[0]!.character.only, [10, 0]);
  assert.throws(() => agreementFigures({ ...pair, coders: ['Ana', 'Ana'], turns: [], codings: [] }), /named twice/);
});
test('texts lie end to end and do not touch; the interval of alpha is the same for the same seed', () => {
  const text = {
    turns: [
      { start: 0, end: 50 },
      { start: 50, end: 90 },
    ],
    codings: [...codingsOf('Ana', 'c', [0, 90]), ...codingsOf('Ben', 'c', [60, 90])],
  };
  const joined = endToEnd([text, text, text]);
  assert.deepEqual(joined.shifts, [0, 91, 182]);
  const comparison = { ...pair, ...joined };
  assert.equal(agreementFigures(comparison).codes[0]!.character.n, 270);
  assert.equal(disagreements(comparison, 'character').at(-1)!.end, 182 + 60);
  for (const level of levels) {
    const interval = alphaInterval(comparison, { code: 'c', level }, { seed: 5, resamples: 200 });
    assert.deepEqual(alphaInterval(comparison, { code: 'c', level }, { seed: 5, resamples: 200 }), interval);
  }
});

test('the interval of alpha, of a code and pooled, holds alpha and narrows with more turns', () => {
  const turns = [0, 10, 20, 30, 40, 50, 60, 70].map((start) => ({ start, end: start + 9 }));
  const codings = [
    ...codingsOf('Ana', 'c', [0, 9], [12, 19], [30, 34], [60, 65]),
    ...codingsOf('Ben', 'c', [2, 9], [10, 19], [40, 45], [60, 65]),
    ...codingsOf('Ana', 'd', [20, 25], [50, 59]),
    ...codingsOf('Ben', 'd', [20, 29], [70, 72]),
  ];
  const times = (count: number) => ({ ...pair, codes: ['c', 'd'], ...endToEnd(Array.from({ length: count }, () => ({ turns, codings }))) });
  const [few, many] = [times(5), times(80)];
  const { codes, pooled } = agreementFigures(few);
  for (const level of levels)
    for (const code of ['c', undefined]) {
      const alpha = (code ? codes[0]! : pooled)[level].alpha.value!;
      const [wide, narrow] = [few, many].map((given) =>
        alphaInterval(given, { level, ...(code && { code }) }, { seed: 3, resamples: 400 }),
      );
      assert.ok(wide!.lower! < alpha && alpha < wide!.upper!, `${level} ${code}`);
      // A fourth of the error with sixteen times as many.
      const ratio = (wide!.upper! - wide!.lower!) / (narrow!.upper! - narrow!.lower!);
      assert.ok(ratio > 3 && ratio < 5.3, `${level} ${code} ${ratio}`);
    }
});

const span = fc
  .tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => ({ start, end: start + length }));
const comparisons = fc.record({
  turns: fc
    .array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 15 })), { minLength: 1, maxLength: 8 })
    .map((steps) => {
      let at = 0;
      return steps.map(([gap, length]): Span => {
        const turn = { start: at + gap, end: at + gap + length };
        at = turn.end;
        return turn;
      });
    }),
  codings: fc.array(
    fc
      .record({ span, coder: fc.constantFrom('Ana', 'Ben', 'Cleo'), code: fc.constantFrom('c', 'd') })
      .map(({ span, ...by }) => ({ ...span, ...by })),
    { maxLength: 14 },
  ),
});
const three = { coders: ['Ana', 'Ben', 'Cleo'], codes: ['c', 'd'] };
function alike(one: number | null, other: number | null) {
  assert.ok(one === other || Math.abs(one! - other!) < 1e-9, `${one} is not ${other}`);
}
test('the sweep says what an array of every character says, and turns what looking into each turn says', () => {
  fc.assert(
    fc.property(comparisons, ({ turns, codings }) => {
      const { codes } = agreementFigures({ ...three, turns, codings });
      const positions = turns.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at));
      const has = (coder: string, at: number) =>
        codings.some((each) => each.coder === coder && each.code === 'c' && each.start <= at && at < each.end);
      const byCharacter = agreementOf(three.coders.map((coder) => positions.map((at) => String(has(coder, at)))));
      alike(codes[0]!.character.percent.value, byCharacter.percent);
      alike(codes[0]!.character.kappa.value, byCharacter.fleiss);
      alike(codes[0]!.character.alpha.value, byCharacter.alpha);
      for (const [level, most] of [
        ['any', 1e-9],
        ['half', 0.5],
      ] as const) {
        const coded = (coder: string, { start, end }: Span) =>
          positions.filter((at) => at >= start && at < end && has(coder, at)).length / (end - start) >= most;
        const byTurn = agreementOf(three.coders.map((coder) => turns.map((turn) => String(coded(coder, turn)))));
        alike(codes[0]![level].kappa.value, byTurn.fleiss);
        alike(codes[0]![level].alpha.value, byTurn.alpha);
      }
    }),
  );
});
test('the order of coders and codings, and new names for codes, change no figure; a second copy of every coding neither', () => {
  const values = (given: Comparison) => {
    const { codes, pooled } = agreementFigures(given);
    return [...codes, pooled].flatMap((row) =>
      levels.flatMap((level) => (['percent', 'positive', 'ofCoded', 'kappa', 'alpha'] as const).map((name) => row[level][name].value)),
    );
  };
  fc.assert(
    fc.property(comparisons, ({ turns, codings }) => {
      const given = { ...three, turns, codings };
      const expected = values(given);
      const renamed = { ...given, codes: ['x', 'y'], codings: codings.map((each) => ({ ...each, code: each.code === 'c' ? 'x' : 'y' })) };
      for (const other of [
        { ...given, coders: three.coders.toReversed(), codings: codings.toReversed() },
        renamed,
        { ...given, codings: [...codings, ...codings] },
      ])
        for (const [at, value] of values(other).entries()) alike(value, expected[at]!);
    }),
  );
});
test('the disagreements behind a number add up to it', () => {
  fc.assert(
    fc.property(comparisons, ({ turns, codings }) => {
      const given = { ...three, turns, codings };
      const { codes } = agreementFigures(given);
      for (const level of levels)
        for (const figures of codes) {
          const found = disagreements(given, level).filter(({ code }) => code === figures.code);
          const size = found.reduce((sum, { start, end }) => sum + (level === 'character' ? end - start : 1), 0);
          assert.equal(size, figures[level].some);
        }
    }),
  );
});
test('codes seen together share turns or characters, and where they overlap is told', () => {
  const turns = [
    { start: 0, end: 50 },
    { start: 50, end: 100 },
  ];
  const codings = [
    ...codingsOf('Ana', 'c', [0, 30]),
    ...codingsOf('Ben', 'c', [20, 60]),
    ...codingsOf('Ana', 'd', [10, 20], [90, 95]),
    ...codingsOf('Ana', 'e', [200, 210]),
  ];
  assert.deepEqual(coOccurrences(turns, codings, ['c', 'd', 'e']), [
    { one: 'c', other: 'd', turns: 2, ofTurns: 1, characters: 10, ofCharacters: 10 / 65, overlaps: [{ start: 10, end: 20 }] },
  ]);
});
