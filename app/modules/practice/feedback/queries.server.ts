import { sql } from 'kysely';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import { competenciesOf, currentVersionId } from '../../competencies/queries.server.ts';
import { mayAskForFeedback } from './rules.ts';

/** Refuses whoever may not ask for feedback, or has not begun their log; answers whose log it is. */
export async function assertMayAskForFeedback({ actor, tx }: Scope): Promise<string> {
  if (!mayAskForFeedback(actor)) throw forbidden('ask for feedback', 'Whoever has signed in asks for their own.');
  const log = await tx.selectFrom('practiceLog').select('personId').where('personId', '=', actor.personId!).executeTakeFirst();
  if (!log) throw conflict('Begin your log first, on the page Practice: what you are told is kept there, for you alone.');
  return log.personId;
}

/** The competencies that feedback may be asked on: those of the framework in force. */
export async function competenciesToAskOn(scope: Scope) {
  const found = await competenciesOf(scope, await currentVersionId(scope));
  return found.map(({ stableId, code, shortTitle }) => ({ stableId, code, title: shortTitle }));
}

/** Whether the reader has begun a log: what they are told is kept there. */
export async function hasLog({ tx }: Scope): Promise<boolean> {
  return (await tx.selectFrom('practiceLog').select('personId').executeTakeFirst()) !== undefined;
}

function requestRows({ tx }: Scope) {
  return tx
    .selectFrom('practiceRequest')
    .select(['id', 'entryId', 'about', 'observer', 'competencyStableIds', 'madeAt', 'expiresAt', 'withdrawnAt', 'answeredAt'])
    .select(sql<boolean>`answered_at is null and withdrawn_at is null and expires_at > now()`.as('isOpen'));
}
/** An ask for feedback, as the student sees it. */
export type FeedbackRequest = Awaited<ReturnType<typeof feedbackRequest>>;

/** The asker's own asks, the newest first. */
export function feedbackRequests(scope: Scope) {
  return requestRows(scope).orderBy('madeAt', 'desc').execute();
}

/** One of them; missing where it is not the reader's. */
export async function feedbackRequest(scope: Scope, id: string) {
  const found = await requestRows(scope).where('id', '=', id).executeTakeFirst();
  if (!found) throw missing('This ask for feedback');
  return found;
}

function observationRows({ tx }: Scope) {
  return tx
    .selectFrom('practiceObservation')
    .select([
      'id',
      'entryId',
      'requestId',
      'how',
      'state',
      'observerName',
      'observerRole',
      'wentWell',
      'toTry',
      'scale',
      'step',
      'anchors',
      'rubric',
    ])
    .select(['month', 'arrivedAt', 'confirmDomain', 'confirmedAt', 'reply', 'repliedAt']);
}
/** One observation with its words, as whose it is about reads it. */
export type Observation = Awaited<ReturnType<typeof observation>>;

/** What others observed of the reader's own practice, the newest first; of one entry, where one is named. Nobody else's exists. */
export function observations(scope: Scope, entryId?: string): Promise<Observation[]> {
  const rows = observationRows(scope);
  return (entryId === undefined ? rows : rows.where('entryId', '=', entryId)).orderBy('arrivedAt', 'desc').orderBy('id', 'desc').execute();
}

/** One of them; missing where it is not the reader's. */
export async function observation(scope: Scope, id: string) {
  const found = await observationRows(scope).where('id', '=', id).executeTakeFirst();
  if (!found) throw missing('This observation');
  return found;
}

/** The reader's own entries that feedback may be about, the newest first: enough of each to know it by. */
export function entriesToAskOn({ tx }: Scope) {
  return tx
    .selectFrom('practiceEntry')
    .select(['id', 'kind', 'month', 'rotation', 'goal'])
    .orderBy('month', 'desc')
    .orderBy('madeAt', 'desc')
    .limit(50)
    .execute();
}

/** What an observer's link shows; null where it is closed or was never there. Says nothing of the student once somebody has answered. */
export async function feedbackToGive({ tx }: Scope, token: string) {
  const { rows } = await sql<{
    state: 'open' | 'answered';
    student: string;
    about: string;
    competencyStableIds: string[];
    expiresAt: Date;
    tools: ReadonlyArray<{ name: string; link: string; licence: string }>;
    takesMail: boolean;
    isSample: boolean;
  }>`select state, student, about, competency_stable_ids, expires_at, tools, takes_mail, is_sample from feedback_to_give(${hexOf(token)})`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** What the link of a confirming mail shows; null where it opens nothing. */
export async function feedbackToConfirm({ tx }: Scope, token: string) {
  const { rows } = await sql<{
    student: string;
    observerName: string;
    arrivedAt: Date;
    confirmedAt: Date | null;
  }>`select student, observer_name, arrived_at, confirmed_at from feedback_to_confirm(${hexOf(token)})`.execute(tx);
  return rows[0] ?? null;
}
