import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';

/** A theme that its study's lead shared: where it was heard as numbers of sites and sessions, and quotes without speaker, session or site. */
export type SharedTheme = {
  readonly themeId: string;
  readonly study: string;
  readonly isSample: boolean;
  readonly claim: string;
  readonly summary: string;
  readonly competencies: readonly string[];
  readonly sites: number;
  readonly sessions: number;
  readonly quotes: readonly string[];
};

/** The shared themes that speak of a competency (by stable id), for whoever has a role somewhere. A theme whose sites are all of too few participants by now is left out. */
export async function sharedThemes({ tx }: Scope, competency: string): Promise<SharedTheme[]> {
  const { rows } = await sql<SharedTheme>`
    select theme_id as "themeId", study, is_sample as "isSample", claim, summary, competencies, sites, sessions, quotes
    from shared_themes() where ${competency}::uuid = any (competencies) order by shared_at, theme_id`.execute(tx);
  return rows;
}

/** The themes of the acting person's own studies that speak of a competency (by stable id), with their address. */
export async function ownThemesAbout({ tx }: Scope, competency: string) {
  return tx
    .selectFrom('theme')
    .innerJoin('themeCompetency as c', (join) => join.onRef('c.studyId', '=', 'theme.studyId').onRef('c.themeId', '=', 'theme.id'))
    .innerJoin('study', 'study.id', 'theme.studyId')
    .select(['theme.id', 'claim', 'study.title as study', 'study.slug'])
    .where('c.competencyStableId', '=', competency)
    .where('setAsideAt', 'is', null)
    .orderBy('study.title')
    .orderBy('position')
    .execute();
}
