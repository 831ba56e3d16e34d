import { carriedAcross, type Relation } from '#app/modules/competencies/crosswalks/crosswalk.ts';
import { pairsBetween } from '#app/modules/competencies/crosswalks/queries.server.ts';
import { type Competency, competenciesOf, type Version, version, versionNamed } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { confirmationFor, isFigure } from '../asking/confirmation.ts';
import { confirmations } from '../asking/queries.server.ts';
import { activitiesOfYear, mappedVersion, type PlaceInCourse, placesInCourses, type YearGround, yearGround } from '../queries.server.ts';
import { roundNamed } from '../rounds/queries.server.ts';
import { coverage } from './coverage.ts';
import { coverageDefinitions } from './definitions.ts';
import { type CoverageDocument, coverageDocument } from './document.ts';
import { type FullDocument, fullDocument } from './full-document.ts';
import type { Confirmation, FullInput, FullLink } from './full-input.ts';
import { classSizeOf, courseSizes, methodsOf, milestonesOf } from './full-queries.server.ts';
import { type CoverageSearch, carriedBy } from './schema.ts';

/** What coverage is computed from, with what a page needs to name it. `activities` counts the whole year; `input` holds only the linked ones. */
export type CoverageGround = Omit<YearGround, 'phases'> & {
  /** The framework that the coverage is read in, and the one that the school maps against. */
  readonly framework: Version;
  readonly mapped: Version;
  /** By which relations links were carried from the one to the other; null when they are the same. */
  readonly carriedBy: readonly Relation[] | null;
  readonly competencies: readonly Competency[];
  readonly activities: number;
  readonly places: readonly PlaceInCourse[];
  readonly input: FullInput;
};

/**
 * What may be asked of a coverage: its year (the newest unless said), and another framework to read it in, with what carries across the crosswalk; or a round (its
 * short name), which says the year and the framework version; or a version by its id, links to which are counted instead of those to the one mapped against.
 */
export type AskedCoverage = Partial<Pick<CoverageSearch, 'year' | 'framework' | 'carry'>> & {
  readonly round?: string;
  readonly versionId?: string;
};

/**
 * The rows behind a school's coverage. Links to another version than the one the school maps against do not count. In another framework every link is carried
 * across the crosswalk between the two, and says by which relation; nothing is mapped by that.
 */
export async function coverageOf(
  scope: Scope,
  { year: asked, framework: slug, carry = 'parts', round: named, versionId }: AskedCoverage = {},
): Promise<CoverageGround> {
  const round = named === undefined ? null : await roundNamed(scope, named);
  const { school, years, year, phases } = await yearGround(scope, round?.year ?? asked);
  const fixed = round?.frameworkVersionId ?? versionId;
  const mapped = fixed === undefined ? await mappedVersion(scope) : await version(scope, fixed);
  const framework = slug === undefined || slug === mapped.slug ? mapped : await versionNamed(scope, { slug });
  const by = framework === mapped ? null : carriedBy[carry];
  const competencies = await competenciesOf(scope, framework.id);
  const frame = { school, years, year, framework, mapped, carriedBy: by, competencies };
  if (year === null) {
    const nothing = { activities: [], links: [], milestones: [], courses: [], classSize: null, waitingLinks: 0, withdrawnLinks: 0 };
    return { ...frame, activities: 0, places: [], input: { phases, competencies, ...nothing } };
  }
  const found = await linkedRows(scope, { year, versionId: mapped.id });
  const said = await confirmations(scope, year);
  const told = found.map((row) => ({ ...row, confirmation: confirmationFor(said, row.activityId, row.competencyId) }));
  const rows = told.flatMap((row) => (isFigure(row.confirmation) ? [{ ...row, confirmation: row.confirmation as Confirmation }] : []));
  const minutesOf = new Map(
    rows.map(({ activityId, learnerMinutes, learnerMinutesMost, deliveredMinutes, deliveredMinutesMost }) => [
      activityId,
      { learnerMinutes, learnerMinutesMost, deliveredMinutes, deliveredMinutesMost },
    ]),
  );
  const places = await placesInCourses(scope, year, [...minutesOf.keys()]);
  const placesOf = Map.groupBy(places, ({ activityId }) => activityId);
  const links = by === null ? linksAsMade(rows, competencies) : await linksAcross(scope, rows, { competencies, mapped, framework, by });
  const methods = await methodsOf(scope, [...minutesOf.keys()]);
  const linked = [...minutesOf].map(([id, minutes]) => ({
    id,
    ...minutes,
    places: placesOf.get(id) ?? [],
    methods: methods.get(id) ?? [],
  }));
  return {
    ...frame,
    activities: await activitiesOfYear(scope, year),
    places,
    input: {
      ...{ phases, competencies, activities: linked },
      links,
      milestones: by === null ? await milestonesOf(scope, framework.id, competencies) : [],
      courses: await courseSizes(scope, places),
      classSize: await classSizeOf(scope),
      waitingLinks: told.filter(({ confirmation }) => confirmation === 'asked').length,
      withdrawnLinks: told.filter(({ confirmation }) => confirmation === 'withdrawn').length,
    },
  };
}

/** The year's links to a framework version, with the minutes of their activities; in the order of the activities' titles. */
function linkedRows({ actor, tx }: Scope, { year, versionId }: { year: string; versionId: string }) {
  return tx
    .selectFrom('competencyLink')
    .innerJoin('activity', (join) =>
      join.onRef('activity.schoolId', '=', 'competencyLink.schoolId').onRef('activity.id', '=', 'competencyLink.activityId'),
    )
    .innerJoin('frameworkItem as competency', 'competency.id', 'competencyLink.competencyId')
    .select([
      'competencyLink.activityId',
      'competencyLink.competencyId',
      'competency.stableId',
      'competencyLink.level',
      'competencyLink.extent',
      'competencyLink.milestoneIds',
    ])
    .select(['activity.learnerMinutes', 'activity.learnerMinutesMost', 'activity.deliveredMinutes', 'activity.deliveredMinutesMost'])
    .where('competencyLink.schoolId', '=', ownSchool(actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .where('competency.frameworkVersionId', '=', versionId)
    .orderBy('activity.title')
    .orderBy('activity.id')
    .orderBy('competency.position')
    .execute();
}

type Row = Pick<FullLink, 'activityId' | 'level' | 'extent' | 'confirmation'> & {
  readonly competencyId: string;
  readonly stableId: string;
  readonly milestoneIds: readonly string[];
};

function linksAsMade(rows: readonly Row[], competencies: readonly Competency[]): FullLink[] {
  const codeOf = new Map(competencies.map(({ id, code }) => [id, code]));
  return rows.flatMap(({ activityId, competencyId, level, extent, confirmation, milestoneIds }) => {
    const competency = codeOf.get(competencyId);
    return competency === undefined ? [] : [{ activityId, competency, level, extent, confirmation, milestones: milestoneIds }];
  });
}

type Across = { competencies: readonly Competency[]; mapped: Version; framework: Version; by: readonly Relation[] };

async function linksAcross(scope: Scope, rows: readonly Row[], { competencies, mapped, framework, by }: Across): Promise<FullLink[]> {
  const codeOf = new Map(competencies.map(({ stableId, code }) => [stableId, code]));
  const from = await competenciesOf(scope, mapped.id);
  const pairs = await pairsBetween(scope, { from, to: competencies, versionIds: [mapped.id, framework.id] });
  return carriedAcross(rows, pairs, by).map(({ link: { activityId, level, extent, confirmation }, to, relation }) => ({
    activityId,
    competency: codeOf.get(to)!,
    level,
    extent,
    confirmation,
    milestones: [],
    carriedBy: relation,
  }));
}

/** The whole coverage of a year as one document: what the page's CSV and JSON and the command line give. */
export async function writtenCoverage(scope: Scope, chosen: AskedCoverage = {}): Promise<CoverageDocument & FullDocument> {
  const ground = await coverageOf(scope, chosen);
  const { school, year, activities, competencies, input } = ground;
  const document = coverageDocument(coverage(input), {
    school: school.name,
    year,
    framework: frameworkWords(ground),
    activities,
    competencies: competencies.map(({ code, shortTitle, text }) => ({ code, title: shortTitle, text })),
    definitions: coverageDefinitions,
  });
  return { ...document, ...fullDocument(input) };
}

/** The framework that a coverage is read in; carried figures say so wherever they go. */
function frameworkWords({ framework, mapped, carriedBy: by }: Pick<CoverageGround, 'framework' | 'mapped' | 'carriedBy'>): string {
  const own = `${framework.title}, ${framework.number}`;
  return by === null ? own : `${own}; carried across the crosswalk from ${mapped.title}, ${mapped.number} (${by.join(', ')}), not mapped`;
}
