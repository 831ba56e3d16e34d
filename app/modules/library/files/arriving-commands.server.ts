import { sql } from 'kysely';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mostArriving } from '../../curriculum/intake/arriving.ts';
import { appendItemEvent } from '../items/commands.server.ts';
import { itemToKeep } from '../items/queries.server.ts';
import { mayKeepItem } from '../rules.ts';
import type { NewArriving } from './arriving.ts';
import { assertMayBringFile } from './commands.server.ts';

/** Notes a file that is about to be sent in pieces. The same file of the same person for the same item goes on under the id that it has. */
export async function beginArriving(scope: Scope, slug: string, file: NewArriving): Promise<string> {
  const { actor, tx } = scope;
  const item = await itemToKeep(scope, slug);
  if (!mayKeepItem(actor, item) || actor.personId === null) throw forbidden('bring a file');
  await assertMayBringFile(scope, slug);
  // Two windows that announce the same file at once go on with one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`library arriving ${actor.personId}`}, 0))`.execute(tx);
  const mine = await tx
    .selectFrom('libraryArriving')
    .select(['id', 'itemId', 'bytes', 'fingerprint'])
    .where('sentBy', '=', actor.personId)
    .execute();
  const same = mine.find((each) => each.itemId === item.id && each.bytes === file.bytes && each.fingerprint === file.fingerprint);
  if (same) return same.id;
  if (mine.length >= mostArriving) throw conflict(`You have ${mine.length} files on their way already. Go on with one of them first.`);
  const { id } = await tx
    .insertInto('libraryArriving')
    .values({ ...file, name: file.name.slice(0, 300), itemId: item.id, sentBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendItemEvent(scope, item, {
    verb: 'begin',
    subject: 'library_arriving',
    subjectId: id,
    after: { file: file.name, bytes: file.bytes },
  });
  return id;
}

/** Forgets one's own file on its way, as it is there or no more wanted. */
export async function dropArriving(scope: Scope, slug: string, id: string): Promise<void> {
  const item = await itemToKeep(scope, slug);
  if (!mayKeepItem(scope.actor, item)) throw forbidden('bring a file');
  const gone = await scope.tx
    .deleteFrom('libraryArriving')
    .where('id', '=', id)
    .where('itemId', '=', item.id)
    .returning(['name', 'bytes'])
    .executeTakeFirst();
  if (!gone) throw missing('This file');
  await appendItemEvent(scope, item, { verb: 'end', subject: 'library_arriving', subjectId: id, before: gone });
}
