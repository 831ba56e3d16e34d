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

/** What became of a share: shown, to whom a mail goes; `again` when it was shown before; or why nobody reads it. */
export type Shared =
  | { readonly outcome: 'shown'; readonly reader: { readonly name: string; readonly mail: string } }
  | { readonly outcome: 'again' | keyof typeof shareRefusals };
/** Why nobody reads it, for whoever wanted to share. */
export const shareRefusals = {
  nobody: 'Nobody else here has this address. Ask for the one that they sign in with.',
  wait: 'You looked up twenty addresses since yesterday, and more than that is not answered. Share it tomorrow.',
} as const;

/**
 * Shows one entry, or the portfolio, to one member until the end of a day: once for the id of its form. Where nobody here has the address, or too many were tried, it refuses by its answer, since a count must
 * stay. Invalid where the day is past or more than a year away.
 */
export async function share(scope: Scope, { id, entry, mail, until, includes }: ShareForm, now: Date): Promise<Shared> {
  const personId = assertKeepsLog(scope);
  await begunLog(scope);
  if (entry !== null) await ownEntry(scope, entry);
  const endsAt = endOf(until);
  if (endsAt <= now) throw invalid('That day is over. Choose a later one.');
  if (endsAt.getTime() > now.getTime() + 367 * 86_400_000) throw invalid('A share lasts a year at most. Choose an earlier day.');
  const { rows } = await sql<{ state: 'found' | keyof typeof shareRefusals; id: string; name: string }>`
    select state, id, name from reader_of_mail(${mail})`.execute(scope.tx);
  const { state, ...reader } = rows[0]!;
  if (state !== 'found') return { outcome: state };
  const shared = await scope.tx
    .insertInto('practiceShare')
    .values({ personId, id, readerPersonId: reader.id, readerName: reader.name, entryId: entry, includes: [...includes], endsAt })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute();
  if (shared.length === 0) return { outcome: 'again' };
  await appendPracticeEvent(scope, { verb: 'share', subject: 'practice_share', subjectId: id, fields: includes });
  return { outcome: 'shown', reader: { name: reader.name, mail } };
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
