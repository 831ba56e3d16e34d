import { counted } from '#app/platform/kept-text.ts';
import type { RefiDraft } from './refi-draft.ts';

/**
 * QualCoder writes an annotation as a note that holds the positions which it speaks of in a source, and the source points to the note. Such a place becomes a selection of
 * the source with the note as its memo. Selections in a note that anything codes are of the note's own words, for which there is no place here.
 */
export function moveMarks(draft: RefiDraft): void {
  const memos = new Map(draft.memos.filter(({ marks }) => marks.length > 0).map((memo) => [memo.id, memo]));
  for (const source of draft.sources)
    for (const memoId of source.memoIds) {
      const memo = memos.get(memoId);
      if (!memo || memo.marks.some(({ codings }) => codings.length > 0)) continue;
      memos.delete(memoId);
      source.selections.push(...memo.marks.map((mark) => ({ ...mark, memoIds: [memoId] })));
      source.memoIds = source.memoIds.filter((id) => id !== memoId);
      const words = (count: number) => ({
        found: `${counted(count, 'annotation')} that a note places in a source (QualCoder)`,
        expected: 'A selection of the source with a memo',
        did: 'Each became one.',
      });
      draft.findings.tell({ severity: 'note', key: 'marks', words }, { line: memo.line }, memo.marks.length);
    }
  for (const { marks, line } of memos.values()) {
    const codings = marks.reduce((sum, mark) => sum + mark.codings.length, 0);
    const words = (count: number) => ({
      found: `${counted(count, 'selection')} within memos`,
      expected: 'Selections of sources',
      did: 'Left out.',
    });
    draft.findings.tell({ severity: 'warning', key: 'in memos', words }, { line }, marks.length);
    const lost = (count: number) => ({
      found: `${counted(count, 'coding')} of the words of memos`,
      expected: 'Codings of sources',
      did: 'Left out.',
    });
    draft.findings.tell({ severity: 'warning', key: 'coded memos', words: lost }, { line }, codings);
  }
}
