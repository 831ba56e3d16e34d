import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { daysKept } from '../../curriculum/intake/arriving.ts';

/** Files that began to arrive so long ago that they may have been given up. For jobs. */
export function oldArriving({ tx }: Pick<Scope, 'tx'>, now: Date) {
  return tx
    .selectFrom('libraryArriving')
    .select(['id', 'itemId'])
    .where('startedAt', '<', new Date(now.getTime() - daysKept * 86_400_000))
    .execute();
}

/** Every item, with all that may lie in its folder: files, their pictures, and files on their way. For jobs. */
export async function foldersOfItems({ tx }: Pick<Scope, 'tx'>): Promise<Array<{ itemId: string; known: ReadonlySet<string> }>> {
  const { rows } = await sql<{ itemId: string; known: string[] }>`select i.id as item_id,
    array(select f.id from library_file f where f.item_id = i.id union select p from library_file f, unnest(f.previews) p where f.item_id = i.id
      union select a.id from library_arriving a where a.item_id = i.id) as known from library_item i`.execute(tx);
  return rows.map(({ itemId, known }) => ({ itemId, known: new Set(known) }));
}

/** Items that are no more for more than a day. For jobs. */
export async function goneItems({ tx }: Pick<Scope, 'tx'>, now: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('libraryGone')
    .select('itemId')
    .where('goneAt', '<', new Date(now.getTime() - 86_400_000))
    .execute();
  return rows.map(({ itemId }) => itemId);
}

/** Every file once, whatever versions have it, with its size, its hash, and whether it was missing before. For jobs. */
export function everyFile({ tx }: Pick<Scope, 'tx'>) {
  return tx
    .selectFrom('libraryFile')
    .select(['itemId', 'id', 'bytes', 'sha256'])
    .select(sql<boolean>`bool_or(missing_since is not null)`.as('wasMissing'))
    .groupBy(['itemId', 'id', 'bytes', 'sha256'])
    .execute();
}
export type EveryFile = Awaited<ReturnType<typeof everyFile>>[number];

/** Items whose newest version has files that are missing, each with who keeps it. For jobs. */
export async function itemsWithMissing({ tx }: Pick<Scope, 'tx'>) {
  const rows = await tx
    .selectFrom('libraryFile as f')
    .innerJoin('libraryItem as i', 'i.id', 'f.itemId')
    .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'f.itemId').onRef('v.number', '=', 'f.number'))
    .leftJoin('school as s', 's.id', 'i.forSchoolId')
    .select(['f.itemId', 'f.id', 'f.name', 'i.slug', 'i.forSchoolId', 's.slug as shelf', 'v.title'])
    .select(sql<string | null>`coalesce(v.published_by, v.begun_by)`.as('keeper'))
    .where('f.missingSince', 'is not', null)
    .orderBy('f.number', 'desc')
    .execute();
  return [...Map.groupBy(rows, ({ itemId }) => itemId).values()].map((those) => {
    const { id: _id, name: _name, ...item } = those[0]!;
    return { ...item, files: [...new Map(those.map(({ id, name }) => [id, { id, name }])).values()] };
  });
}
export type ItemWithMissing = Awaited<ReturnType<typeof itemsWithMissing>>[number];
