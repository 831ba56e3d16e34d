import { ownSchool } from '#app/platform/actor.ts';
import { invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type EditedRow, rowsBetween } from '../editing/edit.ts';
import { mappedCompetencies } from '../queries.server.ts';
import { mayAnswerAsDirector } from '../rules.ts';
import type { Estimate } from '../teaching/estimate.ts';
import { enterEstimate } from '../teaching/estimate-commands.server.ts';
import { answersOf, appendAnswer, keepAnswer, pair, type Standing } from './answer.server.ts';
import type { AnswerGiven, MissedGiven } from './answer-form.ts';
import type { OwnCourse } from './own-course-queries.server.ts';

/** How teaching that only a course director spoke of names its source. */
export const ownSource = 'The course director’s own estimate';

/** What a director missed on an activity becomes a link, whose author is the director; answers the rows of the map. The same sent twice changes nothing more. */
export async function keepMissed(
  scope: Scope,
  { course, activities, links, answers }: Standing,
  missed: MissedGiven & { activityId: string },
): Promise<EditedRow[]> {
  const { activityId, competencyId, level, extent, words } = missed;
  const activity = activities.get(activityId);
  if (!activity) throw missing('This activity');
  await assertMapped(scope, competencyId);
  const link = links.get(pair(activityId, competencyId));
  if (link?.level === level && link.extent === extent && answers.get(pair(activityId, competencyId))?.answer === 'missed') return [];
  if (link) throw invalid(`“${activity.title}” is linked to this already. Answer the question about it above instead.`);
  await keepAnswer(scope, course, { activityId, competencyId, answer: 'missed', level, extent, seenLevel: null, seenExtent: null, words });
  await appendAnswer(scope, { verb: 'miss', activityId, after: { competencyId, level, extent, words } });
  return rowsBetween(
    'competency_link',
    [],
    [{ activityId, competencyId, level, extent, linkedBy: scope.actor.personId, linkedAt: new Date() }],
  );
}

/** Teaching that no activity stands for becomes an estimate in the course; the director's word on it is kept as for an activity. */
export async function keepEstimate(scope: Scope, course: OwnCourse, missed: MissedGiven & { activityId: null }): Promise<void> {
  const { actor, tx } = scope;
  const { competencyId, level, extent, words, title, least, most, entry } = missed;
  await assertMapped(scope, competencyId);
  const estimate: Estimate = {
    ...{ year: course.year, entry, kind: 'other', title, description: words, courseId: course.courseId, isRequired: true },
    ...{ learner: { least, most }, delivered: null, source: ownSource, by: actor.name, links: [{ competencyId, level, extent }] },
  };
  await enterEstimate(scope, estimate, mayAnswerAsDirector);
  const { id } = await tx
    .selectFrom('activity')
    .select('id')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', course.year)
    .where('sourceId', '=', `hand:${entry}:1`)
    .executeTakeFirstOrThrow();
  await keepAnswer(scope, course, {
    activityId: id,
    competencyId,
    answer: 'missed',
    level,
    extent,
    seenLevel: null,
    seenExtent: null,
    words,
  });
  await appendAnswer(scope, { verb: 'miss', activityId: id, after: { competencyId, level, extent, words, title, least, most } });
}

async function assertMapped(scope: Scope, competencyId: string): Promise<void> {
  if (!(await mappedCompetencies(scope)).some(({ id }) => id === competencyId))
    throw invalid('Choose one of the competencies that your school maps against.');
}

/** Answers that take back what this director missed before: nobody else said it, so no lead has to settle it. */
export async function ownAdditions(scope: Scope, course: OwnCourse, answers: readonly AnswerGiven[]): Promise<AnswerGiven[]> {
  const before = await answersOf(scope, course);
  return answers.filter(
    ({ activityId, competencyId, answer }) => answer === 'not' && before.get(pair(activityId, competencyId))?.answer === 'missed',
  );
}
