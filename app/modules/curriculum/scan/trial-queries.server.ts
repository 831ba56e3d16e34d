import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { KeywordList, KeywordWords } from '../keywords/keyword-list.ts';
import { currentKeywordList, keywordListOf, keywordLists } from '../keywords/queries.server.ts';
import { listWith, type Trial, trialOf } from '../keywords/trial.ts';
import { curriculumYears, mappedVersion, yearOrNewest } from '../queries.server.ts';
import { openRound } from '../rounds/queries.server.ts';
import { mayReview } from '../rules.ts';
import { activitiesAfter } from './activity-queries.server.ts';

/** What is tried: a version of a list (the one in use unless said), and in it a keyword in other words, or one more. */
export type TrialSearch = {
  readonly year?: string;
  readonly list?: string;
  /** The stable id of the keyword that has other words; without one the words are one more keyword. */
  readonly keyword?: string;
  readonly words: KeywordWords | null;
};

/**
 * What the year's list (its open round's, else the one in use) finds, and what it would find as it is tried: nothing is kept. Every activity of the year is read with
 * both. `trial` is null when there is nothing to compare: the list as it stands, or no curriculum.
 */
export async function trialOnYear(scope: Scope, { year: asked, list: listId, keyword, words }: TrialSearch) {
  const { actor } = scope;
  if (!mayReview(actor)) throw forbidden('try keywords here: the leads and mappers of the school do');
  const school = ownSchool(actor);
  const years = await curriculumYears(scope);
  const year = await yearOrNewest(scope, asked);
  const lists = await keywordLists(scope);
  const round = year === null ? null : await openRound(scope, { year });
  const standing = round ? await keywordListOf(scope, round) : await currentKeywordList(scope);
  const frameworkVersionId = round?.frameworkVersionId ?? (await mappedVersion(scope)).id;
  if (listId !== undefined && !lists.some(({ id }) => id === listId)) throw missing('This keyword list');
  const chosen =
    listId === undefined || listId === standing?.id ? standing : await keywordListOf(scope, { keywordListId: listId, frameworkVersionId });
  const tried = chosen && words ? listWith(chosen, { ...words, competencyId: '', stableId: keyword ?? null }) : chosen;
  const isOther = standing !== null && tried !== null && tried !== standing;
  const trial = isOther && year !== null ? await compared(scope, { schoolId: school.id, year, before: standing, after: tried }) : null;
  return {
    school,
    years,
    year,
    lists,
    standing,
    chosen,
    trial,
    replaced: chosen?.keywords.find(({ stableId }) => stableId === keyword) ?? null,
  };
}

async function compared(
  scope: Scope,
  {
    schoolId,
    year,
    before,
    after,
  }: { schoolId: string; year: string } & Record<'before' | 'after', Pick<KeywordList, 'keywords' | 'negation'>>,
): Promise<Trial> {
  const { read, result } = trialOf(before, after);
  for (let last: string | null = null; ; ) {
    const batch = await activitiesAfter(scope, { schoolId, year, after: last });
    for (const activity of batch) read(activity);
    last = batch.at(-1)?.id ?? null;
    if (last === null) return result();
  }
}
