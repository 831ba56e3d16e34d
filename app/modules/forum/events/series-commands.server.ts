import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '../../competencies/slug.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { cadenceWords } from './cadence.ts';
import { allSeries, assertMayKeepForum, seriesNamed } from './queries.server.ts';
import type { SeriesForm } from './schema.ts';

/** Begins a series, which has its public page from then on; answers the name in its address. */
export async function beginSeries(scope: Scope, said: SeriesForm): Promise<string> {
  assertMayKeepForum(scope);
  const slug = freeSlug(
    said.title,
    (await allSeries(scope)).map((each) => each.slug),
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
  const series = await seriesNamed(scope, slug);
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
