import type { CoverageInput } from '#app/modules/curriculum/coverage/coverage.ts';
import { coverage } from '#app/modules/curriculum/coverage/coverage.ts';
import { attributedMinutes } from '#app/modules/curriculum/coverage/shares.ts';
import { timed } from '../measuring.ts';

/**
 * Coverage of a large school's map: 16,000 activities, 80,000 links; the limit is 50 ms.
 * Reference: one plain pass that sums touching minutes by competency and phase only (a sixth of the columns' detail), in a Map with text keys.
 */
export async function* run() {
  const input = sample(16_000, 5);
  const ours = await timed(() => coverage(input));
  const reference = await timed(() => touchingByMap(input));
  for (const { competency, cells } of ours.result.rows) {
    for (const { id } of input.phases) {
      const expected = reference.result.get(`${competency} ${id}`) ?? 0;
      if (cells[id]!.all.learner.least.touching !== expected)
        throw new Error(`Coverage of ${competency} in ${id} differs from the plain sum.`);
    }
  }
  const attributed = ours.result.rows.reduce((sum, row) => sum + attributedMinutes(row.cells.all!.all.learner.least.attributed), 0);
  const total = ours.result.total.all!.all.learner.least.touching;
  if (Math.abs(attributed - total) > 1e-6) throw new Error('Attributed minutes do not add up to the total.');
  yield {
    bench: 'curriculum/coverage',
    n: input.activities.length,
    links: input.links.length,
    ms: ours.ms,
    reference: 'one pass summing touching minutes by competency and phase in a Map',
    referenceMs: reference.ms,
    ratio: Number((ours.ms / reference.ms).toFixed(2)),
  };
}

/** Always the same map: activities linked to all, or to a few, of twenty competencies, some in two phases, spanning, unplaced, unknown, zero or estimated. */
function sample(activities: number, linksEach: number): CoverageInput {
  const requirements = ['required', 'elective', 'required-in-track', 'unknown'] as const;
  const phases = ['pre', 'clerkship', 'post'].map((id) => ({ id, name: id }));
  const competencies = Array.from({ length: 20 }, (_, index) => ({ code: String(index + 1) }));
  function placesOf(index: number) {
    if (index % 23 === 0) return [];
    const phaseId = index % 19 === 0 ? 'spans' : index % 17 === 0 ? null : phases[index % 3]!.id;
    const first = { courseId: `c${index % 200}`, phaseId, requirement: requirements[index % 4]! };
    return index % 7 === 0 ? [first, { ...first, courseId: 'other', phaseId: 'post' }] : [first];
  }
  return {
    phases,
    competencies,
    activities: Array.from({ length: activities }, (_, index) => ({
      id: `a${index}`,
      learnerMinutes: index % 29 === 0 ? null : (index % 12) * 15,
      learnerMinutesMost: index % 29 !== 0 && index % 13 === 0 ? (index % 12) * 15 + 45 : null,
      deliveredMinutes: index % 31 === 0 ? null : (index % 12) * 60,
      places: placesOf(index),
    })),
    links: Array.from({ length: activities * linksEach }, (_, index) => ({
      activityId: `a${Math.floor(index / linksEach)}`,
      competency: String(1 + ((index * 7 + Math.floor(index / 11)) % 20)),
      level: 'introduced' as const,
      extent: 'partly' as const,
    })),
  };
}

function touchingByMap(input: CoverageInput): Map<string, number> {
  const activityOf = new Map(input.activities.map((activity) => [activity.id, activity]));
  const seen = new Set<string>();
  const sums = new Map<string, number>();
  for (const { activityId, competency } of input.links) {
    const activity = activityOf.get(activityId)!;
    for (const phaseId of new Set(activity.places.map((place) => place.phaseId))) {
      const key = `${competency} ${phaseId}`;
      if (seen.has(`${activityId} ${key}`)) continue;
      seen.add(`${activityId} ${key}`);
      sums.set(key, (sums.get(key) ?? 0) + (activity.learnerMinutes ?? 0));
    }
  }
  return sums;
}
