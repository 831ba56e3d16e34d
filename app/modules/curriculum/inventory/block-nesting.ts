const deepest = 64;

/** A block that names another as its part, in the order of the file. */
export type BlockReference = { parentId: string; childId: string };

/** Which block each block stands in, and the references that were set aside so that this is a tree. */
export type BlockNesting = {
  parentOf: Map<string, string>;
  /** References that would make a block part of itself, directly or through others, or stand more than 64 deep. */
  circles: BlockReference[];
  /** References to a block that already stands in another one. */
  secondParents: (BlockReference & { firstParentId: string })[];
};

/** Puts blocks into each other: the first parent that a file names counts, a circle is cut where it would close. The same for the same references. */
export function nestBlocks(references: Iterable<BlockReference>): BlockNesting {
  const parentOf = new Map<string, string>();
  const circles: BlockReference[] = [];
  const secondParents: BlockNesting['secondParents'] = [];
  for (const { parentId, childId } of references) {
    const firstParentId = parentOf.get(childId);
    if (isWithin(parentId, childId, parentOf)) circles.push({ parentId, childId });
    else if (firstParentId === undefined) parentOf.set(childId, parentId);
    else if (firstParentId !== parentId) secondParents.push({ parentId, childId, firstParentId });
  }
  return { parentOf, circles, secondParents };
}

function isWithin(blockId: string, outerId: string, parentOf: Map<string, string>): boolean {
  let at: string | undefined = blockId;
  // A bound, because looking up from each of a million blocks in one long chain would never end.
  for (let steps = 0; at !== undefined && steps < deepest; steps += 1, at = parentOf.get(at)) if (at === outerId) return true;
  return at !== undefined;
}
