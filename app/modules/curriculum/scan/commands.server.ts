import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { joinAsPlanned, joinByHashing } from '#app/platform/joining.server.ts';
import { conflict, forbidden, invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type Found, findHits } from '../keywords/findings.ts';
import { instrumentOf } from '../keywords/instrument.ts';
import { type Keyword, listTitle } from '../keywords/keyword-list.ts';
import { currentKeywordList, keywordListOf } from '../keywords/queries.server.ts';
import { yearOrNewest } from '../queries.server.ts';
import { tellMapped } from '../rounds/mapped.server.ts';
import { openRound, type Round, roundNamed, schoolsOfRound } from '../rounds/queries.server.ts';
import { mayReview } from '../rules.ts';
import { activitiesAfter } from './activity-queries.server.ts';
import type { ScanCounts } from './queries.server.ts';

/**
 * Reads every activity of a year (the newest unless said) once for all keywords and keeps what was found as suggestions. With a round (its slug): the round's year,
 * keyword list and framework version, and the round is told that the step is done. Without one: those of the year's open round if the school takes part in it, else the current list.
 * An answer is never changed or lost, whichever list found its hit; an open one that this list does not find goes away, so the queue is this list's.
 * Answers how many activities were read, how many hits stand for the list's keywords, and the hits of each phrase (0 included).
 */
export async function scanCurriculum(
  scope: Scope,
  { year: asked, round: slug }: { year?: string; round?: string } = {},
): Promise<ScanCounts> {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('scan this curriculum');
  const { id: schoolId } = ownSchool(actor);
  const named = slug === undefined ? null : await roundTakenPartIn(scope, slug);
  if (named && asked !== undefined && asked !== named.year)
    throw invalid(`The round ${slug} maps ${named.year}, not ${asked}. Leave the year out.`);
  const year = await yearOrNewest(scope, named?.year ?? asked);
  if (year === null) throw conflict('There is no curriculum to scan yet. Bring one in first.');
  // Two scans of one year at once would only undo each other's work; and who waited scans with the list that is in use by then.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`scan ${schoolId} ${year}`}, 0))`.execute(tx);
  const round = named ?? (await openRound(scope, { year }));
  const list = round ? await keywordListOf(scope, round) : await currentKeywordList(scope);
  if (!list) throw conflict('The collaborative has no keyword list yet. Its convener can choose one; then scan again.');
  await takeOver(scope, { schoolId, year, keywordListId: list.id });
  const instrument = instrumentOf(list.keywords, list.negation);
  const keywordOf = new Map(list.keywords.map((keyword) => [keyword.id, keyword]));
  const byKeyword = Object.fromEntries(list.keywords.map(({ phrase }) => [phrase, 0]));
  let activities = 0;
  let hits = 0;
  for (let after: string | null = null; ; ) {
    const batch = await activitiesAfter(scope, { schoolId, year, after });
    if (batch.length === 0) break;
    const found = batch.flatMap((activity) => findHits(instrument, activity));
    await keepHits(scope, { schoolId, activityIds: batch.map(({ id }) => id), found, keywordOf });
    activities += batch.length;
    hits += found.length;
    for (const { keywordId } of found) byKeyword[keywordOf.get(keywordId)!.phrase]! += 1;
    after = batch.at(-1)!.id;
  }
  await forgetRemoved(scope, schoolId, year);
  await carryAnswers(scope, schoolId, year);
  await orderQueue(scope, schoolId, year);
  const counts = { activities, hits, byKeyword };
  await appendSchoolEvent(scope, schoolId, {
    verb: 'scan',
    subject: 'curriculum_year',
    subjectId: year,
    after: { keywordList: listTitle(list), ...(round && { round: round.slug }), ...counts },
  });
  await tellMapped(scope, year);
  return counts;
}

async function roundTakenPartIn(scope: Scope, slug: string): Promise<Round> {
  const round = await roundNamed(scope, slug);
  const schools = await schoolsOfRound(scope, round.id);
  const { id, name } = ownSchool(scope.actor);
  if (!schools.some((each) => each.id === id))
    throw conflict(`${name} takes no part in the round ${slug}. Its convener can let the school join.`);
  return round;
}

type Findings = { schoolId: string; activityIds: string[]; found: readonly Found[]; keywordOf: ReadonlyMap<string, Keyword> };

/** What an earlier version of the list found with a keyword that is still in it is this version's: an answered hit before an open one, and never beside one that it has. */
async function takeOver(
  { tx }: Scope,
  { schoolId, year, keywordListId }: { schoolId: string; year: string; keywordListId: string },
): Promise<void> {
  await sql`
    with known as (select distinct on (h.activity_id, k.id) h.id, k.id as keyword_id from hit h
      join activity a on a.school_id = h.school_id and a.id = h.activity_id join keyword was on was.id = h.keyword_id
      join keyword k on k.keyword_list_id = ${keywordListId}::uuid and k.stable_id = was.stable_id and k.id <> was.id
      where h.school_id = ${schoolId}::uuid and a.year = ${year} and not exists (select from hit o
        where o.school_id = h.school_id and o.activity_id = h.activity_id and o.keyword_id = k.id)
      order by h.activity_id, k.id, h.answer is null, h.found_at desc)
    update hit set keyword_id = known.keyword_id from known where hit.school_id = ${schoolId}::uuid and hit.id = known.id`.execute(tx);
}

/** One statement for what is gone and one for what was found, so that a batch costs two round trips however much it holds. */
async function keepHits({ tx }: Scope, { schoolId, activityIds, found, keywordOf }: Findings): Promise<void> {
  const rows = JSON.stringify(
    found.map(({ activityId, keywordId, field, sentence, start, length, places }) => ({
      activity: activityId,
      keyword: keywordId,
      competency: keywordOf.get(keywordId)!.competencyId,
      field,
      sentence,
      start,
      length,
      places,
    })),
  );
  await sql`
    delete from hit where school_id = ${schoolId} and activity_id = any(${activityIds}::uuid[]) and answer is null and not exists (
      select from jsonb_to_recordset(${rows}::jsonb) as f(activity uuid, keyword uuid) where f.activity = hit.activity_id and f.keyword = hit.keyword_id)`.execute(
    tx,
  );
  if (found.length === 0) return;
  await sql`
    insert into hit as old (school_id, activity_id, keyword_id, competency_id, field, sentence, match_start, match_length, places)
    select ${schoolId}, f.activity, f.keyword, f.competency, f.field, f.sentence, f.start, f.length, f.places
    from jsonb_to_recordset(${rows}::jsonb)
      as f(activity uuid, keyword uuid, competency uuid, field text, sentence text, start int, length int, places int)
    on conflict (school_id, activity_id, keyword_id) do update set competency_id = excluded.competency_id, field = excluded.field,
      sentence = excluded.sentence, match_start = excluded.match_start, match_length = excluded.match_length, places = excluded.places
    where old.answer is null and (old.competency_id, old.field, old.sentence, old.match_start, old.match_length, old.places)
      is distinct from (excluded.competency_id, excluded.field, excluded.sentence, excluded.match_start, excluded.match_length, excluded.places)`.execute(
    tx,
  );
}

/**
 * Nobody is asked again what was answered of the same activity in the year before, where keyword and sentence are the same: a hit that this scan found first
 * takes that answer, by whom and when. An acceptance only where its link came along and stands.
 */
async function carryAnswers({ tx }: Scope, schoolId: string, year: string): Promise<void> {
  await sql`
    with before as materialized (select distinct on (stable_id) stable_id, id from activity where school_id = ${schoolId}::uuid and year < ${year}
        order by stable_id, year desc),
      said as materialized (select a.id as activity_id, o.* from before b join activity a on a.school_id = ${schoolId}::uuid and a.year = ${year} and a.stable_id = b.stable_id
        join lateral (select h.id as hit_id, k.stable_id as keyword, h.sentence, h.answer, h.answered_by, h.answered_at, h.reason from hit h
          join keyword k on k.id = h.keyword_id where h.school_id = ${schoolId}::uuid and h.activity_id = b.id and h.answer is not null) o on true)
    update hit h set answer = s.answer, answered_by = s.answered_by, answered_at = s.answered_at, reason = s.reason from said s, keyword k
    where h.school_id = ${schoolId}::uuid and h.activity_id = s.activity_id and k.id = h.keyword_id and k.stable_id = s.keyword and h.sentence = s.sentence
      and h.answer is null and h.found_at = now()
      and (s.answer = 'rejected' or exists (select from competency_link l join competency_link k on k.school_id = l.school_id and k.competency_id = l.competency_id
        where l.school_id = h.school_id and l.hit_id = s.hit_id and k.activity_id = h.activity_id))`.execute(tx);
}

/** Nobody is asked about an activity that is no longer in the curriculum. */
async function forgetRemoved({ tx }: Scope, schoolId: string, year: string): Promise<void> {
  await sql`
    delete from hit using activity a where hit.school_id = ${schoolId} and a.school_id = hit.school_id and a.id = hit.activity_id
      and a.year = ${year} and a.removed_at is not null and hit.answer is null`.execute(tx);
}

/** By course, then activity, then the list's own order, so that a mapper stays in one course. An activity in no course comes last. */
async function orderQueue(scope: Scope, schoolId: string, year: string): Promise<void> {
  const { tx } = scope;
  await joinByHashing(scope);
  await sql`
    with first_place as (
      select distinct on (p.activity_id) p.activity_id, c.position as course_position, c.title as course_title, c.id as course_id, p.position
      from placement p join course c on c.school_id = p.school_id and c.id = p.course_id
      where p.school_id = ${schoolId} and c.year = ${year} and c.removed_at is null
      order by p.activity_id, c.position, c.title, c.id
    ), queue as (
      select h.id, row_number() over (order by f.course_position nulls last, f.course_title, f.course_id, f.position, a.position, a.title, a.id, k.position, k.id) as place
      from hit h join activity a on a.school_id = h.school_id and a.id = h.activity_id join keyword k on k.id = h.keyword_id
      left join first_place f on f.activity_id = a.id
      where h.school_id = ${schoolId} and a.year = ${year}
    )
    update hit set position = queue.place from queue where hit.school_id = ${schoolId} and hit.id = queue.id and hit.position <> queue.place`.execute(
    tx,
  );
  await joinAsPlanned(scope);
}
