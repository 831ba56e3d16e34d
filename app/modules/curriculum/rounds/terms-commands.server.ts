import { ownSchool } from '#app/platform/actor.ts';
import { appendEvent, appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayAnswerTerms, mayKeepRounds, whoMay } from '../rules.ts';
import { changedGroups } from './figure-group.ts';
import { tellMapped } from './mapped.server.ts';
import { termsStand, termsVersions } from './queries.server.ts';
import type { Proposal, TermsAnswer } from './schema.ts';
import { addTerms } from './terms.server.ts';

/**
 * Other terms for a round. A draft's are written over; an open round gets a new version, which every school has to accept again: until then
 * nothing that was released is seen. Conflict when nothing changes, or when the terms are not those that the proposer saw.
 */
export async function proposeTerms(
  scope: Scope,
  { roundId, figures, reason, seen }: Proposal & { roundId: string },
): Promise<{ version: number }> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('propose terms', whoMay.conveners);
  const round = await tx.selectFrom('mappingRound').select('status').where('id', '=', roundId).forUpdate().executeTakeFirst();
  if (!round) throw missing('This round');
  if (round.status === 'closed') throw conflict('This round is closed. Its terms stay as they were accepted.');
  const [latest] = await termsVersions(scope, roundId);
  if (seen !== undefined && latest && seen !== latest.version)
    throw conflict('Somebody proposed other terms since this page was opened. Read them below, then propose yours again.');
  if (latest && changedGroups(latest.figures, figures).length === 0)
    throw conflict('These are the terms that stand already. Nothing was changed.');
  const isDraft = round.status === 'draft';
  const version = isDraft ? 1 : (latest?.version ?? 0) + 1;
  if (isDraft) await tx.deleteFrom('roundTerms').where('roundId', '=', roundId).execute();
  await addTerms(scope, { roundId, version, reason: isDraft ? null : reason, figures });
  await appendEvent(scope, { verb: 'propose', subject: 'round_terms', subjectId: roundId, after: { version, reason } });
  return { version };
}

/**
 * A lead's answer for the school to the latest terms. An acceptance can be taken back until every school has accepted: from then on others
 * have released under it, and the way out is to withdraw one's release, or other terms.
 */
export async function answerTerms(scope: Scope, { roundId, termsId, answer, words }: TermsAnswer & { roundId: string }): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAnswerTerms(actor)) throw forbidden('answer the terms for a school', whoMay.leads);
  const { id: schoolId } = ownSchool(actor);
  const taking = await tx
    .selectFrom('roundSchool')
    .innerJoin('mappingRound', 'mappingRound.id', 'roundSchool.roundId')
    .select(['mappingRound.status', 'mappingRound.year'])
    .where('roundId', '=', roundId)
    .where('forSchoolId', '=', schoolId)
    .where('leftAt', 'is', null)
    .where('status', '<>', 'draft')
    .executeTakeFirst();
  if (!taking) throw missing('This round');
  if (taking.status === 'closed') throw conflict('This round is closed. Its terms stay as they were accepted.');
  const [latest] = await termsVersions(scope, roundId);
  if (latest?.id !== termsId) throw conflict('The terms have changed since this page was opened. Read the new ones below, then answer.');
  const before = await tx
    .selectFrom('termsAnswer')
    .select(['answer', 'words'])
    .where('termsId', '=', termsId)
    .where('forSchoolId', '=', schoolId)
    .executeTakeFirst();
  if (before?.answer === 'accepted' && answer === 'change' && (await termsStand(scope, roundId)))
    throw conflict(
      'Every school has accepted these terms, so they stand. Withdraw your release to take your figures back, or ask the convener for other terms.',
    );
  const row = { answer, words: answer === 'accepted' ? null : words, answeredBy: actor.personId, answeredAt: new Date() };
  await tx
    .insertInto('termsAnswer')
    .values({ termsId, forSchoolId: schoolId, ...row })
    .onConflict((on) => on.columns(['termsId', 'forSchoolId']).doUpdateSet(row))
    .execute();
  await appendSchoolEvent(scope, schoolId, {
    verb: answer === 'accepted' ? 'accept' : 'ask',
    subject: 'round_terms',
    subjectId: roundId,
    before,
    after: { version: latest.version, words: row.words },
  });
  if (answer === 'accepted') await tellMapped(scope, taking.year);
}
