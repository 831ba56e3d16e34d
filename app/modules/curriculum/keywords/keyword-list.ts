/** What a keyword list looks for with one keyword: any of its phrases, but not where an exclusion stands, and only beside one of its context words if it names any. */
export type KeywordWords = {
  readonly phrase: string;
  /** Other phrases that find the same thing. */
  readonly synonyms: readonly string[];
  /** Phrases within which a place does not count: `coping saw` for `coping*`. */
  readonly exclusions: readonly string[];
  /** Phrases of which one must stand somewhere in the activity; none means that every place counts. */
  readonly context: readonly string[];
};

/** The words that turn a place into its opposite: those before it (`without`) and behind it (`is not covered`), with at most `window` words of the sentence between. */
export type Negation = { readonly before: readonly string[]; readonly after: readonly string[]; readonly window: number };

/** A keyword with the competency that it proposes. `id` is of this version of the list; `stableId` is the same in every version. */
export type Keyword = KeywordWords & {
  readonly id: string;
  readonly stableId: string;
  readonly competencyId: string;
  readonly code: string;
  readonly shortTitle: string;
};

/** A version of a keyword list, its keywords in the order of the framework, then its own. */
export type KeywordList = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly version: number;
  readonly note: string;
  readonly status: 'draft' | 'adopted';
  readonly isCurrent: boolean;
  readonly negation: Negation;
  readonly keywords: readonly Keyword[];
};

/** A version of a list as the record of a scan names it. */
export function listTitle({ name, version }: Pick<KeywordList, 'name' | 'version'>): string {
  return `${name}, version ${version}`;
}
