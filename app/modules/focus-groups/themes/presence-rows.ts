import type { CsvValue } from '#app/platform/csv.ts';
import { byCompetency, type Linked, type Presence, shownOutside } from './presence.ts';

/** A cell: whether the theme was heard at the site, and, inside the study, from how many participants in how many sessions. */
export type PresenceCell = { readonly isPresent: boolean; readonly participants: number | null; readonly sessions: number | null };
/** A line of the matrix: a competency (`claim` null), or one of its themes. */
export type PresenceRow = {
  readonly competency: string;
  readonly themeId: string | null;
  readonly claim: string | null;
  readonly cells: readonly PresenceCell[];
};

type Named = {
  readonly themes: readonly { readonly id: string; readonly claim: string }[];
  readonly sites: readonly { readonly id: string }[];
  readonly competencies: readonly { readonly id: string; readonly title: string }[];
  readonly links: readonly Linked[];
};

/** The lines of the matrix by competency, each with its themes; those without a competency last. Outside of the study a theme without any cell to show is left out. */
export function presenceRows(
  { themes, sites, competencies, links }: Named,
  presences: readonly Presence[],
  { isOutside }: { isOutside: boolean },
): PresenceRow[] {
  const shown = isOutside ? shownOutside(presences) : presences;
  const kept = isOutside ? themes.filter(({ id }) => shown.some(({ themeId }) => themeId === id)) : themes;
  const of = byCompetency(shown, links);
  const lines = ({ id, claim }: { id: string; claim: string }, competency: string): PresenceRow => ({
    ...{ competency, themeId: id, claim },
    cells: sites.map((site) => {
      const isPresent = shown.some(({ themeId, siteId }) => themeId === id && siteId === site.id);
      const cell = isOutside ? undefined : presences.find(({ themeId, siteId }) => themeId === id && siteId === site.id);
      return { isPresent, participants: cell?.participants ?? null, sessions: cell?.sessions ?? null };
    }),
  });
  const known = new Set(competencies.map(({ id }) => id));
  const linked = (themeId: string) => links.filter((each) => each.themeId === themeId && known.has(each.competency));
  const unlinked = kept.filter(({ id }) => linked(id).length === 0);
  return [
    ...competencies.flatMap((competency) => {
      const own = kept.filter(({ id }) => linked(id).some((each) => each.competency === competency.id));
      if (own.length === 0) return [];
      const cells = sites.map((site) => ({
        ...{ participants: null, sessions: null },
        isPresent: of.some((each) => each.competency === competency.id && each.siteId === site.id),
      }));
      return [{ competency: competency.title, themeId: null, claim: null, cells }, ...own.map((theme) => lines(theme, competency.title))];
    }),
    ...unlinked.map((theme) => lines(theme, 'Linked with no competency')),
  ];
}

/** A cell in words. Outside, what is not shown and what was not heard are one word. */
export function cellWords({ isPresent, participants, sessions }: PresenceCell): string {
  if (!isPresent) return '';
  return participants === null ? 'heard' : `heard (${participants} in ${sessions})`;
}

/** The matrix as lines of a CSV. */
export function presenceLines(rows: readonly PresenceRow[], sites: readonly { readonly name: string }[]): CsvValue[][] {
  return [
    ['competency', 'theme', ...sites.map(({ name }) => name)],
    ...rows.map(({ competency, claim, cells }) => [competency, claim, ...cells.map(cellWords)]),
  ];
}

/** The themes that stand in the matrix, each once. */
export function themesIn(rows: readonly PresenceRow[]): string[] {
  return [...new Set(rows.flatMap(({ themeId }) => (themeId === null ? [] : [themeId])))];
}
