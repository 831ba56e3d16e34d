import { sql } from 'kysely';
import { v7 } from 'uuid';
import { type Actor, ownSchool } from '#app/platform/actor.ts';
import { forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hoursBetween } from '#app/ui/hours.ts';
import { makeEdit } from '../editing/commands.server.ts';
import { type EditedRow, type MapRows, rowsBetween } from '../editing/edit.ts';
import { waitForOtherEntries } from '../editing/write.server.ts';
import { mappedCompetencies, yearOrNewest } from '../queries.server.ts';
import { mayCorrect, mayReview } from '../rules.ts';
import type { Estimate } from './estimate.ts';
import { estimateKinds } from './words.ts';

/**
 * Enters teaching without events as an activity with estimated hours, its source and who said so; answers the edit that undoes it, null when the same form
 * came before. Missing when the year or the course is not the school's, invalid when a competency is not of the framework that the school maps against.
 * `may`: the rule of a command that lets others through, on what is theirs to say.
 */
export async function enterEstimate(scope: Scope, estimate: Estimate, may?: (actor: Actor) => boolean): Promise<string | null> {
  const { actor, tx } = scope;
  if (!(may ?? mayCorrect)(actor)) throw forbidden('estimate hours');
  const schoolId = ownSchool(actor).id;
  const { year, courseId } = estimate;
  await yearOrNewest(scope, year);
  await refuseForeign(scope, estimate, may);
  await waitForOtherEntries(scope, year);
  const sourceId = `hand:${estimate.entry}:1`;
  const before = await tx
    .selectFrom('activity')
    .select('id')
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .where('sourceId', '=', sourceId)
    .executeTakeFirst();
  if (before) return null;
  const id = v7();
  const linkedAt = await transactionTime(scope);
  const rows = [
    added('activity', id, { id, year, sourceId, cameBy: 'hand', ...(await stated(scope, estimate)) }),
    added('activity_method', id, { activityId: id, position: 1, isPrimary: true, ...methodOf(estimate) }),
    ...(courseId === null ? [] : [added('placement', id, { activityId: id, courseId, isRequired: estimate.isRequired, position: 0 })]),
    ...estimate.links.map((link) => added('competency_link', id, { activityId: id, ...link, linkedBy: actor.personId, linkedAt })),
  ];
  return makeEdit(scope, { year, act: 'estimate', title: `Estimated ${saidOf(estimate)}`, rows }, may);
}

/** Says an estimate anew: every part of the form, its place and its links to the framework that the school maps against. Errors as for `enterEstimate`. */
export async function changeEstimate(scope: Scope, activityId: string, estimate: Estimate): Promise<string | null> {
  const { actor, tx } = scope;
  if (!mayCorrect(actor)) throw forbidden('estimate hours');
  const activity = await estimateToChange(scope, activityId);
  await refuseForeign(scope, { ...estimate, year: activity.year });
  const these = sql<boolean>`school_id = ${activity.schoolId} and activity_id = ${activityId}`;
  const places = await tx.selectFrom('placement').selectAll().where(these).execute();
  const methods = await tx.selectFrom('activityMethod').selectAll().where(these).where('position', '=', 1).execute();
  const known = new Set((await mappedCompetencies(scope)).map(({ id }) => id));
  const links = (await tx.selectFrom('competencyLink').selectAll().where(these).execute()).filter(({ competencyId }) =>
    known.has(competencyId),
  );
  const linkOf = new Map(links.map((link) => [link.competencyId, link]));
  const now = await transactionTime(scope);
  const { courseId, isRequired } = estimate;
  const place = places.find((each) => each.courseId === courseId);
  const rows = [
    ...rowsBetween('activity', [activity], [{ ...activity, ...(await stated(scope, estimate)) }]),
    ...rowsBetween('activity_method', methods, [{ ...methods[0], activityId, position: 1, isPrimary: true, ...methodOf(estimate) }]),
    ...rowsBetween(
      'placement',
      places,
      courseId === null ? [] : [{ ...place, activityId, courseId, isRequired, position: place?.position ?? 0 }],
    ),
    ...rowsBetween(
      'competency_link',
      links,
      estimate.links.map((link) => {
        const before = linkOf.get(link.competencyId);
        const isSame = before?.level === link.level && before.extent === link.extent;
        return { activityId, ...before, ...link, ...(isSame ? {} : { linkedBy: actor.personId, linkedAt: now }) };
      }),
    ),
  ];
  // Who said it when changes only with what was said.
  const isSaidAnew = rows.some(({ after }) => after && Object.keys(after).some((field) => !['id', 'estimatedAt'].includes(field)));
  if (!isSaidAnew) return null;
  return makeEdit(scope, { year: activity.year, act: 'estimate', title: `Estimated anew: ${saidOf(estimate)}`, rows });
}

/** Takes an estimate back: it leaves every list and figure, with its links, until this is undone. */
export async function takeBackEstimate(scope: Scope, activityId: string): Promise<string | null> {
  if (!mayCorrect(scope.actor)) throw forbidden('estimate hours');
  const activity = await estimateToChange(scope, activityId);
  const rows = rowsBetween('activity', [activity], [{ ...activity, removedAt: await transactionTime(scope) }]);
  return makeEdit(scope, { year: activity.year, act: 'estimate', title: `Took back the estimate “${activity.title}”`, rows });
}

async function estimateToChange({ actor, tx }: Scope, activityId: string) {
  const activity = await tx
    .selectFrom('activity')
    .selectAll()
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', activityId)
    .where('estimateSource', 'is not', null)
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!activity) throw missing('This estimate');
  return activity;
}

async function refuseForeign(scope: Scope, { year, courseId, links }: Estimate, may = mayReview): Promise<void> {
  const { actor, tx } = scope;
  if (courseId !== null) {
    const course = tx.selectFrom('course').select('id').where('schoolId', '=', ownSchool(actor).id).where('id', '=', courseId);
    if (!(await course.where('year', '=', year).where('removedAt', 'is', null).executeTakeFirst())) throw missing('This course');
  }
  if (links.length === 0) return;
  if (!may(actor)) throw forbidden('link activities to competencies');
  const known = new Set((await mappedCompetencies(scope)).map(({ id }) => id));
  if (links.some(({ competencyId }) => !known.has(competencyId)))
    throw invalid('Choose competencies of the framework that your school maps against.');
}

async function stated(scope: Scope, { title, description, learner, delivered, source, by }: Estimate) {
  return {
    ...{ title, description },
    ...{ learnerMinutes: learner.least, learnerMinutesMost: mostOf(learner) },
    ...{ deliveredMinutes: delivered?.least ?? null, deliveredMinutesMost: delivered && mostOf(delivered) },
    ...{ estimateSource: source, estimateBy: by, estimatedAt: await transactionTime(scope) },
  };
}

function mostOf({ least, most }: Estimate['learner']): number | null {
  return most > least ? most : null;
}

function methodOf({ kind }: Estimate) {
  return { kind: 'instruction', code: kind, name: estimateKinds[kind] } as const;
}

function saidOf({ title, learner }: Estimate): string {
  return `“${title}”: ${hoursBetween(learner)}`;
}

async function transactionTime({ tx }: Scope): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select date_trunc('milliseconds', now()) as now`.execute(tx);
  return rows[0]!.now;
}

function added<Part extends EditedRow['part']>(part: Part, rowId: string, after: Partial<MapRows[Part]>): EditedRow {
  return { part, rowId, before: null, after } as EditedRow;
}
