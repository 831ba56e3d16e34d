import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { yearOrNewest } from '../queries.server.ts';
import { openRound } from '../rounds/queries.server.ts';
import { mayAskDirectors, whoMay } from '../rules.ts';
import { holdForSubmission, submissionOf } from '../submission-queries.server.ts';
import { tellSubmitted } from './progress.server.ts';
import type { Submitting, TakingBack } from './schema.ts';
import { isReleased, yearState } from './submit-queries.server.ts';

/**
 * Submits a year, for the open round of that year if there is one: from then on nothing of it is answered or corrected. Whoever is answering just then is waited for
 * or told. The event keeps what was not done. Conflict when it is submitted already, holds nothing, or a file is being brought in.
 */
export async function submitYear(scope: Scope, { year, words }: Submitting): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAskDirectors(actor)) throw forbidden('submit the map', whoMay.leads);
  await yearOrNewest(scope, year);
  await holdForSubmission(scope, year);
  if (await submissionOf(scope, year)) throw conflict(`${year} is submitted already, and that stands.`);
  const state = await yearState(scope, year);
  if (state.activities === 0) throw conflict(`${year} holds no activity. Bring its curriculum in first.`);
  if (state.importing > 0) throw conflict('A file of this year is being brought in. Wait until it is in, then submit.');
  const schoolId = ownSchool(actor).id;
  const round = await openRound(scope, { year });
  await tx
    .insertInto('submission')
    .values({ schoolId, year, words, roundId: round?.id ?? null, submittedBy: actor.personId })
    .execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'submit', subject: 'submission', subjectId: year, after: { year, words, ...state } });
  await tellSubmitted(scope, year, true);
}

/** Takes a submission back, with its reason, so that the year can be corrected. Conflict when none stands, or when something of the year is released. */
export async function takeBackSubmission(scope: Scope, { year, reason }: TakingBack): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAskDirectors(actor)) throw forbidden('take the submission back', whoMay.leads);
  await holdForSubmission(scope, year);
  const submission = await submissionOf(scope, year);
  if (!submission) throw conflict(`No submission of ${year} stands, so there is nothing to take back.`);
  if (await isReleased(scope, year))
    throw conflict(
      'Figures of this year are released. Withdraw them first; then take the submission back, correct the map and release it again.',
    );
  const schoolId = ownSchool(actor).id;
  await tx
    .updateTable('submission')
    .set({ takenBackBy: actor.personId, takenBackAt: new Date(), reason })
    .where('schoolId', '=', schoolId)
    .where('id', '=', submission.id)
    .execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'take-back', subject: 'submission', subjectId: year, after: { year, reason } });
  await tellSubmitted(scope, year, false);
}
