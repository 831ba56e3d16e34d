import type { Scope } from '#app/platform/scope.server.ts';
import { type HeldPlace, placeHeldBy } from '../places/queries.server.ts';
import { type Answers, type Question, summed, usualQuestions } from './questions.ts';

/** The questions of an occasion, with how many answered; null where none are asked. */
export async function evaluationOf({ tx }: Scope, occasionId: string): Promise<{ questions: Question[]; responses: number } | null> {
  const found = await tx
    .selectFrom('evaluation')
    .select(['questions', 'responses'])
    .where('occasionId', '=', occasionId)
    .executeTakeFirst();
  return found ? { questions: found.questions as Question[], responses: found.responses } : null;
}

/** What the holder of a link is asked: the questions once the occasion began, and whether they answered. Missing when the link opens no place. */
export async function askedOf(
  scope: Scope,
  token: string,
): Promise<HeldPlace & { questions: readonly Question[] | null; isAnswered: boolean }> {
  const held = await placeHeldBy(scope, token);
  const evaluation = await evaluationOf(scope, held.occasion.id);
  const turn = await scope.tx.selectFrom('evaluationTurn').select('placeId').where('placeId', '=', held.place.id).executeTakeFirst();
  const isAsked =
    evaluation !== null &&
    held.place.state === 'confirmed' &&
    held.occasion.startsAt <= new Date() &&
    held.occasion.status !== 'cancelled' &&
    held.occasion.mailErasedAt === null;
  return { ...held, questions: isAsked ? evaluation.questions : null, isAnswered: turn !== undefined };
}

/** What was answered, summed, beside how many registered and came; `sums` is null while too few answered to be read, and `unread` of the answers wait until there are five of them. For those who run the occasion. */
export async function evaluationRead(scope: Scope, occasionId: string) {
  const { tx } = scope;
  const evaluation = await evaluationOf(scope, occasionId);
  const rows = await tx.selectFrom('evaluationResponse').select('answers').where('occasionId', '=', occasionId).orderBy('id').execute();
  const { registered } = await tx
    .selectFrom('place')
    .select(({ fn }) => fn.countAll<number>().as('registered'))
    .where('occasionId', '=', occasionId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  const { came } = await tx
    .selectFrom('presence')
    .select(({ fn }) => fn.countAll<number>().as('came'))
    .where('occasionId', '=', occasionId)
    .where('came', '=', true)
    .executeTakeFirstOrThrow();
  const questions = evaluation?.questions ?? usualQuestions;
  return {
    isAsked: evaluation !== null,
    questions,
    responses: evaluation?.responses ?? 0,
    unread: (evaluation?.responses ?? 0) - rows.length,
    registered: Number(registered),
    came: Number(came),
    sums: summed(
      questions,
      rows.map(({ answers }) => answers as Answers),
    ),
  };
}
