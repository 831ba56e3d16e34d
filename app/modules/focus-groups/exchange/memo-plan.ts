import { codesOnPaths, type QdaProject, type QdaSelection } from './qda-project.ts';
import { guidFor, idOf } from './refi-id.ts';

/** A memo that comes in; `coder`: the GUID of whoever wrote it. */
export type NewMemo = {
  readonly id: string;
  /** What it is about where it is about a code; else null. */
  readonly codeId: string | null;
  readonly coder: string;
  readonly memo: string;
  readonly madeAt: string | null;
};
/** One about [start, end) of a text: it becomes a memo on the turn that begins there. */
export type NewNote = NewMemo & { readonly start: number; readonly end: number };

/** Where the memos of a project go: each once, but one that speaks of several codes or passages is one of each. */
export type MemoPlan = {
  /** The memo of a coding, of what its memos say. */
  onCoding(memoIds: readonly string[]): string;
  /** What a selection without codings says of its passage: its comment and its memos. */
  onPassage(selection: QdaSelection): NewNote[];
  /** All others: on codes, and on the study; `strayed`: how many of these were about a whole text or about nothing. Asked last. */
  others(idOfCode: ReadonlyMap<string, string>): { memos: NewMemo[]; strayed: number };
};

/** The memos of a project for a study that has those of `there`; `guidOf` gives the GUID of a writer, and of nobody. */
export function createMemoPlan(
  project: QdaProject,
  { there, guidOf }: { there: readonly string[]; guidOf(userId: string | null): string },
): MemoPlan {
  const memoOf = new Map(project.memos.map((memo) => [memo.id, memo]));
  const known = new Set(there.map(guidFor));
  const used = new Set<string>();
  function written(said: { id: string; text: string; userId: string | null; at: string | null }): NewMemo[] {
    const { id, text, userId, at } = said;
    if (text.trim() === '' || known.has(id)) return [];
    return [{ id, codeId: null, coder: guidOf(userId ?? project.userId), memo: text, madeAt: timeOf(at) }];
  }
  function memosOn(of: string, memoIds: readonly string[], madeBy: string | null): NewMemo[] {
    return memoIds.flatMap((memoId) => {
      const memo = memoOf.get(memoId);
      if (!memo) return [];
      const id = guidFor(used.has(memoId) ? (idOf(`memo ${memoId} ${of}`) ?? memoId) : memoId);
      used.add(memoId);
      return written({ id, text: memo.text || (memo.description ?? ''), userId: memo.userId ?? madeBy, at: memo.at });
    });
  }
  return {
    onCoding(memoIds) {
      for (const id of memoIds) used.add(id);
      return memoIds.flatMap((id) => memoOf.get(id)?.text || []).join('\n\n');
    },
    onPassage({ id, start, end, description, userId, at, memoIds }) {
      const comment = written({ id: guidFor(idOf(`comment ${id}`) ?? id), text: description ?? '', userId, at });
      return [...comment, ...memosOn(id, memoIds, userId)].map((memo) => ({ ...memo, start, end }));
    },
    others(idOfCode) {
      const onCodes = [...codesOnPaths(project.codes)].flatMap(({ code: { id, memoIds } }) =>
        memosOn(id, memoIds, null).map((memo) => ({ ...memo, codeId: idOfCode.get(id) ?? null })),
      );
      const onStudy = memosOn('study', project.memoIds, null);
      const left = project.memos.flatMap(({ id }) => (used.has(id) ? [] : id));
      const strayed = memosOn('study', left, null);
      return { memos: [...onCodes, ...onStudy, ...strayed], strayed: strayed.length };
    },
  };
}

/** An XML time as the database takes it; null where it says none that can be. */
export function timeOf(at: string | null): string | null {
  const time = at === null ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) || time < 0 || time > 32503680000000 ? null : new Date(time).toISOString();
}
