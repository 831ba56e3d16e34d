/** How far an activity goes with a competency, from least to most. */
export const levels = ['introduced', 'practised', 'assessed'] as const;
export type Level = (typeof levels)[number];

/** How fully it addresses it, from least to most. */
export const extents = ['mentioned', 'partly', 'fully'] as const;
export type Extent = (typeof extents)[number];

/** What several links of one activity to one competency say together: the furthest level and the fullest extent. At least one link. */
export function together(links: readonly { readonly level: Level; readonly extent: Extent }[]): { level: Level; extent: Extent } {
  return {
    level: last(
      levels,
      links.map(({ level }) => level),
    ),
    extent: last(
      extents,
      links.map(({ extent }) => extent),
    ),
  };
}

/** The milestones that several links to one competency name together, each once. */
export function milestonesOf(links: readonly { readonly milestoneIds: readonly string[] }[]): string[] {
  return [...new Set(links.flatMap(({ milestoneIds }) => milestoneIds))];
}

function last<Word extends string>(order: readonly Word[], words: readonly Word[]): Word {
  return order[Math.max(...words.map((word) => order.indexOf(word)))]!;
}
