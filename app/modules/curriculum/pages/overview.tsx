import type { ReactNode } from 'react';
import { zone } from '#app/modules/members/time-zone.ts';
import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day, dayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { coursesWaiting, type OwnCourse } from '../asking/own-course-queries.server.ts';
import { openMatters } from '../editing/settle-queries.server.ts';
import { nextStep, type Step } from '../intake/next-step.ts';
import { NextStep } from '../intake/parts/next-step.tsx';
import { curriculumInside } from '../intake/queries.server.ts';
import { statusWords } from '../intake/words.ts';
import { Defined } from '../parts/defined.tsx';
import { VersionWaits } from '../parts/version-waits.tsx';
import { versionWaiting } from '../queries.server.ts';
import { mayAnswerAsDirector, mayBringIn, mayReview } from '../rules.ts';
import type { Route } from './+types/overview';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const inside = await curriculumInside(scope);
    const can = { bringIn: mayBringIn(scope.actor), review: mayReview(scope.actor) };
    const [newest] = inside.years;
    const matters = newest ? await openMatters(scope, newest.year) : 0;
    const [asked] = mayAnswerAsDirector(scope.actor) ? await coursesWaiting(scope) : [];
    return {
      ...inside,
      can,
      asked: asked ? askedStep(asked) : null,
      step: nextStep({ ...inside, matters }, can),
      waitingVersion: can.review ? await versionWaiting(scope) : null,
    };
  });
}

/** What waits for whoever directs a course comes before what they may read. */
function askedStep({ title, dueOn, courseStableId }: OwnCourse): Step {
  return {
    kind: 'attention',
    title: `${title} waits for your answer`,
    text: `Say what is still so, what is not any more, and what was missed${dueOn ? `, until ${day(dueOn)}` : ''}. It takes about two minutes.`,
    to: `/asked/${courseStableId}`,
    label: 'Answer about your course',
  };
}

type Data = Route.ComponentProps['loaderData'];

export default function Overview({ loaderData }: Route.ComponentProps) {
  const { school, years, imports, can, step, asked, waitingVersion } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const isEmpty = years.length === 0 && imports.length === 0;
  return (
    <Page
      title="Curriculum"
      lead="What your school teaches, year by year, and where it meets the shared competencies."
      crumbs={[{ label: 'Curriculum' }, { label: school.name }]}
    >
      <title>{`Curriculum · ${school.name} · Concord`}</title>
      {isEmpty ? (
        <Nothing base={base} mayBringIn={can.bringIn} />
      ) : (
        <>
          {asked && <NextStep step={asked} base={base} />}
          {step && (can.review || !asked) && <NextStep step={step} base={base} />}
          <VersionWaits version={waitingVersion} base={base} />
          <p className="bar">
            <a href="/w/curriculum/rounds">Mapping rounds</a>
            {can.review && <a href={`${base}/directors`}>Course directors</a>}
            {can.review && <a href={`${base}/submit`}>Submit the map</a>}
            <a href={`${base}/asked`}>Your courses</a>
          </p>
          {years.length > 0 && <Years years={years} base={base} mayReview={can.review} />}
          <Imports imports={imports} base={base}>
            {can.bringIn && (
              <p className="bar">
                {step?.to !== '/imports/new' && <ButtonLink href={`${base}/imports/new`}>Bring in a curriculum</ButtonLink>}
                <a href={`${base}/activities/new`}>Enter activities by hand</a>
              </p>
            )}
          </Imports>
          <Defined figures={['activities-counted', 'activities-without-hours', 'hit', 'link', 'no-phase-yet']} />
        </>
      )}
    </Page>
  );
}

function Nothing({ base, mayBringIn: may }: { base: string; mayBringIn: boolean }) {
  const act = may ? (
    <ButtonLink kind="primary" href={`${base}/imports/new`}>
      Bring in a curriculum
    </ButtonLink>
  ) : undefined;
  return (
    <Empty title="No curriculum yet" act={act} sample={may && <a href={`${base}/activities/new`}>Enter activities by hand</a>}>
      Your school’s courses and activities will be here, with what they do for the shared competencies.{' '}
      {may
        ? 'Begin with the file that your system exports, a spreadsheet, or a list of titles; nothing is written before you have seen what is in it.'
        : 'The lead of your school brings them in.'}
    </Empty>
  );
}

function Years({ years, base, mayReview: may }: { years: Data['years']; base: string; mayReview: boolean }) {
  const link = (path: string, year: string, words: string) => <a href={`${base}/${path}?year=${year}`}>{words}</a>;
  return (
    <Section title="Academic years">
      <Table
        caption="What is in for each academic year"
        isCaptionHidden
        rows={years}
        rowKey={({ year }) => year}
        columns={[
          { key: 'year', label: 'Year', cell: ({ year }) => <span className="whole">{year}</span> },
          {
            key: 'activities',
            label: 'Activities',
            isNumber: true,
            cell: ({ year, activities }) => link('activities', year, activities.toLocaleString('en')),
          },
          {
            key: 'unknown',
            label: 'Without hours',
            isNumber: true,
            cell: ({ year, activities, unknownMinutes }) =>
              link('activities', `${year}&minutes=unknown`, `${unknownMinutes.toLocaleString('en')} of ${activities.toLocaleString('en')}`),
          },
          {
            key: 'courses',
            label: 'Courses',
            isNumber: true,
            cell: ({ year, courses }) => link('courses', year, courses.toLocaleString('en')),
          },
          {
            key: 'levels',
            label: 'Levels without a phase',
            isNumber: true,
            cell: ({ levels, levelsWithoutPhase }) => (levels === 0 ? 'no levels' : `${levelsWithoutPhase} of ${levels}`),
          },
          {
            key: 'open',
            label: 'To review',
            isNumber: true,
            cell: ({ year, hits, openHits }) =>
              hits === 0
                ? link('scan', year, 'not scanned')
                : may
                  ? link('review', year, openHits.toLocaleString('en'))
                  : openHits.toLocaleString('en'),
          },
          { key: 'links', label: 'Links', isNumber: true, cell: ({ links }) => links.toLocaleString('en') },
          {
            key: 'see',
            label: 'See',
            phone: 'line',
            cell: ({ year }) => (
              <span className="row-acts">
                {link('coverage', year, 'Coverage')}
                {link('scan', year, 'Keyword scan')}
                {link('phases', year, 'Levels and phases')}
                {link('to-settle', year, 'To settle')}
                {link('changes', year, 'Changes')}
                {link('groups', year, 'Hours given to groups')}
                {link('teaching', year, 'Teaching without events')}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Imports({ imports, base, children }: { imports: Data['imports']; base: string; children: ReactNode }) {
  if (imports.length === 0) return children;
  return (
    <Section title="Files">
      {children}
      <Table
        caption="The latest files"
        isCaptionHidden
        count={count(imports.length, 'file', 'files')}
        rows={imports}
        rowKey={({ id }) => id}
        columns={[
          { key: 'file', label: 'File', cell: ({ id, file }) => <a href={`${base}/imports/${id}`}>{file}</a> },
          { key: 'year', label: 'Year', phone: 'bare', cell: ({ year }) => year },
          { key: 'status', label: 'State', phone: 'bare', cell: ({ status }) => statusWords[status] },
          { key: 'by', label: 'Brought by', cell: ({ startedBy }) => startedBy ?? 'the operator' },
          { key: 'at', label: 'On', cell: ({ startedAt }) => dayIn(startedAt, zone) },
        ]}
      />
    </Section>
  );
}
