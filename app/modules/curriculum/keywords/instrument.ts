import { plainText } from '../markup.ts';
import type { KeywordWords, Negation } from './keyword-list.ts';
import { isBroken, type Match, scanText } from './scan-text.ts';
import { compileTerms, type Scanner } from './scanner.ts';

/** What a term of the scanner is for. Words of a negation belong to no keyword: theirs is ''. */
type Part = 'keyword' | 'exclusion' | 'context' | 'before' | 'after';
type Role = { readonly part: Part; readonly keywordId: string };

/** A keyword list made ready to read texts: one scanner for all its words, whatever they are for. */
export type Instrument = {
  readonly scanner: Scanner;
  readonly roleOf: ReadonlyMap<string, Role>;
  /** The keywords that count only beside one of their context words. */
  readonly needContext: ReadonlySet<string>;
  readonly window: number;
};

/** Why a place does not count: it is within another phrase (`excluded`) or is denied (`negated`), by the words that stand in the text. */
export type Unless = { readonly why: 'excluded' | 'negated'; readonly words: string };
/** A place where a keyword stands in a text (UTF-16 units of the text as given), and why it does not count; null when it does. */
export type Place = { readonly keywordId: string; readonly start: number; readonly length: number; readonly unless: Unless | null };
/** What a text says to an instrument: the keywords' places, and the keywords of which a context word stands in it. */
export type Reading = { readonly places: readonly Place[]; readonly contextOf: ReadonlySet<string> };

/** A negation farther away than this, markup included, reaches nothing. */
const farthest = 2_000;
const nothing: Reading = { places: [], contextOf: new Set() };

/** The scanner's table has a row for each letter of the words and a column for each kind of letter: so many places make 16 MB. */
const largestTable = 4_000_000;

/** Why a list cannot be made an instrument, in plain words; null when it can. Forty thousand letters of one alphabet always can. */
export function listProblem(keywords: readonly KeywordWords[], negation: Negation): string | null {
  const phrases = keywords.flatMap(({ phrase, synonyms, exclusions, context }) => [phrase, ...synonyms, ...exclusions, ...context]);
  const letters = [...phrases, ...negation.before, ...negation.after].join('').toLowerCase();
  if (letters.length * (new Set(letters).size + 4) <= largestTable) return null;
  return 'The list has more words than can be looked for at once. Take some out: rare synonyms first.';
}

/** A list of keywords and its negation as an instrument. Throws a `RangeError` for a phrase that `phraseProblem` objects to. */
export function instrumentOf(keywords: readonly (KeywordWords & { readonly id: string })[], negation: Negation): Instrument {
  const roleOf = new Map<string, Role>();
  function terms(part: Part, phrases: readonly string[], keywordId = '') {
    const id = `${part} ${keywordId}`;
    roleOf.set(id, { part, keywordId });
    return phrases.map((phrase) => ({ id, phrase }));
  }
  const scanner = compileTerms([
    ...keywords.flatMap(({ id, phrase, synonyms, exclusions, context }) => [
      ...terms('keyword', [phrase, ...synonyms], id),
      ...terms('exclusion', exclusions, id),
      ...terms('context', context, id),
    ]),
    ...terms('before', negation.before),
    ...terms('after', negation.after),
  ]);
  const needContext = new Set(keywords.filter(({ context }) => context.length > 0).map(({ id }) => id));
  return { scanner, roleOf, needContext, window: negation.window };
}

/** Reads a text, which may hold HTML, once for everything. */
export function readText({ scanner, roleOf, window }: Instrument, text: string): Reading {
  const matches = scanText(scanner, text);
  if (matches.length === 0) return nothing;
  // Those of a term are sorted by place and do not overlap.
  const matchesOf = Map.groupBy(matches, ({ termId }) => termId);
  const places: Place[] = [];
  const contextOf = new Set<string>();
  const reach = { text, window, before: matchesOf.get('before ') ?? [], after: matchesOf.get('after ') ?? [] };
  for (const [termId, matches] of matchesOf) {
    const { part, keywordId } = roleOf.get(termId)!;
    if (part === 'context') contextOf.add(keywordId);
    if (part !== 'keyword') continue;
    const exclusions = matchesOf.get(`exclusion ${keywordId}`) ?? [];
    for (const match of matches) {
      const exclusion = overlapping(exclusions, match);
      const denial = exclusion ?? denying(reach, match);
      const why = exclusion ? 'excluded' : 'negated';
      const unless = denial ? ({ why, words: plainText(text.slice(denial.start, endOf(denial))).trim() } as const) : null;
      places.push({ keywordId, start: match.start, length: match.length, unless });
    }
  }
  return { places, contextOf };
}

function endOf({ start, length }: Match): number {
  return start + length;
}

function overlapping(sorted: readonly Match[], place: Match): Match | undefined {
  const last = sorted[countUntil(sorted, (each) => each.start >= endOf(place)) - 1];
  return last && endOf(last) > place.start ? last : undefined;
}

type Reach = { readonly text: string; readonly window: number; readonly before: readonly Match[]; readonly after: readonly Match[] };

/** The nearest negation of either side, if it reaches the place: in its sentence, with no more than the window's words between. */
function denying({ text, window, before, after }: Reach, place: Match): Match | undefined {
  function reaches(from: number, to: number): boolean {
    if (to - from > farthest || isBroken(text, from, to)) return false;
    return (plainText(text.slice(from, to)).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0) <= window;
  }
  const left = before[countUntil(before, (each) => endOf(each) > place.start) - 1];
  if (left && reaches(endOf(left), place.start)) return left;
  const right = after[countUntil(after, (each) => each.start >= endOf(place))];
  return right && reaches(endOf(place), right.start) ? right : undefined;
}

/** How many of a sorted list come before the first of which `isReached` holds; by halving, since a text may be nothing but keywords. */
function countUntil(sorted: readonly Match[], isReached: (match: Match) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
