import { type EditedRow, type MapRows, rowsBetween } from '../editing/edit.ts';
import { milestonesOf, together } from '../link.ts';
import type { TaughtYear, TeachingPlan } from './teaching-plan.ts';

/** What people said of activities: their links, and the hits of a scan with their answers. */
export type Marks = { readonly links: readonly MapRows['competency_link'][]; readonly hits: readonly MapRows['hit'][] };

/** Each activity whose marks and places another one takes over, with that other one. */
export function movesOf({ folds, heirs }: TeachingPlan): ReadonlyMap<string, string> {
  const next = new Map([...[...folds].map(([id, { into }]) => [id, into] as const), ...heirs]);
  const last = (id: string, steps = 0): string => (next.has(id) && steps < 9 ? last(next.get(id)!, steps + 1) : id);
  return new Map([...next.keys()].map((id) => [id, last(id)]));
}

/** The rows between a year as it stands and as the plan has it; `marks` are those of `movesOf` and of where they move. `now` is when a folded row leaves the lists. */
export function teachingRows({ year, plan, marks, now }: { year: TaughtYear; plan: TeachingPlan; marks: Marks; now: Date }): EditedRow[] {
  const moves = movesOf(plan);
  const placed = moved(year.placements, moves, ({ courseId }) => courseId);
  return [
    ...rowsBetween('activity', year.activities, activitiesOf(year, plan, now)),
    ...rowsBetween('placement', year.placements, [...placed, ...placesOfStanding(year, plan, placed)]),
    ...hitRows(marks.hits, moves),
    ...linkRows(marks.links, moves),
  ];
}

function activitiesOf(
  { activities }: TaughtYear,
  { folds, stands, heirs, minutes }: TeachingPlan,
  now: Date,
): Partial<MapRows['activity']>[] {
  return activities.map((row) => {
    const fold = folds.get(row.id);
    if (fold) return { ...row, sameAs: fold.into, groups: fold.isGroup ? 1 : null, removedAt: row.removedAt ?? now };
    const standing = stands.has(row.id) ? { ...row, sameAs: null, removedAt: null, groups: null } : row;
    if (heirs.has(row.id)) return { ...standing, groups: null };
    const derived = minutes.get(row.id);
    if (!derived) return standing;
    const { learner, delivered, groups } = derived;
    return {
      ...{ ...standing, groups },
      ...(learner === undefined ? {} : { learnerMinutes: learner, learnerMinutesMost: null }),
      ...(delivered === undefined ? {} : { deliveredMinutes: delivered, deliveredMinutesMost: null }),
    };
  });
}

/** Rows of activities that move, each under the other activity unless that has the same already. */
function moved<Row extends { activityId: string }>(
  rows: readonly Row[],
  moves: ReadonlyMap<string, string>,
  key: (row: Row) => string,
): Row[] {
  const keyOf = (row: Row) => `${row.activityId} ${key(row)}`;
  const staying = new Map(rows.filter(({ activityId }) => !moves.has(activityId)).map((row) => [keyOf(row), row]));
  for (const row of rows) {
    const activityId = moves.get(row.activityId);
    if (activityId === undefined) continue;
    const other = { ...row, activityId };
    if (!staying.has(keyOf(other))) staying.set(keyOf(other), other);
  }
  return [...staying.values()];
}

/** A row that stands for itself again stands where the activity stood that it was folded into. */
function placesOfStanding(
  { activities }: TaughtYear,
  { stands }: TeachingPlan,
  placed: readonly MapRows['placement'][],
): MapRows['placement'][] {
  const has = new Set(placed.map(({ courseId, activityId }) => `${courseId} ${activityId}`));
  const placesOf = Map.groupBy(placed, ({ activityId }) => activityId);
  return activities
    .filter(({ id }) => stands.has(id))
    .flatMap(({ id, sameAs }) => (placesOf.get(sameAs ?? '') ?? []).map((place) => ({ ...place, activityId: id })))
    .filter(({ courseId, activityId }) => !has.has(`${courseId} ${activityId}`));
}

/** The other activity takes over what it has not; an answer goes to its own open hit of the same keyword, so that no answer is lost. */
function hitRows(hits: readonly MapRows['hit'][], moves: ReadonlyMap<string, string>): EditedRow[] {
  const keyOf = (activityId: string, { keywordId }: MapRows['hit']) => `${activityId} ${keywordId}`;
  const wanted = new Map(hits.map((hit) => [hit.id, hit]));
  const standing = new Map(hits.filter(({ activityId }) => !moves.has(activityId)).map((hit) => [keyOf(hit.activityId, hit), hit.id]));
  for (const hit of hits) {
    const activityId = moves.get(hit.activityId);
    if (activityId === undefined) continue;
    const other = wanted.get(standing.get(keyOf(activityId, hit)) ?? '');
    if (!other) {
      standing.set(keyOf(activityId, hit), hit.id);
      wanted.set(hit.id, { ...hit, activityId });
    } else if (other.answer === null && hit.answer !== null) {
      const { answer, answeredBy, answeredAt, reason } = hit;
      wanted.set(other.id, { ...other, answer, answeredBy, answeredAt, reason });
      wanted.set(hit.id, { ...hit, answer: null, answeredBy: null, answeredAt: null, reason: null });
    }
  }
  return rowsBetween('hit', hits, [...wanted.values()]);
}

/** Links that come together at one activity are one: its own where it has one, with what they say together. */
function linkRows(links: readonly MapRows['competency_link'][], moves: ReadonlyMap<string, string>): EditedRow[] {
  const placeOf = ({ activityId }: { activityId: string }) => moves.get(activityId) ?? activityId;
  const groups = Map.groupBy(links, (link) => `${placeOf(link)} ${link.competencyId}`);
  const joined = [...groups.values()].map((group) => {
    const first = group.find(({ activityId }) => !moves.has(activityId)) ?? group[0]!;
    return { ...first, activityId: placeOf(first), ...together(group), milestoneIds: milestonesOf(group) };
  });
  return rowsBetween('competency_link', links, joined);
}
