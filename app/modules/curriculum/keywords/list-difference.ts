import type { Keyword, KeywordList, Negation } from './keyword-list.ts';

/** What became of a keyword between two versions; `before` of one that came and `after` of one that went are null. */
export type KeywordChange = {
  readonly kind: 'came' | 'went' | 'changed';
  readonly before: Keyword | null;
  readonly after: Keyword | null;
};
/** How one version of a list differs from another. `negation`: how it was before, when it changed. */
export type ListDifference = { readonly changes: readonly KeywordChange[]; readonly same: number; readonly negation: Negation | null };

/** What changed from one version of a list to a later one, in the later one's order, what went at the end. A keyword is itself by its stable id. */
export function listDifference(
  before: Pick<KeywordList, 'keywords' | 'negation'>,
  after: Pick<KeywordList, 'keywords' | 'negation'>,
): ListDifference {
  const known = new Map(before.keywords.map((keyword) => [keyword.stableId, keyword]));
  const staying = new Set(after.keywords.map(({ stableId }) => stableId));
  const changes: KeywordChange[] = [];
  for (const keyword of after.keywords) {
    const was = known.get(keyword.stableId) ?? null;
    if (was === null) changes.push({ kind: 'came', before: null, after: keyword });
    else if (wordsOf(was) !== wordsOf(keyword)) changes.push({ kind: 'changed', before: was, after: keyword });
  }
  const same = after.keywords.length - changes.length;
  const went = before.keywords.filter(({ stableId }) => !staying.has(stableId));
  return {
    changes: [...changes, ...went.map((keyword): KeywordChange => ({ kind: 'went', before: keyword, after: null }))],
    same,
    negation: JSON.stringify(before.negation) === JSON.stringify(after.negation) ? null : before.negation,
  };
}

function wordsOf({ phrase, synonyms, exclusions, context }: Keyword): string {
  return JSON.stringify([phrase, ...[synonyms, exclusions, context].map((words) => words.toSorted())]);
}
