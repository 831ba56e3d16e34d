import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { joinLinkOf, occasionOf } from '../../attendance/queries.server.ts';
import { competenciesOf, currentVersionId } from '../../competencies/queries.server.ts';
import { mayKeepEvent, mayKeepForum } from '../rules.ts';
import type { ForumEvent, KeptEvent } from './event.ts';
import type { WholeEvent } from './proposal.ts';

/** Events as lists and pages read them: what the reader may see, whether they have an occasion or are reported. */
export function programmeRows({ tx }: Pick<Scope, 'tx'>) {
  return tx
    .selectFrom('forumProgramme as p')
    .leftJoin('school as o', 'o.id', 'p.forSchoolId')
    .leftJoin('forumSeries as s', 's.id', 'p.seriesId')
    .select(['p.id', 'p.slug', 'p.occasionId', 'p.seriesId', 'p.title', 'p.startsAt', 'p.endsAt', 'p.timeZone', 'p.heldMonth', 'p.place'])
    .select([
      'p.audience',
      'p.status',
      'p.sequence',
      'p.description',
      'p.summary',
      'p.host',
      'p.topics',
      'p.mode',
      'p.language',
      'p.captions',
      'p.accreditedBy',
      'p.takesQuestions',
    ])
    .select(['p.movedFrom', 'p.sourceTitle', 'p.sourceUrl', 'p.isSample', 'p.publishedAt', 'p.changedAt'])
    .select(['p.createdAt', 'p.updatedAt', 'p.confirmed', 'p.waiting', 'p.capacity'])
    .select(['o.name as organiser', 's.slug as seriesSlug', 's.title as seriesTitle'])
    .$castTo<ForumEvent>();
}

/** The same with the school that organises each, by which rules say who keeps it. */
export function keptRows(scope: Pick<Scope, 'tx'>) {
  return programmeRows(scope).select('p.forSchoolId').$castTo<KeptEvent>();
}

/** An event by the name in its address; missing where the reader may not see it. */
export async function eventNamed(scope: Scope, slug: string): Promise<KeptEvent> {
  const event = await keptRows(scope).where('p.slug', '=', slug).executeTakeFirst();
  if (!event) throw missing('This event');
  return event;
}

/** The event that somebody is about to change; refused to whoever does not keep it. */
export async function assertMayKeepEvent(scope: Scope, slug: string): Promise<KeptEvent> {
  const event = await eventNamed(scope, slug);
  if (!mayKeepEvent(scope.actor, event))
    throw forbidden('change this event', 'The convener does, and the lead of the school that organises it.');
  return event;
}

/** The same, locked until the scope ends: of two who change it at once the second sees what the first wrote. */
export async function assertMayKeepLocked(scope: Scope, slug: string): Promise<KeptEvent> {
  const { id } = await assertMayKeepEvent(scope, slug);
  await scope.tx.selectFrom('forumEvent').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return eventNamed(scope, slug);
}

/** Every series that the reader may see, by title. */
export function allSeries({ tx }: Scope) {
  return tx
    .selectFrom('forumSeries')
    .select(['id', 'slug', 'title', 'description', 'cadence', 'host', 'nth', 'weekday', 'everyMonths', 'beginsAt', 'minutes', 'timeZone'])
    .select(['sourceTitle', 'sourceUrl', 'isSample', 'publishedAt', 'changedAt'])
    .orderBy('title')
    .execute();
}
/** A series as its pages show it. */
export type Series = Awaited<ReturnType<typeof allSeries>>[number];

/** A series by the name in its address. */
export async function seriesNamed(scope: Scope, slug: string): Promise<Series> {
  const found = (await allSeries(scope)).find((each) => each.slug === slug);
  if (!found) throw missing('This series');
  return found;
}

/** The days on which a series met or will meet, and what its newest event says, from which the next is proposed. */
export async function newestOf(scope: Scope, seriesId: string): Promise<ForumEvent | undefined> {
  return programmeRows(scope)
    .where('p.seriesId', '=', seriesId)
    .where('p.startsAt', 'is not', null)
    .orderBy('p.startsAt', 'desc')
    .executeTakeFirst();
}

/** An event with all that its form holds; its meeting link where the actor runs it. */
export async function wholeEvent(scope: Scope, slug: string): Promise<WholeEvent> {
  const event = await eventNamed(scope, slug);
  const competencies = await scope.tx
    .selectFrom('forumEventCompetency')
    .select('competencyStableId as id')
    .where('eventId', '=', event.id)
    .execute();
  const { occasionId } = event;
  return {
    event,
    occasion: occasionId === null ? null : await occasionOf(scope, occasionId),
    link: occasionId === null ? null : await joinLinkOf(scope, occasionId),
    competencies: competencies.map(({ id }) => id),
  };
}

/** Refused to whoever does not keep the whole forum. */
export function assertMayKeepForum({ actor }: Pick<Scope, 'actor'>): void {
  if (!mayKeepForum(actor)) throw forbidden('change the series of the forum', 'The convener does.');
}

/** The competencies of the current framework, in its order, by which events can be found. */
export async function forumCompetencies(scope: Scope) {
  return competenciesOf(scope, await currentVersionId(scope));
}

/** The competencies that events are about, by event: codes of the current framework in its order. */
export async function competenciesOfEvents(scope: Scope, eventIds: readonly string[]) {
  if (eventIds.length === 0) return new Map<string, Awaited<ReturnType<typeof forumCompetencies>>>();
  const links = await scope.tx
    .selectFrom('forumEventCompetency')
    .select(['eventId', 'competencyStableId'])
    .where('eventId', 'in', eventIds)
    .execute();
  const all = links.length === 0 ? [] : await forumCompetencies(scope);
  const byEvent = Map.groupBy(links, ({ eventId }) => eventId);
  return new Map(
    [...byEvent].map(([eventId, own]) => [eventId, all.filter(({ stableId }) => own.some((link) => link.competencyStableId === stableId))]),
  );
}
