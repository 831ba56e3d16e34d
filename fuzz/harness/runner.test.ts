import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf } from './chance.ts';
import { minimised } from './minimise.ts';
import { mutated } from './mutation.ts';
import { createRunner } from './runner.ts';

/** A parser that is broken on purpose: a word makes it fail in its own way. It fills the heap in small steps: one step beyond it ends the whole process, not the worker. */
const broken = `data:text/javascript,${encodeURIComponent(`
export const target = { seeds: () => [], dictionary: [], async run(bytes) {
  const text = bytes.toString();
  if (text.includes('crash')) throw new RangeError('on purpose');
  if (text.includes('hang')) for (;;);
  if (text.includes('heap')) for (let all = null;;) all = { all };
  if (text.includes('buffer')) { globalThis.kept = Buffer.alloc(300 * 1024 ** 2, 1); await new Promise((done) => setTimeout(done, 5000)); }
  return ['read ' + text];
} };`)}`;

for (const [word, kind, ms] of [
  ['crash', 'crash', 30_000],
  ['hang', 'hang', 1000],
  ['heap', 'memory', 30_000],
  ['buffer', 'memory', 30_000],
] as const)
  test(`found, and the next case runs as if nothing had been: ${word}`, async () => {
    const runner = createRunner(broken, { ms, bytes: 150 * 1024 ** 2, heapMiB: 64 });
    try {
      assert.equal((await runner.run(Buffer.from(`x ${word}`))).finding?.kind, kind);
      if (kind !== 'hang') assert.deepEqual((await runner.run(Buffer.from('fine'))).said, ['read fine']);
    } finally {
      await runner.close();
    }
  });
test('a finding is made small: only what makes it fail is kept', async () => {
  const small = await minimised(Buffer.from(`${'a long start '.repeat(50)}crash and an end`), false, async (bytes) =>
    bytes.includes('crash'),
  );
  assert.equal(small.toString(), 'crash');
});
test('the same seed makes the same cases', () => {
  const material = { seeds: [Buffer.from('Title,Minutes\nShock,90\n')], dictionary: ['"', ','], isZip: false };
  const cases = (seed: number) => Array.from({ length: 200 }, (_, at) => mutated(material, chanceOf(seed + at)).toString('hex'));
  assert.deepEqual(cases(7), cases(7));
  assert.notDeepEqual(cases(7), cases(10_000));
});
