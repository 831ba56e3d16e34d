import type { Span } from '#app/maths/spans.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { writingOf } from '../study/writing-queries.server.ts';
import { printableTurns, transcriptsToName } from '../transcripts/printable-queries.server.ts';
import { holdsBlind, memos } from './memo-queries.server.ts';
import { codes } from './queries.server.ts';
import { foundIn, placesOf, type Snippet, snippetAt } from './snippet.ts';
import { signedTexts, turnsAt } from './text-queries.server.ts';

/** Something found: in what was said, in a code, or in a memo; `of`: whose turn, which code, what the memo is about. */
export type Found = Snippet & {
  readonly where: 'turn' | 'code' | 'memo';
  readonly of: string;
  readonly title: string;
  readonly textId: string | null;
  readonly transcriptId: string | null;
  readonly position: number | null;
  readonly codeId: string | null;
  /** Of a memo: the round in which it was written. */
  readonly roundId: string | null;
};

/** Which of the places are wanted: so many, from this one on (from 0). */
export type Some = { readonly from: number; readonly size: number };

/**
 * Where these words stand in the newest signed texts, in the codebook and in memos, as far as the acting person may read them: a memo or coding of a blind round is found by its
 * author alone. What may not be quoted is found, too: the team reads it, and this is reading. A study's texts are a few megabytes at most, so that they are read through, and by one
 * rule of what is alike, whatever the database's. `total`: all places; `found`: those that are wanted, else all.
 */
export async function search(scope: Scope, study: Study, words: string, some?: Some): Promise<{ total: number; found: Found[] }> {
  const { from, size } = some ?? { from: 0, size: Number.POSITIVE_INFINITY };
  const nowhere = { textId: null, transcriptId: null, position: null, codeId: null, roundId: null };
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
      ...{ textId: memo.textId, codeId: memo.codeId, position: memo.position, roundId: memo.roundId },
    })),
  );
  const said = await saidPlaces(scope, study, words);
  const others = [...inCodes, ...inMemos];
  return {
    total: said.length + others.length,
    found: [
      ...(await inTurns(scope, study, said.slice(from, from + size))),
      ...others.slice(Math.max(0, from - said.length), Math.max(0, from + size - said.length)),
    ],
  };
}

type Place = Span & { readonly text: string; readonly textId: string; readonly transcriptId: string; readonly title: string };

/** Every place of what was said, by text and where it stands there. Turns stand on lines of their own, so that none is in two. */
async function saidPlaces(scope: Scope, study: Study, words: string): Promise<Place[]> {
  const texts = await signedTexts(scope, study);
  if (words === '' || texts.length === 0) return [];
  const rows = await scope.tx
    .selectFrom('transcriptText')
    .select(['id', 'text'])
    .where('studyId', '=', study.id)
    .where(
      'id',
      'in',
      texts.map(({ id }) => id),
    )
    .execute();
  const textOf = new Map(rows.map(({ id, text }) => [id, text]));
  return texts.flatMap(({ id, transcriptId, title }) => {
    const text = textOf.get(id) ?? '';
    return placesOf(text, words).map((place) => ({ ...place, text, textId: id, transcriptId, title }));
  });
}

async function inTurns(scope: Scope, study: Study, places: readonly Place[]): Promise<Found[]> {
  const turns = await turnsAt(scope, study, places);
  return places.flatMap(({ text, textId, transcriptId, title, start, end }, at) => {
    const turn = turns[at];
    if (!turn) return [];
    const { position, speaker, begins, ends } = turn;
    const snippet = snippetAt(text.slice(begins, ends), { start: start - begins, end: end - begins });
    return [{ ...snippet, where: 'turn' as const, of: speaker, title, textId, transcriptId, position, codeId: null, roundId: null }];
  });
}

/**
 * What is found as a file has it, and whose words or names it holds: what was said stands in it where it may be printed today, with the title of its text where that singles nobody
 * out, and no memo or code with the name of somebody of whom nothing may be printed. Memos of a blind round are told of as `memosToFile` does.
 */
export async function foundToFile(scope: Scope, study: Study, sought: string): Promise<{ rows: Found[]; participants: readonly string[] }> {
  const [printable, toName] = [await printableTurns(scope, study), await transcriptsToName(scope, study)];
  const { words, named, everybody } = await writingOf(scope, study);
  const rows = (await search(scope, study, sought)).found.map((each): Found => {
    const isSaid = each.where === 'turn';
    const all = each.before + each.words + each.behind;
    const mayStand = isSaid ? printable.get(each.textId ?? '')?.has(each.position ?? -1) : words(all) === all;
    const of = isSaid ? each.of : words(each.of);
    const title = isSaid && !toName.has(each.transcriptId ?? '') ? '' : each.title;
    return { ...each, of, title, ...(mayStand ? {} : { before: '', words: 'not to be printed', behind: '' }) };
  });
  if (await holdsBlind(scope, study, rows)) return { rows, participants: everybody };
  return { rows, participants: named(rows.flatMap(({ of, before, words: said, behind }) => [of, before + said + behind])) };
}
