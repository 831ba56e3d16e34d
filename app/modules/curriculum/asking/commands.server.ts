import { sql } from 'kysely';
import { invite } from '#app/modules/members/commands.server.ts';
import { giveRole } from '#app/modules/members/role.server.ts';
import { heldAt } from '#app/modules/members/role.ts';
import { zone } from '#app/modules/members/time-zone.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { mayAskDirectors, whoMay } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { tellAsking } from './progress.server.ts';
import type { Asking, NamedDirector, Unnamed } from './schema.ts';

/** Of one course: more are a list that was pasted into the wrong place, and each would get a mail. */
const mostDirectors = 10;

/**
 * Names the directors of courses, for this year and those that follow. Whoever is not at the school yet is invited as faculty, so that the code of their first
 * sign-in is all that they need; nothing is mailed before they are asked. Missing when a course is not the school's, invalid when one would have more than ten, conflict when the
 * year is submitted. Answers how many were named anew.
 */
export async function nameDirectors(
  scope: Scope,
  { year, directors }: { year: string; directors: readonly NamedDirector[] },
): Promise<number> {
  const { actor, tx } = scope;
  if (!mayAskDirectors(actor)) throw forbidden('name course directors', whoMay.leads);
  await refuseSubmitted(scope, year);
  const schoolId = ownSchool(actor).id;
  // Two who name at once count each other's.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directors ${schoolId}`}, 0))`.execute(tx);
  let named = 0;
  for (const { courseStableId, name, mail } of directors) {
    const course = await tx
      .selectFrom('course')
      .select('title')
      .where('schoolId', '=', schoolId)
      .where('stableId', '=', courseStableId)
      .where('removedAt', 'is', null)
      .executeTakeFirst();
    if (!course) throw missing('This course');
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('courseDirector')
      .values({ schoolId, courseStableId, name, mail, namedBy: actor.personId })
      .onConflict((on) =>
        on
          .columns(['schoolId', 'courseStableId', 'mail'])
          .doUpdateSet({ name, namedBy: actor.personId, namedAt: new Date(), endedAt: null })
          .where('courseDirector.endedAt', 'is not', null),
      )
      .executeTakeFirst();
    const { all } = await tx
      .selectFrom('courseDirector')
      .select(({ fn }) => fn.countAll<number>().as('all'))
      .where('schoolId', '=', schoolId)
      .where('courseStableId', '=', courseStableId)
      .where('endedAt', 'is', null)
      .executeTakeFirstOrThrow();
    if (all > mostDirectors)
      throw invalid(`“${course.title}” would have more than ${mostDirectors} directors. Name fewer, or take somebody away first.`);
    await letIn(scope, { name, mail });
    if (!numInsertedOrUpdatedRows) continue;
    named += 1;
    const after = { course: course.title, name, mail };
    await appendSchoolEvent(scope, schoolId, { verb: 'name', subject: 'course_director', subjectId: courseStableId, after });
  }
  await tellAsking(scope, year);
  return named;
}

/** A colleague gets the role of faculty at once; anybody else an invitation to it, renewed when it ran out. */
async function letIn(scope: Scope, { name, mail }: { name: string; mail: string }): Promise<void> {
  const { actor, tx } = scope;
  const school = ownSchool(actor);
  const colleague = await tx
    .selectFrom('schoolRole')
    .innerJoin('person', 'person.id', 'schoolRole.personId')
    .select(['person.id', 'schoolRole.role'])
    .where('schoolRole.schoolId', '=', school.id)
    .where('person.mail', '=', mail)
    .execute();
  if (colleague.some(({ role }) => role === 'faculty')) return;
  if (colleague.some(({ role }) => role === 'student'))
    throw invalid(`${mail} is a student’s here. A course director works or teaches at the school.`);
  if (colleague[0]) {
    await giveRole(scope, colleague[0].id, heldAt('faculty', school.id));
    return appendSchoolEvent(scope, school.id, {
      verb: 'add',
      subject: 'person',
      subjectId: colleague[0].id,
      after: { name, mail, role: 'faculty' },
    });
  }
  const invited = await tx
    .selectFrom('invitation')
    .select('id')
    .where('mail', '=', mail)
    .where('role', '=', 'faculty')
    .where('forSchoolId', '=', school.id)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', new Date())
    .executeTakeFirst();
  if (!invited) await invite(scope, { mail, name, role: 'faculty', school: school.slug });
}

/** Names somebody no more. What they answered stays, as does what they were to a year that is submitted; what they have not answered is not waited for. */
export async function unnameDirector(scope: Scope, { year, courseStableId, mail }: Unnamed): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAskDirectors(actor)) throw forbidden('name course directors', whoMay.leads);
  await refuseSubmitted(scope, year);
  const schoolId = ownSchool(actor).id;
  const gone = await tx
    .updateTable('courseDirector')
    .set({ endedAt: new Date() })
    .where('schoolId', '=', schoolId)
    .where('courseStableId', '=', courseStableId)
    .where('mail', '=', mail)
    .where('endedAt', 'is', null)
    .returning('name')
    .executeTakeFirst();
  if (!gone) throw missing('This course director');
  const before = { name: gone.name, mail };
  await appendSchoolEvent(scope, schoolId, { verb: 'unname', subject: 'course_director', subjectId: courseStableId, before });
  await tellAsking(scope, year);
}

/**
 * Asks the directors of these courses (none said: of every course that has one) until a day; who is done already is left alone. Asked again, the day moves and
 * nobody is written to twice for it. The mails go out in a job after the scope. Answers how many were asked anew. Invalid when that day is over; conflict when the
 * year is submitted.
 */
export async function askDirectors(scope: Scope, { year, dueOn, courses }: Asking): Promise<number> {
  const { actor, tx } = scope;
  if (!mayAskDirectors(actor)) throw forbidden('ask course directors', whoMay.leads);
  await refuseSubmitted(scope, year);
  if (dueOn < isoDayIn(new Date(), zone)) throw invalid('The last day to answer is over already. Choose a day from today on.');
  const schoolId = ownSchool(actor).id;
  const directors = await tx
    .selectFrom('courseDirector as d')
    .innerJoin('course as c', (join) => join.onRef('c.schoolId', '=', 'd.schoolId').onRef('c.stableId', '=', 'd.courseStableId'))
    .select(['d.courseStableId', 'd.name', 'd.mail'])
    .where('d.schoolId', '=', schoolId)
    .where('d.endedAt', 'is', null)
    .where('c.year', '=', year)
    .where('c.removedAt', 'is', null)
    .$if(courses.length > 0, (query) => query.where('d.courseStableId', 'in', courses))
    .execute();
  if (directors.length === 0) throw conflict('No course director is named for these courses. Name them first, then ask.');
  for (const director of new Map(directors.map((each) => [each.mail, each])).values()) await letIn(scope, director);
  const { rows } = await sql<{ isNew: boolean }>`
    insert into director_question (school_id, year, course_stable_id, mail, asked_by, due_on)
    select ${schoolId}, ${year}, d.course, d.mail, ${actor.personId}::uuid, ${dueOn}::date
    from jsonb_to_recordset(${JSON.stringify(directors.map(({ courseStableId, mail }) => ({ course: courseStableId, mail })))}::jsonb) as d(course uuid, mail text)
    on conflict (school_id, year, course_stable_id, mail) do update set due_on = excluded.due_on where director_question.done_at is null
    returning xmax = 0 as is_new`.execute(tx);
  const asked = rows.filter(({ isNew }) => isNew).length;
  const after = { year, dueOn, directors: directors.map(({ mail }) => mail) };
  await appendSchoolEvent(scope, schoolId, { verb: 'ask', subject: 'director_question', subjectId: year, after });
  await tellAsking(scope, year);
  return asked;
}

/** Keeps that a director was written to about all their open courses of a year. */
export async function keepWritten(
  scope: Scope,
  { year, mail, isReminder }: { year: string; mail: string; isReminder: boolean },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAskDirectors(actor)) throw forbidden('write to course directors', whoMay.leads);
  const schoolId = ownSchool(actor).id;
  await tx
    .updateTable('directorQuestion')
    .set(isReminder ? { remindedAt: new Date(), reminders: sql<number>`reminders + 1` } : { mailedAt: new Date() })
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .where('mail', '=', mail)
    .where('doneAt', 'is', null)
    .$if(!isReminder, (query) => query.where('mailedAt', 'is', null))
    .execute();
  await appendSchoolEvent(scope, schoolId, {
    verb: isReminder ? 'remind' : 'write',
    subject: 'director_question',
    subjectId: year,
    after: { mail },
  });
}
