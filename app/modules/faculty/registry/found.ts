import { type KeptPreparation, readinessOf, type ShownPreparation } from './entry.ts';
import { allows, countsOn } from './licence.ts';
import type { RegistrySearch } from './schema.ts';

/** Somebody of the registry, as far as a search asks about them. */
export type Findable = {
  readonly slug: string;
  readonly travels: boolean;
  readonly online: boolean;
  readonly languages: readonly string[];
  readonly preparations: readonly ShownPreparation[];
};

/** What of somebody's preparations counts on a day (ISO). */
export function inForce<Kept extends ShownPreparation>(preparations: readonly Kept[], today: string): Kept[] {
  return preparations.filter((each) => {
    const readiness = readinessOf(each);
    return readiness !== null && countsOn(readiness, today);
  });
}

/** The competencies (stable ids) that preparations are for, each once. */
export function competenciesOfAll(preparations: readonly Pick<KeptPreparation, 'competencies'>[]): Set<string> {
  return new Set(preparations.flatMap(({ competencies }) => competencies));
}

/**
 * True for whoever a search is for. Who may not teach somewhere by their licence, or whose readiness is over, is not found for it: with `at`, people of that school, and of others only those who travel or
 * teach online and whose licence lets them. With named material only: where the search names it.
 */
export function isFound(person: Findable, { competency, school, at, language, material }: RegistrySearch, today: string): boolean {
  if (school !== undefined && person.slug !== school) return false;
  if (language !== undefined && !person.languages.some((each) => each.toLowerCase().includes(language.toLowerCase()))) return false;
  if (at !== undefined && person.slug !== at && !person.travels && !person.online) return false;
  if (competency === undefined && at === undefined && material === undefined) return true;
  const there = { isOwnSchool: at === undefined || person.slug === at, materials: material === undefined ? [] : [material] };
  return inForce(person.preparations, today).some(
    (each) =>
      (competency === undefined || each.competencies.includes(competency)) &&
      // Asked about nowhere in particular, a licence keeps nobody out.
      ((at === undefined && material === undefined) || allows(readinessOf(each)!.licence, there)),
  );
}
