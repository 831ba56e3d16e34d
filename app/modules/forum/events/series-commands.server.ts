import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { cadenceWords } from './cadence.ts';
import { planEvent, publishEvent } from './commands.server.ts';
import { assertSeen } from './event.ts';
import { proposedPlan } from './proposal.ts';
import { allSeries, assertMayKeepForum, newestOf, seriesNamed, wholeEvent } from './queries.server.ts';
import { EventForm, type SeriesForm, type SeriesPlan } from './schema.ts';

/** Begins a series, which has its public page from then on; answers the name in its address. */
export async function beginSeries(scope: Scope, said: SeriesForm): Promise<string> {
  assertMayKeepForum(scope);
  await sql`select pg_advisory_xact_lock(hashtext('forum series slug'))`.execute(scope.tx);
  const slug = freeSlug(
    said.title,
    (await allSeries(scope)).map((each) => each.slug),
    'series',
  );
  const { id } = await scope.tx
    .insertInto('forumSeries')
    .values({ ...rowOf(said), slug, isSample: await isOfSample(scope), publishedAt: sql<Date>`now()` })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'begin', subject: 'forum_series', subjectId: id, after: said });
  await publish(scope);
  return slug;
}

/** Changes what a series says of itself and when it meets; its events stay as they are. */
export async function keepSeries(scope: Scope, slug: string, said: SeriesForm): Promise<void> {
  assertMayKeepForum(scope);
  await scope.tx.selectFrom('forumSeries').select('id').where('slug', '=', slug).forNoKeyUpdate().executeTakeFirst();
  const series = await seriesNamed(scope, slug);
  assertSeen(said.seen, series.changedAt, 'this series');
  await scope.tx
    .updateTable('forumSeries')
    .set({ ...rowOf(said), changedAt: sql<Date>`now()` })
    .where('id', '=', series.id)
    .execute();
  const { title, description, host, cadence } = series;
  await appendEvent(scope, {
    verb: 'change',
    subject: 'forum_series',
    subjectId: series.id,
    before: { title, description, host, cadence },
    after: said,
  });
  await publish(scope);
}

/**
 * Plans the next sessions of a series in one act, each as the newest is but for its day, its title and the link to join; drafts, or public at once. Answers the names in their addresses. A day that
 * cannot be is refused, and then none is planned.
 */
export async function planSeries(
  scope: Scope,
  slug: string,
  { sessions, link, isPublic, now }: SeriesPlan & { isPublic: boolean; now: Date },
): Promise<string[]> {
  assertMayKeepForum(scope);
  const series = await seriesNamed(scope, slug);
  const last = (await newestOf(scope, series.id)) ?? null;
  const earlier = last?.occasionId ? await wholeEvent(scope, last.slug) : null;
  const values = { ...proposedPlan({ earlier, series, last, now }), link };
  const planned: string[] = [];
  for (const { day, title } of sessions) {
    const form = EventForm.safeParse({ ...values, day, title });
    if (!form.success) throw invalid(`The session of ${day} cannot be planned: ${form.error.issues[0]!.message}.`);
    const event = await planEvent(scope, form.data);
    if (isPublic) await publishEvent(scope, event);
    planned.push(event);
  }
  await appendEvent(scope, { verb: 'plan-sessions', subject: 'forum_series', subjectId: series.id, after: { planned, isPublic } });
  return planned;
}

function rowOf({ title, description, host, nth, weekday, everyMonths, begins, minutes, zone, cadence }: SeriesForm) {
  const isFixed = nth !== null;
  return {
    ...{ title, description, host, nth, minutes },
    weekday: isFixed ? weekday : null,
    everyMonths: isFixed ? everyMonths : null,
    beginsAt: begins,
    timeZone: zone,
    cadence: cadence || (isFixed ? cadenceWords({ nth, weekday, everyMonths }) : ''),
  };
}
