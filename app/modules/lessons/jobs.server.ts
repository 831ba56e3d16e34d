import { sql } from 'kysely';
import * as z from 'zod';
import { ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { type Mail, sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { figureWords } from '../curriculum/release/figure.ts';
import { answerMail, askMail, figureMail, type Told } from './mails.ts';

/** Every hour, at every start, and after what somebody waits for: who is asked to read, what readers answered, and figures that a school withdrew. */
export const lessonMails: Job<Record<string, never>> = {
  name: 'lesson-mails',
  schema: z.object({}).strict(),
  every: '35 * * * *',
  unfinished: async () => [{}],
  run: async () => {
    await writeLessonMails();
  },
};

/** The background work of lessons, for the host. */
export const lessonJobs: readonly Job[] = [lessonMails];

type Kind = 'ask' | 'answer' | 'figure';
type Due = Told & { readonly editionId: string; readonly personId: string; readonly mail: string; readonly parts: readonly number[] };

/**
 * Writes every mail that is due; answers how many went out. Each is written down before it is sent, so that nobody is told twice; one that cannot be sent is tried again the next hour.
 * What is older than two weeks is no news, and the sample writes none.
 */
export async function writeLessonMails(): Promise<number> {
  const base = ownAddress();
  let sent = 0;
  for (const due of await toAsk()) sent += await tell('ask', due, askMail(due, `${base}/w/lessons/${due.school}/review/${due.editionId}`));
  for (const due of await answered())
    sent += await tell('answer', due, answerMail(due, { stands: due.stands, address: `${base}/w/lessons/${due.school}/${due.lessonId}` }));
  for (const due of await withdrawn())
    sent += await tell(
      'figure',
      due,
      figureMail(due, { figures: due.figures.map(figureWords), address: `${base}/w/lessons/${due.school}/${due.lessonId}` }),
    );
  return sent;
}

/** Leads of other schools, who are asked to read an edition before everybody does: nobody who has a role at the school that wrote it. */
async function toAsk(): Promise<Due[]> {
  return asSystem(
    async ({ tx }) =>
      (
        await sql<Due>`
          select distinct on (e.id, p.id) e.id as "editionId", e.title, p.id as "personId", p.mail, p.name, s.slug as school, '{0}'::int[] as parts
          from lesson_edition e join lesson l on l.id = e.lesson_id join school_role r on r.role = 'lead' and r.school_id <> l.school_id
          join school s on s.id = r.school_id and not s.is_sample join person p on p.id = r.person_id and not p.is_sample and p.wants_reminders
          where e.state = 'asked' and not e.is_sample and e.given_at > now() - interval '14 days'
            and not exists (select from school_role o where o.school_id = l.school_id and o.person_id = p.id)
            and not exists (select from lesson_mail m where m.edition_id = e.id and m.person_id = p.id and m.kind = 'ask')
          order by e.id, p.id, s.name`.execute(tx)
      ).rows,
  );
}

/** Who wrote a lesson, as far as they still are at its school, and its leads. */
const ofSchool = sql`join school s on s.id = l.school_id and not s.is_sample join person p on not p.is_sample and exists (select from school_role r
  where r.school_id = l.school_id and r.person_id = p.id and (r.role = 'lead' or p.id in (l.begun_by, l.changed_by)))`;

async function answered(): Promise<(Due & { lessonId: string; stands: boolean })[]> {
  return asSystem(
    async ({ tx }) =>
      (
        await sql<Due & { lessonId: string; stands: boolean }>`
          select e.id as "editionId", e.title, p.id as "personId", p.mail, p.name, s.slug as school, l.id as "lessonId", v.verdict = 'stands' as stands, '{0}'::int[] as parts
          from lesson_review v join lesson_edition e on e.id = v.edition_id and not e.is_sample join lesson l on l.id = e.lesson_id ${ofSchool}
          where v.reviewed_at > now() - interval '14 days'
            and not exists (select from lesson_mail m where m.edition_id = e.id and m.person_id = p.id and m.kind = 'answer')
          order by e.id, p.id`.execute(tx)
      ).rows,
  );
}

async function withdrawn(): Promise<(Due & { lessonId: string; figures: string[] })[]> {
  return asSystem(
    async ({ tx }) =>
      (
        await sql<Due & { lessonId: string; figures: string[] }>`
          select e.id as "editionId", e.title, p.id as "personId", p.mail, p.name, s.slug as school, l.id as "lessonId",
            array_agg(f.position order by f.position) as parts, array_agg(distinct f.figure) as figures
          from lesson_figure f join lesson_edition e on e.id = f.edition_id and not e.is_sample and e.state in ('standing', 'asked') join lesson l on l.id = e.lesson_id ${ofSchool}
          where f.withdrawn_at > now() - interval '14 days'
            and not exists (select from lesson_mail m where m.edition_id = e.id and m.person_id = p.id and m.kind = 'figure' and m.part = f.position)
          group by e.id, l.id, p.id, s.id order by e.id, p.id`.execute(tx)
      ).rows,
  );
}

async function tell(kind: Kind, { editionId, personId, parts }: Due, mail: Mail): Promise<number> {
  const rows = parts.map((part) => ({ editionId, personId, kind, part }));
  const ours = await asSystem(({ tx }) =>
    tx
      .insertInto('lessonMail')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .returning('part')
      .execute(),
  );
  if (ours.length === 0) return 0;
  try {
    await sendMail(mail);
    return 1;
  } catch (error) {
    logFault('lesson-mails', error);
    await asSystem(({ tx }) =>
      tx
        .deleteFrom('lessonMail')
        .where('editionId', '=', editionId)
        .where('personId', '=', personId)
        .where('kind', '=', kind)
        .where(
          'part',
          'in',
          ours.map(({ part }) => part),
        )
        .execute(),
    );
    return 0;
  }
}
