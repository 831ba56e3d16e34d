import { sql } from 'kysely';
import * as z from 'zod';
import { ownSchool } from '#app/platform/actor.ts';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type Correction, correctedRows } from '../editing/correction.ts';
import { standingOf } from '../editing/correction-queries.server.ts';
import { type RowTold, rowsForetold } from '../editing/history-queries.server.ts';
import { yearGround } from '../queries.server.ts';
import { mayCorrect } from '../rules.ts';
import { Id } from '../schema.ts';
import { type BulkForm, correctionAsked } from './bulk.ts';
import { phasedCourses } from './course-queries.server.ts';
import { everyId } from './queries.server.ts';
import type { ActivitySearch } from './schema.ts';

/** Activities of a year that a person chose: these, or (`ids` null) all that a search finds. */
export type Chosen = { readonly year: string; readonly search: ActivitySearch; readonly ids: readonly string[] | null };

/** The ids of what was chosen. An id that is not the school's, or not of the year, is missing. */
export async function chosenIds(scope: Scope, { year, search, ids }: Chosen): Promise<string[]> {
  if (!mayCorrect(scope.actor)) throw forbidden('correct this curriculum');
  if (ids === null) return everyId(scope, { ...search, year });
  const own = addressed(z.array(Id), [...new Set(ids)], 'One of these activities');
  const { total } = await scope.tx
    .selectFrom('activity')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('schoolId', '=', ownSchool(scope.actor).id)
    .where('year', '=', year)
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val(own))))
    .executeTakeFirstOrThrow();
  if (total < own.length) throw missing('One of these activities');
  return own;
}

/** What the page of a change of many shows: how many are chosen, and what the form would change of them. */
export type Foretold = { readonly activities: number; readonly rows: readonly RowTold[] };

/** The chosen activities, the courses to place them in, and (with a form) what it would change. */
export async function bulkGround(scope: Scope, chosen: Chosen, form: BulkForm | null) {
  const ids = await chosenIds(scope, chosen);
  const ground = await yearGround(scope, chosen.year);
  const courses = await phasedCourses(scope, chosen.year);
  const named = form === null ? undefined : courses.find(({ title }) => title.toLowerCase() === form.course.toLowerCase());
  const { now } = (await sql<{ now: Date }>`select now() as now`.execute(scope.tx)).rows[0]!;
  const correction = form === null ? null : correctionAsked(form, named?.id ?? null, now);
  const titles = await scope.tx
    .selectFrom('activity')
    .select('title')
    .where('schoolId', '=', ground.school.id)
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val(ids.slice(0, 10)))))
    .orderBy('titleFolded')
    .execute();
  return {
    school: ground.school,
    total: ids.length,
    first: titles.map(({ title }) => title),
    courses: courses.map(({ title }) => title),
    isCourseUnknown: form !== null && form.course !== '' && named === undefined,
    foretold: correction === null ? null : await foretold(scope, ids, correction),
  };
}

async function foretold(scope: Scope, ids: readonly string[], correction: Correction): Promise<Foretold> {
  const rows = correctedRows(await standingOf(scope, ids), correction);
  return { activities: new Set(rows.map(({ rowId }) => rowId)).size, rows: await rowsForetold(scope, rows) };
}
