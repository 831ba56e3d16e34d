import * as z from 'zod';
import { type ActingSchool, operator } from '#app/platform/actor.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { AcademicYear } from '../schema.ts';
import { keepWritten } from './commands.server.ts';
import { directorMail } from './director-mail.ts';
import { directorsToWrite } from './director-queries.server.ts';

const DirectorMails = z.object({
  school: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  year: AcademicYear,
  address: z.url(),
  isReminder: z.boolean(),
});
type DirectorMails = z.infer<typeof DirectorMails>;

/** Writes to the directors who were asked, or reminds those who are silent: one mail to each, about all their courses. Run again, it writes to whoever is left. */
export const directorMails: Job<DirectorMails> = { name: 'curriculum-director-mails', schema: DirectorMails, run: writeToDirectors };

/** The jobs of course directors, for the host. */
export const askingJobs: readonly Job[] = [directorMails];

async function writeToDirectors({ school, year, address, isReminder }: DirectorMails, signal: AbortSignal): Promise<void> {
  const program = operator(school satisfies ActingSchool);
  const due = await as(program, (scope) => directorsToWrite(scope, { year, isReminder }));
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
