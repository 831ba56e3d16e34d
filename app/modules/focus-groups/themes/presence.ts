import type { Evidence } from './grounds.ts';

/** A theme heard at a site: from how many participants, in how many sessions. */
export type Presence = { readonly themeId: string; readonly siteId: string; readonly participants: number; readonly sessions: number };

/** Outside of the study a site is shown where at least so many of its participants were heard. The same number is in `shared_themes` (migration 0043). */
export const leastHeard = 3;

/**
 * Where each theme was heard, of participants who agreed that schools are compared. A counter-example is no presence. Speakers whom nobody linked agreed to nothing, so they
 * do not count.
 */
export function presencesOf(evidence: readonly Evidence[]): Presence[] {
  const heard = evidence.filter(({ kind, mayCross, participantId }) => kind !== 'counter' && mayCross && participantId !== null);
  return [...Map.groupBy(heard, ({ themeId, siteId }) => `${themeId} ${siteId}`).values()].map((cell) => ({
    themeId: cell[0]!.themeId,
    siteId: cell[0]!.siteId,
    participants: new Set(cell.map(({ participantId }) => participantId)).size,
    sessions: new Set(cell.map(({ sessionId }) => sessionId)).size,
  }));
}

/**
 * What may be shown outside of the study: cells of enough participants, as presence alone. A cell of too few and an empty one are alike, and whatever is said of several cells
 * (a competency, a number of sites) is said of shown cells alone, so that nothing can be subtracted; a theme without any shown cell is left out, since somebody was heard.
 */
export function shownOutside(presences: readonly Presence[], least = leastHeard): { themeId: string; siteId: string }[] {
  return presences.filter(({ participants }) => participants >= least).map(({ themeId, siteId }) => ({ themeId, siteId }));
}

/** A theme by the competencies that it speaks of. */
export type Linked = { readonly themeId: string; readonly competency: string };

/** The same by competency: one is present at a site where one of its themes is, and by nothing else. */
export function byCompetency(
  cells: readonly { readonly themeId: string; readonly siteId: string }[],
  links: readonly Linked[],
): { competency: string; siteId: string }[] {
  const found = new Map<string, { competency: string; siteId: string }>();
  for (const { themeId, siteId } of cells)
    for (const { competency } of links.filter((each) => each.themeId === themeId))
      found.set(`${competency} ${siteId}`, { competency, siteId });
  return [...found.values()];
}
