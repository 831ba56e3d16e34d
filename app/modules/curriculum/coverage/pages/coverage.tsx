import { crosswalkOverview } from '#app/modules/competencies/crosswalks/queries.server.ts';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { VersionWaits } from '../../parts/version-waits.tsx';
import { activityFaces, versionWaiting } from '../../queries.server.ts';
import { progressOf } from '../../review/queries.server.ts';
import { mayBringIn, mayReview } from '../../rules.ts';
import { openGroupQuestions } from '../../teaching/queries.server.ts';
import { facetWords } from '../facets.ts';
import { measuredList } from '../measured-list.ts';
import { AspectFigure, aspectNames } from '../parts/aspect-figure.tsx';
import { Carried } from '../parts/carried.tsx';
import { CellList } from '../parts/cell-list.tsx';
import { CoverageFigure } from '../parts/coverage-figure.tsx';
import { Readings } from '../parts/readings.tsx';
import { type CoverageGround, coverageOf } from '../queries.server.ts';
import { aspects, CoverageSearch, partsOfCell } from '../schema.ts';
import { type CoverageView, coverageView } from '../view.ts';
import type { Route } from './+types/coverage';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = new URL(request.url);
  const chosen = CoverageSearch.parse(Object.fromEntries(new URLSearchParams(search)));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const ground = await coverageOf(scope, chosen);
    const open = await openCell(scope, ground, chosen);
    const waiting = ground.year === null ? 0 : await suggestionsOpen(scope, ground.year);
    return {
      search,
      view: coverageView(ground, chosen),
      others: await othersOf(scope, ground),
      waitingVersion: await versionWaiting(scope),
      open,
      waiting,
      untold: ground.year === null ? 0 : await openGroupQuestions(scope, ground.year),
      mayScan: mayReview(scope.actor),
      mayBringIn: mayBringIn(scope.actor),
    };
  });
}

/** The frameworks that have a crosswalk with the one that the school maps against. */
async function othersOf(scope: Scope, { mapped, framework }: CoverageGround) {
  const { crosswalks } = await crosswalkOverview(scope);
  const others = crosswalks.flatMap(({ from, to }) =>
    from.frameworkId === mapped.frameworkId ? [to] : to.frameworkId === mapped.frameworkId ? [from] : [],
  );
  if (framework.id !== mapped.id) others.push(framework);
  return [...new Map(others.map(({ slug, title }) => [slug, { slug, title }])).values()];
}

/** Suggestions of a year that nobody has answered yet. */
async function suggestionsOpen(scope: Scope, year: string): Promise<number> {
  const { total, answered } = await progressOf(scope, { year });
  return total - answered;
}

/** The list behind the cell that the address names, or null. A cell that this school does not have is missing. */
async function openCell(scope: Scope, { input, places, competencies }: CoverageGround, chosen: CoverageSearch) {
  if (chosen.cell === undefined) return null;
  const { column, competency } = partsOfCell(chosen.cell);
  const name = nameOfColumn(column, input.phases);
  if (name === undefined || (competency !== 'all' && !competencies.some(({ code }) => code === competency)))
    throw missing('This field of the table');
  const milestone = input.milestones.find(({ id }) => id === chosen.milestone) ?? null;
  const asked = { column, competency, milestone: chosen.milestone, facet: chosen.facet };
  const listed = measuredList(input, asked, chosen).filter(({ minutes }) => chosen.only !== 'unknown' || minutes === null);
  const faces = await activityFaces(
    scope,
    listed.map(({ activity }) => activity.id),
  );
  const coursesOf = Map.groupBy(places, ({ activityId }) => activityId);
  const rows = listed.map(({ activity: { id }, links, minutes }) => ({
    id,
    minutes,
    ...faces.get(id)!,
    links: links.filter((link) => competency === 'all' || link.competency === competency),
    courses: [...new Set((coursesOf.get(id) ?? []).map(({ course }) => course))],
  }));
  const facet = chosen.facet === undefined ? null : facetWords(chosen.facet).toLowerCase();
  return { column: name, competency, milestone: milestone?.text ?? null, facet, isUnknownOnly: chosen.only === 'unknown', rows };
}

function nameOfColumn(column: string, phases: CoverageGround['input']['phases']): string | undefined {
  const others: Readonly<Record<string, string>> = {
    spans: 'spanning phases',
    none: 'no phase yet',
    unplaced: 'in no course',
    all: 'all phases',
  };
  return phases.find(({ id }) => id === column)?.name ?? (Object.hasOwn(others, column) ? others[column] : undefined);
}

export default function CoveragePage({
  loaderData: { search, view, open, waiting, untold, others, waitingVersion, mayScan, mayBringIn: may },
}: Route.ComponentProps) {
  const { school, year, years } = view;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Coverage"
      lead="Where each competency is taught, in hours. Open a figure to see the activities behind it."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Coverage' }]}
    >
      <title>{`Coverage · ${school.name} · Concord`}</title>
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={may}>
          Coverage shows in which phase each competency is taught and for how long. It needs the activities of a year; none are here yet.
        </NoCurriculum>
      ) : view.linked === 0 && view.carriedBy === null ? (
        <Empty
          title={`Nothing of ${year} is linked yet`}
          act={mayScan && <ButtonLink href={`${base}/scan?year=${year}`}>Scan for candidates</ButtonLink>}
        >
          Coverage counts the activities that somebody linked to a competency; suggestions of a scan do not count. A scan finds candidates,
          and each link you confirm appears here at once.
        </Empty>
      ) : (
        <>
          <VersionWaits version={waitingVersion} base={base} />
          <Carried view={view} others={others} search={search} />
          <Aspects view={view} search={search} />
          {/* Grades and gaps ask whether, not how much. */}
          {view.chosen.view !== 'grades' && view.chosen.view !== 'gaps' && (
            <Readings chosen={view.chosen} search={search} hasUnsaid={view.unclassified > 0} />
          )}
          {years.length > 1 && (
            <Choices
              label="Academic year"
              options={years.map((each) => ({ to: yearAddress(search, each), label: each, isCurrent: each === year }))}
            />
          )}
          {waiting > 0 && (
            <p className="small muted">
              {count(waiting, 'suggestion still waits', 'suggestions still wait')} for an answer and {waiting === 1 ? 'counts' : 'count'}{' '}
              nowhere yet. {mayScan && <a href={`${base}/review?year=${year}`}>Review</a>}
            </p>
          )}
          {untold > 0 && (
            <p className="small muted">
              {`In ${count(untold, 'course', 'courses')} the file cannot tell whether an hour is given to several groups; until somebody says so it counts for every learner. `}
              <a href={`${base}/groups?year=${year}`}>{mayScan ? 'Say how the hours are given' : 'See which'}</a>
            </p>
          )}
          <Directors {...view.directors} />
          {view.aspect !== null && view.chosen.view !== undefined ? (
            <AspectFigure aspect={view.chosen.view} shown={view.aspect} view={view} search={search} base={base} />
          ) : (
            <CoverageFigure view={view} search={search} base={base} />
          )}
          <p className="bar">
            <ButtonLink kind="quiet" href={`${base}/dean?year=${year}`}>
              One page for the dean
            </ButtonLink>
            <ButtonLink kind="quiet" href={`${base}/trends`}>
              Trends
            </ButtonLink>
          </p>
          {open && <CellList open={open} view={view} search={search} base={base} />}
        </>
      )}
    </Page>
  );
}

function yearAddress(search: string, year: string): string {
  return withParam(withParam(withParam(search, 'cell', null), 'only', null), 'year', year);
}

/** Which view, and of which phase: each an address. An open list belongs to the view that it was opened in. */
function Aspects({ view: { chosen, aspect, phases }, search }: { view: CoverageView; search: string }) {
  const closed = ['cell', 'only', 'facet', 'milestone'].reduce((address, name) => withParam(address, name, null), search);
  const views = [[null, 'Hours by phase'] as const, ...aspects.map((each) => [each, aspectNames[each]] as const)];
  return (
    <>
      <Choices
        label="View"
        options={views.map(([value, label]) => ({
          to: withParam(closed, 'view', value),
          label,
          isCurrent: (chosen.view ?? null) === value,
        }))}
      />
      {aspect?.isByPhase && (
        <Choices
          label="Phase"
          options={phases.map(({ id, name }) => ({
            to: withParam(closed, 'phase', id === 'all' ? null : id),
            label: name,
            isCurrent: chosen.phase === id,
          }))}
        />
      )}
    </>
  );
}

/** What course directors have not settled, beside the figures. */
function Directors({ waiting, withdrawn, unanswered }: CoverageView['directors']) {
  const said = [
    ...(waiting > 0
      ? [`${count(waiting, 'link waits', 'links wait')} for a course director and ${waiting === 1 ? 'counts' : 'count'} nowhere yet`]
      : []),
    ...(withdrawn > 0
      ? [
          `${count(withdrawn, 'link was', 'links were')} taken back by a course director and ${withdrawn === 1 ? 'counts' : 'count'} nowhere`,
        ]
      : []),
    ...(unanswered > 0 ? [`${count(unanswered, 'link counts', 'links count')} though the course director did not answer in time`] : []),
  ];
  return said.length === 0 ? null : <p className="small muted">{`${said.join('; ')}.`}</p>;
}
