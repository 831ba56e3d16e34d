import { createHash } from 'node:crypto';
import { type Actor, actingFor, type Member, operator, visitor } from '#app/platform/actor.ts';
import { missing } from '#app/platform/problem.ts';
import { as, asSystem, type Scope } from '#app/platform/scope.server.ts';

/** The hash under which a secret (session, tab) is stored. The secrets are 256 random bits, so a plain hash is enough. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Who a session belongs to, with the roles of this moment; null when it ended. A person without any role has no session. */
export function memberOfSession(token: string): Promise<Member | null> {
  return asSystem(async ({ tx }) => {
    const session = await tx
      .selectFrom('session')
      .innerJoin('person', 'person.id', 'session.personId')
      .select(['person.id', 'person.name', 'person.mail', 'person.isSample', 'session.seenAt'])
      .where('session.tokenHash', '=', hashOf(token))
      .where('session.expiresAt', '>', new Date())
      .executeTakeFirst();
    if (!session) return null;
    if (Date.now() - session.seenAt.getTime() > 3600_000)
      await tx.updateTable('session').set({ seenAt: new Date() }).where('tokenHash', '=', hashOf(token)).execute();
    return memberWithRoles({ tx }, session);
  });
}

async function memberWithRoles(
  { tx }: Pick<Scope, 'tx'>,
  person: { id: string; name: string; mail: string; isSample: boolean },
): Promise<Member | null> {
  const collaborativeRoles = await tx.selectFrom('collaborativeRole').select('role').where('personId', '=', person.id).execute();
  const rows = await tx
    .selectFrom('schoolRole')
    .innerJoin('school', 'school.id', 'schoolRole.schoolId')
    .select(['school.id', 'school.slug', 'school.name', 'schoolRole.role'])
    .where('schoolRole.personId', '=', person.id)
    .orderBy('school.name')
    .execute();
  if (!rows.length && !collaborativeRoles.length) return null;
  const schools = [...Map.groupBy(rows, ({ id }) => id).values()].map((roles) => ({
    id: roles[0]!.id,
    slug: roles[0]!.slug,
    name: roles[0]!.name,
    roles: roles.map(({ role }) => role),
  }));
  return {
    personId: person.id,
    name: person.name,
    mail: person.mail,
    isSample: person.isSample,
    collaborativeRoles: collaborativeRoles.map(({ role }) => role),
    schools,
  };
}

/** Whoever the command line acts as: the operator, or the person with this mail, for one school or for none. */
export async function actorOfCommandLine(mail: string | undefined, slug: string | undefined): Promise<Actor> {
  if (mail === undefined) return operator(slug === undefined ? null : await as(visitor, (scope) => schoolBySlug(scope, slug)));
  const member = await asSystem(async ({ tx }) => {
    const person = await tx
      .selectFrom('person')
      .select(['id', 'name', 'mail', 'isSample'])
      .where('mail', '=', mail.toLowerCase())
      .executeTakeFirst();
    return person ? memberWithRoles({ tx }, person) : null;
  });
  if (!member) throw missing(`A person with a role and the mail ${mail}`);
  return actingFor(member, slug ?? null);
}

/** The school that an address names. Which schools there are is public. */
export async function schoolBySlug({ tx }: Scope, slug: string): Promise<{ id: string; slug: string; name: string }> {
  const school = await tx.selectFrom('school').select(['id', 'slug', 'name']).where('slug', '=', slug).executeTakeFirst();
  if (!school) throw missing(`The school ${slug}`);
  return school;
}

/** The collaborative's public profile. */
export function collaborativeProfile({ tx }: Scope) {
  return tx
    .selectFrom('collaborative')
    .select(['name', 'shortName', 'mission', 'vision', 'about', 'sourceTitle', 'sourceUrl'])
    .executeTakeFirstOrThrow();
}

/** The streams of work in their order, each with its source. */
export function streamsOfWork({ tx }: Scope) {
  return tx
    .selectFrom('stream')
    .select(['years', 'title', 'summary', 'sourceTitle', 'sourceUrl', 'isCurrent'])
    .orderBy('position')
    .execute();
}

/** The member schools: cited facts. Schools of the sample are no members. */
export function memberSchools({ tx }: Scope) {
  return tx
    .selectFrom('school')
    .select(['slug', 'name'])
    .where('isMember', '=', true)
    .where('isSample', '=', false)
    .orderBy('name')
    .execute();
}

/** People who confirmed that they may be named in public. */
export function listedPeople({ tx }: Scope) {
  return tx.selectFrom('listedPerson').select(['id', 'name']).orderBy('name').execute();
}
