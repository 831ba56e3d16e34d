import { appendStudyEvent } from '#app/platform/events.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayLeadStudy } from '../focus-groups/rules.ts';
import type { Study } from '../focus-groups/study/queries.server.ts';
import { quotesToRelease } from './quote-queries.server.ts';

/** Lets these quotes of a study stand in lessons, also in public ones, and no others: what is left out leaves every lesson at once. Passages that are no quote to release are left out. */
export async function releaseQuotes(scope: Scope, study: Study, passages: readonly string[]): Promise<void> {
  if (!mayLeadStudy(study)) throw forbidden('release quotes for lessons: the study’s leads do');
  const { actor, tx } = scope;
  const quotes = (await quotesToRelease(scope)).find((each) => each.study.id === study.id)?.quotes ?? [];
  const known = quotes.map(({ passageId }) => passageId);
  const released = known.filter((id) => passages.includes(id));
  const before = quotes.filter(({ isReleased }) => isReleased).map(({ passageId }) => passageId);
  await tx
    .deleteFrom('quoteRelease')
    .where('studyId', '=', study.id)
    .$if(released.length > 0, (query) => query.where('passageId', 'not in', released))
    .execute();
  if (released.length > 0)
    await tx
      .insertInto('quoteRelease')
      .values(released.map((passageId) => ({ studyId: study.id, passageId, releasedBy: actor.personId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await appendStudyEvent(scope, study.id, { verb: 'release', subject: 'quote_release', subjectId: study.id, before, after: released });
}
