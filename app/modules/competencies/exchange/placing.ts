import { inOutline } from '../outline.ts';
import { inNaturalOrder } from './natural-order.ts';

/** An item before it has a place; `enumeration` is its number as it is printed (CASE: listEnumeration). */
export type Unplaced = { readonly stableId: string; readonly code: string | null; readonly enumeration: string | null };

/** That an item belongs below another one (or the document), as a file says it. */
export type PlaceLink = { readonly child: string; readonly parent: string; readonly sequence: number | null };

/** Where an item stands; `link` is what placed it, null when nothing did. */
export type Place<Each extends PlaceLink> = {
  readonly stableId: string;
  readonly parentStableId: string | null;
  readonly position: number;
  readonly link: Each | null;
};

/** Why a link placed nothing. */
export type Why = 'of-another' | 'to-itself' | 'elsewhere' | 'again' | 'another-parent' | 'circle';

/** A tree from links in any order: every item once, in outline order, with the links that placed nothing and the items that nothing placed. */
export type Tree<Each extends PlaceLink> = {
  readonly places: readonly Place<Each>[];
  readonly left: readonly { readonly link: Each; readonly why: Why }[];
  readonly unplaced: readonly string[];
};

/**
 * Places every item below the first parent that a link names. Others stay links. A circle is cut at its first item in the file's order, which then stands at
 * the top, as does every item that no link places. Siblings stand by their sequence numbers, those without one after them: by their printed numbers when all
 * have one, else by their codes when all have one, else as in the file.
 */
export function placed<Each extends PlaceLink>(items: readonly Unplaced[], links: readonly Each[], documentId: string | null): Tree<Each> {
  const here = new Set(items.map(({ stableId }) => stableId));
  const linkOf = new Map<string, Each>();
  const left: { link: Each; why: Why }[] = [];
  for (const link of links) {
    const before = linkOf.get(link.child);
    const why: Why | null = !here.has(link.child)
      ? 'of-another'
      : link.child === link.parent
        ? 'to-itself'
        : link.parent !== documentId && !here.has(link.parent)
          ? 'elsewhere'
          : before !== undefined
            ? before.parent === link.parent
              ? 'again'
              : 'another-parent'
            : null;
    if (why === null) linkOf.set(link.child, link);
    else left.push({ link, why });
  }
  const parentOf = new Map([...linkOf].filter(([, { parent }]) => parent !== documentId).map(([child, { parent }]) => [child, parent]));
  for (const child of firstOfCircles(items, parentOf)) {
    left.push({ link: linkOf.get(child)!, why: 'circle' });
    linkOf.delete(child);
    parentOf.delete(child);
  }
  const siblings = Map.groupBy(
    items.map((item, at) => ({ ...item, at, sequence: linkOf.get(item.stableId)?.sequence ?? null })),
    ({ stableId }) => parentOf.get(stableId) ?? null,
  );
  const rows = [...siblings].flatMap(([parentId, children]) =>
    inOrder(children).map(({ stableId }, at) => ({ id: stableId, parentId, position: at + 1 })),
  );
  const places = inOutline(rows).map(({ id, parentId, position }) => ({
    stableId: id,
    parentStableId: parentId,
    position,
    link: linkOf.get(id) ?? null,
  }));
  return { places, left, unplaced: items.map(({ stableId }) => stableId).filter((id) => !linkOf.has(id)) };
}

type Sibling = Unplaced & { readonly at: number; readonly sequence: number | null };

function inOrder(siblings: readonly Sibling[]): Sibling[] {
  const numbered = siblings.filter(({ sequence }) => sequence !== null).sort((a, b) => a.sequence! - b.sequence! || a.at - b.at);
  const others = siblings.filter(({ sequence }) => sequence === null);
  for (const key of ['enumeration', 'code'] as const)
    if (others.every((each) => each[key] !== null))
      return [...numbered, ...others.sort((a, b) => inNaturalOrder(a[key]!, b[key]!) || a.at - b.at)];
  return [...numbered, ...others];
}

/** One item of each circle: the first in the order of the items. */
function firstOfCircles(items: readonly Unplaced[], parentOf: ReadonlyMap<string, string>): string[] {
  const seen = new Map<string, number>();
  const order = new Map(items.map(({ stableId }, at) => [stableId, at]));
  const found: string[] = [];
  items.forEach(({ stableId }, walk) => {
    let at: string | undefined = stableId;
    while (at !== undefined && !seen.has(at)) {
      seen.set(at, walk);
      at = parentOf.get(at);
    }
    if (at === undefined || seen.get(at) !== walk) return;
    const circle = [at];
    for (let next = parentOf.get(at)!; next !== at; next = parentOf.get(next)!) circle.push(next);
    found.push(circle.toSorted((a, b) => order.get(a)! - order.get(b)!)[0]!);
  });
  return found;
}
