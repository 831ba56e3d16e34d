import { sql } from 'kysely';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayLeadStudy } from '../focus-groups/rules.ts';
import { ownStudies, type Study } from '../focus-groups/study/queries.server.ts';
import { mayWriteLessons, whoMay } from './rules.ts';

/** A quote that may stand in a lesson today: its words, without speaker, session or site, and the theme that it was heard for. */
export type Quote = {
  readonly studyId: string;
  readonly passageId: string;
  readonly study: string;
  readonly isSample: boolean;
  readonly claim: string;
  readonly words: string;
};

/** The quotes with these passages (null: all) that may stand in a lesson today, as the database decides at every reading: a withdrawal takes one out at once. */
async function released({ tx }: Scope, passages: readonly string[] | null): Promise<Quote[]> {
  if (passages?.length === 0) return [];
  const { rows } = await sql<Quote>`
    select study_id as "studyId", passage_id as "passageId", study, is_sample as "isSample", claim, words from released_quotes(${passages})`.execute(
    tx,
  );
  return rows;
}

/** The quotes of an edition in their order; null stands for one that may not be shown any more, and nothing says why or since when, which would tell of a person. */
export async function quotesOfEdition(scope: Scope, editionId: string): Promise<(Quote | null)[]> {
  const placed = await scope.tx
    .selectFrom('lessonQuote')
    .select('passageId')
    .where('editionId', '=', editionId)
    .orderBy('position')
    .execute();
  return quotesOf(
    scope,
    placed.map(({ passageId }) => passageId),
  );
}

/** The same for passages that a lesson which is being written names. */
export async function quotesOf(scope: Scope, passages: readonly string[]): Promise<(Quote | null)[]> {
  const found = await released(scope, passages);
  return passages.map((id) => found.find(({ passageId }) => passageId === id) ?? null);
}

/** Every quote that an author may choose. */
export function quotesToUse(scope: Scope): Promise<Quote[]> {
  if (!mayWriteLessons(scope.actor)) throw forbidden('choose quotes', whoMay.staff);
  return released(scope, null);
}

/** A quote that a study's lead may release for lessons, or has. */
export type QuoteToRelease = { readonly passageId: string; readonly claim: string; readonly words: string; readonly isReleased: boolean };

/** Of the studies that the asking person leads: the quotes of themes shared with their quotes, whose speakers agree to that. */
export async function quotesToRelease(scope: Scope): Promise<{ study: Study; quotes: QuoteToRelease[] }[]> {
  const found = [];
  for (const study of (await ownStudies(scope)).filter(mayLeadStudy)) {
    const { rows } = await sql<QuoteToRelease>`
      select w.id as "passageId", t.claim, w.words, q.passage_id is not null as "isReleased"
      from theme_share h join theme t on t.study_id = h.study_id and t.id = h.theme_id and t.set_aside_at is null
      join theme_words_to_share w on w.study_id = t.study_id and w.theme_id = t.id
      left join quote_release q on q.study_id = w.study_id and q.passage_id = w.id
      where h.study_id = ${study.id} and h.with_quotes order by t.position, w.id`.execute(scope.tx);
    found.push({ study, quotes: rows });
  }
  return found;
}
