import * as z from 'zod';
import { ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { isReminderDue, reminderMail } from './reminder.ts';
import { type Remindable, remindables } from './reminder-queries.server.ts';

/** Every hour, and at every start: each receiver is reminded in the morning of their own day. */
const reminding: Job<Record<string, never>> = {
  name: 'round-reminders',
  schema: z.object({}).strict(),
  every: '5 * * * *',
  unfinished: async () => [{}],
  run: async () => {
    await remind(new Date());
  },
};

/** The background work of rounds, for the host. */
export const roundJobs: readonly Job[] = [reminding];

/**
 * Reminds everybody for whom something waits and a reminder is due; one mail a person and school. Answers how many mails were sent.
 * What is to be sent is written down before it is, so that nobody is reminded twice on a day; a mail that cannot be sent is tried again the next hour.
 */
export async function remind(now: Date): Promise<number> {
  const due = (await asSystem(remindables)).filter(({ waiting, receiver, lastAt }) =>
    isReminderDue(waiting, lastAt, { now, zone: receiver.zone }),
  );
  const base = ownAddress();
  let sent = 0;
  for (const steps of Map.groupBy(due, ({ roundId, schoolId, personId }) => `${roundId} ${schoolId} ${personId}`).values()) {
    const claimed = await claim(steps, now);
    if (claimed.length === 0) continue;
    const mail = reminderMail(
      claimed[0]!.receiver,
      claimed.map(({ waiting }) => waiting),
      { now, base },
    );
    try {
      await sendMail(mail);
      sent += 1;
    } catch (error) {
      logFault('round-reminders', error);
      await giveBack(claimed, now);
    }
  }
  return sent;
}

/** Writes down what is to be sent; answers what no other process wrote down before. */
function claim(steps: readonly Remindable[], now: Date): Promise<Remindable[]> {
  return asSystem(async ({ tx }) => {
    const rows = await tx
      .insertInto('roundReminder')
      .values(steps.map((each) => rowOf(each, now)))
      .onConflict((on) => on.doNothing())
      .returning('step')
      .execute();
    return steps.filter(({ waiting }) => rows.some(({ step }) => step === waiting.step));
  });
}

async function giveBack(steps: readonly Remindable[], now: Date): Promise<void> {
  await asSystem(async ({ tx }) => {
    for (const { onDay, ...row } of steps.map((each) => rowOf(each, now)))
      await tx
        .deleteFrom('roundReminder')
        .where('onDay', '=', onDay)
        .where('roundId', '=', row.roundId)
        .where('forSchoolId', '=', row.forSchoolId)
        .where('personId', '=', row.personId)
        .where('step', '=', row.step)
        .execute();
  });
}

function rowOf({ roundId, schoolId, personId, waiting, receiver }: Remindable, now: Date) {
  return { roundId, forSchoolId: schoolId, personId, step: waiting.step, onDay: isoDayIn(now, receiver.zone), sentAt: now };
}
