import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { maySeeDone, mayTakePart } from './rules.ts';

/** The day where the collaborative is. */
export const today = sql<string>`(now() at time zone 'America/New_York')::date`;

function askRows({ tx }: Scope) {
  return tx
    .selectFrom('practiceAsk as a')
    .leftJoin('person as p', 'p.id', 'a.askedBy')
    .select([
      'a.id',
      'a.title',
      'a.observed',
      'a.confirmedOnly',
      'a.graduates',
      'a.madeOn',
      'a.untilOn',
      'a.askedBy',
      'p.name as askedByName',
    ])
    .select(sql<boolean>`a.until_on < ${today}`.as('isOver'));
}

/** The asks of the school that one acts for whose answer one may see, the newest first. */
export async function ownCourseAsks(scope: Scope) {
  const rows = await askRows(scope).orderBy('a.untilOn', 'desc').orderBy('a.id', 'desc').execute();
  return rows.filter((each) => maySeeDone(scope.actor, each));
}
/** An ask as a course sees it. */
export type CourseAsk = Awaited<ReturnType<typeof ownCourseAsks>>[number];

/** One of them; missing where another school asked, or somebody else did. */
export async function courseAsk(scope: Scope, id: string): Promise<CourseAsk> {
  const found = await askRows(scope).where('a.id', '=', id).executeTakeFirst();
  if (!found || !maySeeDone(scope.actor, found)) throw missing('This ask');
  return found;
}

/** A student of an ask and whether they are done; that is all that there is. */
export type DoneOrNot = { readonly name: string; readonly isDone: boolean };

/**
 * Who is done, once the day of an ask is over; null before. Of named students each, by name; of a class those who are done, since who is in a class is each student's own to say. Not done may be not taking
 * part.
 */
export async function doneOrNot(scope: Scope, id: string): Promise<DoneOrNot[] | null> {
  const { isOver } = await courseAsk(scope, id);
  if (!isOver) return null;
  const { rows: done } = await sql<{ personId: string; name: string }>`select person_id, name from done_of_ask(${id})`.execute(scope.tx);
  const named = await scope.tx
    .selectFrom('practiceAskNamed as n')
    .innerJoin('person as p', 'p.id', 'n.studentId')
    .select(['p.id', 'p.name'])
    .where('n.askId', '=', id)
    .orderBy('p.name')
    .execute();
  if (named.length === 0) return done.map(({ name }) => ({ name, isDone: true }));
  return named.map(({ id: personId, name }) => ({ name, isDone: done.some((each) => each.personId === personId) }));
}

/** What is asked of the reader at the school that they act for, while it is open: and whether they take part. */
export async function asksOfMe(scope: Scope) {
  const { actor } = scope;
  if (!mayTakePart(actor)) return [];
  return askRows(scope)
    .leftJoin('practiceAskPart as t', (on) => on.onRef('t.askId', '=', 'a.id').onRef('t.ofSchoolId', '=', 'a.schoolId'))
    .select(sql<boolean>`t.ask_id is not null`.as('takesPart'))
    .where(({ or, and, eb, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('practiceAskNamed as n').select('n.askId').whereRef('n.askId', '=', 'a.id').where('n.studentId', '=', actor.personId),
        ),
        and([
          eb('a.graduates', 'is not', null),
          exists(
            selectFrom('practiceLog as g')
              .select('g.personId')
              .whereRef('g.graduates', '=', 'a.graduates')
              .where('g.forSchoolId', '=', actor.school!.id),
          ),
        ]),
      ]),
    )
    .where(sql<boolean>`a.until_on >= ${today} or t.ask_id is not null`)
    .orderBy('a.untilOn', 'desc')
    .execute();
}
/** An ask as a student sees it. */
export type AskOfMe = Awaited<ReturnType<typeof asksOfMe>>[number];
