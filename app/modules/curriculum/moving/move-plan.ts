import { type Change, carriesOver } from '#app/modules/competencies/drafting/comparison.ts';
import type { Competency } from '#app/modules/competencies/queries.server.ts';

/** Links of a school to one competency of the version it maps against: how many there are, and how many of them are decided. */
export type LinkCount = { readonly competencyId: string; readonly links: number; readonly decided: number };

/** What is to become of the links to one competency. `to`: the competencies of the other version that stand in its place. */
export type Move = LinkCount & {
  readonly competency: Competency;
  readonly kind: Change['kind'];
  readonly to: readonly Competency[];
  /** How a link is carried without asking; null: a person decides. */
  readonly how: 'unchanged' | 'replaced' | null;
};

/** The worklist of a move: what the change itself says, and what a person is asked. Sums are of links. */
export type MovePlan = {
  readonly carried: readonly Move[];
  readonly asked: readonly Move[];
  readonly links: number;
  readonly undecided: number;
  readonly undecidedCarried: number;
};

/**
 * What becomes of a school's links when it moves from one version to another. Competencies without links do not appear. A competency that the changes do not
 * know counts as removed. In the order of the version left behind; where one goes to several, they come in the order of the new one.
 */
export function movePlan(
  counts: readonly LinkCount[],
  {
    from,
    to,
    changes,
  }: { from: readonly Competency[]; to: readonly Competency[]; changes: ReadonlyMap<string, Pick<Change, 'kind' | 'to'>> },
): MovePlan {
  const countOf = new Map(counts.map((each) => [each.competencyId, each]));
  const there = new Map(to.map((competency) => [competency.stableId, competency]));
  const moves = from.flatMap((competency): Move[] => {
    const count = countOf.get(competency.id);
    if (!count || count.links === 0) return [];
    const change = changes.get(competency.stableId) ?? { kind: 'removed' as const, to: [] };
    const successors = change.to.flatMap((stableId) => there.get(stableId) ?? []).sort((a, b) => to.indexOf(a) - to.indexOf(b));
    const isCarried = successors.length === change.to.length && carriesOver(change);
    const how = isCarried ? (successors[0]!.stableId === competency.stableId ? 'unchanged' : 'replaced') : null;
    return [{ ...count, competency, kind: change.kind, to: successors, how }];
  });
  const carried = moves.filter(({ how }) => how !== null);
  const open = (some: readonly Move[]) => some.reduce((sum, { links, decided }) => sum + links - decided, 0);
  return {
    carried,
    asked: moves.filter(({ how }) => how === null),
    links: moves.reduce((sum, { links }) => sum + links, 0),
    undecided: open(moves),
    undecidedCarried: open(carried),
  };
}
