import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { StudyRole } from '../rules.ts';
import { studyRoles } from '../rules.ts';

/** A study as the acting person meets it: the roles there, and the newest version of its protocol. */
export type Study = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly isSample: boolean;
  readonly closedAt: Date | null;
  readonly originalsUntil: string | null;
  readonly roles: readonly StudyRole[];
  readonly approach: 'immersion' | 'thematic' | 'reliability';
  readonly protocol: number;
  readonly question: string;
};

function studyRows({ actor, tx }: Scope) {
  return tx
    .selectFrom('study')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('protocolVersion')
          .select(['protocolVersion.number as protocol', 'approach', 'question'])
          .whereRef('protocolVersion.studyId', '=', 'study.id')
          .orderBy('protocolVersion.number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select(['study.id', 'slug', 'title', 'isSample', 'closedAt', 'newest.approach', 'newest.protocol', 'newest.question'])
    .select(sql<string | null>`study.originals_until::text`.as('originalsUntil'))
    .select(
      sql<
        StudyRole[]
      >`array(select r.role from study_role r where r.study_id = study.id and r.person_id = ${actor.personId}::uuid order by r.role)`.as(
        'roles',
      ),
    );
}

/** The study of this short name; missing for whoever has no role in it. Whoever holds the machine has every role but those that read originals. */
export async function studyNamed(scope: Scope, slug: string): Promise<Study> {
  const study = /^[a-z0-9-]+$/.test(slug) ? await studyRows(scope).where('slug', '=', slug).executeTakeFirst() : undefined;
  if (!study) throw missing('This study');
  return scope.actor.kind === 'operator'
    ? { ...study, roles: studyRoles.filter((role) => role !== 'staff' && role !== 'moderator') }
    : study;
}

/** The studies in which the acting person has a role, the newest first. */
export async function ownStudies(scope: Scope): Promise<Study[]> {
  return studyRows(scope).orderBy('study.id', 'desc').execute();
}

/** Everybody with a role in a study, and the site where staff or moderators of one site are named. */
export async function studyPeople({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('studyRole')
    .innerJoin('person', 'person.id', 'studyRole.personId')
    .leftJoin('studySite', (join) =>
      join.onRef('studySite.studyId', '=', 'studyRole.studyId').onRef('studySite.id', '=', 'studyRole.siteId'),
    )
    .leftJoin('school', 'school.id', 'studySite.forSchoolId')
    .select(['studyRole.personId', 'person.name', 'studyRole.role', 'studyRole.givenAt', 'school.name as site'])
    .where('studyRole.studyId', '=', study.id)
    .orderBy('person.name')
    .orderBy('studyRole.role')
    .execute();
}

/** The versions of a protocol, the newest first. */
export async function protocolVersions({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('protocolVersion')
    .leftJoin('person', 'person.id', 'protocolVersion.writtenBy')
    .select(['number', 'approach', 'question', 'design', 'guide', 'reason', 'writtenAt', 'person.name as writtenBy'])
    .where('studyId', '=', study.id)
    .orderBy('number', 'desc')
    .execute();
}
