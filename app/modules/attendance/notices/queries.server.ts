import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { datesTogether } from '../queries.server.ts';

/** How long a process has for one mail before another takes it up, and how often one is tried. */
const leaseMinutes = 2;
const mostTries = 8;

/** A notice that this process is to send, leased to it; null when there is none. With its place, its occasion and all dates that go together with it. For the job. */
export async function nextNotice({ tx }: Scope, now: Date) {
  const taken = await tx
    .updateTable('occasionNotice')
    .set((eb) => ({ leasedUntil: new Date(now.getTime() + leaseMinutes * 60_000), tries: eb('tries', '+', 1) }))
    .where(
      'id',
      '=',
      tx
        .selectFrom('occasionNotice')
        .select('id')
        .where('sentAt', 'is', null)
        .where('droppedBecause', 'is', null)
        .where(({ eb, or }) => or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', now)]))
        .orderBy('madeAt')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'occasionId', 'placeId', 'kind', 'key', 'detail', 'tries'])
    .executeTakeFirst();
  if (!taken) return null;
  const place = await tx.selectFrom('place').selectAll().where('id', '=', taken.placeId).executeTakeFirstOrThrow();
  const occasion = await tx.selectFrom('occasion').selectAll().where('id', '=', taken.occasionId).executeTakeFirstOrThrow();
  const link = await tx.selectFrom('occasionLink').select(['url', 'words']).where('occasionId', '=', occasion.id).executeTakeFirst();
  const evaluation = await tx.selectFrom('evaluation').select('occasionId').where('occasionId', '=', occasion.id).executeTakeFirst();
  const dates = await datesTogether({ tx }, occasion);
  return {
    ...taken,
    place,
    occasion,
    dates,
    link: link ?? null,
    hasEvaluation: evaluation !== undefined,
    isLastTry: taken.tries >= mostTries,
  };
}
/** A notice as the job takes it up. */
export type NextNotice = NonNullable<Awaited<ReturnType<typeof nextNotice>>>;

/** How an occasion's notices fare: how many are sent, wait, or could not be sent. For those who run it. */
export async function noticeState({ tx }: Scope, occasionId: string): Promise<{ sent: number; waiting: number; failed: number }> {
  const { rows } = await sql<{ sent: number; waiting: number; failed: number }>`
    select count(*) filter (where sent_at is not null)::int as sent, count(*) filter (where sent_at is null and dropped_because is null)::int as waiting,
      count(*) filter (where dropped_because = 'failed')::int as failed from occasion_notice where occasion_id = ${occasionId}`.execute(tx);
  return rows[0]!;
}
