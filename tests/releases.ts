import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { type Actor, ownSchool } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import type { Tables } from '#app/platform/tables.ts';
import type { Value } from '../app/modules/curriculum/release/disclosure.ts';
import { publishedCompetencies } from './frameworks.ts';

/** What a school teaches of a competency (its code) in one required pre-clerkship course, in whole minutes. */
export type Taught = Readonly<Record<string, number>>;

/** Gives a lead's school a year in which each competency has one required activity of so many minutes (none for zero), and submits it. */
export async function taughtAndSubmitted(lead: Actor, taught: Taught, year = '2025-26'): Promise<void> {
  const competencies = await publishedCompetencies();
  await as(lead, async ({ tx }) => {
    const schoolId = ownSchool(lead).id;
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    const phase = await tx
      .selectFrom('schoolPhase')
      .select('id')
      .where('schoolId', '=', schoolId)
      .where('mapsTo', '=', 'pre-clerkship')
      .executeTakeFirstOrThrow();
    const course = await tx
      .insertInto('course')
      .values({ schoolId, year, sourceId: 'C1', title: 'Foundations', requirement: 'required', phaseId: phase.id })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [code, minutes] of Object.entries(taught)) await teach({ schoolId, year, courseId: course.id, code, minutes });
    await tx.insertInto('submission').values({ schoolId, year, words: null, submittedBy: lead.personId }).execute();

    async function teach({
      schoolId,
      year,
      courseId,
      code,
      minutes,
    }: {
      schoolId: string;
      year: string;
      courseId: string;
      code: string;
      minutes: number;
    }) {
      if (minutes === 0) return;
      const activity = await tx
        .insertInto('activity')
        .values({ schoolId, year, sourceId: `A${code}`, title: `Session ${code}`, learnerMinutes: minutes, deliveredMinutes: minutes })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.insertInto('placement').values({ schoolId, courseId, activityId: activity.id, isRequired: true }).execute();
      await tx
        .insertInto('competencyLink')
        .values({
          schoolId,
          activityId: activity.id,
          competencyId: competencies.find((each) => each.code === code)!.id,
          level: 'practised',
          extent: 'partly',
        })
        .execute();
    }
  });
}

/** What a school's map shall say of a competency: the value of every cell that is released, of all groups (`release/figure.ts`). */
export type Mapped = Readonly<Record<string, Value>>;

/** Gives a lead's school a year whose map has these values in every cell of each competency (its code), and submits it. */
export async function mappedAndSubmitted(lead: Actor, mapped: Readonly<Record<string, Mapped>>, year: string): Promise<void> {
  const competencies = await publishedCompetencies();
  await as(lead, async ({ tx }) => {
    const schoolId = ownSchool(lead).id;
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    const phases = await tx.selectFrom('schoolPhase').select(['id', 'mapsTo']).where('schoolId', '=', schoolId).execute();
    const phaseOf = (cell: string) => phases.find(({ mapsTo }) => mapsTo === cell)?.id ?? null;
    const courses: Insertable<Tables['course']>[] = [];
    const activities: (Insertable<Tables['activity']> & { id: string })[] = [];
    const [placements, links, methods]: [
      Insertable<Tables['placement']>[],
      Insertable<Tables['competencyLink']>[],
      Insertable<Tables['activityMethod']>[],
    ] = [[], [], []];
    for (const [code, cells] of Object.entries(mapped)) {
      const competencyId = competencies.find((each) => each.code === code)!.id;
      const courseFor = (cell: string, said: Partial<Insertable<Tables['course']>>) => {
        const course = { schoolId, year, id: randomUUID(), sourceId: `${code} ${cell}`, title: `${code} ${cell}` };
        courses.push({ ...course, requirement: 'required', phaseId: null, seats: null, ...said });
        return course.id;
      };
      const teach = (courseId: string, cell: string, said: { value: Value; level: 'introduced' | 'practised' | 'assessed' }) => {
        const id = randomUUID();
        const [learnerMinutes, learnerMinutesMost] = [said.value?.[0] ?? null, said.value?.[1] ?? null];
        const isRange = learnerMinutes !== learnerMinutesMost;
        activities.push({
          ...{ schoolId, year, id, sourceId: `${code} ${cell}`, title: `${code} ${cell}`, learnerMinutes },
          learnerMinutesMost: isRange ? learnerMinutesMost : null,
        });
        placements.push({ schoolId, courseId, activityId: id, isRequired: true });
        links.push({ schoolId, activityId: id, competencyId, level: said.level, extent: 'partly' });
        return id;
      };
      for (const cell of ['pre-clerkship', 'clerkship', 'post-clerkship', 'other']) {
        const courseId = courseFor(cell, { phaseId: phaseOf(cell) });
        teach(courseId, cell, { value: cells[cell]!, level: 'assessed' });
        if (cell !== 'pre-clerkship') continue;
        // No minutes of its own, so that what is said of it is said of nothing else; unknown minutes beside unknown ones.
        const value = cells[cell] === null ? null : [0, 0];
        for (const level of ['introduced', 'practised'] as const) if (cells[level]![0] === 1) teach(courseId, level, { value, level });
      }
      const seats = cells.seats?.[0] ?? null;
      teach(courseFor('hours', { requirement: 'elective', seats }), 'hours', { value: cells.hours!, level: 'practised' });
      const assessedIn = courseFor('assessment', { requirement: null });
      for (const purpose of ['formative', 'summative'] as const)
        if (cells[purpose]![0] === 1) {
          const activityId = teach(assessedIn, purpose, { value: [0, 0], level: 'assessed' });
          methods.push({ schoolId, activityId, position: 0, kind: 'assessment', code: 'AM001', name: null, purpose });
        }
    }
    await tx.insertInto('course').values(courses).execute();
    await tx.insertInto('activity').values(activities).execute();
    await tx.insertInto('placement').values(placements).execute();
    await tx.insertInto('competencyLink').values(links).execute();
    if (methods.length > 0) await tx.insertInto('activityMethod').values(methods).execute();
    await tx.insertInto('submission').values({ schoolId, year, words: null, submittedBy: lead.personId }).execute();
  });
}
