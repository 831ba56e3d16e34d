import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepParticipants, mayLeadStudy } from '../rules.ts';
import { mayReadOriginalsOf } from './key-queries.server.ts';
import type { Study } from './queries.server.ts';
import type { ConsentSaid, LetterSaid, ParticipantSaid, ParticipantState } from './schema.ts';
import { assertCovered, assertMayKeepPeopleAt } from './site-queries.server.ts';
import { touchedBy } from './withdrawal-queries.server.ts';

/**
 * Adds someone who is asked to take part, by pseudonym. Name and mail, if given, go into the key, which only staff and moderators whom the study names for that site may
 * write. Conflict when the site's approval does not cover today, or the pseudonym is taken.
 */
export async function addParticipant(scope: Scope, study: Study, { name, mail, ...said }: ParticipantSaid): Promise<string> {
  const { actor, tx } = scope;
  if (!mayKeepParticipants(study)) throw forbidden('add a participant: the study’s leads and research staff do');
  await assertMayKeepPeopleAt(scope, study, said.siteId);
  await assertCovered(scope, study, said.siteId);
  if (name !== '' && !(await mayReadOriginalsOf(scope, study, said.siteId)))
    throw invalid(
      'Leave name and mail empty: the key of this site is written by research staff whom the study names and who do not teach there.',
    );
  const added = await tx
    .insertInto('participant')
    .values({ ...said, studyId: study.id, addedBy: actor.personId })
    .onConflict((on) => on.columns(['studyId', 'pseudonym']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw conflict(`The pseudonym ${said.pseudonym} is taken. Choose another.`);
  if (name !== '') await tx.insertInto('participantKey').values({ studyId: study.id, participantId: added.id, name, mail }).execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'add',
    subject: 'participant',
    subjectId: added.id,
    after: { pseudonym: said.pseudonym, hasKey: name !== '' },
  });
  return added.id;
}

/** Notes how it stands with a participant. A withdrawal is noted by `withdrawParticipant` alone, and stays. */
export async function keepParticipantState(
  scope: Scope,
  study: Study,
  { participantId, state, reason }: ParticipantState & { participantId: string },
): Promise<void> {
  if (!mayKeepParticipants(study)) throw forbidden('note how it stands with a participant: the study’s leads and research staff do');
  const before = await participantOf(scope, study, participantId);
  if (before.state === 'withdrawn') throw conflict(`${before.pseudonym} has withdrawn, and that stays.`);
  await scope.tx
    .updateTable('participant')
    .set({ state, reason, changedAt: new Date() })
    .where('studyId', '=', study.id)
    .where('id', '=', participantId)
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'keep',
    subject: 'participant',
    subjectId: participantId,
    before: { state: before.state },
    after: { state, reason },
  });
}

/** Writes a letter's version for a site. It never changes; another version is another letter. */
export async function writeLetter(scope: Scope, study: Study, said: LetterSaid): Promise<string> {
  const { actor, tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('write a letter: the study’s lead does');
  const site = await tx
    .selectFrom('studySite')
    .select('id')
    .where('studyId', '=', study.id)
    .where('id', '=', said.siteId)
    .executeTakeFirst();
  if (!site) throw missing('This site');
  const written = await tx
    .insertInto('consentLetter')
    .values({ ...said, studyId: study.id, writtenBy: actor.personId })
    .onConflict((on) => on.columns(['studyId', 'siteId', 'version']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written)
    throw conflict(
      `There is a letter of version ${said.version} for this site already. A letter stays as it was sent: choose another version.`,
    );
  const { version, items, onWithdrawal } = said;
  await appendStudyEvent(scope, study.id, {
    verb: 'write',
    subject: 'consent_letter',
    subjectId: written.id,
    after: { version, items, onWithdrawal },
  });
  return written.id;
}

/** Notes what a participant agreed to, by a letter of the own site and within what it asks. The newest consent counts. Invalid for a day to come; conflict after a withdrawal. */
export async function noteConsent(
  scope: Scope,
  study: Study,
  { participantId, letterId, granted, givenOn }: ConsentSaid & { participantId: string },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepParticipants(study)) throw forbidden('note a consent: the study’s leads and research staff do');
  const { siteId, state, pseudonym } = await participantOf(scope, study, participantId);
  if (state === 'withdrawn') throw conflict(`${pseudonym} has withdrawn, and that stays. Ask again as a new participant, if they wish so.`);
  const letter = await tx
    .selectFrom('consentLetter')
    .select(['items', 'version'])
    .where('studyId', '=', study.id)
    .where('siteId', '=', siteId)
    .where('id', '=', letterId)
    .executeTakeFirst();
  if (!letter) throw missing('This letter of the participant’s site');
  if (Date.parse(givenOn) > Date.now() + 86_400_000) throw invalid('Choose the day on which they agreed. This one is still to come.');
  const beyond = granted.find((item) => !letter.items.includes(item));
  if (beyond) throw invalid(`The letter, version ${letter.version}, does not ask for “${beyond}”.`);
  await tx
    .insertInto('consent')
    .values({ studyId: study.id, participantId, letterId, granted, givenOn, notedBy: actor.personId })
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'note',
    subject: 'consent',
    subjectId: participantId,
    after: { letter: letter.version, granted, givenOn },
  });
}

/**
 * Notes that a participant withdrew. From now on queries give of them what their letter's version promises. A participant who never consented withdraws as the letter
 * that removes. It stays, with the list of what their words had become; conflict when noted already.
 */
export async function withdrawParticipant(
  scope: Scope,
  study: Study,
  { participantId, withdrawnOn }: { participantId: string; withdrawnOn: string },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepParticipants(study)) throw forbidden('note a withdrawal: the study’s leads and research staff do');
  const { state, pseudonym } = await participantOf(scope, study, participantId);
  if (state === 'withdrawn') throw conflict(`${pseudonym} has withdrawn already.`);
  const newest = await tx
    .selectFrom('consent')
    .innerJoin('consentLetter', (join) =>
      join.onRef('consentLetter.studyId', '=', 'consent.studyId').onRef('consentLetter.id', '=', 'consent.letterId'),
    )
    .select('onWithdrawal')
    .where('consent.studyId', '=', study.id)
    .where('participantId', '=', participantId)
    .orderBy('givenOn', 'desc')
    .orderBy('consent.id', 'desc')
    .executeTakeFirst();
  const promise = newest?.onWithdrawal ?? 'remove';
  const changed = JSON.stringify(await touchedBy(scope, study, participantId));
  await tx
    .insertInto('withdrawal')
    .values({ studyId: study.id, participantId, withdrawnOn, promise, changed, notedBy: actor.personId })
    .execute();
  await tx
    .updateTable('participant')
    .set({ state: 'withdrawn', changedAt: new Date() })
    .where('studyId', '=', study.id)
    .where('id', '=', participantId)
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'withdraw',
    subject: 'participant',
    subjectId: participantId,
    after: { withdrawnOn, promise },
  });
}

async function participantOf(scope: Scope, study: Study, participantId: string) {
  const participant = await scope.tx
    .selectFrom('participant')
    .select(['siteId', 'state', 'pseudonym'])
    .where('studyId', '=', study.id)
    .where('id', '=', participantId)
    .forUpdate()
    .executeTakeFirst();
  if (!participant) throw missing('This participant');
  await assertMayKeepPeopleAt(scope, study, participant.siteId);
  return participant;
}
