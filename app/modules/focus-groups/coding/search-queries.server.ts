import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { memos } from './memo-queries.server.ts';
import { codes } from './queries.server.ts';
import { foundIn, type Snippet } from './snippet.ts';
import { signedTexts } from './text-queries.server.ts';

/** Something found: in what was said, in a code, or in a memo; `of`: whose turn, which code, what the memo is about. */
export type Found = Snippet & {
  readonly where: 'turn' | 'code' | 'memo';
  readonly of: string;
  readonly title: string;
  readonly textId: string | null;
  readonly transcriptId: string | null;
  readonly position: number | null;
  readonly codeId: string | null;
};

/**
 * Where these words stand in the newest signed texts, in the codebook and in memos, as far as the acting person may read them: a memo or coding of a blind round is found by its
 * author alone. What may not be quoted is found, too: the team reads it, and this is reading. A study's texts are a few megabytes at most, so that they are read through.
 */
export async function search(scope: Scope, study: Study, words: string): Promise<Found[]> {
  if (words === '' || words.includes('\0')) return []; // NUL is in no text of ours, and PostgreSQL refuses it
  const nowhere = { textId: null, transcriptId: null, position: null, codeId: null };
  const inCodes = (await codes(scope, study))
    .filter(({ retiredAt }) => retiredAt === null)
    .flatMap(({ id, name, definition, include, exclude, example }) =>
      foundIn([name, definition, include, exclude, example].filter(Boolean).join('\n'), words)
        .slice(0, 1)
        .map((snippet) => ({ ...snippet, ...nowhere, where: 'code' as const, of: name, title: 'Codebook', codeId: id })),
    );
  const inMemos = (await memos(scope, study)).flatMap((memo) =>
    foundIn(memo.words, words).map((snippet) => ({
      ...{ ...snippet, ...nowhere, where: 'memo' as const, of: memo.of, title: `Memo by ${memo.author}` },
      ...{ textId: memo.textId, codeId: memo.codeId, position: memo.position },
    })),
  );
  return [...(await inTurns(scope, study, words)), ...inCodes, ...inMemos];
}

async function inTurns(scope: Scope, study: Study, words: string): Promise<Found[]> {
  const { tx } = scope;
  const texts = await signedTexts(scope, study);
  if (texts.length === 0) return [];
  const literal = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const holding = await tx
    .selectFrom('transcriptText')
    .select(['id', 'text'])
    .where('studyId', '=', study.id)
    .where(
      'id',
      'in',
      texts.map(({ id }) => id),
    )
    .where('text', 'ilike', literal)
    .execute();
  if (holding.length === 0) return [];
  const turns = await tx
    .selectFrom('transcriptTurn')
    .select(['textId', 'position', 'speaker', 'begins', 'ends'])
    .where('studyId', '=', study.id)
    .where(
      'textId',
      'in',
      holding.map(({ id }) => id),
    )
    .orderBy('position')
    .execute();
  const turnsOf = Map.groupBy(turns, ({ textId }) => textId);
  return texts.flatMap(({ id, transcriptId, title }) => {
    const text = holding.find((each) => each.id === id)?.text ?? '';
    return (turnsOf.get(id) ?? []).flatMap(({ position, speaker, begins, ends }) =>
      foundIn(text.slice(begins, ends), words).map((snippet) => ({
        ...{ ...snippet, where: 'turn' as const, of: speaker, title, textId: id, transcriptId, position, codeId: null },
      })),
    );
  });
}
