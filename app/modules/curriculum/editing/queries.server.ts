import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { yearGround } from '../queries.server.ts';
import { mayCorrect, mayViewCurriculum } from '../rules.ts';
import { Id } from '../schema.ts';

/** With more courses than this, names are typed without a list to choose from. */
const coursesToOffer = 400;

/** What the form for entries by hand stands on: years, phases, and the titles of the year's courses; `course` when the address names one. */
export async function entryGround(scope: Scope, { year: asked, course: courseId }: { year?: string; course?: string }) {
  if (!mayCorrect(scope.actor)) throw forbidden('enter activities');
  const ground = await yearGround(scope);
  const year = asked ?? ground.year;
  const courses = await scope.tx
    .selectFrom('course')
    .select(['id', 'title'])
    .where('schoolId', '=', ground.school.id)
    .where('year', '=', year)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('title')
    .execute();
  const course = courseId === undefined ? null : (courses.find(({ id }) => id === courseId) ?? null);
  if (courseId !== undefined && course === null) throw missing('This course');
  return { ...ground, year, course, titles: courses.length > coursesToOffer ? [] : [...new Set(courses.map(({ title }) => title))] };
}

/** An act on the map as its history tells it. `by` is null for the operator and for whom the reader may not know. */
export type EditLine = {
  readonly id: string;
  readonly year: string;
  readonly act: string;
  readonly title: string;
  readonly by: string | null;
  readonly at: Date;
  readonly rows: number;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
};

function edits({ actor, tx }: Scope) {
  return tx
    .selectFrom('mapEdit as e')
    .leftJoin('person as p', 'p.id', 'e.madeBy')
    .leftJoin('person as u', 'u.id', 'e.undoneBy')
    .select(['e.id', 'e.year', 'e.act', 'e.title', 'e.madeAt as at', 'e.undoneAt', 'p.name as by', 'u.name as undoneBy'])
    .select(
      sql<number>`(select count(distinct r.row_id)::int from map_edit_row r where r.school_id = e.school_id and r.edit_id = e.id)`.as(
        'rows',
      ),
    )
    .where('e.schoolId', '=', ownSchool(actor).id);
}

/** The latest acts on the map of a year, newest first. */
export async function latestEdits(scope: Scope, year: string, most = 100): Promise<EditLine[]> {
  if (!mayViewCurriculum(scope.actor)) throw forbidden('see this curriculum');
  return edits(scope).where('e.year', '=', year).orderBy('e.id', 'desc').limit(most).execute();
}

/** One act on the map; missing when the school has none with this id. */
export async function editLine(scope: Scope, id: string): Promise<EditLine> {
  if (!mayViewCurriculum(scope.actor)) throw forbidden('see this curriculum');
  const line = await edits(scope)
    .where('e.id', '=', addressed(Id, id, 'This change'))
    .executeTakeFirst();
  if (!line) throw missing('This change');
  return line;
}

/** The act that an answer's address names (`?edit=`), for the note that says what was done; null when it names none of the school's. */
export async function editSaid(scope: Scope, id: string | null): Promise<EditLine | null> {
  if (id === null || !Id.safeParse(id).success) return null;
  return (await edits(scope).where('e.id', '=', id).executeTakeFirst()) ?? null;
}
