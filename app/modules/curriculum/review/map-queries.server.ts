import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { activityList } from '../activities/queries.server.ts';
import { ActivitySearch } from '../activities/schema.ts';
import { mayReview, whoMay } from '../rules.ts';
import { submissionWords } from '../submission-queries.server.ts';
import { activityToLink } from './activity-queries.server.ts';
import { competenciesToChoose } from './queries.server.ts';

/** The form that links an activity without a suggestion: the activity named with a proposal, or those of a year that some words find. */
export async function mapView(scope: Scope, { activity, year, q }: { activity?: string; year?: string; q?: string }) {
  const { actor } = scope;
  if (!mayReview(actor)) throw forbidden('link activities to competencies', whoMay.mappers);
  const ground = { school: ownSchool(actor), q: q ?? '', competencies: await competenciesToChoose(scope) };
  const standing = async (of?: string | null) => (of ? submissionWords(scope, of) : null);
  if (activity === undefined) {
    const found = q ? await activityList(scope, ActivitySearch.parse({ year, q })) : null;
    const rows = (found?.activities ?? []).map(({ id, title, places }) => ({ id, title, course: places[0]?.course ?? null }));
    return {
      ...ground,
      year: found?.year ?? year ?? null,
      found: found && { rows, total: found.total },
      item: null,
      submission: await standing(found?.year ?? year),
    };
  }
  const { levelProposed, ...item } = await activityToLink(scope, activity);
  const isLinked = (stableId: string) => item.links.some((link) => link.stableId === stableId);
  const next = ground.competencies.find(({ stableId }) => !isLinked(stableId));
  const proposed = { competencyId: next?.id ?? null, level: levelProposed, extent: 'mentioned' as const, evidence: '', milestoneIds: [] };
  return { ...ground, year: item.year, found: null, item: { ...item, proposed }, submission: await standing(item.year) };
}
