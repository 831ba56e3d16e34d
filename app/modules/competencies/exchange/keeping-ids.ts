import type { FrameworkFile } from './framework-file.ts';

/** What an item of the version before is known by. */
type KnownItem = { readonly stableId: string; readonly code: string | null; readonly text: string };

/**
 * A file whose items have no identifiers of their own, with those of the version before: of the item with the same code, else with the same text. A stable id
 * is given once; what stood in the way of that keeps the one made from the file.
 */
export function keepingIds(file: FrameworkFile, known: readonly KnownItem[]): FrameworkFile {
  const here = new Set(file.items.filter(({ hasOwnId }) => hasOwnId).map(({ stableId }) => stableId));
  const byCode = new Map(known.flatMap(({ code, stableId }) => (code === null ? [] : [[code, stableId] as const])));
  const byText = new Map(known.map(({ text, stableId }) => [text, stableId]));
  const newOf = new Map<string, string>();
  for (const { stableId, hasOwnId, code, text } of file.items) {
    if (hasOwnId) continue;
    const kept =
      [code === null ? undefined : byCode.get(code), byText.get(text)].find((id) => id !== undefined && !here.has(id)) ?? stableId;
    here.add(kept);
    newOf.set(stableId, kept);
  }
  const now = (stableId: string) => newOf.get(stableId) ?? stableId;
  return {
    ...file,
    items: file.items.map((item) => ({
      ...item,
      stableId: now(item.stableId),
      parentStableId: item.parentStableId === null ? null : now(item.parentStableId),
    })),
    associations: file.associations.map((each) => ({
      ...each,
      originStableId: now(each.originStableId),
      destinationStableId: now(each.destinationStableId),
    })),
  };
}
