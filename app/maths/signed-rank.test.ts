import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { signedRank } from './signed-rank.ts';

const near = (found: number | null, expected: number, within = 1e-9) =>
  assert.ok(found !== null && Math.abs(found - expected) <= within, `${found} is not ${expected}`);

test('the depression data of R (Hollander & Wolfe 1973) give V = 40 and its exact p', () => {
  const x = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
  const y = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
  const found = signedRank(
    x.map((one, at) => one - y[at]!),
    'wilcoxon',
  );
  assert.deepEqual([found.up, found.down, found.method, found.zeros], [40, 5, 'exact', 0]);
  assert.deepEqual([found.pUp, found.p], [0.01953125, 0.0390625]);
  near(found.rankBiserial, 0.777778, 5e-7);
});
test('with ties and zeros both conventions give the exact p that every change of signs gives (SciPy 1.17)', () => {
  const changes = [1, 1, 1, 0, 0, 2, -1, 0, 1, 2, 0, -1];
  const pratt = signedRank(changes);
  assert.deepEqual([pratt.down, pratt.zeros, pratt.p], [15, 4, 0.1875]);
  const wilcoxon = signedRank(changes, 'wilcoxon');
  assert.deepEqual([wilcoxon.down, wilcoxon.p], [7, 0.171875]);
});
test('where nobody changed there is nothing to test, and it says so', () => {
  assert.deepEqual([signedRank([0, 0]).p, signedRank([0, 0]).why], [null, 'nobody’s answer changed']);
  assert.match(signedRank([]).why!, /no pair/);
  assert.equal(signedRank([0.3 - 0.1, 0.2]).up, 3); // tied, whatever floating point leaves of them
});
test('the exact distribution is that of all signs, one by one; the order does not matter; turned round, up is down', () => {
  const changes = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(changes, fc.constantFrom('pratt' as const, 'wilcoxon' as const), (given, zeros) => {
      const found = signedRank(given, zeros);
      if (found.p === null) return;
      const sized = given.filter((each) => zeros === 'pratt' || each !== 0).map(Math.abs);
      const rankOf = (size: number) => sized.filter((each) => each < size).length + (sized.filter((each) => each === size).length + 1) / 2;
      const ranks = sized.filter((size) => size !== 0).map(rankOf);
      let atLeast = 0;
      for (let signs = 0; signs < 2 ** ranks.length; signs++)
        if (ranks.reduce((sum, rank, at) => sum + ((signs >> at) & 1 ? rank : 0), 0) >= found.up) atLeast++;
      near(found.pUp, atLeast / 2 ** ranks.length);
      const turned = signedRank(
        given.toReversed().map((each) => -each),
        zeros,
      );
      assert.deepEqual([turned.up, turned.down], [found.down, found.up]);
      near(turned.p, found.p);
    }),
    { numRuns: 100 },
  );
});
test('over two hundred changes the normal approximation meets the exact one', () => {
  const changes = (n: number) => Array.from({ length: n }, (_, at) => ((at * 7) % 11) - 4.5);
  const [exact, normal] = [signedRank(changes(200)), signedRank(changes(201))];
  assert.deepEqual([exact.method, normal.method], ['exact', 'normal']);
  near(normal.p, exact.p!, 0.01);
});
