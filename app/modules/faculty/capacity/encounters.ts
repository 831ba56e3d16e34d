import { type Fraction, fraction, plus } from '#app/maths/fraction.ts';
import type { FullInput } from '../../curriculum/coverage/full-input.ts';
import { findTerm } from '../../curriculum/method-vocabulary.ts';
import type { FractionRange } from './capacity.ts';

/** Instructional methods (MedBiquitous) in which a small group works with a facilitator. */
export const groupMethods = [
  'Discussion, Small Group (≤ 12)',
  'Problem-Based Learning (PBL)',
  'Role Play/Dramatization',
  'Simulation',
  'Tutorial',
  'Workshop',
] as const;
const groupCodes: ReadonlySet<string> = new Set(groupMethods.map((name) => findTerm('instruction', name)!.code));

/** Small-group sessions that every learner is required to have for a competency, and how many activities of the map they are. */
export type Encounters = FractionRange & { readonly activities: number };

/**
 * What a map requires, by the competency's code: activities that are taught in small groups, linked to the competency, and required where they stand. One that is linked to several competencies is shared
 * among them, so that nobody's seat counts twice. An activity that is required in a track, or of which nobody has said whether it is required, is none at least and one at most.
 */
export function requiredEncounters({
  activities,
  competencies,
  links,
}: Pick<FullInput, 'activities' | 'competencies' | 'links'>): ReadonlyMap<string, Encounters> {
  const linked = Map.groupBy(links, ({ activityId }) => activityId);
  const found = new Map(competencies.map(({ code }) => [code, { low: fraction(0), high: fraction(0), activities: 0 }]));
  for (const { id, places, methods } of activities) {
    if (!methods.some(({ kind, code, name }) => kind === 'instruction' && isGroup(code, name))) continue;
    const codes = [...new Set((linked.get(id) ?? []).map(({ competency }) => competency))].filter((code) => found.has(code));
    const most = places.some(({ requirement }) => requirement !== 'elective') || places.length === 0;
    if (codes.length === 0 || !most) continue;
    const share: Fraction = fraction(1, codes.length);
    for (const code of codes) {
      const sum = found.get(code)!;
      const isRequired = places.some(({ requirement }) => requirement === 'required');
      found.set(code, { low: isRequired ? plus(sum.low, share) : sum.low, high: plus(sum.high, share), activities: sum.activities + 1 });
    }
  }
  return found;
}

function isGroup(code: string, name: string | null): boolean {
  const term = findTerm('instruction', code) ?? (name === null ? null : findTerm('instruction', name));
  return term !== null && groupCodes.has(term.code);
}
