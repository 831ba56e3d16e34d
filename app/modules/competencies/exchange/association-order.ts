import type { FileAssociation, FileItem } from './framework-file.ts';

/** Associations always in the same order: by type, then by their origin’s place in the outline, their own place, and their identifier. */
export function inAssociationOrder(
  items: readonly Pick<FileItem, 'stableId'>[],
  associations: readonly FileAssociation[],
): FileAssociation[] {
  const placeOf = new Map(items.map(({ stableId }, at) => [stableId, at]));
  const place = ({ originStableId }: FileAssociation) => placeOf.get(originStableId) ?? items.length;
  return associations.toSorted(
    (a, b) => compared(a.type, b.type) || place(a) - place(b) || (a.position ?? 0) - (b.position ?? 0) || compared(a.stableId, b.stableId),
  );
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
