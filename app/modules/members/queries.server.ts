import { type Actor, actingFor, type Member, operator, visitor } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import { as, asSystem, type Scope } from '#app/platform/scope.server.ts';
import { hashOf } from '#app/platform/secret.server.ts';
import { recordFileSize, recordPageSize } from './record.ts';
import { mayReadRecord, maySeeEverybody } from './rules.ts';
import { zone } from './time-zone.ts';

/** Who a session belongs to, with the roles of this moment; null when it ended. A person without any role has no session, nor has a fictional one with DEMO=0. */
export function memberOfSession(token: string): Promise<Member | null> {
  return asSystem(async ({ tx }) => {
    const session = await tx
      .selectFrom('session')
      .innerJoin('person', 'person.id', 'session.personId')
      .select(['person.id', 'person.name', 'person.mail', 'person.isSample', 'session.seenAt'])
      .where('session.tokenHash', '=', hashOf(token))
      .where('session.expiresAt', '>', new Date())
      .$if(!config().allowsSample, (query) => query.where('person.isSample', '=', false))
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
    .select(['id', 'years', 'title', 'summary', 'sourceTitle', 'sourceUrl', 'isCurrent'])
    .orderBy('position')
    .execute();
}

/** The member schools: facts, with their source where one is known. Schools of the sample are no members. */
export function memberSchools({ tx }: Scope) {
  return tx
    .selectFrom('school')
    .select(['slug', 'name', 'sourceTitle', 'sourceUrl'])
    .where('isMember', '=', true)
    .where('isSample', '=', false)
    .orderBy('name')
    .execute();
}

/** People who confirmed that they may be named in public. */
export function listedPeople({ tx }: Scope) {
  return tx.selectFrom('listedPerson').select('name').orderBy('name').orderBy('id').execute();
}

/** True while a school of the sample is here: pages then say so. */
export async function hasSample({ tx }: Scope): Promise<boolean> {
  const school = await tx.selectFrom('school').select('id').where('isSample', '=', true).limit(1).executeTakeFirst();
  return school !== undefined;
}

/** True when the actor is a fictional person; what they add belongs to the sample, and goes with it. */
export async function isOfSample({ actor, tx }: Scope): Promise<boolean> {
  if (actor.personId === null) return false;
  const person = await tx.selectFrom('person').select('isSample').where('id', '=', actor.personId).executeTakeFirst();
  return person?.isSample ?? false;
}

/** Every school, those of the sample too, by name. */
export function allSchools({ tx }: Scope) {
  return tx.selectFrom('school').select(['id', 'slug', 'name', 'isSample']).orderBy('name').execute();
}

/** Roles in the collaborative with the people who hold them, as far as the actor may see them. */
export function collaborativePeople({ tx }: Scope) {
  return tx
    .selectFrom('collaborativeRole')
    .innerJoin('person', 'person.id', 'collaborativeRole.personId')
    .select(['person.id as personId', 'person.name', 'person.mail', 'collaborativeRole.role', 'grantedAt'])
    .orderBy('person.name')
    .orderBy('collaborativeRole.role')
    .execute();
}

/** Roles at schools with the people who hold them, as far as the actor may see them; of one school, or of all by school. */
export function peopleOfSchools({ tx }: Scope, schoolId?: string) {
  return tx
    .selectFrom('schoolRole')
    .innerJoin('person', 'person.id', 'schoolRole.personId')
    .innerJoin('school', 'school.id', 'schoolRole.schoolId')
    .select(['person.id as personId', 'person.name', 'person.mail', 'schoolRole.role', 'grantedAt'])
    .select(['school.id as schoolId', 'school.slug', 'school.name as school'])
    .$if(schoolId !== undefined, (query) => query.where('school.id', '=', schoolId!))
    .orderBy('school.name')
    .orderBy('person.name')
    .orderBy('schoolRole.role')
    .execute();
}

/** Who holds which role, in the collaborative and at the schools: for whoever sees everybody. */
export async function whoIsWhere(scope: Scope) {
  if (!maySeeEverybody(scope.actor)) throw forbidden('see who is where');
  return { inCollaborative: await collaborativePeople(scope), atSchools: await peopleOfSchools(scope) };
}

/**
 * Invitations that nobody has accepted or withdrawn, the newest first, as far as the actor may see them; of one school, or all.
 * `isOpen` is false once their thirty days are over.
 */
export async function standingInvitations({ tx }: Scope, schoolId?: string) {
  const invitations = await tx
    .selectFrom('invitation')
    .leftJoin('school', 'school.id', 'invitation.forSchoolId')
    .leftJoin('person', 'person.id', 'invitation.invitedBy')
    .select(['invitation.id', 'invitation.name', 'invitation.mail', 'invitation.role', 'school.name as school'])
    .select(['person.name as invitedBy', 'invitedAt', 'expiresAt'])
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .$if(schoolId !== undefined, (query) => query.where('forSchoolId', '=', schoolId!))
    .orderBy('invitedAt', 'desc')
    .execute();
  const now = new Date();
  return invitations.map((invitation) => ({ ...invitation, isOpen: invitation.expiresAt > now }));
}
export type StandingInvitation = Awaited<ReturnType<typeof standingInvitations>>[number];

/** The actor's own name and mail, and since when the public page names them (null: it does not). */
export async function ownself({ actor, tx }: Scope) {
  const columns = ['name', 'mail', 'listedAt', 'isSample', 'timeZone', 'wantsReminders'] as const;
  const person = await tx.selectFrom('person').select(columns).where('id', '=', actor.personId).executeTakeFirst();
  if (!person) throw missing('Your person');
  return person;
}

/** The zone in which the actor is told days and times: their own, until they chose one the collaborative's. */
export async function zoneOf({ actor, tx }: Scope): Promise<string> {
  const person = await tx.selectFrom('person').select('timeZone').where('id', '=', actor.personId).executeTakeFirst();
  return person?.timeZone ?? zone;
}

/**
 * One page (from 1) of the record, newest first: of the school acted for, or without one of the collaborative. `who` did it, `about` is the
 * person it was done to; both are null where there is none or the name is not the actor's to see.
 */
export function recordOf(scope: Scope, page: number) {
  return changesOf(scope, { limit: recordPageSize, offset: (page - 1) * recordPageSize });
}

/** The same record for a file: all its pages together, up to the newest 10,000 changes. */
export function newestOfRecord(scope: Scope) {
  return changesOf(scope, { limit: recordFileSize, offset: 0 });
}

async function changesOf({ actor, tx }: Scope, { limit, offset }: { limit: number; offset: number }) {
  if (!mayReadRecord(actor)) throw forbidden('read this record');
  const events = actor.school
    ? tx.selectFrom('schoolEvent as event').where('event.schoolId', '=', actor.school.id)
    : tx.selectFrom('collaborativeEvent as event');
  const { total } = await events.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  // Identifiers are in the order of time.
  const rows = await events
    .select(['event.id', 'event.at', 'event.actor', 'event.personId', 'event.verb', 'event.subject', 'event.subjectId'])
    .select(['event.before', 'event.after'])
    .orderBy('event.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const names = await namesOf({ actor, tx }, [...rows.map(({ personId }) => personId), ...rows.map(({ subjectId }) => subjectId)]);
  return {
    total,
    events: rows.map(({ actor: kind, personId, subjectId, ...event }) => {
      const about = names.get(subjectId) ?? null;
      if (personId !== null) return { ...event, who: names.get(personId) ?? null, about };
      // Whoever signs in is known only once it is done, so that event has no person of its own.
      if (event.verb === 'sign-in' && about !== null) return { ...event, who: about, about: null };
      return { ...event, who: kind === 'operator' ? 'The operator, or Concord itself' : null, about };
    }),
  };
}

async function namesOf({ tx }: Scope, ids: ReadonlyArray<string | null>): Promise<Map<string | null, string>> {
  const named = [...new Set(ids)].filter((id): id is string => id !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
  if (named.length === 0) return new Map();
  const people = await tx.selectFrom('person').select(['id', 'name']).where('id', 'in', named).execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}
