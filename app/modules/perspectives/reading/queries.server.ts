import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { countsOf, listeningRound, promptCountsOf, promptsOf } from '../listening/queries.server.ts';

/** An answer as others may read it: words, and a name or a role that says no more than the giver chose. */
export type ReadAnswer = {
  readonly id: string;
  readonly promptId: string;
  readonly words: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly isNoted: boolean;
  readonly isOwn: boolean;
};

/** The answers of a round that the actor may read: to prompts that they have answered themselves, and all once the round is closed. In no order of time. */
export async function answersToRead({ tx }: Scope, roundId: string): Promise<ReadAnswer[]> {
  const { rows } = await sql<ReadAnswer>`
    select id, prompt_id as "promptId", words, name, role, is_noted as "isNoted", is_own as "isOwn" from answers_to_read(${roundId})`.execute(
    tx,
  );
  return rows;
}

/** What was said to a prompt (the first where none of that id is), as far as the actor, member or guest, reads it; null for a round without prompts. `reads`: they have answered it, or the round is closed. */
export async function saidTo(scope: Scope, roundId: string, promptId: string | null) {
  const prompts = await promptsOf(scope, roundId);
  const prompt = prompts.find(({ id }) => id === promptId) ?? prompts[0];
  if (!prompt) return null;
  const { rows } = await sql<{ reads: boolean }>`select reads_prompt(${roundId}, ${prompt.id}) as reads`.execute(scope.tx);
  return {
    prompts,
    prompt,
    answers: (await answersToRead(scope, roundId)).filter((answer) => answer.promptId === prompt.id),
    numbers: (await promptCountsOf(scope, roundId)).find((each) => each.promptId === prompt.id)!,
    counts: await countsOf(scope, roundId),
    reads: rows[0]!.reads,
  };
}

/** True for whoever may read what was made of a round's answers. */
export async function readsListening({ tx }: Scope, roundId: string): Promise<boolean> {
  const { rows } = await sql<{ reads: boolean }>`select reads_listening(${roundId}) as reads`.execute(tx);
  return rows[0]!.reads;
}

/** A point with the number of readable answers that it rests on. */
export async function pointsOf({ tx }: Scope, roundId: string) {
  return tx
    .selectFrom('listeningPoint as point')
    .select(['point.id', 'claim', 'words', 'version', 'setAsideAt', 'changedAt'])
    .select(
      sql<number>`(select count(distinct p.answer_id)::int from listening_passage p where p.round_id = point.round_id and p.point_id = point.id)`.as(
        'answers',
      ),
    )
    .where('roundId', '=', roundId)
    .orderBy('point.id')
    .execute();
}
export type Point = Awaited<ReturnType<typeof pointsOf>>[number];

/** One point of a round; missing where it is not the actor's to see. */
export async function pointOf(scope: Scope, roundId: string, pointId: string): Promise<Point> {
  const point = (await pointsOf(scope, roundId)).find(({ id }) => id === pointId);
  if (!point) throw missing('This point');
  return point;
}

/** Where passages stand, by answer and place. */
export async function passagesOf({ tx }: Scope, roundId: string) {
  return tx
    .selectFrom('listeningPassage')
    .select(['id', 'pointId', 'answerId', 'begins', 'ends'])
    .where('roundId', '=', roundId)
    .orderBy('answerId')
    .orderBy('begins')
    .execute();
}

/** Why answers that were read are not in the goal, by answer. */
export async function reasonsOf({ tx }: Scope, roundId: string): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('listeningReason').select(['answerId', 'words']).where('roundId', '=', roundId).execute();
  return new Map(rows.map(({ answerId, words }) => [answerId, words]));
}

/** The passages of a round's points with their words, as far as the actor reads their answers. */
export async function quotedPassages(scope: Scope, roundId: string) {
  const answers = new Map((await answersToRead(scope, roundId)).map((answer) => [answer.id, answer]));
  return (await passagesOf(scope, roundId)).flatMap((passage) => {
    const answer = answers.get(passage.answerId);
    return answer
      ? [
          {
            ...passage,
            quoted: answer.words.slice(passage.begins, passage.ends),
            name: answer.name,
            role: answer.role,
            promptId: answer.promptId,
          },
        ]
      : [];
  });
}

/** What the files of a round hold, as far as the actor reads it: its prompts, answers and points. */
export async function roundToRead(scope: Scope, slug: string) {
  const { id } = await listeningRound(scope, slug);
  return { prompts: await promptsOf(scope, id), answers: await answersToRead(scope, id), points: await pointsOf(scope, id) };
}
