import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finiteInterval, wilsonInterval } from './intervals.ts';

test('the four examples that Newcombe (1998, table I, method 3) prints come out to their four places', () => {
  const printed = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [successes, tried, lower, upper] of printed) {
    const found = wilsonInterval(successes, tried)!;
    assert.deepEqual([found.lower.toFixed(4), found.upper.toFixed(4)], [lower.toFixed(4), upper.toFixed(4)]);
  }
});

test('nothing tried is not known, and counts that cannot be are refused', () => {
  assert.equal(wilsonInterval(0, 0), null);
  assert.throws(() => wilsonInterval(3, 2), RangeError);
});

const z = 1.959963984540054;

/** Independent of the closed form: where the score test of a draw without replacement just rejects, found by halving. */
function endByHalving(found: number, read: number, all: number, from: number): number {
  let [inside, outside] = [found / read, from];
  for (let step = 0; step < 200; step++) {
    const half = (inside + outside) / 2;
    const deviation = Math.sqrt(((half * (1 - half)) / read) * ((all - read) / (all - 1)));
    if (Math.abs(found / read - half) <= z * deviation) inside = half;
    else outside = half;
  }
  return inside;
}

/** The chance that a draw of `read` from `all`, of which `addressing` address it, holds `found` of them: the hypergeometric distribution by multiplication. */
function chanceOf(found: number, read: number, all: number, addressing: number): number {
  const choose = (of: number, some: number) => {
    if (some < 0 || some > of) return 0;
    let ways = 1;
    for (let each = 1; each <= some; each++) ways = (ways * (of - some + each)) / each;
    return ways;
  };
  return (choose(addressing, found) * choose(all - addressing, read - found)) / choose(all, read);
}

test('the interval of a draw without replacement is where its score test just rejects (calculated independently, by halving)', () => {
  for (const [found, read, all] of [
    [3, 60, 812],
    [12, 60, 200],
    [1, 30, 90],
    [0, 60, 812],
    [20, 40, 50],
  ] as const) {
    const { lower, upper } = finiteInterval(found, read, all)!;
    assert.ok(
      Math.abs(upper - Math.min(endByHalving(found, read, all, 1), (all - read + found) / all)) < 1e-9,
      `${found} of ${read} of ${all}`,
    );
    assert.ok(Math.abs(lower - Math.max(endByHalving(found, read, all, 0), found / all)) < 1e-9, `${found} of ${read} of ${all}`);
  }
});

test('drawn from very many it is Wilson’s interval: Newcombe’s method 3, 0 of 10 is 0 to 0.2775', () => {
  const { lower, upper } = finiteInterval(0, 10, 1e12)!;
  assert.equal(lower, 0);
  assert.equal(upper.toFixed(6), '0.277533');
});

test('over all draws the interval holds the true number about as often as it says (exact hypergeometric enumeration)', () => {
  const [all, read] = [150, 60];
  const held = Array.from({ length: all + 1 }, (_, addressing) => {
    let chance = 0;
    for (let found = 0; found <= read; found++) {
      const { lower, upper } = finiteInterval(found, read, all)!;
      if (addressing / all >= lower - 1e-12 && addressing / all <= upper + 1e-12) chance += chanceOf(found, read, all, addressing);
    }
    return chance;
  });
  const mean = held.reduce((sum, chance) => sum + chance, 0) / held.length;
  assert.ok(mean > 0.94 && mean < 0.97, `mean coverage ${mean}`);
  assert.ok(Math.min(...held) > 0.85, `least coverage ${Math.min(...held)}`);
});
