import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCode, mayLeadStudy } from '../rules.ts';
import { isOn } from '../study/approach.ts';
import type { Study } from '../study/queries.server.ts';
import { tellRound } from './coding-event.server.ts';
import { codebookVersion, roundOf } from './queries.server.ts';
import { type Amount, sampledTurns } from './sample.ts';
import type { NewRound } from './schema.ts';
import { signedTexts } from './text-queries.server.ts';

/**
 * Begins a round of coding with the codebook as it stands. Blind rounds belong to the coding reliability approach. With an `amount` it asks for so many of the participants' turns
 * in what is signed today, drawn by the seed, which it keeps. Answers its id.
 */
export async function beginRound(scope: Scope, study: Study, { title, kind, amount, seed: said }: NewRound): Promise<string> {
  const { actor, tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('begin a round: the study’s lead does');
  if (!isOn(study.approach, kind === 'blind' ? 'rounds' : 'coding'))
    throw conflict(
      'The approach of this study has no blind rounds. Its protocol can name the coding reliability approach, with the reason.',
    );
  const seed = amount ? said || String(randomInt(1_000_000_000)) : null;
  const begun = await tx
    .insertInto('codingRound')
    .values({ studyId: study.id, title, kind, seed, codebookVersion: await codebookVersion(scope, study), begunBy: actor.personId })
    .onConflict((on) => on.columns(['studyId', 'title']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!begun) throw conflict(`There is a round called ${title} already.`);
  const turns = amount && seed !== null ? await askFor(scope, study, { roundId: begun.id, amount, seed }) : null;
  const after = { title, kind, ...(amount && { seed, ...amount, turns }) };
  await appendStudyEvent(scope, study.id, { verb: 'begin', subject: 'coding_round', subjectId: begun.id, after });
  return begun.id;
}

/** Draws the turns that a round asks for, and answers how many. Conflict when nothing is signed. */
async function askFor(
  scope: Scope,
  study: Study,
  { roundId, amount, seed }: { roundId: string; amount: Amount; seed: string },
): Promise<number> {
  const texts = (await signedTexts(scope, study)).map(({ id }) => id);
  const said = await scope.tx
    .selectFrom('transcriptTurn')
    .select(['textId', 'position'])
    .where('studyId', '=', study.id)
    .where('textId', '=', sql<string>`any (${texts}::uuid[])`)
    .where('kind', '=', 'participant')
    .whereRef('ends', '>', 'begins')
    .execute();
  const order = new Map(texts.map((id, at) => [id, at]));
  const inOrder = said.toSorted((one, other) => order.get(one.textId)! - order.get(other.textId)! || one.position - other.position);
  const rows = sampledTurns(inOrder, { amount, seed }).map((turn) => ({ ...turn, studyId: study.id, roundId }));
  if (rows.length === 0) throw conflict('Turns are drawn from signed texts, and no participant speaks in one yet.');
  for (let at = 0; at < rows.length; at += 5000)
    await scope.tx
      .insertInto('codingRoundTurn')
      .values(rows.slice(at, at + 5000))
      .execute();
  return rows.length;
}

/** A coder says to be done with a round, or takes it back; it is their own word, and says nothing of what they coded. Conflict when the round is closed. */
export async function sayDone(scope: Scope, study: Study, { roundId, isDone }: { roundId: string; isDone: boolean }): Promise<void> {
  const { actor, tx } = scope;
  if (!mayCode(study) || actor.personId === null) throw forbidden('code: the study’s leads and coders do');
  const { title, closedAt } = await roundOf(scope, study, roundId);
  if (closedAt !== null) throw conflict(`${title} is closed.`);
  if (isDone)
    await tx
      .insertInto('roundDone')
      .values({ studyId: study.id, roundId, coderId: actor.personId })
      .onConflict((on) => on.doNothing())
      .execute();
  else
    await tx
      .deleteFrom('roundDone')
      .where('studyId', '=', study.id)
      .where('roundId', '=', roundId)
      .where('coderId', '=', actor.personId)
      .execute();
  await appendStudyEvent(scope, study.id, { verb: isDone ? 'finish' : 'resume', subject: 'coding_round', subjectId: roundId });
}

/** Opens a blind round: from now on the team sees everybody's codings. It cannot be made blind again. Conflict when it is open. */
export async function openRound(scope: Scope, study: Study, roundId: string): Promise<void> {
  if (!mayLeadStudy(study)) throw forbidden('open a round: the study’s lead does');
  const { title, kind, openedAt } = await roundOf(scope, study, roundId);
  if (kind !== 'blind' || openedAt !== null) throw conflict(`${title} is open already.`);
  await scope.tx
    .updateTable('codingRound')
    .set({ openedAt: sql<Date>`now()` })
    .where('studyId', '=', study.id)
    .where('id', '=', roundId)
    .where('openedAt', 'is', null)
    .execute();
  await appendStudyEvent(scope, study.id, { verb: 'open', subject: 'coding_round', subjectId: roundId, after: { title } });
  await tellRound(scope, roundId);
}

/** Closes a round: its codings stay as they are. Conflict when it is closed. */
export async function closeRound(scope: Scope, study: Study, roundId: string): Promise<void> {
  if (!mayLeadStudy(study)) throw forbidden('close a round: the study’s lead does');
  const { title, closedAt } = await roundOf(scope, study, roundId);
  if (closedAt !== null) throw conflict(`${title} is closed already.`);
  await scope.tx
    .updateTable('codingRound')
    .set({ closedAt: sql<Date>`now()` })
    .where('studyId', '=', study.id)
    .where('id', '=', roundId)
    .execute();
  await appendStudyEvent(scope, study.id, { verb: 'close', subject: 'coding_round', subjectId: roundId, after: { title } });
  await tellRound(scope, roundId);
}
