import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { writingOf } from '../study/writing-queries.server.ts';
import { codings } from './coded-queries.server.ts';
import { codes, rounds } from './queries.server.ts';
import { turnsAt } from './text-queries.server.ts';

/** A memo that the acting person may read; `of`: what it is about, in words. Those on codings have the coding's id. */
export type Memo = {
  readonly id: string;
  readonly about: 'study' | 'code' | 'turn' | 'coding';
  readonly of: string;
  readonly codeId: string | null;
  readonly textId: string | null;
  readonly position: number | null;
  readonly roundId: string | null;
  readonly words: string;
  readonly author: string;
  readonly isOwn: boolean;
  readonly at: Date;
};

/** The memos on the study, on codes, turns and codings that the acting person may read: in a blind round the own ones, until it is opened. The newest first. */
export async function memos(scope: Scope, study: Study): Promise<Memo[]> {
  const { actor, tx } = scope;
  const nameOf = new Map((await codes(scope, study)).map(({ id, name }) => [id, name]));
  const written = await tx
    .selectFrom('studyMemo')
    .leftJoin('person', 'person.id', 'studyMemo.authorId')
    .leftJoin('transcriptTurn', (join) =>
      join
        .onRef('transcriptTurn.studyId', '=', 'studyMemo.studyId')
        .onRef('transcriptTurn.textId', '=', 'studyMemo.textId')
        .onRef('transcriptTurn.position', '=', 'studyMemo.position'),
    )
    .select([
      ...(['studyMemo.id', 'about', 'codeId', 'studyMemo.textId', 'studyMemo.position', 'roundId', 'words', 'authorId'] as const),
      ...(['studyMemo.changedAt', 'person.name', 'speaker'] as const),
    ])
    .where('studyMemo.studyId', '=', study.id)
    .execute();
  const coded = await codings(scope, study, { hasMemo: true });
  const turns = await turnsAt(
    scope,
    study,
    coded.map(({ textId, begins }) => ({ textId, start: begins })),
  );
  return [
    ...written.map(({ name, authorId, speaker, changedAt, ...memo }) => ({
      ...memo,
      of:
        memo.about === 'code'
          ? (nameOf.get(memo.codeId!) ?? '')
          : memo.about === 'turn'
            ? `${speaker ?? ''}, turn ${memo.position! + 1}`
            : 'The study',
      author: name ?? 'somebody who left',
      isOwn: authorId === actor.personId,
      at: changedAt,
    })),
    ...coded.map(({ id, codeId, textId, roundId, memo, coderId, coder, changedAt }, at) => ({
      ...{ id, about: 'coding' as const, of: nameOf.get(codeId) ?? '', codeId, textId, roundId, words: memo },
      position: turns[at]?.position ?? null,
      ...{ author: coder ?? 'somebody who left', isOwn: coderId === actor.personId, at: changedAt },
    })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** A memo on a turn, by its position in the text. */
export type TurnMemo = {
  readonly id: string;
  readonly position: number;
  readonly words: string;
  readonly author: string;
  readonly isOwn: boolean;
};

/** The memos on the turns of a text in a round, as far as the acting person may read them; `roundId` null: those that were written outside of rounds. */
export async function turnMemos(
  { actor, tx }: Scope,
  study: Study,
  { textId, roundId }: { textId: string; roundId: string | null },
): Promise<TurnMemo[]> {
  const rows = await tx
    .selectFrom('studyMemo')
    .leftJoin('person', 'person.id', 'studyMemo.authorId')
    .select(['studyMemo.id', 'position', 'words', 'person.name', 'authorId'])
    .where('studyId', '=', study.id)
    .where('textId', '=', textId)
    .where('roundId', 'is not distinct from', roundId)
    .orderBy('position')
    .orderBy('studyMemo.id')
    .execute();
  return rows.map(({ name, authorId, position, ...memo }) => ({
    ...{ ...memo, position: position!, author: name ?? 'somebody who left', isOwn: authorId === actor.personId },
  }));
}

/**
 * The memos as a file has them, and whom they name: one that names somebody of whom nothing may be printed today stands without its words. With a memo of a round that is still blind
 * everybody is named, so that the record tells nothing of what it is about.
 */
export async function memosToFile(scope: Scope, study: Study): Promise<{ rows: Memo[]; participants: readonly string[] }> {
  const { words, named, everybody } = await writingOf(scope, study);
  const rows = (await memos(scope, study)).map((memo) => ({ ...memo, words: words(memo.words), of: words(memo.of) }));
  if (await holdsBlind(scope, study, rows)) return { rows, participants: everybody };
  return { rows, participants: named(rows.flatMap((memo) => [memo.words, memo.of])) };
}

/** Whether some of this is of a round that is still blind. */
export async function holdsBlind(scope: Scope, study: Study, some: readonly { readonly roundId: string | null }[]): Promise<boolean> {
  const blind = new Set((await rounds(scope, study)).filter(({ kind, openedAt }) => kind === 'blind' && !openedAt).map(({ id }) => id));
  return some.some(({ roundId }) => roundId !== null && blind.has(roundId));
}
