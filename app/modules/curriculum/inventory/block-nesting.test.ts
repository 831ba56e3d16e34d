import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nestBlocks } from './block-nesting.ts';

test('blocks form a tree whatever the references say, and every reference is either kept or reported', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ parentId: id, childId: id }), { selector: ({ parentId, childId }) => parentId + childId }),
      (references) => {
        const { parentOf, circles, secondParents } = nestBlocks(references);
        assert.equal(parentOf.size + circles.length + secondParents.length, references.length);
        for (const start of parentOf.keys()) {
          const seen = new Set<string>();
          for (let at: string | undefined = start; at !== undefined; at = parentOf.get(at)) {
            assert.equal(seen.has(at), false);
            seen.add(at);
          }
        }
      },
    ),
  );
});

test('a chain of a hundred thousand blocks is quick, because it is cut where it gets too deep', () => {
  const chain = Array.from({ length: 100_000 }, (_, at) => ({ parentId: String(at), childId: String(at + 1) }));
  assert.ok(nestBlocks(chain).circles.length > 1000);
});
