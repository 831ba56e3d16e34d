import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fairShares, type Pool, sharesByFlow } from './fair-shares.ts';
import { compared, type Fraction, fraction } from './fraction.ts';

const asText = (shares: readonly (Fraction | null)[]) =>
  shares.map((share) => (share === null ? null : `${Number(share.over) / Number(share.under)}`));

test('worked by hand: two needs of 10, a pool of 4 for the first alone and one of 8 for both: 6 and 6, not 10 and 2', () => {
  assert.deepEqual(
    asText(
      fairShares(
        [
          { amount: 4n, to: [0] },
          { amount: 8n, to: [0, 1] },
        ],
        [10n, 10n],
      ),
    ),
    ['0.6', '0.6'],
  );
});
test('worked by hand: a need that only scarce pools reach keeps its part, the other takes what is left over', () => {
  // The first can have 3 of 10 at most; the 12 for the second stay there, 12 of 6.
  assert.deepEqual(
    asText(
      fairShares(
        [
          { amount: 3n, to: [0] },
          { amount: 12n, to: [1] },
        ],
        [10n, 6n],
      ),
    ),
    ['0.3', '2'],
  );
});
test('worked by hand: first come, first served is not exact; the flow gives back what it gave', () => {
  // Whoever serves both must leave the first need to the pool that serves it alone.
  assert.deepEqual(
    asText(
      fairShares(
        [
          { amount: 6n, to: [0, 1] },
          { amount: 6n, to: [0] },
        ],
        [6n, 6n],
      ),
    ),
    ['1', '1'],
  );
});
test('a need of nothing has no part, and a need that nobody reaches has nothing', () => {
  assert.deepEqual(asText(fairShares([{ amount: 5n, to: [0] }], [0n, 4n])), [null, '0']);
  assert.deepEqual(fairShares([], []), []);
});

const k = 4;
const aPool = fc.record({
  amount: fc.integer({ min: 0, max: 20 }).map(BigInt),
  to: fc.subarray(Array.from({ length: k }, (_, at) => at)),
});
const somePools = fc.array(aPool, { maxLength: 6 });
const someNeeds = fc.array(fc.integer({ min: 1, max: 20 }).map(BigInt), { minLength: k, maxLength: k });

/** The same by trying every set of needs: the scarcest first, the largest of equals. */
function byEverySet(pools: readonly Pool[], needs: readonly bigint[]): Fraction[] {
  const shares: Fraction[] = [];
  const served = new Set<number>();
  while (served.size < needs.length) {
    let best: { share: Fraction; set: number[] } | null = null;
    for (let mask = 1; mask < 1 << needs.length; mask++) {
      const set = needs.flatMap((_, at) => (mask & (1 << at) && !served.has(at) ? [at] : []));
      if (set.length === 0) continue;
      const reach = pools.filter(({ to }) => to.some((at) => set.includes(at)) && !to.some((at) => served.has(at)));
      const share = fraction(
        reach.reduce((sum, { amount }) => sum + amount, 0n),
        set.reduce((sum, at) => sum + needs[at]!, 0n),
      );
      const order = best === null ? -1 : compared(share, best.share);
      if (order < 0 || (order === 0 && set.length > best!.set.length)) best = { share, set };
    }
    for (const at of best!.set) {
      shares[at] = best!.share;
      served.add(at);
    }
  }
  return shares;
}
test('the same as trying every set of needs, for few needs and for many', () => {
  fc.assert(
    fc.property(somePools, someNeeds, (pools, needs) => {
      const [found, byFlow] = [fairShares(pools, needs), sharesByFlow(pools, needs, [...needs.keys()])];
      for (const [at, share] of byEverySet(pools, needs).entries()) {
        assert.equal(compared(found[at]!, share), 0);
        assert.equal(compared(byFlow[at]!, share), 0, 'by flow');
      }
    }),
    { numRuns: 400 },
  );
});
test('more in a pool, one more pool, or a smaller need: nobody’s part is smaller', () => {
  fc.assert(
    fc.property(somePools, someNeeds, aPool, (pools, needs, more) => {
      const before = fairShares(pools, needs);
      const after = fairShares([...pools, more], needs);
      for (const [at, share] of before.entries()) assert.ok(compared(after[at]!, share!) >= 0);
      const eased = fairShares(pools, [needs[0]! > 1n ? needs[0]! - 1n : 1n, ...needs.slice(1)]);
      for (const [at, share] of before.entries()) assert.ok(compared(eased[at]!, share!) >= 0);
    }),
    { numRuns: 400 },
  );
});
