import * as z from 'zod';
import { visitor } from '#app/platform/actor.ts';
import { ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { zone } from '../../members/time-zone.ts';
import { digestFor, digestMail, type Known, type Told } from './digest.ts';
import { publishedUpdates } from './queries.server.ts';

/** Every hour, and at every start. */
const mailing: Job<Record<string, never>> = {
  name: 'update-digest',
  schema: z.object({}).strict(),
  every: '15 * * * *',
  unfinished: async () => [{}],
  run: async () => {
    await mailDigests(new Date());
  },
};

/** The background work of updates, for the host. */
export const updateJobs: readonly Job[] = [mailing];

/**
 * Mails what is new to everybody who asked for it and for whom it is time; answers how many mails were sent. That somebody is written to is written down before,
 * so that nobody is told twice; a mail that cannot be sent is tried again the next hour.
 */
export async function mailDigests(now: Date): Promise<number> {
  const { name, updates } = await as(visitor, async (scope) => ({
    name: (await collaborativeProfile(scope)).name,
    updates: (await publishedUpdates(scope)).map((update): Told => ({ ...update, firstPublishedAt: update.firstPublishedAt! })),
  }));
  const base = ownAddress();
  let sent = 0;
  for (const { id, mail, leaveToken, ...known } of await asSystem(({ tx }) =>
    tx
      .selectFrom('subscriber')
      .select(['id', 'mail', 'leaveToken', 'sentAt', 'sentThrough'])
      .where('confirmedAt', 'is not', null)
      .execute(),
  )) {
    const digest = digestFor(known, updates, { now, zone });
    if (digest.length === 0) continue;
    const told = { sentAt: now, sentThrough: digest[0]!.firstPublishedAt };
    if (!(await setKnown(id, known, told))) continue;
    try {
      await sendMail(digestMail(digest, { to: mail, name, base, leaveToken }));
      sent += 1;
    } catch (error) {
      logFault('update-digest', error);
      await setKnown(id, told, known);
    }
  }
  return sent;
}

/** False when somebody else wrote to this person meanwhile, or the person has left. */
function setKnown(id: string, before: Known, after: Known): Promise<boolean> {
  return asSystem(async ({ tx }) => {
    const { numUpdatedRows } = await tx
      .updateTable('subscriber')
      .set({ sentAt: after.sentAt, sentThrough: after.sentThrough })
      .where('id', '=', id)
      .where('sentAt', 'is not distinct from', before.sentAt)
      .executeTakeFirst();
    return Number(numUpdatedRows) > 0;
  });
}
