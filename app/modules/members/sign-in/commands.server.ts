import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { config } from '#app/platform/config.server.ts';
import { appendEvent, appendSchoolEvent } from '#app/platform/events.server.ts';
import type { Mail } from '#app/platform/mail.server.ts';
import { conflict, invalid, missing, type Problem } from '#app/platform/problem.ts';
import { asSystem, type Scope } from '#app/platform/scope.server.ts';
import { hashOf, newSecret } from '#app/platform/secret.server.ts';
import { giveRole } from '../role.server.ts';
import { heldAt } from '../role.ts';
import { sessionSeconds } from '../session.ts';
import { codeFrom, codeMail, codeMinutes, codeTries, readCode } from './code.ts';
import type { EnterCode } from './schema.ts';

/** How often a code is asked for: for one email address in a day; of these, from one place; from one place for anybody. A stranger elsewhere never uses up what its owner has. */
const asksOfOneMail = 30;
const asksFromOnePlace = { inADay: 10, most: 5, minutes: 15 };
const asksOfOneAddress = { most: 40, minutes: 60 };
const wrongOfOneAddress = { most: 60, minutes: 60 };

function minutesAgo(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000);
}

/**
 * Makes a code for an email address, bound to the tab that asked (`tab`, a secret that stays in its page). `mail` is to be sent after this;
 * it is null when nobody here has that address, and the answer is otherwise the same. Too many asks are refused alike.
 */
export function askForCode({
  mail,
  address,
  invitationId = null,
}: {
  mail: string;
  address: string;
  invitationId?: string | null;
}): Promise<{ tab: string; mail: Mail | null }> {
  return asSystem(async ({ tx }) => {
    // One at a time for an address, so that many at once cannot pass the limit together.
    await sql`select pg_advisory_xact_lock(hashtext(${mail})), pg_advisory_xact_lock(hashtext(${address}))`.execute(tx);
    await tx
      .deleteFrom('signInCode')
      .where('askedAt', '<', minutesAgo(24 * 60))
      .execute();
    const wait = await waitBeforeAsking(tx, { mail, address });
    if (wait) throw invalid(`Too many codes were asked for. Wait ${wait}, then ask once and use the newest mail.`);
    const person = await tx.selectFrom('person').select('id').where('mail', '=', mail).executeTakeFirst();
    const invitation = await tx
      .selectFrom('invitation')
      .select(['id', 'role'])
      .where('mail', '=', mail)
      .$if(invitationId !== null, (query) => query.where('id', '=', invitationId!))
      .where('acceptedAt', 'is', null)
      .where('withdrawnAt', 'is', null)
      .where('expiresAt', '>', new Date())
      .orderBy('invitedAt')
      .executeTakeFirst();
    const tab = newSecret();
    const code = codeFrom(randomBytes(64));
    await tx
      .insertInto('signInCode')
      .values({
        mail,
        address,
        personId: person?.id ?? null,
        // A course director of another school has a person already, and is asked by a plain link: the code is all the set-up there is.
        invitationId: invitationId !== null || !person || invitation?.role === 'faculty' ? (invitation?.id ?? null) : null,
        codeHash: hashOfCode(tab, code),
        tabHash: hashOf(tab),
        expiresAt: new Date(Date.now() + codeMinutes * 60_000),
      })
      .execute();
    return { tab, mail: person || invitation ? codeMail(mail, code) : null };
  });
}

/** How long to wait before a code is asked for again; null where it may be asked for now. */
async function waitBeforeAsking(tx: Scope['tx'], { mail, address }: { mail: string; address: string }): Promise<string | null> {
  const asked = await tx
    .selectFrom('signInCode')
    .select(['mail', 'address', 'askedAt'])
    .where((eb) => eb.or([eb('mail', '=', mail), eb('address', '=', address)]))
    .where('askedAt', '>', minutesAgo(24 * 60))
    .execute();
  const ofMail = asked.filter((each) => each.mail === mail);
  const hence = ofMail.filter((each) => each.address === address);
  if (ofMail.length >= asksOfOneMail || hence.length >= asksFromOnePlace.inADay) return 'until tomorrow';
  const within = (rows: typeof asked, minutes: number) => rows.filter(({ askedAt }) => askedAt > minutesAgo(minutes)).length;
  const ofAddress = asked.filter((each) => each.address === address);
  if (within(ofAddress, asksOfOneAddress.minutes) >= asksOfOneAddress.most) return 'an hour';
  return within(hence, asksFromOnePlace.minutes) >= asksFromOnePlace.most ? `${asksFromOnePlace.minutes} minutes` : null;
}

/** The stored hash of a code holds the tab's 256 secret bits, so that the table alone does not let anybody try all codes. */
function hashOfCode(tab: string, code: string): Buffer {
  return hashOf(`${tab} ${code}`);
}

/**
 * Signs in with the code of this tab; the answer is the new session's token. An invitation that the code was asked for is accepted with it,
 * once. A wrong code is counted and refused; after five, or ten minutes, or its first use, a code is worth nothing.
 */
export async function enterCode({ tab, code, address, isOwnDevice }: EnterCode & { address: string }): Promise<string> {
  const outcome = await asSystem(async (scope): Promise<string | Problem> => {
    const { tx } = scope;
    const wrong = await tx
      .selectFrom('signInCode')
      .select(({ fn }) => fn.sum<string | null>('tries').as('count'))
      .where('address', '=', address)
      .where('askedAt', '>', minutesAgo(wrongOfOneAddress.minutes))
      .executeTakeFirstOrThrow();
    if (Number(wrong.count) >= wrongOfOneAddress.most)
      return invalid('Too many wrong codes came from here. Wait an hour, or ask your coordinator.');
    const asked = await tx.selectFrom('signInCode').selectAll().where('tabHash', '=', hashOf(tab)).forUpdate().executeTakeFirst();
    if (!asked || asked.usedAt || asked.expiresAt < new Date() || asked.tries >= codeTries)
      return invalid('This code has run out. Ask for a new one.');
    if (!timingSafeEqual(asked.codeHash, hashOfCode(tab, readCode(code)))) {
      await tx
        .updateTable('signInCode')
        .set({ tries: asked.tries + 1 })
        .where('id', '=', asked.id)
        .execute();
      const left = codeTries - asked.tries - 1;
      return invalid(
        left
          ? `This is not the code. Look again in the newest mail; you can try ${left} more times.`
          : 'This is not the code, and it has now run out. Ask for a new one.',
      );
    }
    await tx.updateTable('signInCode').set({ usedAt: new Date() }).where('id', '=', asked.id).execute();
    const personId = asked.invitationId ? await acceptInvitation(scope, asked.invitationId) : asked.personId;
    if (!personId) return invalid('This code has run out. Ask for a new one.');
    return beginSession(scope, personId, isOwnDevice);
  });
  if (typeof outcome !== 'string') throw outcome; // thrown out here, so that the counted try stays
  return outcome;
}

async function acceptInvitation(scope: Scope, id: string): Promise<string> {
  const { tx } = scope;
  const invitation = await tx.selectFrom('invitation').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (invitation.acceptedAt || invitation.withdrawnAt || invitation.expiresAt < new Date())
    throw conflict('This invitation has been used, withdrawn, or is older than its thirty days. Ask whoever invited you for a new one.');
  const { name, mail, role, forSchoolId } = invitation;
  // Anybody acts as the people of the sample. What they give is of the sample too, or it would outlast its removal.
  const isSample = await isByTheSample(scope, invitation);
  const person = await tx
    .insertInto('person')
    .values({ name, mail, isSample })
    .onConflict((on) => on.column('mail').doUpdateSet({ mail }))
    .returning(['id', 'isSample'])
    .executeTakeFirstOrThrow();
  if (isSample && !person.isSample)
    throw conflict('An invented person of the sample sent this invitation, and your person is a real one. Ask a real convener or lead.');
  const personId = person.id;
  await giveRole(scope, personId, heldAt(role, forSchoolId));
  await tx.updateTable('invitation').set({ acceptedAt: new Date() }).where('id', '=', id).execute();
  const change = { verb: 'accept', subject: 'invitation', subjectId: id, after: { personId, role } };
  await (forSchoolId ? appendSchoolEvent(scope, forSchoolId, change) : appendEvent(scope, change));
  return personId;
}

async function isByTheSample({ tx }: Scope, { invitedBy }: { invitedBy: string | null }): Promise<boolean> {
  if (invitedBy === null) return false;
  const inviter = await tx.selectFrom('person').select('isSample').where('id', '=', invitedBy).executeTakeFirst();
  return inviter?.isSample ?? false;
}

async function beginSession(scope: Scope, personId: string, isOwnDevice: boolean): Promise<string> {
  const token = newSecret();
  await scope.tx.deleteFrom('session').where('expiresAt', '<', new Date()).execute();
  await scope.tx
    .deleteFrom('signInCode')
    .where('askedAt', '<', minutesAgo(24 * 60))
    .execute();
  await scope.tx
    .insertInto('session')
    .values({ tokenHash: hashOf(token), personId, expiresAt: new Date(Date.now() + sessionSeconds(isOwnDevice) * 1000) })
    .execute();
  await appendEvent(scope, { verb: 'sign-in', subject: 'person', subjectId: personId });
  return token;
}

/** Signs in as a fictional person, without a code. Nobody else can be chosen, so without the sample, or with DEMO=0, this way does not exist. */
export async function signInAsSample(personId: string): Promise<string> {
  if (!config().allowsSample) throw missing('This person of the sample');
  return asSystem(async (scope) => {
    const person = await scope.tx
      .selectFrom('person')
      .select('id')
      .where('id', '=', personId)
      .where('isSample', '=', true)
      .executeTakeFirst();
    if (!person) throw missing('This person of the sample');
    return beginSession(scope, personId, false);
  });
}

/** Ends one session, or with `everywhere` all sessions of its person. */
export function signOut(token: string, everywhere = false): Promise<void> {
  return asSystem(async ({ tx }) => {
    const ended = await tx.deleteFrom('session').where('tokenHash', '=', hashOf(token)).returning('personId').executeTakeFirst();
    if (ended && everywhere) await tx.deleteFrom('session').where('personId', '=', ended.personId).execute();
  });
}
