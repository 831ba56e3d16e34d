import { sql } from 'kysely';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { appendItemEvent } from '../items/commands.server.ts';
import { draftToKeep } from '../items/queries.server.ts';
import { mayKeepItem } from '../rules.ts';
import { keptName, mostFiles } from './look.ts';
import type { FileDeclared } from './schema.ts';

/** A file whose bytes lie in their place: under the item, by its own id. `name` as it was brought. */
export type PlacedFile = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly extension: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** Refuses before a file travels: whoever may not, an item without a draft, and a draft that is full. Answers the item's id and the draft's number. */
export async function assertMayBringFile(scope: Scope, slug: string): Promise<{ itemId: string; number: number }> {
  const { item, draft } = await draftToKeep(scope, slug);
  if (!mayKeepItem(scope.actor, item)) throw forbidden('change this item');
  const { count } = await scope.tx
    .selectFrom('libraryFile')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('itemId', '=', item.id)
    .where('number', '=', draft.number)
    .executeTakeFirstOrThrow();
  if (count >= mostFiles) throw conflict(`An item holds at most ${mostFiles} files. Take one out, or put several into one.`);
  return { itemId: item.id, number: draft.number };
}

/** Notes a file of a draft, after those that are there. */
export async function addFile(scope: Scope, slug: string, file: PlacedFile): Promise<void> {
  const { itemId, number } = await assertMayBringFile(scope, slug);
  const { tx, actor } = scope;
  const taken = await tx.selectFrom('libraryFile').select('name').where('itemId', '=', itemId).where('number', '=', number).execute();
  const name = keptName(
    file.name,
    file.extension,
    taken.map((each) => each.name),
  );
  await tx
    .insertInto('libraryFile')
    .values({
      ...{ ...file, itemId, number, name, broughtBy: actor.personId },
      position: sql<number>`(select coalesce(max(position) + 1, 0) from library_file where item_id = ${itemId} and number = ${number})`,
    })
    .execute();
  const { item } = await draftToKeep(scope, slug);
  await appendItemEvent(scope, item, {
    verb: 'add',
    subject: 'library_file',
    subjectId: file.id,
    after: { name, bytes: file.bytes, type: file.type },
  });
}

/** Keeps what an author declares of a file of a draft. */
export async function declareFile(scope: Scope, slug: string, { file, ...said }: FileDeclared): Promise<void> {
  const { item, draft } = await draftToKeep(scope, slug);
  if (!mayKeepItem(scope.actor, item)) throw forbidden('change this item');
  const after = said.thirdParty === 'none' ? { ...said, thirdPartyWords: null, thirdPartyLicence: null } : said;
  const kept = await scope.tx
    .updateTable('libraryFile')
    .set({ ...after, alternative: said.alternative || null })
    .where('itemId', '=', item.id)
    .where('number', '=', draft.number)
    .where('id', '=', file)
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n) throw missing('This file');
  await appendItemEvent(scope, item, { verb: 'declare', subject: 'library_file', subjectId: file, after });
}

/** Takes a file out of a draft. Answers whether no other version has it, so that its bytes go too, with its pictures. */
export async function removeFile(scope: Scope, slug: string, file: string): Promise<{ itemId: string; gone: string[] }> {
  const { item, draft } = await draftToKeep(scope, slug);
  if (!mayKeepItem(scope.actor, item)) throw forbidden('change this item');
  const removed = await scope.tx
    .deleteFrom('libraryFile')
    .where('itemId', '=', item.id)
    .where('number', '=', draft.number)
    .where('id', '=', file)
    .returning(['name', 'previews'])
    .executeTakeFirst();
  if (!removed) throw missing('This file');
  await appendItemEvent(scope, item, { verb: 'remove', subject: 'library_file', subjectId: file, before: { name: removed.name } });
  const other = await scope.tx
    .selectFrom('libraryFile')
    .select('id')
    .where('itemId', '=', item.id)
    .where('id', '=', file)
    .executeTakeFirst();
  return { itemId: item.id, gone: other ? [] : [file, ...removed.previews] };
}
