import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayBringIn } from '../rules.ts';
import { mostArriving, type NewArriving } from './arriving.ts';
import { ownArriving } from './arriving-queries.server.ts';
import { refuseCrowd } from './commands.server.ts';

/** Notes a file that is about to be sent in pieces. The same file of the same person, from wherever it is sent, goes on under the id that it has. */
export async function beginArriving(scope: Scope, { name, bytes, fingerprint, year }: NewArriving): Promise<string> {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  if (!mayBringIn(actor) || actor.personId === null) throw forbidden('bring in a curriculum');
  // Two windows that announce the same file at once go on with one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`arriving ${actor.personId}`}, 0))`.execute(tx);
  const mine = await ownArriving(scope);
  const same = mine.find((each) => each.bytes === bytes && each.fingerprint === fingerprint);
  if (same) {
    await tx
      .updateTable('arrivingFile')
      .set({ name: name.slice(0, 200), year })
      .where('schoolId', '=', schoolId)
      .where('id', '=', same.id)
      .execute();
    return same.id;
  }
  await refuseCrowd(scope);
  if (mine.length >= mostArriving)
    throw conflict(`You have ${mine.length} files on their way already. Go on with one of them or discard it, then send this one.`);
  const { id } = await tx
    .insertInto('arrivingFile')
    .values({ schoolId, name: name.slice(0, 200), bytes, fingerprint, year, sentBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const after = { year, file: name.slice(0, 200), bytes };
  await appendSchoolEvent(scope, schoolId, { verb: 'begin', subject: 'arriving_file', subjectId: id, after });
  return id;
}

/** Forgets a file on its way: one's own, or as the operator anybody's. False when there is none (any more). The caller then drops its bytes. */
export async function dropArriving(scope: Scope, id: string): Promise<boolean> {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  const gone = await tx
    .deleteFrom('arrivingFile')
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .$if(actor.personId !== null, (mine) => mine.where('sentBy', '=', actor.personId!))
    .returning(['name', 'year', 'bytes'])
    .executeTakeFirst();
  if (gone) await appendSchoolEvent(scope, schoolId, { verb: 'discard', subject: 'arriving_file', subjectId: id, before: gone });
  return gone !== undefined;
}
