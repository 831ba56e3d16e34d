import { sql } from 'kysely';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { approvalState } from './approval.ts';
import type { Study } from './queries.server.ts';

/** The sites of a study with what their boards decided; `expiresOn` is the newest last day, amendments included; `isKept`: whether the acting person keeps its people. Days as `2026-05-31`. */
export async function studySites({ tx }: Scope, study: Study) {
  const sites = await tx
    .selectFrom('studySite')
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .select([
      'studySite.id',
      'studySite.forSchoolId',
      'school.name',
      'determination',
      'board',
      'leadBoard',
      'reliance',
      'number',
      'changedAt',
    ])
    .select([
      sql<string | null>`approved_on::text`.as('approvedOn'),
      sql<string | null>`expires_on::text`.as('firstExpiry'),
      sql<string>`current_date::text`.as('today'),
      sql<boolean>`keeps_site(study_site.study_id, study_site.id)`.as('isKept'),
      sql<
        string | null
      >`coalesce((select a.expires_on from site_amendment a where a.study_id = study_site.study_id and a.site_id = study_site.id and a.approved_on <= current_date
        and a.expires_on is not null order by a.approved_on desc, a.id desc limit 1), expires_on)::text`.as('expiresOn'),
    ])
    .where('studySite.studyId', '=', study.id)
    .orderBy('school.name')
    .execute();
  return sites.map(({ today, ...site }) => ({ ...site, approval: approvalState(site, today) }));
}
export type StudySite = Awaited<ReturnType<typeof studySites>>[number];

/** What was amended at a site, the newest first. */
export async function siteAmendments({ tx }: Scope, study: Study, siteId: string) {
  return tx
    .selectFrom('siteAmendment')
    .leftJoin('person', 'person.id', 'siteAmendment.notedBy')
    .select(['siteAmendment.id', 'number', 'what', 'person.name as notedBy', 'notedAt'])
    .select([sql<string>`approved_on::text`.as('approvedOn'), sql<string | null>`expires_on::text`.as('expiresOn')])
    .where('studyId', '=', study.id)
    .where('siteId', '=', siteId)
    .orderBy('approvedOn', 'desc')
    .orderBy('siteAmendment.id', 'desc')
    .execute();
}

/** Refuses whoever the study names for another site alone. Missing when it is no site of the study. */
export async function assertMayKeepPeopleAt(scope: Scope, study: Study, siteId: string): Promise<void> {
  const site = (await studySites(scope, study)).find(({ id }) => id === siteId);
  if (!site) throw missing('This site');
  if (!site.isKept)
    throw forbidden(`keep people and sessions of ${site.name}`, 'The study’s leads do, and whoever it names for that site or for all.');
}

/** Conflict, with the remedy, unless a site's approval covers today: called before anything comes in for it. Missing when it is no site of the study. */
export async function assertCovered(scope: Scope, study: Study, siteId: string): Promise<StudySite> {
  const site = (await studySites(scope, study)).find(({ id }) => id === siteId);
  if (!site) throw missing('This site');
  const why = {
    none: `${site.name} has no approval yet. Write what its board decided; then people of it can come in.`,
    later: `The approval of ${site.name} begins on a later day. Nothing comes in before it.`,
    expired: `The approval of ${site.name} has expired, so nothing comes in any more. Note its renewal as an amendment.`,
  };
  const { state } = site.approval;
  if (state === 'none' || state === 'later' || state === 'expired') throw conflict(why[state]);
  return site;
}

/** Schools that are no site of the study yet. */
export async function schoolsToAdd({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('school')
    .select(['id', 'name'])
    .where('isSample', '=', study.isSample)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('studySite').select('studySite.id').whereRef('forSchoolId', '=', 'school.id').where('studyId', '=', study.id))),
    )
    .orderBy('name')
    .execute();
}
