import { milestonesOf, together } from '../link.ts';
import { type EditedRow, type MapRows, rowsBetween } from './edit.ts';

/** An activity with what hangs on it, as a merge needs it. */
export type Mergeable = {
  readonly activity: Pick<
    MapRows['activity'],
    | 'id'
    | 'title'
    | 'description'
    | 'learnerMinutes'
    | 'learnerMinutesMost'
    | 'deliveredMinutes'
    | 'deliveredMinutesMost'
    | 'removedAt'
    | 'sameAs'
  >;
  readonly places: readonly MapRows['placement'][];
  readonly methods: readonly MapRows['activity_method'][];
  readonly links: readonly MapRows['competency_link'][];
  readonly hits: readonly MapRows['hit'][];
};

/**
 * The rows that make several activities one: `kept` stays, and what it does not say (text, hours, methods) it takes from the first that does. Links, places and
 * answers of the others go over to it; of two links to one competency the stronger level and the fuller extent stay. The others leave the map at `now` and
 * say what they are the same as.
 */
export function mergedRows(kept: Mergeable, others: readonly Mergeable[], now: Date): EditedRow[] {
  const all = [kept, ...others];
  const { id } = kept.activity;
  const off = others.map(({ activity }) => ({ ...activity, sameAs: id, removedAt: activity.removedAt ?? now }));
  const methods = all.find((each) => each.methods.length > 0)?.methods ?? [];
  return [
    ...rowsBetween(
      'activity',
      all.map(({ activity }) => activity as MapRows['activity']),
      [filled(all), ...off],
    ),
    ...rowsBetween(
      'placement',
      all.flatMap(({ places }) => places),
      mergedPlaces(all),
    ),
    ...rowsBetween(
      'activity_method',
      kept.methods,
      methods.map((method) => ({ ...method, activityId: id })),
    ),
    ...rowsBetween(
      'hit',
      all.flatMap(({ hits }) => hits),
      mergedHits(all),
    ),
    ...rowsBetween(
      'competency_link',
      all.flatMap(({ links }) => links),
      mergedLinks(all),
    ),
  ];
}

/** The kept activity with what it does not say itself taken from the first that does. */
function filled(all: readonly Mergeable[]): Mergeable['activity'] {
  const activities = all.map(({ activity }) => activity);
  const [kept] = activities as [Mergeable['activity']];
  const learner = activities.find(({ learnerMinutes }) => learnerMinutes !== null) ?? kept;
  const delivered = activities.find(({ deliveredMinutes }) => deliveredMinutes !== null) ?? kept;
  return {
    ...kept,
    description: activities.find(({ description }) => description)?.description ?? null,
    learnerMinutes: learner.learnerMinutes,
    learnerMinutesMost: learner.learnerMinutesMost,
    deliveredMinutes: delivered.deliveredMinutes,
    deliveredMinutesMost: delivered.deliveredMinutesMost,
  };
}

/** One place in each course; what one place does not say another says. */
function mergedPlaces(all: readonly Mergeable[]): MapRows['placement'][] {
  const { id } = all[0]!.activity;
  const byCourse = Map.groupBy(
    all.flatMap(({ places }) => places),
    ({ courseId }) => courseId,
  );
  return [...byCourse.values()].map((places) => {
    const [first] = places as [MapRows['placement']];
    return { ...first, activityId: id, isRequired: places.find(({ isRequired }) => isRequired !== null)?.isRequired ?? null };
  });
}

/** Each keyword once: an answered hit before an open one. What was found twice stays where it was found. */
function mergedHits(all: readonly Mergeable[]): MapRows['hit'][] {
  const { id } = all[0]!.activity;
  const byKeyword = Map.groupBy(
    all.flatMap(({ hits }) => hits),
    ({ keywordId }) => keywordId,
  );
  return [...byKeyword.values()].flatMap((hits) => {
    const stands = hits.find(({ activityId }) => activityId === id) ?? hits[0]!;
    const answered = stands.answer === null ? (hits.find(({ answer }) => answer !== null) ?? stands) : stands;
    const { answer, answeredBy, answeredAt, reason } = answered;
    return hits.map((hit) => (hit === stands ? { ...hit, activityId: id, answer, answeredBy, answeredAt, reason } : hit));
  });
}

function mergedLinks(all: readonly Mergeable[]): MapRows['competency_link'][] {
  const { id } = all[0]!.activity;
  const byCompetency = Map.groupBy(
    all.flatMap(({ links }) => links),
    ({ competencyId }) => competencyId,
  );
  return [...byCompetency.values()].map((links) => {
    const said = together(links);
    const first = links.find((link) => link.activityId === id) ?? links.find((link) => link.level === said.level) ?? links[0]!;
    return { ...first, activityId: id, ...said, milestoneIds: milestonesOf(links) };
  });
}

/** Which of several is proposed to stay: the one with the most links, then answers, then the one that says most of itself. */
export function proposedToKeep(group: readonly { id: string; links: number; answers: number; said: number }[]): string {
  const [first] = [...group].sort((a, b) => b.links - a.links || b.answers - a.answers || b.said - a.said);
  return first!.id;
}
