import { sql } from 'kysely';
import { ownAddress } from '#app/platform/config.server.ts';
import type { Mail } from '#app/platform/mail.server.ts';
import { forbidden, invalid } from '#app/platform/problem.ts';
import { asSystem, type Scope } from '#app/platform/scope.server.ts';
import { hashOf, newSecret } from '#app/platform/secret.server.ts';
import { mayKeepPages } from '../rules.ts';
import { alreadyMail, confirmMail } from './digest.ts';

const asksOfOneMail = { most: 3, hours: 24 };
const asksOfOneNetwork = { most: 20, hours: 1 };
const daysToConfirm = 2;

function hoursAgo(hours: number): Date {
  return new Date(Date.now() - hours * 3600_000);
}

/**
 * Somebody asks for updates at an address. The answer is the mail to send afterwards: null where that address was written to often enough today. Whoever asks is
 * told the same in any case. A network that asks too often is refused. No event is left: an address that goes must not stand in the record.
 */
export function subscribe({ mail, network, name }: { mail: string; network: string; name: string }): Promise<Mail | null> {
  return asSystem(async ({ tx }) => {
    const [mailHash, networkHash] = [hashOf(mail), hashOf(network)];
    // One at a time for an address, so that many at once cannot pass the limit together.
    await sql`select pg_advisory_xact_lock(hashtext(${mail})), pg_advisory_xact_lock(hashtext(${network}))`.execute(tx);
    await tx.deleteFrom('subscriberAsk').where('askedAt', '<', hoursAgo(24)).execute();
    await forgetUnconfirmed({ tx });
    const asked = (column: 'mailHash' | 'networkHash', hash: Buffer, { hours }: { hours: number }) =>
      tx
        .selectFrom('subscriberAsk')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where(column, '=', hash)
        .where('askedAt', '>', hoursAgo(hours))
        .executeTakeFirstOrThrow();
    if (Number((await asked('networkHash', networkHash, asksOfOneNetwork)).count) >= asksOfOneNetwork.most)
      throw invalid('Too many mails were asked for from here. Try again in an hour.');
    const isEnough = Number((await asked('mailHash', mailHash, asksOfOneMail)).count) >= asksOfOneMail.most;
    await tx.insertInto('subscriberAsk').values({ mailHash, networkHash }).execute();
    if (isEnough) return null;
    const known = await tx.selectFrom('subscriber').select(['leaveToken', 'confirmedAt']).where('mail', '=', mail).executeTakeFirst();
    const base = ownAddress();
    if (known?.confirmedAt) return alreadyMail({ to: mail, name, base, leaveToken: known.leaveToken });
    const token = newSecret();
    const asking = { confirmHash: hashOf(token), askedAt: new Date() };
    await tx
      .insertInto('subscriber')
      .values({ mail, leaveToken: newSecret(), ...asking })
      .onConflict((on) => on.column('mail').doUpdateSet(asking))
      .execute();
    return confirmMail({ to: mail, name, base, token });
  });
}

/** Whether a confirming address still waits for its button, was used, or says nothing (any more). */
export function confirmationOf(token: string): Promise<'waits' | 'done' | 'unknown'> {
  return asSystem(async ({ tx }) => {
    await forgetUnconfirmed({ tx });
    const subscriber = await tx.selectFrom('subscriber').select('confirmedAt').where('confirmHash', '=', hashOf(token)).executeTakeFirst();
    return subscriber ? (subscriber.confirmedAt ? 'done' : 'waits') : 'unknown';
  });
}

/** Confirms an address, once or again; false when the mail was older than two days. What was published before is not mailed. */
export function confirmSubscription(token: string): Promise<boolean> {
  return asSystem(async ({ tx }) => {
    await forgetUnconfirmed({ tx });
    const now = new Date();
    const { numUpdatedRows } = await tx
      .updateTable('subscriber')
      .set({
        confirmedAt: sql`coalesce(confirmed_at, ${now})`,
        sentThrough: sql`case when confirmed_at is null then ${now} else sent_through end`,
      })
      .where('confirmHash', '=', hashOf(token))
      .executeTakeFirst();
    return Number(numUpdatedRows) > 0;
  });
}

/** Ends the mails to an address and forgets it. Whoever comes twice is told the same. */
export function leave(token: string): Promise<void> {
  return asSystem(async ({ tx }) => {
    await tx.deleteFrom('subscriber').where('leaveToken', '=', token).execute();
  });
}

/** How many people receive the updates; who they are is nobody's to see. */
export function subscriberCount(actor: Scope['actor']): Promise<number> {
  if (!mayKeepPages(actor)) throw forbidden('see how many receive the updates');
  return asSystem(async ({ tx }) => {
    const { count } = await tx
      .selectFrom('subscriber')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('confirmedAt', 'is not', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  });
}

async function forgetUnconfirmed({ tx }: Pick<Scope, 'tx'>): Promise<void> {
  await tx
    .deleteFrom('subscriber')
    .where('confirmedAt', 'is', null)
    .where('askedAt', '<', hoursAgo(daysToConfirm * 24))
    .execute();
}
