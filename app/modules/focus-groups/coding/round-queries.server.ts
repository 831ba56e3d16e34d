import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { signedTexts } from './text-queries.server.ts';

/** The turns that rounds ask to be coded, each with whether something of the acting person's own coding stands in it. */
function asked({ actor, tx }: Scope, study: Study) {
  return tx
    .selectFrom('codingRoundTurn as asked')
    .innerJoin('transcriptTurn as turn', (join) =>
      join
        .onRef('turn.studyId', '=', 'asked.studyId')
        .onRef('turn.textId', '=', 'asked.textId')
        .onRef('turn.position', '=', 'asked.position'),
    )
    .select(['asked.roundId', 'asked.textId', 'asked.position', 'turn.begins', 'turn.ends'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('coding')
          .select('coding.id')
          .whereRef('coding.studyId', '=', 'asked.studyId')
          .whereRef('coding.roundId', '=', 'asked.roundId')
          .whereRef('coding.textId', '=', 'asked.textId')
          .where('coderId', '=', actor.personId)
          .whereRef('coding.begins', '<', 'turn.ends')
          .whereRef('coding.ends', '>', 'turn.begins'),
      ).as('isCoded'),
    )
    .where('asked.studyId', '=', study.id);
}

/** The turns that a round asks to be coded, in the newest signed texts, with their place (UTF-16 units). None: every turn of every text. */
export async function askedTurns(scope: Scope, study: Study, roundId: string) {
  const texts = (await signedTexts(scope, study)).map(({ id }) => id);
  if (texts.length === 0) return [];
  return asked(scope, study)
    .where('asked.roundId', '=', roundId)
    .where('asked.textId', 'in', texts)
    .orderBy('asked.textId')
    .orderBy('asked.position')
    .execute();
}

/** The turns of a text that a round asks for, by position, each with whether the acting person coded something in it. */
export async function askedIn(
  scope: Scope,
  study: Study,
  { roundId, textId }: { roundId: string; textId: string },
): Promise<{ position: number; isCoded: boolean }[]> {
  const rows = await asked(scope, study)
    .where('asked.roundId', '=', roundId)
    .where('asked.textId', '=', textId)
    .orderBy('asked.position')
    .execute();
  return rows.map(({ position, isCoded }) => ({ position, isCoded: Boolean(isCoded) }));
}

/**
 * How far rounds are for the acting person: the turns that each asks for, and in how many of them something of the own coding stands; and who said to be done, which is their own
 * word. Of what others coded it says nothing.
 */
export async function roundProgress(scope: Scope, study: Study) {
  const { actor, tx } = scope;
  const byText = await tx
    .selectFrom(asked(scope, study).as('asked'))
    .select(({ fn }) => [
      ...(['roundId', 'textId'] as const),
      fn.countAll<number>().as('asked'),
      fn.countAll<number>().filterWhere('isCoded', '=', true).as('coded'),
    ])
    .groupBy(['roundId', 'textId'])
    .execute();
  const done = await tx
    .selectFrom('roundDone')
    .leftJoin('person', 'person.id', 'roundDone.coderId')
    .select(['roundId', 'coderId', 'person.name'])
    .where('studyId', '=', study.id)
    .orderBy('person.name')
    .execute();
  return (roundId: string) => {
    const texts = byText.filter((each) => each.roundId === roundId);
    const those = done.filter((each) => each.roundId === roundId);
    return {
      asked: texts.reduce((sum, each) => sum + Number(each.asked), 0),
      coded: texts.reduce((sum, each) => sum + Number(each.coded), 0),
      askedIn: Object.fromEntries(texts.map(({ textId, asked: many }) => [textId, Number(many)])),
      isDone: those.some(({ coderId }) => coderId === actor.personId),
      done: those.map(({ coderId, name }) => ({ personId: coderId, name: name ?? 'somebody who left' })),
    };
  };
}
