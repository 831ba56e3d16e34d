import { type Actor, ownSchool } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
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
