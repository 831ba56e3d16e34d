import type { CsvValue } from '#app/platform/csv.ts';
import type { KeywordList } from './keyword-list.ts';
import type { ListDifference } from './list-difference.ts';
import type { keywordLists } from './queries.server.ts';

type Listed = Awaited<ReturnType<typeof keywordLists>>[number];

/** Keyword lists for programs. */
export function writtenLists(lists: readonly Listed[]) {
  return {
    total: lists.length,
    lists: lists.map(({ slug, name, version, status, isCurrent, adoptedAt, keywords }) => ({
      slug,
      name,
      version,
      status,
      isCurrent,
      adoptedAt,
      keywords,
    })),
  };
}
/** The first line of a CSV of lists. */
export const listsHead: readonly string[] = ['list', 'version', 'status', 'in_use', 'adopted_at', 'keywords', 'short_name'];
/** A version as a line of CSV. */
export function listsLine({ slug, name, version, status, isCurrent, adoptedAt, keywords }: Omit<Listed, 'id'>): CsvValue[] {
  return [name, version, status, isCurrent ? 'yes' : 'no', adoptedAt?.toISOString() ?? null, keywords, slug];
}

/** A version for programs: all that another tool needs to find the same places. */
export function writtenVersion({ name, slug, version, status, isCurrent, note, negation, keywords }: KeywordList) {
  return {
    ...{ name, slug, version, status, isCurrent, note, negation },
    total: keywords.length,
    keywords: keywords.map(({ stableId, phrase, synonyms, exclusions, context, code, shortTitle }) => ({
      ...{ id: stableId, phrase, synonyms, exclusions, context },
      competency: code,
      competencyTitle: shortTitle,
    })),
  };
}
type WrittenKeyword = ReturnType<typeof writtenVersion>['keywords'][number];
/** The first line of a CSV of keywords with their words; several in one cell stand behind each other with a semicolon. */
export const wordsHead: readonly string[] = ['keyword', 'synonyms', 'not_within', 'only_beside', 'competency', 'competency_title', 'id'];
/** A keyword with its words as a line of CSV. */
export function wordsLine({ phrase, synonyms, exclusions, context, competency, competencyTitle, id }: WrittenKeyword): CsvValue[] {
  return [phrase, synonyms.join('; '), exclusions.join('; '), context.join('; '), competency, competencyTitle, id];
}

/** How two versions differ, for programs. */
export function writtenDifference({ changes, same, negation }: ListDifference, { from, to }: { from: KeywordList; to: KeywordList }) {
  const words = (keyword: KeywordList['keywords'][number] | null) =>
    keyword && {
      phrase: keyword.phrase,
      synonyms: keyword.synonyms,
      exclusions: keyword.exclusions,
      context: keyword.context,
      competency: keyword.code,
    };
  return {
    list: to.name,
    from: from.version,
    to: to.version,
    same,
    negation: negation && { before: negation, after: to.negation },
    changes: changes.map(({ kind, before, after }) => ({ kind, before: words(before), after: words(after) })),
  };
}
type WrittenChange = ReturnType<typeof writtenDifference>['changes'][number];
/** The first line of a CSV of changes. */
export const changesHead: readonly string[] = [
  'what',
  ...['keyword', 'synonyms', 'not_within', 'only_beside'].flatMap((column) => [`${column}_before`, `${column}_after`]),
  'competency',
];
/** A change as a line of CSV. */
export function changesLine({ kind, before, after }: WrittenChange): CsvValue[] {
  const both = (say: (words: NonNullable<WrittenChange['before']>) => string) => [before && say(before), after && say(after)];
  return [
    kind,
    ...both(({ phrase }) => phrase),
    ...both(({ synonyms }) => synonyms.join('; ')),
    ...both(({ exclusions }) => exclusions.join('; ')),
    ...both(({ context }) => context.join('; ')),
    (after ?? before)!.competency,
  ];
}
