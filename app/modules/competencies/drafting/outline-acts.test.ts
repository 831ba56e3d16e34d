import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '#app/platform/problem.ts';
import { inOutline, kinds } from '../outline.ts';
import { type Act, type Draft, type DraftChange, type Part, perform, proposedCodes, type Words } from './outline-acts.ts';
import type { DraftItem } from './outline-tree.ts';

const words: Words = { code: null, shortTitle: null, text: 'New words', kind: 'competency', phase: null, itemType: null };
function item(id: string, parentId: string | null, position: number, more: Partial<DraftItem> = {}): DraftItem {
  return { ...words, id, stableId: `s-${id}`, parentId, position, code: id, text: `Does ${id}`, publishedText: null, ...more };
}
/** D(A(a1 a2) B C) E(F) */
const start: Draft = {
  items: [
    item('D', null, 1, { kind: 'domain' }),
    item('A', 'D', 1),
    item('a1', 'A', 1, { kind: 'milestone', phase: 'clerkship' }),
    item('a2', 'A', 2, { kind: 'milestone', phase: 'post-clerkship' }),
    item('B', 'D', 2),
    item('C', 'D', 3),
    item('E', null, 2, { kind: 'domain' }),
    item('F', 'E', 1),
  ],
  associations: [],
};
function world(published = (_stableId: string) => true) {
  let next = 0;
  return { newId: () => `n${++next}`, isPublished: published };
}
/** A draft after a change. */
function applied(draft: Draft, { items, associations }: Pick<DraftChange, 'items' | 'associations'>): Draft {
  return { items: exchanged(draft.items, items), associations: exchanged(draft.associations, associations) };
}

/** The change that takes a change back. */
function reversed({ items, associations }: Pick<DraftChange, 'items' | 'associations'>): Pick<DraftChange, 'items' | 'associations'> {
  return {
    items: { before: items.after, after: items.before },
    associations: { before: associations.after, after: associations.before },
  };
}

function exchanged<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { before, after }: { before: readonly Row[]; after: readonly Row[] },
): Row[] {
  const gone = new Set(before.map(({ id }) => id));
  return [...rows.filter(({ id }) => !gone.has(id)), ...after];
}
function after(act: Act, draft = start): Draft {
  return applied(draft, perform(draft, act, world()));
}
/** The outline as one line: `D(A(a1 a2) B C) E(F)`. */
function drawn({ items }: Draft): string {
  const children = Map.groupBy(inOutline(items), ({ parentId }) => parentId);
  const draw = (parent: string | null): string =>
    (children.get(parent) ?? []).map(({ id }) => (children.has(id) ? `${id}(${draw(id)})` : id)).join(' ');
  return draw(null);
}
function refusal(act: Act, draft = start): string {
  try {
    perform(draft, act, world());
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  return 'nothing was refused';
}
const parts = (...texts: string[]): Part[] => texts.map((text) => ({ code: null, shortTitle: null, text }));

for (const [what, act, outline] of [
  ['an item is added below another', { act: 'add', place: { after: 'A' }, words }, 'D(A(a1 a2) n1 B C) E(F)'],
  ['an item is added inside another, as its last', { act: 'add', place: { under: 'D' }, words }, 'D(A(a1 a2) B C n1) E(F)'],
  ['an item is added at the end', { act: 'add', place: { under: null }, words }, 'D(A(a1 a2) B C) E(F) n1'],
  ['an item moves up among its neighbours', { act: 'up', id: 'C' }, 'D(A(a1 a2) C B) E(F)'],
  ['an item moves down with all that hangs under it', { act: 'down', id: 'A' }, 'D(B A(a1 a2) C) E(F)'],
  ['an item is indented under the one before', { act: 'indent', id: 'C' }, 'D(A(a1 a2) B(C)) E(F)'],
  ['an item is outdented below its parent', { act: 'outdent', id: 'B' }, 'D(A(a1 a2) C) B E(F)'],
  ['an item moves after any other', { act: 'move', id: 'A', place: { after: 'F' } }, 'D(B C) E(F A(a1 a2))'],
  ['an item moves after a later neighbour', { act: 'move', id: 'A', place: { after: 'B' } }, 'D(B A(a1 a2) C) E(F)'],
  ['an item moves inside any other', { act: 'move', id: 'F', place: { under: 'B' } }, 'D(A(a1 a2) B(F) C) E'],
  ['an item moves to the end of the top', { act: 'move', id: 'B', place: { under: null } }, 'D(A(a1 a2) C) E(F) B'],
  [
    'what is split is replaced in place, and the first part keeps what hung under it',
    { act: 'split', id: 'A', parts: parts('x', 'y') },
    'D(n1(a1 a2) n3 B C) E(F)',
  ],
  [
    'what is merged stands where the first stood, with the children of all',
    { act: 'merge', ids: ['F', 'A'], words: parts('x')[0]! },
    'D(n1(a1 a2) B C) E',
  ],
  ['an item goes with all that hangs under it', { act: 'remove', id: 'A' }, 'D(B C) E(F)'],
] as const satisfies readonly (readonly [string, Act, string])[])
  test(what, () => assert.equal(drawn(after(act)), outline));

for (const [what, act, message] of [
  ['a milestone leaves its competency', { act: 'outdent', id: 'a2' }, /hangs under a competency/],
  ['a milestone stands at the top', { act: 'move', id: 'a1', place: { under: null } }, /hangs under a competency/],
  ['a domain goes under a competency', { act: 'move', id: 'E', place: { under: 'B' } }, /never under a competency/],
  ['something hangs under a milestone', { act: 'move', id: 'B', place: { under: 'a1' } }, /under a milestone/],
  [
    'a competency with milestones becomes a domain',
    { act: 'edit', id: 'A', words: { ...words, kind: 'domain' } },
    /hangs under a competency/,
  ],
  ['a competency gets a phase', { act: 'edit', id: 'B', words: { ...words, phase: 'clerkship' } }, /Only a milestone has a phase/],
  ['an item goes under itself', { act: 'move', id: 'D', place: { after: 'B' } }, /under itself/],
  ['an item is merged with one under it', { act: 'merge', ids: ['D', 'A'], words: parts('x')[0]! }, /one kind/],
  ['the first moves up', { act: 'up', id: 'A' }, /first here already/],
  ['the last moves down', { act: 'down', id: 'C' }, /last here already/],
  ['the first is indented', { act: 'indent', id: 'D' }, /Nothing stands before/],
  ['an item at the top is outdented', { act: 'outdent', id: 'E' }, /top already/],
  ['an item moves to where it stands', { act: 'move', id: 'C', place: { under: 'D' } }, /stands there already/],
  ['an edit changes nothing', { act: 'edit', id: 'B', words: { ...words, code: 'B', text: 'Does B' } }, /Nothing is different/],
  ['a split makes one', { act: 'split', id: 'B', parts: parts('x') }, /at least two/],
  ['a merge takes one', { act: 'merge', ids: ['B', 'B'], words: parts('x')[0]! }, /at least two/],
  ['an item is gone', { act: 'up', id: 'nobody' }, /not found/],
] as const satisfies readonly (readonly [string, Act, RegExp])[])
  test(`nothing happens when ${what}`, () => assert.match(refusal(act), message));

test('what left a published version is replaced by each of its heirs, and what only this draft knew leaves no trace', () => {
  const replacements = ({ associations }: Draft) =>
    associations.map(({ originStableId, destinationStableId }) => `${originStableId} ${destinationStableId}`);
  const once = perform(start, { act: 'split', id: 'B', parts: parts('x', 'y') }, world());
  const draft = applied(start, once);
  const [x, y] = once.items.after.filter(({ text }) => text === 'x' || text === 'y');
  assert.deepEqual(replacements(draft), [`s-B ${x!.stableId}`, `s-B ${y!.stableId}`]);
  const again = perform(
    draft,
    { act: 'merge', ids: [x!.id, 'C'], words: parts('z')[0]! },
    { newId: () => `m${Math.random()}`, isPublished: (id) => id.startsWith('s-') },
  );
  const z = again.items.after.find(({ text }) => text === 'z')!;
  assert.deepEqual(replacements(applied(draft, again)), [`s-B ${y!.stableId}`, `s-B ${z.stableId}`, `s-C ${z.stableId}`]);
});
test('new words are no correction of the source, so its wording goes with the old ones', () => {
  const draft = { ...start, items: start.items.map((each) => (each.id === 'B' ? { ...each, publishedText: 'Dose B' } : each)) };
  const edited = (text: string) => after({ act: 'edit', id: 'B', words: { ...words, text } }, draft).items.find(({ id }) => id === 'B')!;
  assert.deepEqual([edited('Does B').publishedText, edited('Does B well').publishedText], ['Dose B', null]);
});
test('numbering is a proposal for the children of one item, and leaves milestones and deeper items alone', () => {
  assert.deepEqual(proposedCodes(start.items, 'D'), [
    { id: 'A', code: 'D.1' },
    { id: 'B', code: 'D.2' },
    { id: 'C', code: 'D.3' },
  ]);
  const { items } = after({ act: 'renumber', under: null });
  assert.deepEqual(
    inOutline(items)
      .map(({ code }) => code)
      .join(' '),
    '1 A a1 a2 B C 2 F',
  );
});

/** Whatever a person tries: numbers choose among the items there are. */
const tried = fc.array(fc.tuple(fc.nat(10), fc.nat(1000), fc.nat(1000), fc.nat(2)), { minLength: 1, maxLength: 25 });
function actOf(draft: Draft, [what, one, other, which]: [number, number, number, number]): Act {
  const id = draft.items[one % draft.items.length]!.id;
  const target = draft.items[other % draft.items.length]!.id;
  const place = which === 0 ? { after: target } : { under: which === 1 ? target : null };
  const written: Words = { ...words, code: String(one), text: `Words ${other}`, kind: kinds[which]! };
  const simple = (['up', 'down', 'indent', 'outdent', 'remove'] as const)[what];
  if (simple) return { act: simple, id };
  if (what === 5) return { act: 'add', place, words: written };
  if (what === 6) return { act: 'edit', id, words: written };
  if (what === 7) return { act: 'move', id, place };
  if (what === 8) return { act: 'split', id, parts: parts(...['x', 'y', 'z'].slice(0, which + 1)) };
  if (what === 9) return { act: 'merge', ids: [id, target], words: parts('merged')[0]! };
  return { act: 'renumber', under: which === 0 ? null : id };
}
const byId = <Row extends { id: string }>(rows: readonly Row[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('whatever is done: the order stays dense, kinds stay where they belong, nothing is lost, and undoing it all restores every item exactly', () => {
  fc.assert(
    fc.property(tried, (tries) => {
      const { newId } = world();
      const everywhere = { newId, isPublished: (id: string) => id.startsWith('s-') };
      let draft = start;
      const done: DraftChange[] = [];
      for (const each of tries) {
        if (draft.items.length === 0) break;
        const act = actOf(draft, each);
        try {
          const change = perform(draft, act, everywhere);
          done.push(change);
          draft = applied(draft, change);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          continue;
        }
        assertSound(draft, act);
      }
      for (const change of done.toReversed()) draft = applied(draft, reversed(change));
      assert.deepEqual(byId(draft.items), byId(start.items));
      assert.deepEqual(draft.associations, start.associations);
    }),
    { numRuns: 300 },
  );
});
function assertSound({ items, associations }: Draft, { act }: Act) {
  for (const siblings of Map.groupBy(items, ({ parentId }) => parentId).values())
    assert.deepEqual(
      siblings.map(({ position }) => position).sort((a, b) => a - b),
      siblings.map((_, at) => at + 1),
      `${act} leaves a gap`,
    );
  const kindOf = new Map(items.map(({ id, kind }) => [id, kind]));
  for (const { kind, phase, parentId } of items) {
    const parent = parentId === null ? undefined : kindOf.get(parentId);
    assert.ok(parentId === null || parent, `${act} lost a parent`);
    assert.ok(
      parent !== 'milestone' && (kind !== 'milestone' || parent === 'competency') && (kind !== 'domain' || parent !== 'competency'),
    );
    assert.ok(phase === null || kind === 'milestone');
  }
  assert.ok(
    inOutline(items).every(({ depth, parentId }) => (depth === 0) === (parentId === null)),
    `${act} made a circle`,
  );
  const here = new Set(items.map(({ stableId }) => stableId));
  // What a version published is still here, or its end is known: replaced, or removed on purpose.
  for (const { originStableId, destinationStableId } of associations) {
    assert.ok(originStableId.startsWith('s-'), 'only what was published is said to be replaced');
    assert.ok(here.has(destinationStableId) || destinationStableId.startsWith('s-'), 'nothing points to what no version ever knew');
  }
}
