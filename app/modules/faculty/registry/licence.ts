/**
 * What a licence lets its holder do, as its holder told it: teach the own school's learners only, teach with these materials only, and teach no more once it should have been renewed.
 * None of the three: no licence was said, or one that restricts nothing.
 */
export type Licence = { readonly ownLearnersOnly: boolean; readonly materials: readonly string[]; readonly renewBy: string | null };

/** What a preparation makes its holder ready for: the competencies by their stable ids, until a day (ISO, that day included; null: none said), under a licence. */
export type Preparation = { readonly competencies: readonly string[]; readonly until: string | null; readonly licence: Licence };

/** Where teaching would be: at the holder's own school or not, and the materials that are taught with there. */
export type Teaching = { readonly isOwnSchool: boolean; readonly materials: readonly string[] };

/** A licence that restricts nothing. */
export const freely: Licence = { ownLearnersOnly: false, materials: [], renewBy: null };

/** True when the licence lets its holder teach there. A licence for named material lets nobody teach where that material is not said to be taught with. */
export function allows({ ownLearnersOnly, materials }: Licence, there: Teaching): boolean {
  if (ownLearnersOnly && !there.isOwnSchool) return false;
  return materials.length === 0 || materials.some((each) => there.materials.some((other) => folded(each) === folded(other)));
}

/** The last day on which the preparation counts: its own, or the one by which its licence must be renewed; null for none. */
export function lastDay({ until, licence: { renewBy } }: Preparation): string | null {
  if (until === null || renewBy === null) return until ?? renewBy;
  return until < renewBy ? until : renewBy;
}

/** True while the preparation counts on a day (ISO). */
export function countsOn(preparation: Preparation, day: string): boolean {
  const last = lastDay(preparation);
  return last === null || last >= day;
}

/** The licence in words; null when it restricts nothing. */
export function licenceWords({ ownLearnersOnly, materials, renewBy }: Licence, sayDay: (day: string) => string): string | null {
  const words = [
    ...(ownLearnersOnly ? ['own school’s learners only'] : []),
    ...(materials.length > 0 ? [`only with ${materials.join('; ')}`] : []),
    ...(renewBy !== null ? [`to be renewed by ${sayDay(renewBy)}`] : []),
  ];
  return words.length === 0 ? null : words.join(', ');
}

function folded(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}
