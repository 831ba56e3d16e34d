import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Mail } from '#app/platform/mail.server.ts';
import { invalid, missing, type Problem } from '#app/platform/problem.ts';
import { asSystem, type Scope } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { codeFrom, codeMail, codeMinutes, codeTries, readCode } from '../../members/sign-in/code.ts';
import type { Speaking } from './answer-commands.server.ts';
import { roundOfGuest } from './queries.server.ts';

const asksOfOneGuest = { most: 5, minutes: 15 };
const asksOfOneAddress = { most: 40, minutes: 60 };
const wrongOfOneAddress = { most: 60, minutes: 60 };
/** How long a guest stays in on the device where the code was typed. */
const guestHours = 12;

function minutesAgo(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000);
}

/** What whoever holds a link is told before a code was typed: the round and who asks, and nothing of the guest's answers. Reading it spends nothing. Missing for a link that opens nothing. */
export function guestBehind(token: string) {
  return asSystem((scope) => guestOfLink(scope, token));
}

async function guestOfLink({ tx }: Scope, token: string) {
  const guest = await tx
    .selectFrom('listeningLink as link')
    .innerJoin('listeningVoice as voice', 'voice.id', 'link.voiceId')
    .innerJoin('listeningGuest as guest', 'guest.id', 'voice.guestId')
    .innerJoin('listeningRound as round', 'round.id', 'guest.roundId')
    .leftJoin('person', 'person.id', 'guest.invitedBy')
    .select(['guest.id', 'guest.name', 'guest.mail', 'round.title', 'round.why', 'round.isSample', 'person.name as invitedBy'])
    .where('link.tokenHash', '=', hexOf(token))
    .where('link.expiresAt', '>', new Date())
    .where('guest.endedAt', 'is', null)
    .where((eb) => eb.or([eb('guest.linksFrom', 'is', null), eb('link.madeAt', '>=', eb.ref('guest.linksFrom'))]))
    .executeTakeFirst();
  if (!guest) throw missing('What this link led to');
  return guest;
}

/** Makes a code for the guest of a link, bound to the tab that asked; `mail` is to be sent to the address that was invited. Too many asks are refused. */
export function askGuestCode({ token, address }: { token: string; address: string }): Promise<{ tab: string; mail: Mail }> {
  return asSystem(async (scope) => {
    const { tx } = scope;
    const guest = await guestOfLink(scope, token);
    await sql`select pg_advisory_xact_lock(hashtext(${guest.id})), pg_advisory_xact_lock(hashtext(${address}))`.execute(tx);
    await tx
      .deleteFrom('listeningCode')
      .where('askedAt', '<', minutesAgo(24 * 60))
      .execute();
    const asks = async (column: 'guestId' | 'address', value: string, minutes: number) =>
      (
        await tx
          .selectFrom('listeningCode')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where(column, '=', value)
          .where('askedAt', '>', minutesAgo(minutes))
          .executeTakeFirstOrThrow()
      ).count;
    if (
      (await asks('guestId', guest.id, asksOfOneGuest.minutes)) >= asksOfOneGuest.most ||
      (await asks('address', address, asksOfOneAddress.minutes)) >= asksOfOneAddress.most
    )
      throw invalid(`Too many codes were asked for. Wait ${asksOfOneGuest.minutes} minutes, then ask once and use the newest mail.`);
    const tab = newSecret();
    const code = codeFrom(randomBytes(64));
    await tx
      .insertInto('listeningCode')
      .values({
        ...{ tabHash: hexOf(tab), guestId: guest.id, codeHash: hexOf(`${tab} ${code}`), address },
        expiresAt: new Date(Date.now() + codeMinutes * 60_000),
      })
      .execute();
    return { tab, mail: codeMail(guest.mail, code) };
  });
}

/** Lets a guest in with the code of this tab and this link; answers the token of their session. A wrong code is counted and refused; after five, ten minutes, or its first use, it is worth nothing. */
export async function enterGuestCode({ token, tab, code, address }: Record<'token' | 'tab' | 'code' | 'address', string>): Promise<string> {
  const outcome = await asSystem(async (scope): Promise<string | Problem> => {
    const { tx } = scope;
    const guest = await guestOfLink(scope, token);
    const wrong = await tx
      .selectFrom('listeningCode')
      .select(({ fn }) => fn.sum<string | null>('tries').as('count'))
      .where('address', '=', address)
      .where('askedAt', '>', minutesAgo(wrongOfOneAddress.minutes))
      .executeTakeFirstOrThrow();
    if (Number(wrong.count) >= wrongOfOneAddress.most)
      return invalid('Too many wrong codes came from here. Wait an hour, or ask whoever invited you.');
    const asked = await tx
      .selectFrom('listeningCode')
      .selectAll()
      .where('tabHash', '=', hexOf(tab))
      .where('guestId', '=', guest.id)
      .forUpdate()
      .executeTakeFirst();
    if (!asked || asked.usedAt || asked.expiresAt < new Date() || asked.tries >= codeTries)
      return invalid('This code has run out. Ask for a new one.');
    if (!timingSafeEqual(Buffer.from(asked.codeHash), Buffer.from(hexOf(`${tab} ${readCode(code)}`)))) {
      await tx
        .updateTable('listeningCode')
        .set({ tries: asked.tries + 1 })
        .where('tabHash', '=', asked.tabHash)
        .execute();
      return invalid('This is not the code. Look again in the newest mail, or ask for a new one.');
    }
    await tx.updateTable('listeningCode').set({ usedAt: new Date() }).where('tabHash', '=', asked.tabHash).execute();
    await tx.deleteFrom('listeningSession').where('expiresAt', '<', new Date()).execute();
    const session = newSecret();
    await tx
      .insertInto('listeningSession')
      .values({ tokenHash: hexOf(session), guestId: guest.id, expiresAt: new Date(Date.now() + guestHours * 3600_000) })
      .execute();
    return session;
  });
  if (typeof outcome !== 'string') throw outcome; // thrown out here, so that the counted try stays
  return outcome;
}

/** Ends a guest's session. */
export function leaveAsGuest(session: string): Promise<void> {
  return asSystem(async ({ tx }) => {
    await tx.deleteFrom('listeningSession').where('tokenHash', '=', hexOf(session)).execute();
  });
}

/** Ends the mails of a round for whoever holds a link of theirs. It can be said again and again; a link that opens nothing changes nothing. */
export function stopMails(token: string): Promise<void> {
  return asSystem(async ({ tx }) => {
    await tx
      .updateTable('listeningVoice')
      .set({ wantsReminders: false })
      .where('id', 'in', (eb) => eb.selectFrom('listeningLink').select('voiceId').where('tokenHash', '=', hexOf(token)))
      .execute();
  });
}

/** Where a guest speaks in a visitor's scope: in their round, as themselves from here on; null when the session is not theirs, or has ended. */
export async function speakingAsGuest(scope: Scope, at: { token: string; session: string | null }): Promise<Speaking | null> {
  const guestId = await enterAsGuest(scope, at);
  return guestId === null ? null : { roundId: (await roundOfGuest(scope, guestId)).id, speaker: { personId: null, guestId } };
}

/** Whom a visitor's scope speaks for from here on: the guest of this link, when the session is theirs; null for everybody else. */
export async function enterAsGuest({ tx }: Scope, { token, session }: { token: string; session: string | null }): Promise<string | null> {
  if (session === null) return null;
  const { rows } = await sql<{ guest: string | null }>`select enter_as_guest(${hexOf(token)}, ${hexOf(session)}) as guest`.execute(tx);
  return rows[0]?.guest ?? null;
}
