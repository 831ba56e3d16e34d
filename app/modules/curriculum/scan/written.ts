import { wilsonInterval } from '#app/maths/intervals.ts';
import type { CsvValue } from '#app/platform/csv.ts';
import type { Keyword } from '../keywords/keyword-list.ts';
import type { scanOverview } from './queries.server.ts';

type Overview = Awaited<ReturnType<typeof scanOverview>>;

/** A keyword of the list with its hits in the year: `accepted` ones are linked, `open` ones wait for an answer. */
export type CountedKeyword = Keyword & { readonly hits: number; readonly accepted: number; readonly open: number };

/** The keywords of the list in its order, each with its hits; one that was found nowhere has zero. */
export function countedKeywords({ list, counts }: Pick<Overview, 'list' | 'counts'>): CountedKeyword[] {
  const countsOf = new Map(counts.map((count) => [count.stableId, count]));
  return (list?.keywords ?? []).map((keyword) => {
    const { hits = 0, accepted = 0, open = 0 } = countsOf.get(keyword.stableId) ?? {};
    return { ...keyword, hits, accepted, open };
  });
}

/** A scan for programs: the list, the last scan, and each keyword with its figures, which are null until the year is scanned with it. */
export function writtenScan({ school, year, round, list, activities, lastScan, counts }: Overview) {
  const isScanned = lastScan?.isOfList ?? false;
  const keywords = countedKeywords({ list, counts }).map(({ id, phrase, code, shortTitle, hits, accepted, open }) => ({
    id,
    phrase,
    competency: code,
    competencyTitle: shortTitle,
    hits: isScanned ? hits : null,
    linked: isScanned ? accepted : null,
    waiting: isScanned ? open : null,
    precision: isScanned ? wilsonInterval(accepted, hits - open) : null,
  }));
  return {
    school: school.name,
    year,
    round: round && { slug: round.slug, title: round.title },
    list: list && { name: list.name, version: list.version, note: list.note },
    activities,
    lastScan: lastScan && { at: lastScan.at, list: lastScan.keywordList, activities: lastScan.activities, hits: lastScan.hits },
    total: keywords.length,
    keywords,
  };
}
type WrittenKeyword = ReturnType<typeof writtenScan>['keywords'][number];

/** The first line of a CSV of keywords. */
export const keywordHead: readonly string[] = [
  'keyword',
  'competency',
  'competency_title',
  'hits',
  'linked',
  'waiting',
  'precision',
  'precision_lower',
  'precision_upper',
  'id',
];

/** A keyword as a line of CSV; its figures are empty until the year is scanned with the list. */
export function keywordLine({ phrase, competency, competencyTitle, hits, linked, waiting, precision, id }: WrittenKeyword): CsvValue[] {
  const { share = null, lower = null, upper = null } = precision ?? {};
  return [phrase, competency, competencyTitle, hits, linked, waiting, share, lower, upper, id];
}
