import { invalid } from '#app/platform/problem.ts';
import { inOutline } from '../outline.ts';
import type { Succession } from './comparison.ts';
import {
  childrenOf,
  type DraftItem,
  isWithin,
  itemIn,
  itemsOfTree,
  nameOf,
  place,
  placeOf,
  refuseMisfit,
  type Tree,
  takeOut,
  treeOf,
} from './outline-tree.ts';

/** What a person writes of an item. */
export type Words = Pick<DraftItem, 'code' | 'shortTitle' | 'text' | 'kind' | 'phase' | 'itemType'>;
/** What a person writes of one part of a split, or of what several are merged into. */
export type Part = Pick<Words, 'code' | 'shortTitle' | 'text'>;

/** One act on a draft. `after` and `under` name an item; `under: null` is the top, where the new place is the last one. */
export type Act =
  | { readonly act: 'add'; readonly place: Place; readonly words: Words }
  | { readonly act: 'edit'; readonly id: string; readonly words: Words }
  | { readonly act: 'up' | 'down' | 'indent' | 'outdent' | 'remove'; readonly id: string }
  | { readonly act: 'move'; readonly id: string; readonly place: Place }
  | { readonly act: 'split'; readonly id: string; readonly parts: readonly Part[] }
  | { readonly act: 'merge'; readonly ids: readonly string[]; readonly words: Part }
  | { readonly act: 'renumber'; readonly under: string | null };
/** A place in the outline: below an item, or as the last one under an item (null: at the top). */
export type Place = { readonly after: string } | { readonly under: string | null };

/** An association of a draft; acts make and drop those that say what replaced what. */
export type DraftAssociation = Succession & { readonly id: string };
/** A draft's items and associations. */
export type Draft = { readonly items: readonly DraftItem[]; readonly associations: readonly DraftAssociation[] };

/** What an act did: every row it touched before and after, the item to go on from, and what happened in one sentence without its full stop. */
export type DraftChange = {
  readonly items: { readonly before: readonly DraftItem[]; readonly after: readonly DraftItem[] };
  readonly associations: { readonly before: readonly DraftAssociation[]; readonly after: readonly DraftAssociation[] };
  readonly focus: string | null;
  readonly said: string;
};

/** What an act cannot know by itself: new identifiers, and whether a stable id stands in a version that was published. */
export type World = { readonly newId: () => string; readonly isPublished: (stableId: string) => boolean };

type Doing = World & { readonly tree: Tree; readonly associations: DraftAssociation[] };
type Done = Pick<DraftChange, 'focus' | 'said'>;

/** Does one act. Refused (a Problem) where an item would not belong, or is gone; nothing of the draft given changes. */
export function perform(draft: Draft, act: Act, world: World): DraftChange {
  const doing: Doing = { ...world, tree: treeOf(draft.items), associations: [...draft.associations] };
  const done = carryOut(doing, act);
  const items = difference(draft.items, itemsOfTree(doing.tree));
  if (items.before.length + items.after.length === 0) throw invalid('It stands there already.');
  return { ...done, items, associations: difference(draft.associations, doing.associations) };
}

function carryOut(doing: Doing, act: Act): Done {
  switch (act.act) {
    case 'add':
      return add(doing, act.place, act.words);
    case 'edit':
      return edit(doing, act.id, act.words);
    case 'up':
    case 'down':
      return shift(doing, act.id, act.act);
    case 'indent':
      return indent(doing, act.id);
    case 'outdent':
      return outdent(doing, act.id);
    case 'remove':
      return remove(doing, act.id);
    case 'move':
      return move(doing, act.id, act.place);
    case 'split':
      return split(doing, act.id, act.parts);
    case 'merge':
      return merge(doing, act.ids, act.words);
    case 'renumber':
      return renumber(doing, act.under);
  }
}

function difference<Row extends { readonly id: string }>(before: readonly Row[], after: readonly Row[]) {
  const [was, is] = [new Map(before.map((row) => [row.id, row])), new Map(after.map((row) => [row.id, row]))];
  const differs = (one: Row, other: Row | undefined) => other === undefined || (one !== other && !sameFields(one, other));
  return { before: before.filter((row) => differs(row, is.get(row.id))), after: after.filter((row) => differs(row, was.get(row.id))) };
}

function sameFields<Row extends object>(one: Row, other: Row): boolean {
  return (Object.keys(one) as (keyof Row)[]).every((key) => one[key] === other[key]);
}

/** Where a place lies among the children of its parent. */
function spot(tree: Tree, to: Place): { parentId: string | null; at: number } {
  if ('under' in to) {
    if (to.under !== null) itemIn(tree, to.under);
    return { parentId: to.under, at: childrenOf(tree, to.under).length };
  }
  const { parentId, at } = placeOf(tree, to.after);
  return { parentId, at: at + 1 };
}

function add({ tree, newId }: Doing, to: Place, words: Words): Done {
  const item = { ...words, id: newId(), stableId: newId(), parentId: null, position: 0, publishedText: null };
  place(tree, item, spot(tree, to));
  return { focus: item.id, said: `Added ${nameOf(item)}${whereabouts(tree, to)}` };
}

function whereabouts(tree: Tree, to: Place): string {
  if ('after' in to) return ` below ${nameOf(itemIn(tree, to.after))}`;
  return to.under === null ? ' at the end' : ` in ${nameOf(itemIn(tree, to.under))}`;
}

function edit({ tree }: Doing, id: string, words: Words): Done {
  const old = itemIn(tree, id);
  // The source's wording stands beside what was corrected of it; new words are no correction of it.
  const item = { ...old, ...words, publishedText: words.text === old.text ? old.publishedText : null };
  const isSame = (Object.keys(words) as (keyof Words)[]).every((key) => words[key] === old[key]);
  if (isSame) throw invalid('Nothing is different yet. Change something, or leave it as it is.');
  tree.items.set(id, item);
  refuseMisfit(tree, item);
  return { focus: id, said: `Edited ${nameOf(item)}` };
}

function shift({ tree }: Doing, id: string, way: 'up' | 'down'): Done {
  const item = itemIn(tree, id);
  const { parentId, at } = placeOf(tree, id);
  const to = way === 'up' ? at - 1 : at + 1;
  if (to < 0) throw invalid(`${nameOf(item)} is the first here already. Outdent it to go further up.`);
  if (to >= childrenOf(tree, parentId).length) throw invalid(`${nameOf(item)} is the last here already. Outdent it to go further down.`);
  place(tree, item, { parentId, at: to });
  return { focus: id, said: `Moved ${nameOf(item)} ${way}` };
}

function indent({ tree }: Doing, id: string): Done {
  const item = itemIn(tree, id);
  const { parentId, at } = placeOf(tree, id);
  if (at === 0) throw invalid(`Nothing stands before ${nameOf(item)} here that it could be indented under.`);
  const under = itemIn(tree, childrenOf(tree, parentId)[at - 1]!);
  place(tree, item, { parentId: under.id, at: childrenOf(tree, under.id).length });
  return { focus: id, said: `Indented ${nameOf(item)} under ${nameOf(under)}` };
}

function outdent({ tree }: Doing, id: string): Done {
  const item = itemIn(tree, id);
  if (item.parentId === null) throw invalid(`${nameOf(item)} stands at the top already.`);
  const parent = itemIn(tree, item.parentId);
  const { parentId, at } = placeOf(tree, parent.id);
  place(tree, item, { parentId, at: at + 1 });
  return { focus: id, said: `Outdented ${nameOf(item)}, it stands below ${nameOf(parent)} now` };
}

function move({ tree }: Doing, id: string, to: Place): Done {
  const item = itemIn(tree, id);
  const target = 'after' in to ? to.after : to.under;
  if (target !== null && isWithin(tree, target, id)) throw invalid(`${nameOf(item)} cannot go under itself. Choose an item outside it.`);
  const { parentId, at } = spot(tree, to);
  const own = placeOf(tree, id);
  place(tree, item, { parentId, at: own.parentId === parentId && own.at < at ? at - 1 : at });
  return { focus: id, said: `Moved ${nameOf(item)}${whereabouts(tree, to)}` };
}

function remove(doing: Doing, id: string): Done {
  const { tree } = doing;
  const { parentId, at } = placeOf(tree, id);
  const [item, ...others] = takeOut(tree, id);
  for (const gone of [item!, ...others]) succeed(doing, gone.stableId, []);
  const siblings = childrenOf(tree, parentId);
  const under = others.length === 0 ? '' : ` and ${others.length === 1 ? 'the item' : `the ${others.length} items`} under it`;
  return { focus: siblings[at] ?? siblings[at - 1] ?? parentId, said: `Removed ${nameOf(item!)}${under}` };
}

function split(doing: Doing, id: string, parts: readonly Part[]): Done {
  const { tree, newId } = doing;
  if (parts.length < 2) throw invalid('A split makes at least two. Leave an empty line between the parts.');
  const old = itemIn(tree, id);
  const { parentId, at } = placeOf(tree, id);
  const news = parts.map((part) => ({ ...old, ...part, id: newId(), stableId: newId(), publishedText: null }));
  for (const [more, item] of news.entries()) place(tree, item, { parentId, at: at + 1 + more });
  const heir = news[0]!;
  for (const child of [...childrenOf(tree, id)])
    place(tree, itemIn(tree, child), { parentId: heir.id, at: childrenOf(tree, heir.id).length });
  takeOut(tree, id);
  succeed(
    doing,
    old.stableId,
    news.map(({ stableId }) => stableId),
  );
  const kept = childrenOf(tree, heir.id).length > 0 ? `; what hung under it hangs under ${nameOf(heir)}` : '';
  return { focus: heir.id, said: `Split ${nameOf(old)} into ${news.map(nameOf).join(', ')}${kept}` };
}

function merge(doing: Doing, ids: readonly string[], words: Part): Done {
  const { tree, newId } = doing;
  const chosen = new Set(ids);
  for (const id of chosen) itemIn(tree, id);
  const olds = inOutline([...tree.items.values()]).filter(({ id }) => chosen.has(id));
  const [first, ...others] = olds;
  if (!first || others.length === 0) throw invalid('A merge takes at least two. Mark the items that become one.');
  if (others.some(({ kind }) => kind !== first.kind))
    throw invalid('Only items of one kind can be merged: domains, competencies or milestones.');
  if (olds.some(({ id }) => olds.some((other) => other.id !== id && isWithin(tree, id, other.id))))
    throw invalid('An item cannot be merged with one that hangs under it. Outdent it first.');
  const shared = <Value>(of: (item: DraftItem) => Value) => (others.every((other) => of(other) === of(first)) ? of(first) : null);
  const { depth, ...face } = first;
  const item: DraftItem = {
    ...face,
    ...words,
    id: newId(),
    stableId: newId(),
    publishedText: null,
    phase: shared(({ phase }) => phase),
    itemType: shared(({ itemType }) => itemType),
  };
  place(tree, item, placeOf(tree, first.id));
  for (const old of olds) {
    for (const child of [...childrenOf(tree, old.id)])
      place(tree, itemIn(tree, child), { parentId: item.id, at: childrenOf(tree, item.id).length });
    takeOut(tree, old.id);
    succeed(doing, old.stableId, [item.stableId]);
  }
  return { focus: item.id, said: `Merged ${olds.map(nameOf).join(', ')} into ${nameOf(item)}` };
}

/** Says what took the place of an item that left. An item that no version ever published leaves no trace: what it had replaced is replaced by its heirs. */
function succeed({ associations, newId, isPublished }: Doing, gone: string, heirs: readonly string[]): void {
  const replaced = (origin: string) => {
    for (const heir of heirs) {
      const isSaid = associations.some(
        ({ type, originStableId, destinationStableId }) =>
          type === 'replacedBy' && originStableId === origin && destinationStableId === heir,
      );
      if (!isSaid) associations.push({ id: newId(), type: 'replacedBy', originStableId: origin, destinationStableId: heir });
    }
  };
  if (isPublished(gone)) {
    replaced(gone);
    return;
  }
  for (const association of associations.filter(({ type, destinationStableId }) => type === 'replacedBy' && destinationStableId === gone)) {
    associations.splice(associations.indexOf(association), 1);
    replaced(association.originStableId);
  }
}

/** The codes that numbering the children of an item (null: of the top) would give: its own code, a dot, and 1, 2, 3 …; milestones keep theirs. Only those that would change. */
export function proposedCodes(items: readonly DraftItem[], under: string | null): { readonly id: string; readonly code: string }[] {
  const tree = treeOf(items);
  const parent = under === null ? null : itemIn(tree, under);
  const prefix = parent?.code ? `${parent.code}.` : '';
  return childrenOf(tree, under)
    .map((id) => itemIn(tree, id))
    .filter(({ kind }) => kind !== 'milestone')
    .map(({ id, code }, at) => ({ id, was: code, code: `${prefix}${at + 1}` }))
    .flatMap(({ id, was, code }) => (was === code ? [] : [{ id, code }]));
}

function renumber({ tree }: Doing, under: string | null): Done {
  const codes = proposedCodes([...tree.items.values()], under);
  if (codes.length === 0) throw invalid('The codes are in order here already.');
  for (const { id, code } of codes) tree.items.set(id, { ...itemIn(tree, id), code });
  const where = under === null ? 'at the top' : `in ${nameOf(itemIn(tree, under))}`;
  return { focus: under ?? codes[0]!.id, said: `Renumbered ${codes.length === 1 ? 'one code' : `${codes.length} codes`} ${where}` };
}
