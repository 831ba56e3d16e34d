import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepPhases, mayKeepSchool } from '../rules.ts';

/**
 * A school as its page shows it. Its phases exist only for whoever acts for it; for the convener they are null, and for anybody else the
 * school's page is missing.
 */
export async function schoolPage(scope: Scope, slug: string) {
  const { actor, tx } = scope;
  const school = await tx
    .selectFrom('school')
    .select(['id', 'slug', 'name', 'classSize', 'isSample', 'sourceTitle', 'sourceUrl'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  const isOwn = school !== undefined && actor.school?.id === school.id;
  if (!school || !(isOwn || mayKeepSchool(actor, school))) throw missing('This school');
  const phases = isOwn
    ? await tx.selectFrom('schoolPhase').select(['id', 'name', 'mapsTo']).where('schoolId', '=', school.id).orderBy('position').execute()
    : null;
  const { people } = await tx
    .selectFrom('schoolRole')
    .select(({ fn }) => fn.count<number>('personId').distinct().as('people'))
    .where('schoolId', '=', school.id)
    .executeTakeFirstOrThrow();
  return { school, phases, people, mayKeep: mayKeepSchool(actor, school), mayKeepPhases: isOwn && mayKeepPhases(actor) };
}

/** Every school with whether somebody leads it, or is invited to: what a convener looks at first. */
export async function schoolsWithLeads({ tx }: Scope) {
  const schools = await tx.selectFrom('school').select(['id', 'slug', 'name']).orderBy('isSample').orderBy('name').execute();
  const led = await tx.selectFrom('schoolRole').select('schoolId').distinct().where('role', '=', 'lead').execute();
  const invited = await tx
    .selectFrom('invitation')
    .select('forSchoolId')
    .distinct()
    .where('role', '=', 'lead')
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', new Date())
    .execute();
  return schools.map(({ id, slug, name }) => ({
    slug,
    name,
    hasLead: led.some(({ schoolId }) => schoolId === id),
    isLeadInvited: invited.some(({ forSchoolId }) => forSchoolId === id),
  }));
}

/** The schools of the sample. */
export function sampleSchools({ tx }: Scope) {
  return tx.selectFrom('school').select(['id', 'slug', 'name']).where('isSample', '=', true).orderBy('name').execute();
}
