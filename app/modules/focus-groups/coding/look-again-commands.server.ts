import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCode } from '../rules.ts';
import type { Study } from '../study/queries.server.ts';
import { uncode } from './coding-commands.server.ts';
import { appendCodingEvent } from './coding-event.server.ts';
import { toLookAgain } from './look-again-queries.server.ts';
import { assertMayChangeOwn, codebookVersion, codes } from './queries.server.ts';

/** What a coder says of an own coding after looking again: it stays as it is, it goes, or it has another code. */
export type SaidAgain = { readonly codingId: string; readonly said: 'stay' | 'uncode' | { readonly codeId: string } };

/** Answers one coding of the worklist. Its memo stays. Missing for another's coding or a code that is not in use; conflict when the round is closed, or the passage has that code from this coder. */
export async function answerAgain(scope: Scope, study: Study, { codingId, said }: SaidAgain): Promise<void> {
  const own = await assertMayChangeOwn(scope, study, codingId);
  if (!own) throw missing('This coding of yours');
  if (said === 'uncode') return uncode(scope, study, codingId);
  const version = await codebookVersion(scope, study);
  if (said === 'stay') await looked(scope, study, { ids: [codingId], version });
  else await giveCode(scope, study, { codingId, codeId: said.codeId, version });
  await appendCodingEvent(scope, study, { verb: said === 'stay' ? 'look' : 'recode', codingId, ...own });
}

/** Lets a coding stay as it is, and every other of the own that waits for the same cause and has the same code. Answers how many. */
export async function letAllStay(scope: Scope, study: Study, codingId: string): Promise<number> {
  const waiting = await toLookAgain(scope, study);
  const first = waiting.find(({ id }) => id === codingId);
  if (!first) throw missing('This coding of yours');
  const own = await assertMayChangeOwn(scope, study, codingId);
  if (!own) throw missing('This coding of yours');
  const ids = waiting.filter(({ cause, codeId }) => cause === first.cause && codeId === first.codeId).map(({ id }) => id);
  await looked(scope, study, { ids, version: await codebookVersion(scope, study) });
  await appendCodingEvent(scope, study, { verb: 'look', codingId, ...own });
  return ids.length;
}

/** The coder has read which of the own codings were lost. */
export async function readLost(scope: Scope, study: Study): Promise<void> {
  const { actor, tx } = scope;
  if (!mayCode(study)) throw forbidden('code: the study’s leads and coders do');
  await tx
    .updateTable('lostCoding')
    .set({ toldAt: sql<Date>`now()` })
    .where('studyId', '=', study.id)
    .where('coderId', '=', actor.personId)
    .where('toldAt', 'is', null)
    .execute();
  await appendStudyEvent(scope, study.id, { verb: 'read', subject: 'lost_coding', subjectId: null, isTrail: false });
}

async function looked({ tx }: Scope, study: Study, { ids, version }: { ids: string[]; version: number }): Promise<void> {
  await tx
    .updateTable('coding')
    .set({ lookedVersion: version, reworded: false })
    .where('studyId', '=', study.id)
    .where('id', 'in', ids)
    .execute();
}

/** The range is left alone: a passage that somebody has coded may have another code although who speaks there withdrew since. */
async function giveCode(
  scope: Scope,
  study: Study,
  { codingId, codeId, version }: { codingId: string; codeId: string; version: number },
): Promise<void> {
  const { tx } = scope;
  if (!(await codes(scope, study)).some(({ id, retiredAt }) => id === codeId && retiredAt === null)) throw missing('This code');
  const same = await tx
    .selectFrom('coding as own')
    .innerJoin('coding as other', (join) =>
      join
        .onRef('other.studyId', '=', 'own.studyId')
        .onRef('other.roundId', '=', 'own.roundId')
        .onRef('other.textId', '=', 'own.textId')
        .onRef('other.coderId', '=', 'own.coderId')
        .onRef('other.begins', '=', 'own.begins')
        .onRef('other.ends', '=', 'own.ends')
        .onRef('other.id', '<>', 'own.id'),
    )
    .select('other.id')
    .where('own.studyId', '=', study.id)
    .where('own.id', '=', codingId)
    .where('other.codeId', '=', codeId)
    .executeTakeFirst();
  if (same) throw conflict('You gave this passage that code already. Take this coding back instead.');
  await tx
    .updateTable('coding')
    .set({ codeId, codebookVersion: version, lookedVersion: null, reworded: false, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', codingId)
    .execute();
}
