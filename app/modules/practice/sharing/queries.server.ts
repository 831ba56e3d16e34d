import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { dayIn } from '#app/ui/date.ts';
import type { OwnPart } from '../log/queries.server.ts';
import { type Includable, includeWords, lastDay } from './schema.ts';

/** What the asking person shares or shared, the latest first, each with who looked and when. */
export async function ownShares({ actor, tx }: Scope) {
  const shares = await tx
    .selectFrom('practiceShare as s')
    .leftJoin('practiceEntry as e', (on) => on.onRef('e.personId', '=', 's.personId').onRef('e.id', '=', 's.entryId'))
    .select(['s.id', 's.readerName', 's.entryId', 'e.kind', 'e.month', 's.madeAt', 's.endsAt', 's.endedAt'])
    .select(sql<Includable[]>`s.includes`.as('includes'))
    .select(sql<boolean>`s.ended_at is null and s.ends_at > now()`.as('lasts'))
    .where('s.personId', '=', actor.personId)
    .orderBy('s.madeAt', 'desc')
    .execute();
  const looks = await tx
    .selectFrom('practiceLook')
    .select(['shareId', 'byName', 'at'])
    .where('personId', '=', actor.personId)
    .orderBy('at', 'desc')
    .execute();
  const byShare = Map.groupBy(looks, ({ shareId }) => shareId);
  return shares.map((each) => ({ ...each, looks: (byShare.get(each.id) ?? []).map(({ byName, at }) => ({ byName, at })) }));
}
export type OwnShare = Awaited<ReturnType<typeof ownShares>>[number];

/** What others share with the asking person, while it lasts. */
export async function sharedWithMe({ tx }: Scope) {
  const { rows } = await sql<{ id: string; student: string; isEntry: boolean; includes: Includable[]; madeAt: Date; endsAt: Date }>`
    select id, student, is_entry as "isEntry", includes, made_at as "madeAt", ends_at as "endsAt" from shared_with_me()`.execute(tx);
  return rows;
}

/** Shares and looks to take along. */
export async function sharesOfOwn(scope: Scope): Promise<OwnPart> {
  const shares = await ownShares(scope);
  return {
    name: 'shares',
    rows: shares,
    blocks: [
      { kind: 'heading', level: 2, text: 'What I shared, and who looked' },
      shares.length === 0
        ? { kind: 'paragraph', text: 'Nothing was shared.' }
        : {
            kind: 'table',
            caption: 'Shares, the latest first; days in UTC',
            columns: ['With', 'What', 'Until', 'Looked at'],
            rows: shares.map(({ readerName, entryId, includes, endsAt, endedAt, looks }) => [
              readerName,
              entryId === null ? includes.map((each) => includeWords[each]).join('; ') : 'One entry',
              endedAt === null ? lastDay(endsAt) : dayIn(endedAt, 'UTC'),
              looks.map(({ byName, at }) => `${byName}, ${dayIn(at, 'UTC')}`).join('; ') || 'Nobody looked',
            ]),
          },
    ],
  };
}
