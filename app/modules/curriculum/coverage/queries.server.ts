import { type Competency, competenciesOf } from '#app/modules/competencies/queries.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { activitiesOfYear, mappedVersion, type PlaceInCourse, placesInCourses, type YearGround, yearGround } from '../queries.server.ts';
import { type CoverageInput, coverage } from './coverage.ts';
import { coverageDefinitions } from './definitions.ts';
import { type CoverageDocument, coverageDocument } from './document.ts';

/** What coverage is computed from, with what a page needs to name it. `activities` counts the whole year; `input` holds only the linked ones. */
export type CoverageGround = Omit<YearGround, 'phases'> & {
  readonly framework: { readonly title: string; readonly number: string };
  readonly competencies: readonly Competency[];
  readonly activities: number;
  readonly places: readonly PlaceInCourse[];
  readonly input: CoverageInput;
};

/** The rows behind a school's coverage in a year (the newest unless said). Links to another version than the one the school maps against do not count. */
export async function coverageOf(scope: Scope, { year: asked }: { year?: string } = {}): Promise<CoverageGround> {
  const { tx } = scope;
  const { school, years, year, phases } = await yearGround(scope, asked);
  const framework = await mappedVersion(scope);
  const competencies = await competenciesOf(scope, framework.id);
  if (year === null)
    return {
      school,
      years,
      year,
      framework,
      competencies,
      activities: 0,
      places: [],
      input: { phases, competencies, activities: [], links: [] },
    };
  const codeOf = new Map(competencies.map(({ id, code }) => [id, code]));
  const rows = await tx
    .selectFrom('competencyLink')
    .innerJoin('activity', (join) =>
      join.onRef('activity.schoolId', '=', 'competencyLink.schoolId').onRef('activity.id', '=', 'competencyLink.activityId'),
    )
    .innerJoin('frameworkItem as competency', 'competency.id', 'competencyLink.competencyId')
    .select(['competencyLink.activityId', 'competencyLink.competencyId', 'competencyLink.level', 'competencyLink.extent'])
    .select(['activity.learnerMinutes', 'activity.deliveredMinutes'])
    .where('competencyLink.schoolId', '=', school.id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .where('competency.frameworkVersionId', '=', framework.id)
    .orderBy('activity.title')
    .orderBy('activity.id')
    .orderBy('competency.position')
    .execute();
  const minutesOf = new Map(
    rows.map(({ activityId, learnerMinutes, deliveredMinutes }) => [activityId, { learnerMinutes, deliveredMinutes }]),
  );
  const places = await placesInCourses(scope, year, [...minutesOf.keys()]);
  const placesOf = Map.groupBy(places, ({ activityId }) => activityId);
  const links = rows.flatMap(({ activityId, competencyId, level, extent }) => {
    const competency = codeOf.get(competencyId);
    return competency === undefined ? [] : [{ activityId, competency, level, extent }];
  });
  const linked = [...minutesOf].map(([id, minutes]) => ({ id, ...minutes, places: placesOf.get(id) ?? [] }));
  return {
    school,
    years,
    year,
    framework,
    competencies,
    activities: await activitiesOfYear(scope, year),
    places,
    input: { phases, competencies, activities: linked, links },
  };
}

/** The whole coverage of a year as one document: what the page's CSV and JSON and the command line give. */
export async function writtenCoverage(scope: Scope, chosen: { year?: string } = {}): Promise<CoverageDocument> {
  const { school, year, framework, activities, competencies, input } = await coverageOf(scope, chosen);
  return coverageDocument(coverage(input), {
    school: school.name,
    year,
    framework: `${framework.title}, ${framework.number}`,
    activities,
    competencies: competencies.map(({ code, shortTitle, text }) => ({ code, title: shortTitle, text })),
    definitions: coverageDefinitions,
  });
}
