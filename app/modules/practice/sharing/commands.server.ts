import { sql } from 'kysely';
import { forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { begunLog, ownEntry } from '../log/queries.server.ts';
import { appendPracticeEvent } from '../practice-event.server.ts';
import { mayKeepLog } from '../rules.ts';
import { endOf, type ShareForm, Shown } from './schema.ts';

function assertKeepsLog({ actor }: Scope): string {
  if (!mayKeepLog(actor)) throw forbidden('share a log', 'Whoever keeps one may.');
  return actor.personId!;
}

/**
 * Shows one entry, or the portfolio, to one member until the end of a day: once for the id of its form. Answers whom to write to, or null when it was shared before. Invalid where nobody here has the address,
 * or the day is past or more than a year away.
 */
export async function share(
  scope: Scope,
  { id, entry, mail, until, includes }: ShareForm,
  now: Date,
): Promise<{ name: string; mail: string } | null> {
  const personId = assertKeepsLog(scope);
  await begunLog(scope);
  if (entry !== null) await ownEntry(scope, entry);
  const endsAt = endOf(until);
  if (endsAt <= now) throw invalid('That day is over. Choose a later one.');
  if (endsAt.getTime() > now.getTime() + 367 * 86_400_000) throw invalid('A share lasts a year at most. Choose an earlier day.');
  const { rows } = await sql<{ id: string; name: string }>`select id, name from reader_of_mail(${mail})`.execute(scope.tx);
  const reader = rows[0];
  if (!reader) throw invalid('Nobody else here has this address. Ask for the one that they sign in with.');
  const shared = await scope.tx
    .insertInto('practiceShare')
    .values({ personId, id, readerPersonId: reader.id, readerName: reader.name, entryId: entry, includes: [...includes], endsAt })
    .onConflict((on) => on.columns(['personId', 'id']).doNothing())
    .returning('id')
    .execute();
  if (shared.length === 0) return null;
  await appendPracticeEvent(scope, { verb: 'share', subject: 'practice_share', subjectId: id, fields: includes });
  return { name: reader.name, mail };
}

/** Ends a share: before this answers, nobody reads it any more. */
export async function endShare(scope: Scope, id: string): Promise<void> {
  const personId = assertKeepsLog(scope);
  const ended = await scope.tx
    .updateTable('practiceShare')
    .set({ endedAt: new Date() })
    .where('personId', '=', personId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .returning('id')
    .execute();
  if (ended.length === 0) throw missing('A share to end');
  await appendPracticeEvent(scope, { verb: 'end', subject: 'practice_share', subjectId: id });
}

/** Opens what somebody shares with the asking person. The database writes that they looked before it answers; missing when it is over, ended, or another's. */
export async function lookAtShare({ actor, tx }: Scope, id: string): Promise<Shown> {
  if (!mayKeepLog(actor)) throw forbidden('read what is shared', 'Whoever it is shared with may.');
  const { rows } = await sql<{ shown: unknown }>`select look_at_share(${id}) as shown`.execute(tx);
  if (!rows[0]?.shown) throw missing('This page');
  return Shown.parse(rows[0].shown);
}
