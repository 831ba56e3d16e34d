import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from './queries.server.ts';

/** The participants of a study by pseudonym, with what each allows today and whether they came to a session. */
export async function participants({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('participant')
    .innerJoin('studySite', (join) =>
      join.onRef('studySite.studyId', '=', 'participant.studyId').onRef('studySite.id', '=', 'participant.siteId'),
    )
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .innerJoin('participantAllows as allows', (join) =>
      join.onRef('allows.studyId', '=', 'participant.studyId').onRef('allows.participantId', '=', 'participant.id'),
    )
    .select(['participant.id', 'participant.siteId', 'school.name as site', 'pseudonym', 'state', 'reason', 'askedHow'])
    .select(['allows.granted', 'allows.mayQuote', 'allows.mayCross', 'allows.takesPart'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('attendance')
          .select('came')
          .whereRef('attendance.studyId', '=', 'participant.studyId')
          .whereRef('attendance.participantId', '=', 'participant.id')
          .where('came', '=', true),
      ).as('came'),
    )
    .$narrowType<{ came: boolean }>()
    .where('participant.studyId', '=', study.id)
    .orderBy('school.name')
    .orderBy('pseudonym')
    .execute();
}
export type Participant = Awaited<ReturnType<typeof participants>>[number];

/** A participant with every consent, the newest first, the withdrawal, and whether the key has an entry. */
export async function participantWithConsents(scope: Scope, study: Study, participantId: string) {
  const { tx } = scope;
  const participant = (await participants(scope, study)).find(({ id }) => id === participantId);
  if (!participant) throw missing('This participant');
  const consents = await tx
    .selectFrom('consent')
    .innerJoin('consentLetter', (join) =>
      join.onRef('consentLetter.studyId', '=', 'consent.studyId').onRef('consentLetter.id', '=', 'consent.letterId'),
    )
    .leftJoin('person', 'person.id', 'consent.notedBy')
    .select(['consent.id', 'consentLetter.version', 'consentLetter.items', 'onWithdrawal', 'granted', 'person.name as notedBy', 'notedAt'])
    .select(sql<string>`given_on::text`.as('givenOn'))
    .where('consent.studyId', '=', study.id)
    .where('participantId', '=', participantId)
    .orderBy('givenOn', 'desc')
    .orderBy('consent.id', 'desc')
    .execute();
  const withdrawal = await tx
    .selectFrom('withdrawal')
    .select(['promise', 'changed', sql<string>`withdrawn_on::text`.as('withdrawnOn')])
    .where('studyId', '=', study.id)
    .where('participantId', '=', participantId)
    .executeTakeFirst();
  const key = await tx
    .selectFrom('participantKey')
    .select('participantId')
    .where('studyId', '=', study.id)
    .where('participantId', '=', participantId)
    .executeTakeFirst();
  return {
    ...participant,
    consents,
    withdrawal: withdrawal ?? null,
    hasKey: key !== undefined,
    letters: await letters(scope, study, participant.siteId),
  };
}

/** The letters of a study, or of one of its sites, the newest first. */
export async function letters({ tx }: Scope, study: Study, siteId?: string) {
  return tx
    .selectFrom('consentLetter')
    .innerJoin('studySite', (join) =>
      join.onRef('studySite.studyId', '=', 'consentLetter.studyId').onRef('studySite.id', '=', 'consentLetter.siteId'),
    )
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .select(['consentLetter.id', 'consentLetter.siteId', 'school.name as site', 'version', 'text', 'items', 'onWithdrawal', 'writtenAt'])
    .where('consentLetter.studyId', '=', study.id)
    .$if(siteId !== undefined, (query) => query.where('consentLetter.siteId', '=', siteId!))
    .orderBy('school.name')
    .orderBy('consentLetter.id', 'desc')
    .execute();
}

/** The sessions of a study, held and planned, with how many came. Days as `2026-05-31`. */
export async function sessions({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('groupSession')
    .innerJoin('studySite', (join) =>
      join.onRef('studySite.studyId', '=', 'groupSession.studyId').onRef('studySite.id', '=', 'groupSession.siteId'),
    )
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .select([
      'groupSession.id',
      'groupSession.siteId',
      'school.name as site',
      'title',
      'mode',
      'moderator',
      'protocolNumber',
      'notes',
      'groupSession.changedAt',
    ])
    .select(sql<string | null>`held_on::text`.as('heldOn'))
    .select(({ selectFrom }) =>
      selectFrom('attendance')
        .whereRef('attendance.studyId', '=', 'groupSession.studyId')
        .whereRef('attendance.sessionId', '=', 'groupSession.id')
        .where('came', '=', true)
        .select(({ fn }) => fn.countAll<number>().as('came'))
        .as('came'),
    )
    .$narrowType<{ came: number }>()
    .where('groupSession.studyId', '=', study.id)
    .orderBy('heldOn')
    .orderBy('title')
    .execute();
}

/** A session with everybody of its site and whether they came (null: not noted). */
export async function sessionWithAttendance(scope: Scope, study: Study, sessionId: string) {
  const session = (await sessions(scope, study)).find(({ id }) => id === sessionId);
  if (!session) throw missing('This session');
  const people = await scope.tx
    .selectFrom('participant')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.studyId', '=', 'participant.studyId')
        .onRef('attendance.participantId', '=', 'participant.id')
        .on('attendance.sessionId', '=', sessionId),
    )
    .select(['participant.id', 'pseudonym', 'state', 'came', 'attendance.reason'])
    .where('participant.studyId', '=', study.id)
    .where('participant.siteId', '=', session.siteId)
    .orderBy('pseudonym')
    .execute();
  return { ...session, people };
}

/** The trail of a study, the oldest first, as far as the acting person may see it: a lead all of it, others what they did. */
export async function trail({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('studyEvent')
    .leftJoin('person', 'person.id', 'studyEvent.personId')
    .select(['studyEvent.id', 'at', 'person.name as by', 'verb', 'subject', 'subjectId', 'before', 'after'])
    .where('studyId', '=', study.id)
    .orderBy('studyEvent.id')
    .execute();
}
