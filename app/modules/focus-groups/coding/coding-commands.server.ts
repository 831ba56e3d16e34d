import { sql } from 'kysely';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCode } from '../rules.ts';
import { isOn } from '../study/approach.ts';
import type { Study } from '../study/queries.server.ts';
import { codeOfName } from './codebook-commands.server.ts';
import type { Act } from './coding-acts.ts';
import { appendCodingEvent } from './coding-event.server.ts';
import { assertMayChangeOwn } from './queries.server.ts';
import type { Passage } from './schema.ts';

/** Does what a coder's page asks for, with all that the act's own command refuses. Answers the coding's id. */
export async function takeAct(
  scope: Scope,
  study: Study,
  { act, ...place }: { act: Act; roundId: string; textId: string },
): Promise<string> {
  if (act.act === 'code') return codePassage(scope, study, { ...place, ...act });
  if (act.act === 'add') return codeWithNew(scope, study, { ...place, ...act });
  if (act.act === 'keep') await keepCoding(scope, study, { ...act, codingId: act.id });
  else await uncode(scope, study, act.id);
  return act.id;
}

/**
 * Gives a passage of a signed text a code, in a round that goes on. Doing it again changes nothing (an answer may be sent twice). Answers the coding's id. Missing when the text
 * is not signed or the code not in use; conflict when the round is closed, the passage lies outside what was said, or somebody who speaks there withdrew.
 */
export async function codePassage(scope: Scope, study: Study, passage: Passage): Promise<string> {
  const { tx, actor } = scope;
  const { roundId, textId, codeId, begins, ends, memo, id } = passage;
  const { codebookVersion, isBlind } = await assertCodable(scope, study, passage);
  const coderId = actor.personId;
  if (coderId === null) throw forbidden('code: a person does');
  const made = await tx
    .insertInto('coding')
    .values({ ...{ studyId: study.id, roundId, textId, codeId, coderId, begins, ends, memo, codebookVersion }, ...(id && { id }) })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) {
    await appendCodingEvent(scope, study, { verb: 'code', codingId: made.id, roundId, textId, isBlind });
    return made.id;
  }
  const same = await sameCoding(scope, study, passage);
  if (!same) throw conflict('Another coding has this name. Load the page again and code the passage once more.');
  return same;
}

/** Adds a code at the top of the codebook and gives it to a passage; a code of this name that is in use is taken as it is. Answers the coding's id. */
export async function codeWithNew(
  scope: Scope,
  study: Study,
  { name, ...passage }: Omit<Passage, 'codeId'> & { name: string },
): Promise<string> {
  return codePassage(scope, study, { ...passage, codeId: await codeOfName(scope, study, name) });
}

/** Changes an own coding's code, range or memo. Missing for another's, which the database does not let be written; conflict where another own one stands there with this code. */
export async function keepCoding(
  scope: Scope,
  study: Study,
  { codingId, codeId, begins, ends, memo }: { codingId: string } & Pick<Passage, 'codeId' | 'begins' | 'ends' | 'memo'>,
): Promise<void> {
  const { tx } = scope;
  const own = await assertMayChangeOwn(scope, study, codingId);
  if (!own) throw missing('This coding of yours');
  const { roundId, textId } = own;
  const { codebookVersion, isBlind } = await assertCodable(scope, study, { roundId, textId, codeId, begins, ends });
  const kept = await tx
    .updateTable('coding')
    .set({ codeId, begins, ends, memo, codebookVersion, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', codingId)
    .executeTakeFirst()
    .catch((error: { code?: string }) => {
      // Another act of this coder may be under way, so only the database knows; two that change places wait for each other.
      throw error.code === '23505' || error.code === '40P01' ? conflict('You gave this passage this code already.') : error;
    });
  if (kept.numUpdatedRows === 0n) throw missing('This coding of yours');
  await appendCodingEvent(scope, study, { verb: 'recode', codingId, roundId, textId, isBlind });
}

/** Takes an own coding back. Taking it back again changes nothing. Conflict when its round is closed. */
export async function uncode(scope: Scope, study: Study, codingId: string): Promise<void> {
  const own = await assertMayChangeOwn(scope, study, codingId);
  if (!own) return;
  const gone = await scope.tx
    .deleteFrom('coding')
    .where('studyId', '=', study.id)
    .where('id', '=', codingId)
    .where('coderId', '=', scope.actor.personId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) return;
  await appendCodingEvent(scope, study, { verb: 'uncode', codingId, ...own });
}

type Coded = Pick<Passage, 'roundId' | 'textId' | 'codeId' | 'begins' | 'ends'>;

/** Refuses, in words, what the database would refuse: all that it asks in one statement, because a coder waits for it hundreds of times a day. */
async function assertCodable(
  { tx }: Scope,
  study: Study,
  { roundId, textId, codeId, begins, ends }: Coded,
): Promise<{ codebookVersion: number; isBlind: boolean }> {
  if (!mayCode(study)) throw forbidden('code: the study’s leads and coders do');
  if (!isOn(study.approach, 'coding')) throw conflict('The approach of this study has no use for coding. Its protocol can name another.');
  const { rows } =
    await sql<Standing>`with met as materialized (select t.speaker, t.participant_id from turns_met(${study.id}, ${textId}, ${begins}, ${ends}) t)
    select r.title, r.kind = 'blind' and r.opened_at is null as is_blind, r.closed_at is not null as is_closed,
      exists (select from code c where c.study_id = r.study_id and c.id = ${codeId} and c.retired_at is null) as has_code,
      coalesce((select max(h.version) from codebook_change h where h.study_id = r.study_id), 0) as codebook_version,
      exists (select from transcript_text x where x.study_id = r.study_id and x.id = ${textId} and x.signed_at is not null) as is_signed,
      exists (select from met) as is_said,
      (select met.speaker from met join withdrawal w on w.study_id = ${study.id} and w.participant_id = met.participant_id limit 1) as gone
    from coding_round r where r.study_id = ${study.id} and r.id = ${roundId}`.execute(tx);
  const standing = rows[0];
  if (!standing) throw missing('This round');
  if (standing.isClosed) throw conflict(`${standing.title} is closed, so nothing of it changes any more.`);
  if (!standing.hasCode) throw missing('This code');
  if (!standing.isSigned) throw missing('This text');
  if (!standing.isSaid) throw conflict('Mark a passage within what was said.');
  if (standing.gone !== null) throw conflict(`${standing.gone} withdrew, so nothing new is coded where they speak.`);
  return standing;
}
type Standing = {
  title: string;
  isBlind: boolean;
  isClosed: boolean;
  hasCode: boolean;
  codebookVersion: number;
  isSigned: boolean;
  isSaid: boolean;
  gone: string | null;
};

/** The own coding of this passage with this code. */
async function sameCoding({ tx, actor }: Scope, study: Study, { roundId, textId, codeId, begins, ends }: Coded) {
  const same = await tx
    .selectFrom('coding')
    .select('id')
    .where('studyId', '=', study.id)
    .where('roundId', '=', roundId)
    .where('textId', '=', textId)
    .where('codeId', '=', codeId)
    .where('coderId', '=', actor.personId)
    .where('begins', '=', begins)
    .where('ends', '=', ends)
    .executeTakeFirst();
  return same?.id;
}
