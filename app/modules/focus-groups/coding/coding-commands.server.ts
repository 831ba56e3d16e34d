import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCode } from '../rules.ts';
import { isOn } from '../study/approach.ts';
import type { Study } from '../study/queries.server.ts';
import { codebookVersion, codes, roundOf } from './queries.server.ts';
import type { Passage } from './schema.ts';

/**
 * Gives a passage of a signed text a code, in a round that goes on. Doing it again changes nothing (an answer may be sent twice). Answers the coding's id. Missing when the text
 * is not signed or the code not in use; conflict when the round is closed, the passage lies outside what was said, or somebody who speaks there withdrew.
 */
export async function codePassage(scope: Scope, study: Study, { roundId, textId, codeId, begins, ends, memo }: Passage): Promise<string> {
  const { actor, tx } = scope;
  const { personId } = actor;
  await assertMayCode(scope, study, roundId);
  if (personId === null) throw forbidden('code: a person does');
  if (!(await codes(scope, study)).some(({ id, retiredAt }) => id === codeId && retiredAt === null)) throw missing('This code');
  await assertOpenTo(scope, study, { textId, begins, ends });
  const made = await tx
    .insertInto('coding')
    .values({
      studyId: study.id,
      roundId,
      textId,
      codeId,
      coderId: personId,
      begins,
      ends,
      memo,
      codebookVersion: await codebookVersion(scope, study),
    })
    .onConflict((on) =>
      on
        .columns(['studyId', 'roundId', 'textId', 'codeId', 'coderId', 'begins', 'ends'])
        .doUpdateSet({ changedAt: sql<Date>`coding.changed_at` }),
    )
    .returning(['id', sql<boolean>`(xmax = 0)`.as('isNew')])
    .executeTakeFirstOrThrow();
  if (made.isNew) await codingEvent(scope, study, { verb: 'code', codingId: made.id, roundId });
  return made.id;
}

/** Changes an own coding's code, range or memo. Missing for another's, which the database does not let be written. */
export async function keepCoding(
  scope: Scope,
  study: Study,
  { codingId, codeId, begins, ends, memo }: { codingId: string } & Pick<Passage, 'codeId' | 'begins' | 'ends' | 'memo'>,
): Promise<void> {
  const { tx } = scope;
  const own = await ownCoding(scope, study, codingId);
  if (!(await codes(scope, study)).some(({ id, retiredAt }) => id === codeId && retiredAt === null)) throw missing('This code');
  await assertOpenTo(scope, study, { textId: own.textId, begins, ends });
  const same = await tx
    .selectFrom('coding')
    .select('id')
    .where('studyId', '=', study.id)
    .where('roundId', '=', own.roundId)
    .where('textId', '=', own.textId)
    .where('codeId', '=', codeId)
    .where('coderId', '=', scope.actor.personId)
    .where('begins', '=', begins)
    .where('ends', '=', ends)
    .where('id', '<>', codingId)
    .executeTakeFirst();
  if (same) throw conflict('You gave this passage this code already.');
  await tx
    .updateTable('coding')
    .set({ codeId, begins, ends, memo, codebookVersion: await codebookVersion(scope, study), changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', codingId)
    .execute();
  await codingEvent(scope, study, { verb: 'recode', codingId, roundId: own.roundId });
}

/** Takes an own coding back. Taking it back again changes nothing. */
export async function uncode(scope: Scope, study: Study, codingId: string): Promise<void> {
  if (!mayCode(study)) throw forbidden('code: the study’s leads and coders do');
  const own = await scope.tx
    .deleteFrom('coding')
    .where('studyId', '=', study.id)
    .where('id', '=', codingId)
    .where('coderId', '=', scope.actor.personId)
    .returning('roundId')
    .executeTakeFirst();
  if (own) await codingEvent(scope, study, { verb: 'uncode', codingId, roundId: own.roundId });
}

async function assertMayCode(scope: Scope, study: Study, roundId: string): Promise<void> {
  if (!mayCode(study)) throw forbidden('code: the study’s leads and coders do');
  if (!isOn(study.approach, 'coding')) throw conflict('The approach of this study has no use for coding. Its protocol can name another.');
  const { title, closedAt } = await roundOf(scope, study, roundId);
  if (closedAt !== null) throw conflict(`${title} is closed, so nothing of it changes any more.`);
}

/** Missing unless the text is signed; conflict where the database would refuse the passage, in words. */
async function assertOpenTo(
  { tx }: Scope,
  study: Study,
  { textId, begins, ends }: Pick<Passage, 'textId' | 'begins' | 'ends'>,
): Promise<void> {
  const text = await tx
    .selectFrom('transcriptText')
    .select('id')
    .where('studyId', '=', study.id)
    .where('id', '=', textId)
    .where('signedAt', 'is not', null)
    .executeTakeFirst();
  if (!text) throw missing('This text');
  const turns = tx.selectFrom('transcriptTurn').where('transcriptTurn.studyId', '=', study.id).where('textId', '=', textId);
  const { last } = await turns.select(({ fn }) => fn.max('ends').as('last')).executeTakeFirstOrThrow();
  const met = turns.where('ends', '>', begins).where('begins', '<', ends);
  if (ends > (last ?? 0) || !(await met.select('position').executeTakeFirst())) throw conflict('Mark a passage within what was said.');
  const gone = await met
    .innerJoin('withdrawal', (join) =>
      join
        .onRef('withdrawal.studyId', '=', 'transcriptTurn.studyId')
        .onRef('withdrawal.participantId', '=', 'transcriptTurn.participantId'),
    )
    .select('speaker')
    .executeTakeFirst();
  if (gone) throw conflict(`${gone.speaker} withdrew, so nothing new is coded where they speak.`);
}

async function ownCoding(scope: Scope, study: Study, codingId: string): Promise<{ roundId: string; textId: string }> {
  const own = await scope.tx
    .selectFrom('coding')
    .select(['roundId', 'textId'])
    .where('studyId', '=', study.id)
    .where('id', '=', codingId)
    .where('coderId', '=', scope.actor.personId)
    .executeTakeFirst();
  if (!own) throw missing('This coding of yours');
  await assertMayCode(scope, study, own.roundId);
  return own;
}

/** What was coded stays out of the record's words, and out of the lead's trail: the round is blind to the lead too. */
async function codingEvent(
  scope: Scope,
  study: Study,
  { verb, codingId, roundId }: { verb: string; codingId: string; roundId: string },
): Promise<void> {
  await appendStudyEvent(scope, study.id, { verb, subject: 'coding', subjectId: codingId, after: { roundId }, isTrail: false });
}
