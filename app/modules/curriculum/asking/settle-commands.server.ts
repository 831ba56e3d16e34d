import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { makeEdit } from '../editing/commands.server.ts';
import { rowsBetween } from '../editing/edit.ts';
import { mayAskDirectors, whoMay } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { tellAsking } from './progress.server.ts';
import type { Settlement } from './schema.ts';

/**
 * Settles a link that a director withdrew: removed, as an edit that can be undone (its id is the answer), or kept, and then it counts as not confirmed. Conflict when
 * the director changed their answer, or the link was changed, since the lead looked; missing when nobody withdrew it.
 */
export async function settleContradiction(
  scope: Scope,
  { courseStableId, activityId, competencyId, settled, words }: Settlement,
): Promise<string | null> {
  const { actor, tx } = scope;
  if (!mayAskDirectors(actor)) throw forbidden('settle what a director withdrew', whoMay.leads);
  const schoolId = ownSchool(actor).id;
  const answers = () =>
    tx
      .selectFrom('directorAnswer')
      .innerJoin('activity', (join) =>
        join.onRef('activity.schoolId', '=', 'directorAnswer.schoolId').onRef('activity.id', '=', 'directorAnswer.activityId'),
      )
      .selectAll('directorAnswer')
      .select(['activity.year', 'activity.title'])
      .where('directorAnswer.schoolId', '=', schoolId)
      .where('courseStableId', '=', courseStableId)
      .where('activityId', '=', activityId)
      .where('competencyId', '=', competencyId);
  const found = await answers().executeTakeFirst();
  if (!found) throw missing('This answer');
  // The year before the rows, in the order of every command that answers.
  await refuseSubmitted(scope, found.year);
  const answer = await answers().forUpdate('directorAnswer').executeTakeFirstOrThrow();
  const links = await tx
    .selectFrom('competencyLink')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where('activityId', '=', activityId)
    .where('competencyId', '=', competencyId)
    .forUpdate()
    .execute();
  const isAsSeen = links[0]?.level === answer.seenLevel && links[0]?.extent === answer.seenExtent;
  if (answer.answer !== 'not' || answer.settledAt || !isAsSeen)
    throw conflict(
      'The director, a mapper or another lead changed this while you were writing. Look at the list again; your words stand below.',
    );
  const title = `Took away what the course director withdrew of “${answer.title}”`;
  const editId =
    settled === 'removed'
      ? await makeEdit(scope, { year: answer.year, act: 'settle', title, rows: rowsBetween('competency_link', links, []) })
      : null;
  await tx
    .updateTable('directorAnswer')
    .set({ settled, settledWords: words, settledBy: actor.personId, settledAt: new Date() })
    .where('schoolId', '=', schoolId)
    .where('courseStableId', '=', courseStableId)
    .where('activityId', '=', activityId)
    .where('competencyId', '=', competencyId)
    .execute();
  const after = { courseStableId, competencyId, settled, words };
  await appendSchoolEvent(scope, schoolId, {
    verb: 'settle',
    subject: 'director_answer',
    subjectId: activityId,
    before: { words: answer.words },
    after,
  });
  await tellAsking(scope, answer.year);
  return editId;
}
