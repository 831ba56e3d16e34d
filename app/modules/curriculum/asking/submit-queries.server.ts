import { sql } from 'kysely';
import { zone } from '#app/modules/members/time-zone.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { type YearGround, yearGround } from '../queries.server.ts';
import { openRound } from '../rounds/queries.server.ts';
import { mayAskDirectors, maySeeDirectors, whoMay } from '../rules.ts';
import { submissionOf } from '../submission-queries.server.ts';
import { directedCourses } from './director-queries.server.ts';
import { openContradictions } from './settle-queries.server.ts';
import { stateOfDirector } from './words.ts';

/** What is not done in a year, as counts: suggestions without an answer, directors who are not done, contradictions, linked activities of unknown minutes. */
export type YearState = {
  readonly activities: number;
  readonly links: number;
  readonly openHits: number;
  readonly importing: number;
  readonly notAsked: number;
  readonly waiting: number;
  readonly silent: number;
  readonly answered: number;
  readonly contradictions: number;
  readonly unknownMinutes: number;
};

/** How a year stands before its lead submits it. */
export async function yearState(scope: Scope, year: string): Promise<YearState> {
  if (!maySeeDirectors(scope.actor)) throw forbidden('see how far this year is', whoMay.mappers);
  const { rows } = await sql<Pick<YearState, 'activities' | 'links' | 'openHits' | 'importing' | 'unknownMinutes'>>`
    select
      (select count(*)::int from activity where school_id = own_school() and year = ${year} and removed_at is null) as activities,
      (select count(*)::int from competency_link l join activity a on a.school_id = l.school_id and a.id = l.activity_id
        where l.school_id = own_school() and a.year = ${year} and a.removed_at is null) as links,
      (select count(*)::int from hit h join activity a on a.school_id = h.school_id and a.id = h.activity_id
        where h.school_id = own_school() and a.year = ${year} and a.removed_at is null and h.answer is null) as open_hits,
      (select count(*)::int from curriculum_import where school_id = own_school() and year = ${year} and status = 'importing') as importing,
      (select count(distinct a.id)::int from activity a join competency_link l on l.school_id = a.school_id and l.activity_id = a.id
        where a.school_id = own_school() and a.year = ${year} and a.removed_at is null and a.learner_minutes is null) as unknown_minutes`.execute(
    scope.tx,
  );
  const today = isoDayIn(new Date(), zone);
  const states = (await directedCourses(scope, year)).map((each) => stateOfDirector(each, today));
  const of = (state: (typeof states)[number]) => states.filter((each) => each === state).length;
  return {
    ...rows[0]!,
    notAsked: of('named'),
    waiting: of('asked'),
    silent: of('silent'),
    answered: of('answered'),
    contradictions: await openContradictions(scope, year),
  };
}

/** The page where a lead submits a year: what is done and not, the round if one is open, the submission if it stands, and whether anything is released. */
export type SubmitPage = YearGround & {
  readonly state: YearState | null;
  readonly round: { readonly slug: string; readonly title: string } | null;
  readonly submission: Awaited<ReturnType<typeof submissionOf>>;
  readonly isReleased: boolean;
  readonly maySubmit: boolean;
};

/** What the page of submitting shows of a year. */
export async function submitPage(scope: Scope, asked?: string): Promise<SubmitPage> {
  if (!maySeeDirectors(scope.actor)) throw forbidden('see how far this year is', whoMay.mappers);
  const ground = await yearGround(scope, asked);
  const maySubmit = mayAskDirectors(scope.actor);
  if (ground.year === null) return { ...ground, state: null, round: null, submission: null, isReleased: false, maySubmit };
  const round = await openRound(scope, { year: ground.year });
  return {
    ...ground,
    state: await yearState(scope, ground.year),
    round: round && { slug: round.slug, title: round.title },
    submission: await submissionOf(scope, ground.year),
    isReleased: await isReleased(scope, ground.year),
    maySubmit,
  };
}

/** True while a release of this year stands, of whatever round: the newest one of it is not withdrawn. A closed round is told of nothing, so its board does not say it. */
export async function isReleased({ actor, tx }: Scope, year: string): Promise<boolean> {
  const newest = await tx
    .selectFrom('curriculumRelease')
    .distinctOn('roundId')
    .select(['roundId', 'withdrawnAt'])
    .where('schoolId', '=', actor.school?.id ?? null)
    .where('year', '=', year)
    .orderBy('roundId')
    .orderBy('number', 'desc')
    .execute();
  return newest.some(({ withdrawnAt }) => withdrawnAt === null);
}
