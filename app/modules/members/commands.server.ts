import { sql } from 'kysely';
import { appendEvent, appendSchoolEvent, type Change, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { dayIn } from '#app/ui/date.ts';
import { type InvitationWords, invitationDays, roleWords } from './invitation.ts';
import { hasSample, isOfSample, schoolBySlug } from './queries.server.ts';
import { giveRole } from './role.server.ts';
import { type Held, heldAt } from './role.ts';
import { mayAddPerson, mayEditProfile, mayEndRole, mayInvite, mayRemoveSample } from './rules.ts';
import type { Invitation, OwnName, OwnReminders, Profile, RoleHeld, Withdrawal } from './schema.ts';
import { zone } from './time-zone.ts';

type School = { readonly id: string; readonly name: string };

/** The school that a role is held at (null: the collaborative), and the role as held there. A role that does not fit its place is invalid. */
async function placeOf(
  scope: Scope,
  { role, school: slug }: { role: string; school: string | null },
): Promise<{ school: School | null; held: Held }> {
  const school = slug === null ? null : await schoolBySlug(scope, slug);
  return { school, held: heldAt(role, school?.id ?? null) };
}

function appendTo(scope: Scope, school: School | null, change: Change): Promise<void> {
  return school ? appendSchoolEvent(scope, school.id, change) : appendEvent(scope, change);
}

/**
 * Invites somebody by mail for thirty days; the answer is what the mail says, to be sent after the scope has closed. Conflict when the same
 * invitation is still open, or the person has the role already.
 */
export async function invite(scope: Scope, { mail, name, role, school: slug }: Invitation): Promise<InvitationWords> {
  const { actor, tx } = scope;
  const { school, held } = await placeOf(scope, { role, school: slug });
  if (!mayInvite(actor, school)) throw forbidden(`invite anybody to ${school?.name ?? 'the collaborative'}`);
  // One at a time for an address, so that two colleagues at once do not both invite.
  await sql`select pg_advisory_xact_lock(hashtext(${mail}))`.execute(tx);
  const where = school?.name ?? 'the collaborative';
  const standing = await tx
    .selectFrom('invitation')
    .select('expiresAt')
    .where('mail', '=', mail)
    .where('role', '=', role)
    .where('forSchoolId', 'is not distinct from', school?.id ?? null)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', new Date())
    .executeTakeFirst();
  if (standing)
    throw conflict(
      `${mail} is already invited as ${roleWords(role)} of ${where}, until ${dayIn(standing.expiresAt, zone)}. To send it again, withdraw that invitation first.`,
    );
  if (await hasRoleAlready(scope, mail, held)) throw conflict(`${mail} is already ${roleWords(role)} of ${where}.`);
  const { id } = await tx
    .insertInto('invitation')
    .values({
      mail,
      name,
      role,
      forSchoolId: school?.id ?? null,
      invitedBy: actor.personId,
      expiresAt: new Date(Date.now() + invitationDays * 24 * 3600_000),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendTo(scope, school, { verb: 'invite', subject: 'invitation', subjectId: id, after: { name, mail, role } });
  return { id, mail, name, role, school: school?.name ?? null, invitedBy: actor.name };
}

async function hasRoleAlready({ tx }: Scope, mail: string, held: Held): Promise<boolean> {
  const person =
    held.schoolId === null
      ? await tx
          .selectFrom('collaborativeRole')
          .innerJoin('person', 'person.id', 'collaborativeRole.personId')
          .select('person.id')
          .where('person.mail', '=', mail)
          .where('collaborativeRole.role', '=', held.role)
          .executeTakeFirst()
      : await tx
          .selectFrom('schoolRole')
          .innerJoin('person', 'person.id', 'schoolRole.personId')
          .select('person.id')
          .where('schoolRole.schoolId', '=', held.schoolId)
          .where('person.mail', '=', mail)
          .where('schoolRole.role', '=', held.role)
          .executeTakeFirst();
  return person !== undefined;
}

/** Takes an open invitation back; its link says so from then on. Conflict when it has been accepted meanwhile. */
export async function withdrawInvitation(scope: Scope, { invitation: id }: Withdrawal): Promise<void> {
  const { actor, tx } = scope;
  const invitation = await tx
    .selectFrom('invitation')
    .select(['name', 'mail', 'role', 'forSchoolId', 'acceptedAt', 'withdrawnAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!invitation) throw missing('This invitation');
  const { name, mail, role, forSchoolId, acceptedAt, withdrawnAt } = invitation;
  const school = forSchoolId === null ? null : { id: forSchoolId, name: '' };
  if (!mayInvite(actor, school)) throw forbidden('withdraw this invitation');
  if (acceptedAt) throw conflict(`${name} has accepted this invitation. To take the rights back, end the role.`);
  if (withdrawnAt) return;
  await tx.updateTable('invitation').set({ withdrawnAt: new Date() }).where('id', '=', id).execute();
  await appendTo(scope, school, { verb: 'withdraw', subject: 'invitation', subjectId: id, before: { name, mail, role } });
}

/** Ends one role; its rights end at the person's next request. The last convener stays (conflict). */
export async function endRole(scope: Scope, { personId, role, school: slug }: RoleHeld): Promise<void> {
  const { actor, tx } = scope;
  const { school, held } = await placeOf(scope, { role, school: slug });
  if (!mayEndRole(actor, school)) throw forbidden(`end a role at ${school?.name ?? 'the collaborative'}`);
  if (role === 'convener') await keepOneConvener(scope, personId);
  const ended =
    held.schoolId === null
      ? await tx.deleteFrom('collaborativeRole').where('personId', '=', personId).where('role', '=', held.role).executeTakeFirst()
      : await tx
          .deleteFrom('schoolRole')
          .where('schoolId', '=', held.schoolId)
          .where('personId', '=', personId)
          .where('role', '=', held.role)
          .executeTakeFirst();
  if (ended.numDeletedRows === 0n) throw missing('This role');
  const subject = school ? 'school_role' : 'collaborative_role';
  await appendTo(scope, school, { verb: 'end', subject, subjectId: personId, before: { role } });
}

async function keepOneConvener({ tx }: Scope, personId: string): Promise<void> {
  const conveners = await tx
    .selectFrom('collaborativeRole')
    .select('personId')
    .where('role', '=', 'convener')
    .orderBy('personId')
    .forUpdate()
    .execute();
  if (conveners.length === 1 && conveners[0]!.personId === personId)
    throw conflict('The last convener stays. Invite another one first; once they have accepted, this role can end.');
}

/** Adds a person with a role at once, without an invitation; whoever has the email address keeps their name. What a person of the sample adds is of the sample. */
export async function addPerson(scope: Scope, { mail, name, role, school: slug }: Invitation): Promise<{ person: string }> {
  const { actor, tx } = scope;
  const { school, held } = await placeOf(scope, { role, school: slug });
  if (!mayAddPerson(actor)) throw forbidden('add people');
  const isSample = await isOfSample(scope);
  const person = await tx
    .insertInto('person')
    .values({ name, mail, isSample })
    .onConflict((on) => on.column('mail').doUpdateSet({ mail }))
    .returning(['id', 'isSample'])
    .executeTakeFirstOrThrow();
  if (isSample && !person.isSample)
    throw conflict(`${mail} is a real person’s. An invented person of the sample gives no real one a role.`);
  const personId = person.id;
  await giveRole(scope, personId, held);
  await appendTo(scope, school, { verb: 'add', subject: 'person', subjectId: personId, after: { name, mail, role } });
  return { person: personId };
}

/** Keeps what the public pages say of the collaborative. */
export async function editProfile(scope: Scope, profile: Profile): Promise<void> {
  const { actor, tx } = scope;
  if (!mayEditProfile(actor)) throw forbidden('change the profile');
  const before = await tx
    .selectFrom('collaborative')
    .select(['name', 'shortName', 'mission', 'vision', 'about', 'sourceTitle', 'sourceUrl'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  await tx.updateTable('collaborative').set(profile).execute();
  await appendEvent(scope, { verb: 'edit', subject: 'collaborative', subjectId: null, before, after: profile });
  await publish(scope);
}

function ownPerson({ actor }: Scope): string {
  if (actor.personId === null) throw forbidden('do this without a person of your own');
  return actor.personId;
}

/** The person says that the public members page may name them. A fictional person is never named there. */
export function listMe(scope: Scope): Promise<void> {
  return keepListed(scope, new Date());
}

/** The person takes back that the public members page names them. */
export function unlistMe(scope: Scope): Promise<void> {
  return keepListed(scope, null);
}

async function keepListed(scope: Scope, listedAt: Date | null): Promise<void> {
  const id = ownPerson(scope);
  await scope.tx.updateTable('person').set({ listedAt }).where('id', '=', id).execute();
  await appendEvent(scope, { verb: listedAt ? 'list' : 'unlist', subject: 'person', subjectId: id });
  await publish(scope);
}

/** Keeps in which zone the person is told days and times, and whether they are reminded by mail. */
export async function keepOwnReminders(scope: Scope, { timeZone, wantsReminders }: OwnReminders): Promise<void> {
  const id = ownPerson(scope);
  const people = scope.tx.selectFrom('person').select(['timeZone', 'wantsReminders']);
  const before = await people.where('id', '=', id).executeTakeFirstOrThrow();
  await scope.tx.updateTable('person').set({ timeZone, wantsReminders }).where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'keep-reminders', subject: 'person', subjectId: id, before, after: { timeZone, wantsReminders } });
}

/** Keeps the person's own name. */
export async function keepOwnName(scope: Scope, { name }: OwnName): Promise<void> {
  const id = ownPerson(scope);
  const before = await scope.tx.selectFrom('person').select(['name', 'listedAt']).where('id', '=', id).executeTakeFirstOrThrow();
  await scope.tx.updateTable('person').set({ name }).where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'edit', subject: 'person', subjectId: id, before: { name: before.name }, after: { name } });
  if (before.listedAt) await publish(scope);
}

/**
 * Removes the people of the sample, and every invitation to or by them. Conflict while a sample school is left: schools go first, each in
 * its own scope. What is published stays.
 */
export async function removeSample(scope: Scope): Promise<{ people: number }> {
  const { actor, tx } = scope;
  if (!mayRemoveSample(actor)) throw forbidden('remove the sample');
  if (await hasSample(scope)) throw conflict('A school of the sample is still here. Remove the schools first.');
  const samplePerson = tx.selectFrom('person').where('isSample', '=', true);
  await tx
    .deleteFrom('invitation')
    .where(({ eb, or }) => or([eb('invitedBy', 'in', samplePerson.select('id')), eb('mail', 'in', samplePerson.select('mail'))]))
    .execute();
  const { numDeletedRows } = await tx.deleteFrom('person').where('isSample', '=', true).executeTakeFirst();
  const people = Number(numDeletedRows);
  if (people) await appendEvent(scope, { verb: 'remove', subject: 'sample', subjectId: null, before: { people } });
  await publish(scope);
  return { people };
}
