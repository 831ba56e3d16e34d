import { invalid } from '#app/platform/problem.ts';
import { type Found, findHits, type ScannedActivity } from './findings.ts';
import { type Instrument, instrumentOf, listProblem, readText, type Unless } from './instrument.ts';
import type { Keyword, KeywordList, KeywordWords } from './keyword-list.ts';
import { sentenceAround } from './sentence.ts';

/** A keyword as a trial counts it: an activity once, by the list as it stands and by the one that is tried. */
export type TriedKeyword = { readonly stableId: string; readonly phrase: string; readonly before: number; readonly after: number };
/** A hit that only one of the two lists has. */
export type TriedHit = Found & { readonly title: string; readonly phrase: string };
/** What a list finds that another does not, and the other way round, in the order of the activities. */
export type Trial = {
  readonly activities: number;
  readonly keywords: readonly TriedKeyword[];
  readonly added: readonly TriedHit[];
  readonly lost: readonly TriedHit[];
};

type Words = Pick<KeywordList, 'keywords' | 'negation'>;

/** Reads activities with a list and with the one that is tried in its place. A keyword is itself by its stable id, in whatever version. */
export function trialOf(before: Words, after: Words) {
  const [one, other] = [before, after].map(byStableId) as [Instrument, Instrument];
  const keywords = new Map<string, { -readonly [Key in keyof TriedKeyword]: TriedKeyword[Key] }>();
  for (const { stableId, phrase } of [...after.keywords, ...before.keywords])
    if (!keywords.has(stableId)) keywords.set(stableId, { stableId, phrase, before: 0, after: 0 });
  const added: TriedHit[] = [];
  const lost: TriedHit[] = [];
  let activities = 0;
  function read(activity: ScannedActivity): void {
    activities++;
    const were = findHits(one, activity);
    const are = findHits(other, activity);
    for (const { keywordId } of were) keywords.get(keywordId)!.before++;
    for (const { keywordId } of are) keywords.get(keywordId)!.after++;
    added.push(...without(are, were).map(told));
    lost.push(...without(were, are).map(told));
    function told(found: Found): TriedHit {
      return { ...found, title: activity.title, phrase: keywords.get(found.keywordId)!.phrase };
    }
  }
  function result(): Trial {
    return { activities, keywords: [...keywords.values()], added, lost };
  }
  return { read, result };
}

/** The stable id of a keyword that is only tried beside a list's own. */
export const triedId = 'tried';

/** The list with a keyword in another wording, or with one more (`stableId` null). Invalid when that is more than can be looked for at once. */
export function listWith(list: Words, tried: KeywordWords & Pick<Keyword, 'competencyId'> & { stableId: string | null }): Words {
  const { stableId, ...words } = tried;
  const isThere = list.keywords.some((keyword) => keyword.stableId === stableId);
  const added: Keyword = { ...words, id: triedId, stableId: triedId, code: '', shortTitle: '' };
  const keywords = isThere
    ? list.keywords.map((keyword) => (keyword.stableId === stableId ? { ...keyword, ...words } : keyword))
    : [...list.keywords, added];
  const problem = listProblem(keywords, list.negation);
  if (problem !== null) throw invalid(problem);
  return { negation: list.negation, keywords };
}

/** A place that a list finds in a text, in its sentence; `unless`: why it does not count, `context` when the text has none of the context words. */
export type TriedPlace = {
  readonly phrase: string;
  readonly sentence: string;
  readonly start: number;
  readonly length: number;
  readonly unless: Unless | { readonly why: 'context'; readonly words: string } | null;
};

/** What a list finds in a text: how many places, how many of them count, and the first hundred by position. */
export type TextTrial = { readonly total: number; readonly counted: number; readonly places: readonly TriedPlace[] };

/** A sentence is sought for so many places only: a text may be nothing but keywords. */
const shown = 100;

/** What a list finds in a text, which stands for one activity; with `only`, what one of its keywords (its stable id) finds. */
export function tryText({ keywords, negation }: Words, text: string, only?: string): TextTrial {
  const instrument = byStableId({ keywords, negation });
  const { places, contextOf } = readText(instrument, text);
  const isAlone = (id: string) => instrument.needContext.has(id) && !contextOf.has(id);
  const keywordOf = new Map(keywords.map((keyword) => [keyword.stableId, keyword]));
  const found = places.filter(({ keywordId }) => only === undefined || keywordId === only);
  return {
    total: found.length,
    counted: found.filter(({ keywordId, unless }) => unless === null && !isAlone(keywordId)).length,
    places: found
      .toSorted((one, other) => one.start - other.start || one.length - other.length)
      .slice(0, shown)
      .map(({ keywordId, start, length, unless }) => {
        const { phrase, context } = keywordOf.get(keywordId)!;
        const why = unless ?? (isAlone(keywordId) ? { why: 'context' as const, words: context.join(', ') } : null);
        return { phrase, ...sentenceAround(text, start, length), unless: why };
      }),
  };
}

function byStableId({ keywords, negation }: Words): Instrument {
  return instrumentOf(
    keywords.map((keyword) => ({ ...keyword, id: keyword.stableId })),
    negation,
  );
}

function without(all: readonly Found[], others: readonly Found[]): readonly Found[] {
  const known = new Set(others.map(({ keywordId }) => keywordId));
  return all.filter(({ keywordId }) => !known.has(keywordId));
}
