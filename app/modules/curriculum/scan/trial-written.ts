import type { CsvValue } from '#app/platform/csv.ts';
import type { TriedHit } from '../keywords/trial.ts';
import type { trialOnYear } from './trial-queries.server.ts';

/** A trial for programs: each keyword's activities by the list as it stands and as it is tried, and the hits that only one of them has. */
export function writtenTrial({ school, year, standing, chosen, trial }: Awaited<ReturnType<typeof trialOnYear>>) {
  const named = (list: typeof standing) => list && { name: list.name, version: list.version };
  const hit = ({ activityId, title, phrase, field, sentence, places }: TriedHit) => ({
    activityId,
    activity: title,
    keyword: phrase,
    field,
    sentence,
    places,
  });
  return {
    ...{ school: school.name, year, standing: named(standing), tried: named(chosen) },
    activities: trial?.activities ?? null,
    keywords: trial?.keywords.map(({ phrase, before, after }) => ({ keyword: phrase, before, after })) ?? [],
    added: trial?.added.map(hit) ?? [],
    lost: trial?.lost.map(hit) ?? [],
  };
}
type WrittenHit = ReturnType<typeof writtenTrial>['added'][number];
/** The first line of a CSV of what a trial would add and lose. */
export const trialHead: readonly string[] = ['what', 'keyword', 'activity', 'field', 'sentence', 'activity_id'];
/** A hit that is added or lost as a line of CSV. */
export function trialLine(what: 'added' | 'lost', { keyword, activity, field, sentence, activityId }: WrittenHit): CsvValue[] {
  return [what, keyword, activity, field, sentence, activityId];
}
