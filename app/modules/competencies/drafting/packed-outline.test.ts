import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commonPhases, inOutline, kinds } from '../outline.ts';
import { packed, unpacked } from './packed-outline.ts';
import type { EditorItem } from './queries.server.ts';

test('an outline of any words comes back as it was', () => {
  const text = fc.string({ minLength: 1, unit: fc.constantFrom('a', '\t', '\n', '\\', 't', 'n', '“', '|', ' ') });
  const item = fc.record({
    kind: fc.constantFrom(...kinds),
    phase: fc.option(fc.constantFrom(...commonPhases)),
    code: fc.option(text),
    shortTitle: fc.option(text),
    itemType: fc.option(text),
    text,
    changedAt: fc.nat(),
    under: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), (all) => {
      const places = new Map<string | null, number>();
      const items = all.map(({ under, ...each }, at): EditorItem => {
        const parentId = at === 0 || under % (at + 1) === at ? null : `i${under % (at + 1)}`;
        places.set(parentId, (places.get(parentId) ?? 0) + 1);
        return { ...each, id: `i${at}`, parentId, position: places.get(parentId)! };
      });
      const outline = inOutline(items);
      assert.deepEqual(
        unpacked(packed(outline)),
        outline.map(({ depth, ...each }) => each),
      );
    }),
  );
});
