import { sql } from 'kysely';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import { occasionOf } from '../queries.server.ts';
import { runsOccasion } from '../rules.ts';
import { askedOf, evaluationOf } from './queries.server.ts';
import { type Answers, type Question, usualQuestions } from './questions.ts';

/** Asks these questions after an occasion. Once somebody answered they stay as they were asked. */
export async function keepQuestions(scope: Scope, occasionId: string, questions: readonly Question[] = usualQuestions): Promise<void> {
  const occasion = await occasionOf(scope, occasionId);
  if (!runsOccasion(scope.actor, occasion)) throw forbidden('ask questions after this event', 'Those who run it may.');
  const before = await evaluationOf(scope, occasionId);
  if (before && before.responses > 0) throw conflict('Somebody answered already, so the questions stay as they were asked.');
  const said = JSON.stringify(questions);
  await scope.tx
    .insertInto('evaluation')
    .values({ occasionId, questions: said })
    .onConflict((on) => on.column('occasionId').doUpdateSet({ questions: said }))
    .execute();
  await appendEvent(scope, { verb: 'ask', subject: 'evaluation', subjectId: occasionId, after: { questions } });
}

/** Asks nothing after an occasion; as long as nobody answered. */
export async function dropQuestions(scope: Scope, occasionId: string): Promise<void> {
  const occasion = await occasionOf(scope, occasionId);
  if (!runsOccasion(scope.actor, occasion)) throw forbidden('ask questions after this event', 'Those who run it may.');
  const before = await evaluationOf(scope, occasionId);
  if (before && before.responses > 0) throw conflict('Somebody answered already, so the questions stay.');
  await scope.tx.deleteFrom('evaluation').where('occasionId', '=', occasionId).execute();
  await appendEvent(scope, { verb: 'drop', subject: 'evaluation', subjectId: occasionId });
}

/** Keeps what the holder of a link answers, apart from who they are; the database writes the event, since nobody has signed in. */
export async function answerEvaluation(scope: Scope, token: string, answers: Answers): Promise<void> {
  await assertMayAnswer(scope, token);
  if (Object.keys(answers).length === 0) throw conflict('Answer at least one of the questions.');
  const { rows } = await sql<{
    said: string;
  }>`select answer_evaluation(${hexOf(token)}, ${JSON.stringify(answers)}::jsonb) as said`.execute(scope.tx);
  if (rows[0]?.said === 'gone') throw missing('What this link led to');
  if (rows[0]?.said === 'twice') throw conflict('You answered already. Thank you.');
}

/** Whoever has a confirmed place, once it began. */
async function assertMayAnswer(scope: Scope, token: string): Promise<void> {
  const { questions } = await askedOf(scope, token);
  if (questions === null) throw forbidden('answer yet', 'Questions are asked of whoever has a place, once it has begun.');
}
