import { sql } from 'kysely';
import * as z from 'zod';
import { config, ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { goalMail } from './goal-mail.ts';

const reminding: Job<Record<string, never>> = {
  name: 'practice-goal-reminders',
  schema: z.object({}).strict(),
  every: '12 * * * *',
  unfinished: async () => [{}],
  run: async () => {
    await remindOfGoals(new Date());
  },
};

/** The background work of the log, for the host. */
export const logJobs: readonly Job[] = [reminding];

/**
 * Reminds whoever asked for it of a goal whose day has come where they are, from seven in the morning, once. The job sees that one is due and to whom, and no word of the goal. Answers how many mails were sent;
 * one that could not be sent is tried again at the next hour.
 */
export async function remindOfGoals(now: Date): Promise<number> {
  const { smtpUrl } = config();
  const due = await asSystem(({ tx }) =>
    tx
      .updateTable('practiceGoal as g')
      .from('person as p')
      .set({ remindedAt: now })
      .whereRef('p.id', '=', 'g.personId')
      .where('g.remind', '=', true)
      .where('g.doneAt', 'is', null)
      .where('g.remindedAt', 'is', null)
      .where(
        sql<boolean>`g.due_on <= ((${now}::timestamptz - interval '7 hours') at time zone coalesce(p.time_zone, 'America/New_York'))::date`,
      )
      .returning(['g.personId', 'g.id', 'p.name', 'p.mail', 'p.isSample'])
      .execute(),
  );
  let sent = 0;
  for (const { personId, id, name, mail, isSample } of due) {
    // Nobody reads mail to an invented person.
    if (isSample && smtpUrl !== undefined) continue;
    try {
      await sendMail(goalMail({ name, mail }, `${ownAddress()}/w/practice/goals`));
      sent += 1;
    } catch (error) {
      logFault('practice-goal-reminders', error);
      await asSystem(({ tx }) =>
        tx.updateTable('practiceGoal').set({ remindedAt: null }).where('personId', '=', personId).where('id', '=', id).execute(),
      );
    }
  }
  return sent;
}
