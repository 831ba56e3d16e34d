import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { codes, type Round, type RoundCoding, roundCodings, roundOf, rounds } from '../coding/queries.server.ts';
import { signedTexts } from '../coding/text-queries.server.ts';
import { approachWords, isOn } from '../study/approach.ts';
import type { Study } from '../study/queries.server.ts';
import { type ComparedRound, comparedRound, hasPair, type RoundCoder, type RoundRead } from './compared-round.ts';

/** Which comparison: the coders of a round, or one coder of it against herself in another (`withId`). */
export type Wanted = { readonly roundId: string; readonly withId?: string; readonly coderId?: string };

/** Whether figures of a round may be taken: in a blind one only once its lead opened it. A consensus round has one layer and is not compared. */
function isComparable({ kind, openedAt }: Pick<Round, 'kind' | 'openedAt'>): boolean {
  return kind === 'open' || (kind === 'blind' && openedAt !== null);
}

/** The rounds of a study with who coded in them or said to be done, as far as the acting person may see: of a blind round that is not opened nobody is named. */
export async function comparableRounds(scope: Scope, study: Study) {
  const all = await rounds(scope, study);
  const open = all.filter(isComparable).map(({ id }) => id);
  const coders =
    open.length === 0
      ? []
      : await scope.tx
          .selectFrom('coding')
          .innerJoin('person', 'person.id', 'coding.coderId')
          .select(['roundId', 'coderId', 'person.name'])
          .where('studyId', '=', study.id)
          .where('roundId', 'in', open)
          .union(
            scope.tx
              .selectFrom('roundDone')
              .innerJoin('person', 'person.id', 'roundDone.coderId')
              .select(['roundId', 'coderId', 'person.name'])
              .where('studyId', '=', study.id)
              .where('roundId', 'in', open),
          )
          .orderBy('name')
          .execute();
  return all
    .filter(({ kind }) => kind !== 'consensus')
    .map((round) => ({
      ...round,
      isComparable: isComparable(round),
      coders: coders.filter(({ roundId }) => roundId === round.id).map(({ coderId, name }) => ({ id: coderId, name })),
      consensusId: all.find(({ ofRound }) => ofRound === round.id)?.id ?? null,
    }));
}
export type ComparableRound = Awaited<ReturnType<typeof comparableRounds>>[number];

/** A round that may be compared. Conflict, with the reason, where the approach offers no agreement or the round is blind still. */
export async function roundToCompare(scope: Scope, study: Study, roundId: string): Promise<Round> {
  if (!isOn(study.approach, 'agreement'))
    throw conflict(approachWords[study.approach].withoutAgreement ?? 'This study offers no agreement.');
  const round = await roundOf(scope, study, roundId);
  if (round.kind === 'consensus') throw conflict(`${round.title} holds what was settled, so there is nothing to compare in it.`);
  if (!isComparable(round)) throw conflict(`${round.title} is blind. Nobody sees a figure of it, its lead neither, before it is opened.`);
  return round;
}

/** Everything that a comparison is made of; nothing is computed here. */
export async function comparisonRead(
  scope: Scope,
  study: Study,
  { roundId, withId, coderId }: Wanted,
): Promise<RoundRead & { round: Round }> {
  const round = await roundToCompare(scope, study, roundId);
  const other = withId === undefined ? null : await roundToCompare(scope, study, withId);
  const [mine, again] = [await roundCodings(scope, study, round.id), other === null ? [] : await roundCodings(scope, study, other.id)];
  const texts = await signedTexts(scope, study);
  const silent = await silentCoders(scope, study, { roundId: round.id, codings: mine });
  const silentAgain = other === null ? [] : await silentCoders(scope, study, { roundId: other.id, codings: again });
  const people = await namesOf(scope, [...mine, ...again, ...silent, ...silentAgain]);
  const of = (codings: readonly RoundCoding[], when: string) =>
    codings
      .filter((coding) => coderId === undefined || coding.coderId === coderId)
      .map(({ memo: _, coderId: by, ...coding }) => ({ ...coding, coder: when ? `${by} ${when}` : by }));
  const [asked, askedAgain] = [await askedTurns(scope, study, round.id), other === null ? null : await askedTurns(scope, study, other.id)];
  const turns = (await turnsOf(scope, study, texts)).filter((turn) =>
    [asked, askedAgain].every((set) => set === null || set.has(`${turn.textId} ${turn.position}`)),
  );
  const codings = other === null ? of(mine, '') : [...of(mine, round.id), ...of(again, other.id)];
  const readBy = (those: typeof silent, id: string) => those.find((each) => each.coderId === id)?.texts ?? [];
  const coders: RoundCoder[] =
    other === null || coderId === undefined
      ? people.map(({ id, name }) => ({ key: id, name, read: readBy(silent, id) }))
      : [round, other].map(({ id, title }) => ({
          key: `${coderId} ${id}`,
          name: `${people.find((each) => each.id === coderId)?.name ?? 'Coder'}, ${title}`,
          read: readBy(id === round.id ? silent : silentAgain, coderId),
        }));
  return {
    ...{ round, coders, texts: texts.map(({ id, title }) => ({ id, title })), turns, codings, isSampled: asked !== null },
    codes: (await codes(scope, study)).map(({ id, name, mergedInto, retiredAt }) => ({
      id,
      name,
      mergedInto,
      isRetired: retiredAt !== null,
    })),
  };
}

/** A round with what there is to settle in it. Conflict where no turn was asked of two. */
export async function roundToSettle(scope: Scope, study: Study, roundId: string): Promise<ComparedRound> {
  const { round, ...read } = await comparisonRead(scope, study, { roundId });
  const compared = comparedRound(read);
  if (!hasPair(compared)) throw conflict(`Nothing in ${round.title} was read by two coders, so there is nothing to settle.`);
  return compared;
}

/** Who said to be done with a round and coded nothing in it, with the texts that had been signed when they said so. That is a no to every code there. */
async function silentCoders(scope: Scope, study: Study, { roundId, codings }: { roundId: string; codings: readonly RoundCoding[] }) {
  const done = await scope.tx
    .selectFrom('roundDone')
    .select(['coderId', 'doneAt'])
    .where('studyId', '=', study.id)
    .where('roundId', '=', roundId)
    .execute();
  const silent = done.filter(({ coderId }) => !codings.some((coding) => coding.coderId === coderId));
  if (silent.length === 0) return [];
  const signings = await scope.tx
    .selectFrom('transcriptText')
    .select(({ fn }) => ['transcriptId', fn.min('signedAt').as('first')])
    .where('studyId', '=', study.id)
    .where('signedAt', 'is not', null)
    .groupBy('transcriptId')
    .execute();
  const firstSigned = new Map(signings.map(({ transcriptId, first }) => [transcriptId, first]));
  const texts = await signedTexts(scope, study);
  return silent.map(({ coderId, doneAt }) => ({
    coderId,
    texts: texts.filter(({ transcriptId }) => firstSigned.get(transcriptId)! <= doneAt).map(({ id }) => id),
  }));
}

async function namesOf({ tx }: Scope, codings: readonly { coderId: string }[]) {
  const ids = [...new Set(codings.map(({ coderId }) => coderId))];
  if (ids.length === 0) return [];
  return tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).orderBy('name').orderBy('id').execute();
}

/** The turns that were drawn for a round; null when none was: then every signed text was asked. */
async function askedTurns({ tx }: Scope, study: Study, roundId: string): Promise<Set<string> | null> {
  const rows = await tx
    .selectFrom('codingRoundTurn')
    .select(['textId', 'position'])
    .where('studyId', '=', study.id)
    .where('roundId', '=', roundId)
    .execute();
  return rows.length === 0 ? null : new Set(rows.map(({ textId, position }) => `${textId} ${position}`));
}

async function turnsOf({ tx }: Scope, study: Study, texts: readonly { id: string }[]) {
  if (texts.length === 0) return [];
  return tx
    .selectFrom('transcriptTurn')
    .select(['textId', 'position', 'speaker', 'begins', 'ends'])
    .where('studyId', '=', study.id)
    .where(
      'textId',
      'in',
      texts.map(({ id }) => id),
    )
    .orderBy('textId')
    .orderBy('position')
    .execute();
}

/** The words of turns of a signed text that [begins, ends) meets, with their place. */
export async function wordsAround({ tx }: Scope, study: Study, { textId, begins, ends }: { textId: string; begins: number; ends: number }) {
  const row = await tx
    .selectFrom('transcriptText')
    .select('text')
    .where('studyId', '=', study.id)
    .where('id', '=', textId)
    .where('signedAt', 'is not', null)
    .executeTakeFirst();
  const turns = await tx
    .selectFrom('transcriptTurn')
    .select(['position', 'speaker', 'begins', 'ends'])
    .where('studyId', '=', study.id)
    .where('textId', '=', textId)
    .where('ends', '>', begins)
    .where('begins', '<', ends)
    .orderBy('position')
    .execute();
  return turns.map((turn) => ({ ...turn, text: row?.text.slice(turn.begins, turn.ends) ?? '' }));
}
