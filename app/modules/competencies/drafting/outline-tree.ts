import { invalid, missing } from '#app/platform/problem.ts';
import { type Item, inOutline, type Kind } from '../outline.ts';

/** An item of a draft, as acts change it. */
export type DraftItem = Omit<Item, 'title'>;

/** A draft while an act changes it: its items, and the order of the children of each (null: of the top). */
export type Tree = { readonly items: Map<string, DraftItem>; readonly children: Map<string | null, string[]> };

/** A tree to change; the items given are left as they are. */
export function treeOf(items: readonly DraftItem[]): Tree {
  const tree: Tree = { items: new Map(items.map((item) => [item.id, item])), children: new Map() };
  for (const { id, parentId } of inOutline(items)) childrenOf(tree, parentId).push(id);
  return tree;
}

/** The items with their places: the children of one parent are numbered from 1 without a gap. An item that kept everything is the same object. */
export function itemsOfTree({ items, children }: Tree): DraftItem[] {
  for (const [parentId, ids] of children)
    ids.forEach((id, at) => {
      const item = items.get(id)!;
      if (item.parentId !== parentId || item.position !== at + 1) items.set(id, { ...item, parentId, position: at + 1 });
    });
  return [...items.values()];
}

/** The children of an item in their order, to be changed in place; of null, what stands at the top. */
export function childrenOf({ children }: Tree, parentId: string | null): string[] {
  const own = children.get(parentId);
  if (own) return own;
  const none: string[] = [];
  children.set(parentId, none);
  return none;
}

/** An item of the tree; missing when another person removed it. */
export function itemIn({ items }: Tree, id: string): DraftItem {
  const item = items.get(id);
  if (!item) throw missing('This item');
  return item;
}

/** Where an item stands: its parent, and its place from 0 among that parent's children. */
export function placeOf(tree: Tree, id: string): { readonly parentId: string | null; readonly at: number } {
  const { parentId } = itemIn(tree, id);
  return { parentId, at: childrenOf(tree, parentId).indexOf(id) };
}

/** Places an item, new or old, at a place among the children of a parent. Refused where it does not belong; where it hangs already, it may stay. */
export function place(tree: Tree, item: DraftItem, to: { readonly parentId: string | null; readonly at: number }): void {
  const own = tree.items.has(item.id) ? placeOf(tree, item.id) : null;
  if (own) childrenOf(tree, own.parentId).splice(own.at, 1);
  const placed = { ...item, parentId: to.parentId };
  tree.items.set(item.id, placed);
  childrenOf(tree, to.parentId).splice(to.at, 0, item.id);
  if (own?.parentId !== to.parentId) refuseMisfit(tree, placed);
}

/** Takes an item out, and all that hangs under it. Answers what went, the item first. */
export function takeOut(tree: Tree, id: string): DraftItem[] {
  const { parentId, at } = placeOf(tree, id);
  childrenOf(tree, parentId).splice(at, 1);
  const gone = [itemIn(tree, id)];
  for (const item of gone) {
    for (const child of childrenOf(tree, item.id)) gone.push(itemIn(tree, child));
    tree.children.delete(item.id);
    tree.items.delete(item.id);
  }
  return gone;
}

/** Whether an item hangs, at any depth, under another (or is it). */
export function isWithin(tree: Tree, id: string, ancestor: string): boolean {
  for (let at: string | null = id; at !== null; at = itemIn(tree, at).parentId) if (at === ancestor) return true;
  return false;
}

/** Refuses an item that does not belong where it stands, or whose children do not belong under it. */
export function refuseMisfit(tree: Tree, item: DraftItem): void {
  const parent = item.parentId === null ? null : itemIn(tree, item.parentId);
  const why =
    misfit(item.kind, parent?.kind ?? null) ??
    childrenOf(tree, item.id)
      .map((child) => misfit(itemIn(tree, child).kind, item.kind))
      .find((each) => each !== null);
  if (why) throw invalid(why);
  if (item.phase !== null && item.kind !== 'milestone')
    throw invalid('Only a milestone has a phase. Leave the phase open, or make it a milestone.');
}

function misfit(kind: Kind, parent: Kind | null): string | null {
  if (parent === 'milestone') return 'Nothing hangs under a milestone. Choose a competency or a domain.';
  if (kind === 'milestone' && parent !== 'competency')
    return 'A milestone hangs under a competency. Choose one, or make it another kind first.';
  if (kind === 'domain' && parent === 'competency')
    return 'A domain stands at the top or in another domain, never under a competency. Make it another kind first.';
  return null;
}

/** What lists, messages and screen readers call an item: its code, and its short title or the beginning of its text. */
export function shortName({ code, shortTitle, text }: Pick<DraftItem, 'code' | 'shortTitle' | 'text'>): string {
  const words = shortTitle ?? (text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`);
  return code === null ? words : `${code} ${words}`;
}

/** The same in quotation marks, inside a sentence. */
export function nameOf(item: Pick<DraftItem, 'code' | 'shortTitle' | 'text'>): string {
  return `“${shortName(item)}”`;
}
