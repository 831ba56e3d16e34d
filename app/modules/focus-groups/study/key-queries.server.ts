import { sql } from 'kysely';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayAskForOriginals } from '../rules.ts';
import type { Study } from './queries.server.ts';

/** Whether the acting person may read, at this site, who somebody is and what was said as it was said. */
export async function mayReadOriginalsOf({ tx }: Scope, study: Study, siteId: string): Promise<boolean> {
  if (!mayAskForOriginals(study)) return false;
  const { rows } = await sql<{ may: boolean }>`select may_read_originals(${study.id}::uuid, ${siteId}::uuid) as may`.execute(tx);
  return rows[0]!.may;
}

/**
 * Who these participants are, for a reason that the database writes down with who read it. Forbidden unless the study names the acting person for each
 * of their sites.
 */
export async function readKey(
  scope: Scope,
  study: Study,
  { participantIds, why }: { participantIds: readonly string[]; why: string },
): Promise<{ participantId: string; name: string; mail: string }[]> {
  const refusal = 'read the key: research staff and moderators whom the study names for the site do, if they do not teach there';
  if (!mayAskForOriginals(study)) throw forbidden(refusal);
  const before = await readings(scope, study);
  const { rows } = await sql<{ participantId: string; name: string; mail: string }>`
    select * from read_participant_key(${study.id}::uuid, ${[...participantIds]}::uuid[], ${why})`.execute(scope.tx);
  // The function keeps the event itself, so that no reading is without one; when it kept none, it refused.
  if ((await readings(scope, study)) === before) throw forbidden(refusal);
  return rows;
}

async function readings({ actor, tx }: Scope, study: Study): Promise<number> {
  const { count } = await tx
    .selectFrom('studyEvent')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('studyId', '=', study.id)
    .where('subject', '=', 'participant_key')
    .where('personId', '=', actor.personId)
    .executeTakeFirstOrThrow();
  return count;
}
