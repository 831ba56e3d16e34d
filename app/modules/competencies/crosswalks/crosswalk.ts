/**
 * How an item of one framework stands to an item of another. Broader: the other one asks for more, so that what meets this one meets a part of it.
 * Narrower: the other one asks for a part of this one. Source: SKOS mapping properties (W3C 2009), in the words of CASE where it has one.
 */
export const relations = ['exact', 'broader', 'narrower', 'related'] as const;
export type Relation = (typeof relations)[number];

/** A relation as a CASE association names it; broader and narrower are extensions, since the standard has none. */
export const associationTypes: Readonly<Record<Relation, string>> = {
  exact: 'exactMatchOf',
  broader: 'ext:broader',
  narrower: 'ext:narrower',
  related: 'isRelatedTo',
};

/** A relation in a sentence whose subject is the item of the first framework. */
export const relationPhrases: Readonly<Record<Relation, string>> = {
  exact: 'is the same as',
  broader: 'is a part of',
  narrower: 'asks for more than',
  related: 'is related to',
};

/** A relation as it stands on a button or in a table. */
export const relationWords: Readonly<Record<Relation, string>> = {
  exact: 'The same',
  broader: 'The other is broader',
  narrower: 'The other is narrower',
  related: 'Related',
};

/** The relation that an association of this type says; undefined when it is none of a crosswalk. */
export function relationOf(type: string): Relation | undefined {
  return relations.find((relation) => associationTypes[relation] === type);
}

/** The same relation read from its other end. */
export function inverse(relation: Relation): Relation {
  return relation === 'broader' ? 'narrower' : relation === 'narrower' ? 'broader' : relation;
}

/** One relation as it is kept: between stable ids, from the framework that keeps it. */
export type Kept = {
  readonly id: string;
  readonly type: string;
  readonly originStableId: string;
  readonly destinationStableId: string;
  readonly note: string | null;
};

/** One line of a crosswalk, read from the first framework to the second, by stable ids. `isKeptHere`: the first framework keeps it. */
export type Pair = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly relation: Relation;
  readonly note: string | null;
  readonly isKeptHere: boolean;
};

/**
 * The crosswalk between two sets of items (stable ids), read from the first to the second, whichever of the two keeps a relation. A pair that both keep stands
 * once, as the first framework says it. Kept relations of other kinds or with other ends are left out.
 */
export function crosswalkBetween(
  kept: readonly Kept[],
  { from, to }: { readonly from: ReadonlySet<string>; readonly to: ReadonlySet<string> },
): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { id, type, originStableId: origin, destinationStableId: destination, note } of kept) {
    const relation = relationOf(type);
    if (relation === undefined) continue;
    const isKeptHere = from.has(origin) && to.has(destination);
    if (!isKeptHere && !(from.has(destination) && to.has(origin))) continue;
    const pair: Pair = isKeptHere
      ? { id, from: origin, to: destination, relation, note, isKeptHere }
      : { id, from: destination, to: origin, relation: inverse(relation), note, isKeptHere };
    const key = `${pair.from} ${pair.to}`;
    if (isKeptHere || !pairs.has(key)) pairs.set(key, pair);
  }
  return [...pairs.values()];
}

/** A link carried across: to an item of the other framework (its stable id), by a relation. */
export type Carried<Link> = { readonly link: Link; readonly to: string; readonly relation: Relation };

/**
 * Links (each to an item by its stable id) carried across a crosswalk by the relations asked for. A link that reaches one item in two ways is carried once, by
 * the relation that stands first in `relations`. What carries nothing is not in the answer.
 */
export function carriedAcross<Link extends { readonly activityId: string; readonly stableId: string }>(
  links: readonly Link[],
  pairs: readonly Pick<Pair, 'from' | 'to' | 'relation'>[],
  by: readonly Relation[],
): Carried<Link>[] {
  const pairsFrom = Map.groupBy(
    pairs.filter(({ relation }) => by.includes(relation)).toSorted((a, b) => relations.indexOf(a.relation) - relations.indexOf(b.relation)),
    ({ from }) => from,
  );
  const strongest = new Map<string, Carried<Link>>();
  for (const link of links) {
    for (const { to, relation } of pairsFrom.get(link.stableId) ?? []) {
      const key = `${link.activityId} ${to}`;
      const before = strongest.get(key);
      if (!before || relations.indexOf(relation) < relations.indexOf(before.relation)) strongest.set(key, { link, to, relation });
    }
  }
  return [...strongest.values()];
}
