import { sql } from 'kysely';
import { v7 } from 'uuid';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { count } from '#app/ui/count.ts';
import { schoolPhases } from '../queries.server.ts';
import { mayCorrect } from '../rules.ts';
import { makeEdit } from './commands.server.ts';
import type { EditedRow } from './edit.ts';
import type { EnteredRow } from './entry.ts';
import type { EntryForm } from './schema.ts';
import { waitForOtherEntries } from './write.server.ts';

/** What an entry by hand did; `editId` null: all of it was entered before, since the same form came twice. */
export type Entered = { readonly editId: string | null; readonly activities: number; readonly courseId: string | null };

/**
 * Enters activities by hand into a year (which begins with them when it is new) and places them in a course: the one named, one of the same title, or a
 * new one. Their source ids are made of the form's own name and the row, so none collides with a file's, and a form that is sent twice enters each once.
 * Invalid when several courses bear the title, or the phase is not the school's; missing when the course is not.
 */
export async function enterByHand(scope: Scope, form: EntryForm): Promise<Entered> {
  const { actor, tx } = scope;
  if (!mayCorrect(actor)) throw forbidden('enter activities');
  const schoolId = ownSchool(actor).id;
  const { year, entry, rows } = form;
  await waitForOtherEntries(scope, year);
  await tx
    .insertInto('curriculumYear')
    .values({ schoolId, year })
    .onConflict((same) => same.doNothing())
    .execute();
  const standing = await tx
    .selectFrom('activity')
    .select('sourceId')
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .where('sourceId', 'like', `hand:${entry}:%`)
    .execute();
  const isIn = new Set(standing.map(({ sourceId }) => sourceId));
  const coming = rows.filter(({ row }) => !isIn.has(sourceOf(entry, row)));
  const course = form.course === '' && form.courseId === null ? null : await courseFor(scope, form);
  const courseId = course?.id ?? null;
  if (coming.length === 0) return { editId: null, activities: 0, courseId };
  const { last } = await tx
    .selectFrom('placement')
    .select(({ fn }) => fn.coalesce(fn.max('position'), sql<number>`0`).as('last'))
    .where('schoolId', '=', schoolId)
    .where('courseId', '=', courseId)
    .executeTakeFirstOrThrow();
  const entered = coming.flatMap((row, at) => enteredParts(row, { year, entry, courseId, position: last + 1 + at }));
  const editId = await makeEdit(scope, {
    year,
    act: 'enter',
    title: `Entered ${count(coming.length, 'activity', 'activities')} by hand${course ? ` in “${course.title}”` : ', in no course'}`,
    rows: [...(course?.isNew ? [course.row] : []), ...entered],
  });
  return { editId, activities: coming.length, courseId };
}

function sourceOf(entry: string, row: number): string {
  return `hand:${entry}:${row}`;
}

type Where = { readonly year: string; readonly entry: string; readonly courseId: string | null; readonly position: number };

function enteredParts(
  { row, title, minutes, isRequired, methods, date }: EnteredRow,
  { year, entry, courseId, position }: Where,
): EditedRow[] {
  const id = v7();
  const activity = {
    id,
    year,
    sourceId: sourceOf(entry, row),
    title,
    learnerMinutes: minutes,
    fileMinutes: minutes,
    deliveredMinutes: minutes,
    cameBy: 'hand',
    position: row,
  } as const;
  return [
    { part: 'activity', rowId: id, before: null, after: activity },
    ...(courseId === null ? [] : [added('placement', id, { courseId, activityId: id, isRequired, startsOn: date, position })]),
    ...methods.map((method, at) => added('activity_method', id, { activityId: id, position: at + 1, ...method, isPrimary: at === 0 })),
  ];
}

function added<Part extends EditedRow['part']>(part: Part, rowId: string, after: Extract<EditedRow, { part: Part }>['after']): EditedRow {
  return { part, rowId, before: null, after } as EditedRow;
}

/** The course that the form means, with the row that makes it when it is new. */
async function courseFor(scope: Scope, form: EntryForm) {
  const { actor, tx } = scope;
  const standing = tx
    .selectFrom('course')
    .select(['id', 'title'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', form.year)
    .where('removedAt', 'is', null);
  if (form.courseId !== null) {
    const named = await standing.where('id', '=', form.courseId).executeTakeFirst();
    if (!named) throw missing('This course');
    return { ...named, isNew: false as const };
  }
  const [first, second] = await standing.where(sql<boolean>`lower(title) = lower(${form.course})`).limit(2).execute();
  if (second)
    throw invalid(`${form.year} has several courses called “${form.course}”. Open the one you mean and add to it from its own page.`);
  if (first) return { ...first, isNew: false as const };
  const { phaseId } = form;
  if (phaseId !== null && !(await schoolPhases(scope)).some(({ id }) => id === phaseId))
    throw invalid('Choose one of your school’s phases.');
  const id = v7();
  const { course: title, year, requirement } = form;
  const after = { id, year, sourceId: `hand:${form.entry}`, title, requirement, phaseId, cameBy: 'hand' } as const;
  const row: EditedRow = { part: 'course', rowId: id, before: null, after };
  return { id, title, isNew: true as const, row };
}
