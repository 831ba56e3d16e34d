import { inOutline } from '../outline.ts';
import type { EditorItem } from './queries.server.ts';

/** An item where it stands: how deep (0 at the top), and the how-manieth of how many among its neighbours. */
export type ViewRow = { readonly item: EditorItem; readonly depth: number; readonly at: number; readonly of: number };

/** The rows of an outline in their order. The items themselves are passed on as they are, so that a row knows when nothing of it changed. */
export function outlineView(items: readonly EditorItem[]): ViewRow[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const count = new Map<string | null, number>();
  for (const { parentId } of items) count.set(parentId, (count.get(parentId) ?? 0) + 1);
  const passed = new Map<string | null, number>();
  return inOutline(items).map(({ id, parentId, depth }) => {
    const at = (passed.get(parentId) ?? 0) + 1;
    passed.set(parentId, at);
    return { item: byId.get(id)!, depth, at, of: count.get(parentId)! };
  });
}

/** The items after an act somewhere else: those that changed or are new, without those that are gone. */
export function patched(
  items: readonly EditorItem[],
  { rows, gone }: { rows: readonly EditorItem[]; gone: readonly string[] },
): EditorItem[] {
  const others = new Set([...rows.map(({ id }) => id), ...gone]);
  return [...items.filter(({ id }) => !others.has(id)), ...rows];
}

/** The kind of an item in words: "milestone, clerkship". */
export function kindWords({ kind, phase, itemType }: Pick<EditorItem, 'kind' | 'phase' | 'itemType'>): string {
  return [kind, phase, itemType].filter((word) => word !== null).join(', ');
}

/** The level, place and number of neighbours of a row, as the live region and the acts say it. */
export function standing({ depth, at, of }: Pick<ViewRow, 'depth' | 'at' | 'of'>): string {
  return `level ${depth + 1}, ${at} of ${of}`;
}

/** The items that an act starts from when nothing else is said: what a new item below or inside another would be. */
export function kindBeside(item: EditorItem | null, isInside: boolean): EditorItem['kind'] {
  if (item === null) return 'domain';
  if (!isInside) return item.kind;
  return item.kind === 'domain' ? 'competency' : 'milestone';
}
