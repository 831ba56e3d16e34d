import type { CommonPhase, Kind } from '../outline.ts';

/** What decides what an item is. */
export type Kindless = {
  readonly stableId: string;
  readonly parentStableId: string | null;
  readonly itemType: string | null;
  /** The phases, years or levels that a file names for it. */
  readonly levels: readonly string[];
  /** What a file of ours says that it is. */
  readonly said?: Kind | undefined;
};

/** Words of makers for the types of items, and what they are here. The first line that fits counts. */
export const kindWords: readonly (readonly [RegExp, Kind])[] = [
  [/\b(mile\s?stones?|developmental level|benchmarks?)\b/i, 'milestone'],
  [/\b(domains?|clusters?|strands?|categor(y|ies)|areas?|themes?|dimensions?|sections?|headings?|groups?|chapters?|topics?)\b/i, 'domain'],
  [
    /\b(sub-?)?(competenc(y|ies)|standards?|epas?|entrustable professional activit(y|ies)|(learning )?(outcomes?|objectives?|targets?)|skills?|abilit(y|ies)|components?|statements?)\b/i,
    'competency',
  ],
];

/** Words for phases, and which of the common phases they are. The first line that fits counts. */
export const phaseWords: readonly (readonly [RegExp, CommonPhase])[] = [
  [/\bpre[-\s]?(clerkship|clinical|clinic)\w*/i, 'pre-clerkship'],
  [/\b(post[-\s]?clerkship|advanced clinical|sub-?internships?|acting internships?)\b/i, 'post-clerkship'],
  [/\b(core )?(clerkships?|clinical (phase|year)s?)\b/i, 'clerkship'],
];

/** What an item is by the rules; only milestones have a phase. */
export type Ruled = { readonly kind: Kind; readonly phase: CommonPhase | null };

/** The kind that a type's name says; undefined when it says none. */
function kindOfType(type: string | null): Kind | undefined {
  return type === null ? undefined : kindWords.find(([words]) => words.test(type))?.[1];
}

/** The phase that one of these texts names; null when none does. */
export function phaseOf(texts: readonly (string | null)[]): CommonPhase | null {
  const named = texts.map((text) => (text === null ? undefined : phaseWords.find(([words]) => words.test(text))?.[1]));
  return named.find((phase) => phase !== undefined) ?? null;
}

/**
 * What each item is, by its stable id. What is said of it stands, without a phase; else a type's name decides (`kindWords`); a leaf below another item that names a
 * phase in its level or its type, or whose type says so, is a milestone; else an item with items below it that are no milestones is a domain, any other a competency.
 */
export function kindsOf(items: readonly Kindless[]): Map<string, Ruled> {
  const childrenOf = Map.groupBy(items, ({ parentStableId }) => parentStableId);
  function isMilestone({ stableId, parentStableId, itemType, levels, said }: Kindless): boolean {
    if (said !== undefined) return said === 'milestone';
    if (parentStableId === null || childrenOf.has(stableId)) return false;
    return kindOfType(itemType) === 'milestone' || phaseOf([itemType, ...levels]) !== null;
  }
  return new Map(
    items.map((item): [string, Ruled] => {
      if (item.said !== undefined) return [item.stableId, { kind: item.said, phase: null }];
      if (isMilestone(item)) return [item.stableId, { kind: 'milestone', phase: phaseOf([item.itemType, ...item.levels]) }];
      const said = kindOfType(item.itemType);
      const groups = (childrenOf.get(item.stableId) ?? []).some((child) => !isMilestone(child));
      const kind = said === 'domain' || said === 'competency' ? said : groups ? 'domain' : 'competency';
      return [item.stableId, { kind, phase: null }];
    }),
  );
}
