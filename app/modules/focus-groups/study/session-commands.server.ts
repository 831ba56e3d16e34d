import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepSessions } from '../rules.ts';
import type { Study } from './queries.server.ts';
import type { SessionSaid } from './schema.ts';
import { assertCovered, assertMayKeepPeopleAt } from './site-queries.server.ts';

/** Adds a session, held or planned, with the protocol's version of today. Conflict when the site's approval does not cover today, or the title is taken. */
export async function addSession(scope: Scope, study: Study, said: SessionSaid): Promise<string> {
  if (!mayKeepSessions(study)) throw forbidden('add a session: the study’s leads, staff and moderators do');
  await assertMayKeepPeopleAt(scope, study, said.siteId);
  await assertCovered(scope, study, said.siteId);
  const added = await scope.tx
    .insertInto('groupSession')
    .values({ ...said, studyId: study.id, protocolNumber: study.protocol })
    .onConflict((on) => on.columns(['studyId', 'title']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw conflict(`There is a session called ${said.title} already.`);
  await appendStudyEvent(scope, study.id, { verb: 'add', subject: 'group_session', subjectId: added.id, after: said });
  return added.id;
}

/** Changes what is said of a session; its site stays. Conflict when somebody changed it since `seen`. */
export async function keepSession(
  scope: Scope,
  study: Study,
  { sessionId, seen, said }: { sessionId: string; seen: Date; said: Omit<SessionSaid, 'siteId'> },
): Promise<void> {
  const { tx } = scope;
  if (!mayKeepSessions(study)) throw forbidden('change a session: the study’s leads, staff and moderators do');
  const before = await tx
    .selectFrom('groupSession')
    .selectAll()
    .where('studyId', '=', study.id)
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw missing('This session');
  await assertMayKeepPeopleAt(scope, study, before.siteId);
  if (before.changedAt.getTime() !== seen.getTime())
    throw conflict('Somebody changed this session while you had it open. Open it in another tab; what you wrote is still here.');
  const taken = await tx
    .selectFrom('groupSession')
    .select('id')
    .where('studyId', '=', study.id)
    .where('title', '=', said.title)
    .where('id', '<>', sessionId)
    .executeTakeFirst();
  if (taken) throw conflict(`There is a session called ${said.title} already.`);
  const { title, heldOn, mode, moderator, notes } = said;
  await tx
    .updateTable('groupSession')
    .set({ title, heldOn, mode, moderator, notes, changedAt: new Date() })
    .where('studyId', '=', study.id)
    .where('id', '=', sessionId)
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'change',
    subject: 'group_session',
    subjectId: sessionId,
    before: { title: before.title, heldOn: before.heldOn, mode: before.mode },
    after: { title, heldOn, mode },
  });
}

/** Notes who of the expected participants came, and why others did not. `came` null: not known yet. Missing when one is not of the session's site. */
export async function noteAttendance(
  scope: Scope,
  study: Study,
  { sessionId, people }: { sessionId: string; people: readonly { participantId: string; came: boolean | null; reason: string }[] },
): Promise<void> {
  const { tx } = scope;
  if (!mayKeepSessions(study)) throw forbidden('note who came: the study’s leads, staff and moderators do');
  const ofSite = await tx
    .selectFrom('groupSession')
    .innerJoin('participant', (join) =>
      join.onRef('participant.studyId', '=', 'groupSession.studyId').onRef('participant.siteId', '=', 'groupSession.siteId'),
    )
    .select(['participant.id', 'participant.siteId'])
    .where('groupSession.studyId', '=', study.id)
    .where('groupSession.id', '=', sessionId)
    .execute();
  const known = new Set(ofSite.map(({ id }) => id));
  if (!people.every(({ participantId }) => known.has(participantId))) throw missing('This participant of the session');
  if (people.length === 0 || !ofSite[0]) return;
  await assertMayKeepPeopleAt(scope, study, ofSite[0].siteId);
  await tx
    .insertInto('attendance')
    .values(people.map(({ participantId, came, reason }) => ({ studyId: study.id, sessionId, participantId, came, reason })))
    .onConflict((on) =>
      on
        .columns(['studyId', 'sessionId', 'participantId'])
        .doUpdateSet((row) => ({ came: row.ref('excluded.came'), reason: row.ref('excluded.reason') })),
    )
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'note',
    subject: 'attendance',
    subjectId: sessionId,
    after: { came: people.filter(({ came }) => came).length, absent: people.filter(({ came }) => came === false).length },
  });
}
