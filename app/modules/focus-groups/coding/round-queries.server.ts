import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { signedTexts } from './text-queries.server.ts';

/** The turns that a round asks to be coded, in the newest signed texts, with their place (UTF-16 units). None: every turn of every text. */
export async function askedTurns(scope: Scope, study: Study, roundId: string) {
  const texts = (await signedTexts(scope, study)).map(({ id }) => id);
  if (texts.length === 0) return [];
  return scope.tx
    .selectFrom('codingRoundTurn')
    .innerJoin('transcriptTurn', (join) =>
      join
        .onRef('transcriptTurn.studyId', '=', 'codingRoundTurn.studyId')
        .onRef('transcriptTurn.textId', '=', 'codingRoundTurn.textId')
        .onRef('transcriptTurn.position', '=', 'codingRoundTurn.position'),
    )
    .select(['codingRoundTurn.textId', 'codingRoundTurn.position', 'begins', 'ends'])
    .where('codingRoundTurn.studyId', '=', study.id)
    .where('roundId', '=', roundId)
    .where('codingRoundTurn.textId', 'in', texts)
    .orderBy('codingRoundTurn.textId')
    .orderBy('codingRoundTurn.position')
    .execute();
}

/**
 * How far rounds are for the acting person: the turns that each asks for, and in how many of them something of the own coding stands; and who said to be done, which is their own
 * word. Of what others coded it says nothing.
 */
export async function roundProgress({ actor, tx }: Scope, study: Study) {
  const asked = await tx
    .selectFrom('codingRoundTurn as asked')
    .innerJoin('transcriptTurn as turn', (join) =>
      join
        .onRef('turn.studyId', '=', 'asked.studyId')
        .onRef('turn.textId', '=', 'asked.textId')
        .onRef('turn.position', '=', 'asked.position'),
    )
    .select(({ fn, exists, selectFrom }) => [
      'asked.roundId',
      fn.countAll<number>().as('asked'),
      sql<number>`count(*) filter (where ${exists(
        selectFrom('coding')
          .select('coding.id')
          .whereRef('coding.studyId', '=', 'asked.studyId')
          .whereRef('coding.roundId', '=', 'asked.roundId')
          .whereRef('coding.textId', '=', 'asked.textId')
          .where('coderId', '=', actor.personId)
          .whereRef('coding.begins', '<', 'turn.ends')
          .whereRef('coding.ends', '>', 'turn.begins'),
      )})`.as('coded'),
    ])
    .where('asked.studyId', '=', study.id)
    .groupBy('asked.roundId')
    .execute();
  const done = await tx
    .selectFrom('roundDone')
    .leftJoin('person', 'person.id', 'roundDone.coderId')
    .select(['roundId', 'coderId', 'person.name'])
    .where('studyId', '=', study.id)
    .orderBy('person.name')
    .execute();
  return (roundId: string) => {
    const turns = asked.find((each) => each.roundId === roundId);
    const those = done.filter((each) => each.roundId === roundId);
    return {
      asked: Number(turns?.asked ?? 0),
      coded: Number(turns?.coded ?? 0),
      isDone: those.some(({ coderId }) => coderId === actor.personId),
      done: those.map(({ name }) => name ?? 'somebody who left'),
    };
  };
}
