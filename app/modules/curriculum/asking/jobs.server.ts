import * as z from 'zod';
import { type ActingSchool, operator } from '#app/platform/actor.ts';
import { config, ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { AcademicYear } from '../schema.ts';
import { keepWritten } from './commands.server.ts';
import { directorMail } from './director-mail.ts';
import { directorsToWrite, schoolsUnconfirmed, yearsAskedAbout } from './director-queries.server.ts';
import { tellAsking } from './progress.server.ts';

const DirectorMails = z.object({
  school: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  year: AcademicYear,
  address: z.url(),
  /** Null: the first mail. Else a reminder to whoever was not written to for so many days. */
  quietDays: z.int().min(1).nullable(),
});
type DirectorMails = z.infer<typeof DirectorMails>;

/** Writes to the directors who were asked, or reminds those who are silent: one mail to each, about all their courses. Run again, it writes to whoever is left. */
export const directorMails: Job<DirectorMails> = { name: 'curriculum-director-mails', schema: DirectorMails, run: writeToDirectors };

const daily: Job<object> = {
  name: 'curriculum-director-reminders',
  schema: z.object({}),
  run: (_, signal) => remindDirectors(signal),
  every: '0 14 * * *',
};

/** Four times an hour, and at every start: a last day to answer passes without anybody's act. */
const daysPassed: Job<object> = {
  name: 'curriculum-director-days',
  schema: z.object({}),
  run: tellDaysPassed,
  every: '*/15 * * * *',
  unfinished: async () => [{}],
};

/** The jobs of course directors, for the host. */
export const askingJobs: readonly Job[] = [directorMails, daily, daysPassed];

/** Tells every board that waits for course directors whose last day to answer is over that it does not any more. */
export async function tellDaysPassed(): Promise<void> {
  for (const { year, ...school } of await as(operator(), schoolsUnconfirmed))
    await as(operator(school), (scope) => tellAsking(scope, year));
}

/** Reminds, at every school, whoever may still answer and was not written to for five days; who is done hears nothing more. */
export async function remindDirectors(signal = new AbortController().signal): Promise<void> {
  const address = ownAddress();
  const schools = await as(operator(), ({ tx }) =>
    tx.selectFrom('school').select(['id', 'slug', 'name']).where('isSample', '=', false).execute(),
  );
  for (const school of schools) {
    const years = await as(operator(school), yearsAskedAbout);
    for (const year of years) await writeToDirectors({ school, year, address, quietDays: 5 }, signal);
  }
}

async function writeToDirectors({ school, year, address, quietDays }: DirectorMails, signal: AbortSignal): Promise<void> {
  const program = operator(school satisfies ActingSchool);
  // Anybody may act as the lead of an invented school: what they write stays in the outbox and reaches no mailbox.
  if (config().smtpUrl && (await as(program, (scope) => isInvented(scope, school.id)))) return;
  const isReminder = quietDays !== null;
  const due = await as(program, (scope) => directorsToWrite(scope, { year, quietDays }));
  const failed: unknown[] = [];
  for (const director of due) {
    if (signal.aborted) return;
    try {
      await sendMail(directorMail(director, { address, isReminder }));
      await as(program, (scope) => keepWritten(scope, { year, mail: director.mail, isReminder }));
    } catch (error) {
      // One address that the mail server refuses keeps no other director waiting.
      logFault(`director-mail ${school.slug}`, error);
      failed.push(error);
    }
  }
  if (failed.length > 0 && failed.length === due.length) throw failed[0];
}

async function isInvented({ tx }: Scope, schoolId: string): Promise<boolean> {
  return (await tx.selectFrom('school').select('isSample').where('id', '=', schoolId).executeTakeFirst())?.isSample ?? false;
}
