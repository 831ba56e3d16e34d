import { sql } from 'kysely';
import * as z from 'zod';
import { ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { type Mail, sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import type { Step } from '../step.ts';
import { askMail, observedMail, stepMail, type Told } from './mails.ts';

/** Every hour, at every start, and after what somebody waits for: whose step was confirmed, who is asked to observe, and whose teaching was observed. */
export const pathMails: Job<Record<string, never>> = {
  name: 'faculty-path-mails',
  schema: z.object({}).strict(),
  every: '45 * * * *',
  unfinished: async () => [{}],
  run: async () => {
    await writePathMails();
  },
};

/** The background work of the path, for the host. */
export const facultyPathJobs: readonly Job[] = [pathMails];

type About = { readonly kind: 'step'; readonly standingId: string } | { readonly kind: 'ask' | 'observed'; readonly observationId: string };

/**
 * Writes every mail that is due; answers how many went out. Each is written down before it is sent, so that nobody is told twice; one that cannot be sent is tried again the next hour.
 * What is older than two weeks is no news, and the sample writes none.
 */
export async function writePathMails(): Promise<number> {
  const base = ownAddress();
  let sent = 0;
  for (const { id, step, by, ...told } of await confirmed())
    sent += await tell({ kind: 'step', standingId: id }, stepMail(told, { step, by, base }));
  for (const { id, of, ...told } of await asked())
    sent += await tell({ kind: 'ask', observationId: id }, askMail(told, { of, address: `${base}/w/faculty/observations/${id}` }));
  for (const { id, by, ...told } of await observed())
    sent += await tell(
      { kind: 'observed', observationId: id },
      observedMail(told, { by, address: `${base}/w/faculty/observations/${id}` }),
    );
  return sent;
}

async function confirmed() {
  return asSystem(
    async ({ tx }) =>
      (
        await sql<Told & { id: string; step: Step; by: string }>`
          select s.id, s.step, s.confirmed_by_name as by, p.name, p.mail, g.title as programme
          from standing s join programme g on g.id = s.programme_id and not g.is_sample join person p on p.id = s.person_id and not p.is_sample
          where s.ended_at is null and s.recorded_at > now() - interval '14 days' and not exists (select from path_mail m where m.standing_id = s.id)
          order by s.recorded_at`.execute(tx)
      ).rows,
  );
}

async function asked() {
  return asSystem(
    async ({ tx }) =>
      (
        await sql<Told & { id: string; of: string }>`
          select t.id, t.name as of, p.name, p.mail, g.title as programme
          from teaching_observation t join programme g on g.id = t.programme_id and not g.is_sample join person p on p.id = t.observer_id and not p.is_sample and p.wants_reminders
          where t.given_at is null and t.assigned_by is distinct from t.observer_id and t.made_at > now() - interval '14 days'
            and not exists (select from path_mail m where m.observation_id = t.id and m.kind = 'ask')
          order by t.made_at`.execute(tx)
      ).rows,
  );
}

async function observed() {
  return asSystem(
    async ({ tx }) =>
      (
        await sql<Told & { id: string; by: string }>`
          select t.id, t.observer_name as by, p.name, p.mail, g.title as programme
          from teaching_observation t join programme g on g.id = t.programme_id and not g.is_sample join person p on p.id = t.person_id and not p.is_sample
          where t.given_at > now() - interval '14 days' and t.read_at is null and not exists (select from path_mail m where m.observation_id = t.id and m.kind = 'observed')
          order by t.given_at`.execute(tx)
      ).rows,
  );
}

async function tell(about: About, mail: Mail): Promise<number> {
  const ours = await asSystem(({ tx }) =>
    tx
      .insertInto('pathMail')
      .values(about)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst(),
  );
  if (Number(ours.numInsertedOrUpdatedRows ?? 0) === 0) return 0;
  try {
    await sendMail(mail);
    return 1;
  } catch (error) {
    logFault('faculty-path-mails', error);
    const [column, id] =
      'standingId' in about ? (['standingId', about.standingId] as const) : (['observationId', about.observationId] as const);
    await asSystem(({ tx }) => tx.deleteFrom('pathMail').where('kind', '=', about.kind).where(column, '=', id).execute());
    return 0;
  }
}
