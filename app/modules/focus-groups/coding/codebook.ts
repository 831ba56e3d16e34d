/** A code in the tree, as far as its place matters. */
export type Placed = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly position: number;
  readonly retiredAt: Date | null;
};
/** A code with how deep it stands, in the order of the tree. */
export type Listed<Code extends Placed> = Code & { readonly depth: number };

/** So deep may codes stand in each other: deeper is no help to a coder, and other programs flatten it. */
export const deepest = 5;

/** The codes that are in use as a list, each after its parent, by position and name. */
export function inTree<Code extends Placed>(codes: readonly Code[]): Listed<Code>[] {
  const children = Map.groupBy(
    codes.filter(({ retiredAt }) => retiredAt === null),
    ({ parentId }) => parentId,
  );
  const under = (parentId: string | null, depth: number): Listed<Code>[] =>
    (children.get(parentId) ?? [])
      .toSorted((one, other) => one.position - other.position || one.name.localeCompare(other.name))
      .flatMap((code) => [{ ...code, depth }, ...under(code.id, depth + 1)]);
  return under(null, 0);
}

/** Why a code cannot stand under another (null: at the top), in plain words; null when it can. */
export function placeProblem(codes: readonly Placed[], codeId: string | null, parentId: string | null): string | null {
  if (parentId === null) return null;
  const byId = new Map(codes.map((code) => [code.id, code]));
  let above: Placed | undefined = byId.get(parentId);
  if (!above || above.retiredAt !== null) return 'Choose a code that is in use.';
  let depth = 1;
  for (; above; above = above.parentId === null ? undefined : byId.get(above.parentId)) {
    if (above.id === codeId) return 'A code cannot stand under itself.';
    depth++;
  }
  return depth + heightOf(codes, codeId) > deepest ? `Codes stand in each other at most ${deepest} deep.` : null;
}

function heightOf(codes: readonly Placed[], codeId: string | null): number {
  if (codeId === null) return 0;
  return Math.max(
    0,
    ...codes.filter(({ parentId, retiredAt }) => parentId === codeId && retiredAt === null).map(({ id }) => 1 + heightOf(codes, id)),
  );
}
