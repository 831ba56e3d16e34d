/** What an item of a framework is: a domain groups others, a competency is what schools map, a milestone is a competency as a phase expects it. */
export const kinds = ['domain', 'competency', 'milestone'] as const;
export type Kind = (typeof kinds)[number];

/** The phases that milestones speak of; every school's own phases belong to one of them. */
export const commonPhases = ['pre-clerkship', 'clerkship', 'post-clerkship'] as const;
export type CommonPhase = (typeof commonPhases)[number];

/** What places an item: `parentId` null stands at the top, `position` orders the children of one parent. */
export type Placed = { readonly id: string; readonly parentId: string | null; readonly position: number };

/** An item of one version of a framework. `stableId` names it in every version; a code is text (1.1 and 1.10 differ). */
export type Item = Placed & {
  readonly stableId: string;
  readonly kind: Kind;
  readonly phase: CommonPhase | null;
  readonly code: string | null;
  readonly shortTitle: string | null;
  /** What lists call it: its short title, else the beginning of its text. */
  readonly title: string;
  readonly text: string;
  readonly publishedText: string | null;
  /** Its makers' word for what it is (CASE: CFItemType), such as Cluster or EPA. */
  readonly itemType: string | null;
};

/** An item with how deep it stands; 0 at the top. */
export type Outlined<Each extends Placed = Item> = Each & { readonly depth: number };

/** The items as an outline is read: each before its children. An item whose parent is not here stands at the top; a circle is cut at its first item. */
export function inOutline<Each extends Placed>(items: readonly Each[]): Outlined<Each>[] {
  const here = new Set(items.map(({ id }) => id));
  const childrenOf = Map.groupBy(items, ({ parentId }) => (parentId !== null && here.has(parentId) ? parentId : null));
  for (const children of childrenOf.values()) children.sort((a, b) => a.position - b.position);
  const outlined: Outlined<Each>[] = [];
  const seen = new Set<string>();
  function walk(top: readonly Each[]) {
    const waiting = top.toReversed().map((item) => ({ ...item, depth: 0 }));
    while (waiting.length > 0) {
      const item = waiting.pop()!;
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      outlined.push(item);
      for (const child of (childrenOf.get(item.id) ?? []).toReversed()) waiting.push({ ...child, depth: item.depth + 1 });
    }
  }
  walk(childrenOf.get(null) ?? []);
  for (const item of items) if (!seen.has(item.id)) walk([item]);
  return outlined;
}
