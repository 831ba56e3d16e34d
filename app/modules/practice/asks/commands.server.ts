import { sql } from 'kysely';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { assertMayAskForFeedback } from '../feedback/queries.server.ts';
import { appendPracticeEvent } from '../practice-event.server.ts';
import { type AskOfMe, asksOfMe, courseAsk, today } from './queries.server.ts';
import { mayAskForConversations, mayTakePart } from './rules.ts';
import type { CourseAskForm } from './schema.ts';

/** Asks for observed conversations; answers the ask's id. It never changes: a second one of the same asker for the same students waits until the first is over, since two would tell how many. */
export async function askForConversations(
  scope: Scope,
  { title, observed, until, confirmed, graduates, students }: CourseAskForm,
): Promise<string> {
  const { actor, tx } = scope;
  if (!mayAskForConversations(actor)) throw forbidden('ask for observed conversations', 'Faculty and the lead of a school do.');
  const schoolId = actor.school!.id;
  const named = await studentsOf(scope, students);
  await sql`select pg_advisory_xact_lock(hashtext(${`practice ask ${actor.personId}`}))`.execute(tx);
  const { rows } = await sql<{ isLongEnough: boolean }>`select ${until}::date >= ${today} + 7 as is_long_enough`.execute(tx);
  if (!rows[0]!.isLongEnough)
    throw invalid('Choose a day at least a week from today: a shorter time would tell on which days somebody practised.');
  const open = await tx
    .selectFrom('practiceAsk as a')
    .leftJoin('practiceAskNamed as n', 'n.askId', 'a.id')
    .select(['a.title', 'a.untilOn'])
    .where('a.askedBy', '=', actor.personId)
    .where(sql<boolean>`a.until_on >= ${today}`)
    .where(({ or, eb }) =>
      or([
        ...(graduates === null ? [] : [eb('a.graduates', '=', graduates)]),
        ...(named.length === 0 ? [] : [eb('n.studentId', 'in', named)]),
      ]),
    )
    .executeTakeFirst();
  if (open)
    throw conflict(
      `“${open.title}” asks some of the same students until ${open.untilOn}. Ask again after that day: two at once would tell how many each has.`,
    );
  const { id } = await tx
    .insertInto('practiceAsk')
    .values({ schoolId, title, observed, confirmedOnly: confirmed, graduates, untilOn: until, askedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (named.length > 0)
    await tx
      .insertInto('practiceAskNamed')
      .values(named.map((studentId) => ({ schoolId, askId: id, studentId })))
      .execute();
  await appendSchoolEvent(scope, schoolId, {
    verb: 'ask',
    subject: 'practice_ask',
    subjectId: id,
    after: { title, observed, until, confirmed, graduates },
  });
  return id;
}

/** The students of the school behind these addresses; refused, with which, where one is none. */
async function studentsOf({ actor, tx }: Scope, mails: readonly string[]): Promise<string[]> {
  if (mails.length === 0) return [];
  const found = await tx
    .selectFrom('schoolRole as r')
    .innerJoin('person as p', 'p.id', 'r.personId')
    .select(['p.id', 'p.mail'])
    .where('r.schoolId', '=', actor.school!.id)
    .where('r.role', '=', 'student')
    .where('p.mail', 'in', mails)
    .execute();
  const unknown = mails.filter((mail) => !found.some((each) => each.mail === mail));
  if (unknown.length > 0)
    throw invalid(`No student of ${actor.school!.name} has the address ${unknown.slice(0, 3).join(', ')}. Correct it, or leave it out.`);
  return found.map(({ id }) => id);
}

/** Takes an ask back: nobody is asked any more, and nothing of it is told. */
export async function withdrawAsk(scope: Scope, id: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAskForConversations(actor)) throw forbidden('withdraw what a course asks', 'Whoever asked does, and the lead of the school.');
  const { title } = await courseAsk(scope, id);
  await tx.deleteFrom('practiceAsk').where('id', '=', id).execute();
  await appendSchoolEvent(scope, actor.school!.id, { verb: 'withdraw', subject: 'practice_ask', subjectId: id, before: { title } });
}

async function assertAsked(scope: Scope, id: string): Promise<AskOfMe> {
  if (!mayTakePart(scope.actor)) throw forbidden('take part in what a course asks', 'Students of the school do.');
  await assertMayAskForFeedback(scope);
  const asked = (await asksOfMe(scope)).find((each) => each.id === id);
  if (!asked) throw missing('This ask');
  return asked;
}

/** Takes part: from the day after its last, the course may see that one is done, if one is. */
export async function takePart(scope: Scope, id: string): Promise<void> {
  const { isOver } = await assertAsked(scope, id);
  if (isOver) throw conflict('Its day has passed.');
  const { actor, tx } = scope;
  const taken = await tx
    .insertInto('practiceAskPart')
    .values({ personId: actor.personId!, ofSchoolId: actor.school!.id, askId: id })
    .onConflict((on) => on.doNothing())
    .returning('askId')
    .executeTakeFirst();
  if (taken) await appendPracticeEvent(scope, { verb: 'take-part', subject: 'practice_ask', subjectId: id });
}

/** Takes part no more: to the course one is then not done, as whoever never took part. */
export async function leaveAsk(scope: Scope, id: string): Promise<void> {
  await assertAsked(scope, id);
  const left = await scope.tx.deleteFrom('practiceAskPart').where('askId', '=', id).returning('askId').executeTakeFirst();
  if (left) await appendPracticeEvent(scope, { verb: 'leave', subject: 'practice_ask', subjectId: id });
}
