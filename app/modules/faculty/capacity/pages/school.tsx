import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Chart } from '#app/ui/chart.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { count, listed } from '#app/ui/count.ts';
import { day, isoDayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { Figure } from '#app/ui/figure.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { shareCapacity } from '../commands.server.ts';
import { capacityDefinitions } from '../definitions.ts';
import { fewest, rangeWords } from '../figures.ts';
import { CapacityTable } from '../parts/capacity-table.tsx';
import { capacityGround, notCounted, ownShare } from '../queries.server.ts';
import { mayPlanCapacity } from '../rules.ts';
import { capacitySearch, ShareForm } from '../schema.ts';
import { viewOf } from '../view.ts';
import { capacityChart, changeWords, shortfallWords, unsaidIn } from '../words.ts';
import type { Route } from './+types/school';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const search = capacitySearch(request);
  const url = new URL(request.url);
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const school = scope.actor.school!.name;
    if (!mayPlanCapacity(scope.actor)) return { kind: 'shared' as const, school, share: await ownShare(scope) };
    const ground = await capacityGround(scope, search.year);
    const { years, year, setting, asked, needs } = ground;
    const share = await ownShare(scope, year);
    return {
      kind: 'own' as const,
      ...{ school, search, years, year, address: url.search, done: url.searchParams.get('done') },
      setting: { ...setting, learners: asked.learners, from: asked.year.from, to: asked.year.to },
      needs: needs.map(({ id, code, title }) => ({ id, code, title })),
      view: viewOf(ground, search),
      uncounted: await notCounted(scope),
      share: share && {
        audience: share.audience,
        sharedOn: isoDayIn(share.sharedAt, 'UTC'),
        isStale: share.staleAt !== null,
        wasNamed: share.wasNamed,
        isInTotal: share.isInTotal,
      },
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const { year } = capacitySearch(request);
  const acted = await answerForm('share', { schema: ShareForm, form }, async (share) => {
    await as(actor, (scope) => shareCapacity(scope, year ?? String(form.get('year')), share));
    return `&year=${encodeURIComponent(year ?? String(form.get('year')))}`;
  });
  return acted.ok ? redirect(`/w/faculty/capacity/${params.school}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function SchoolCapacity({ loaderData, actionData, params }: Route.ComponentProps) {
  if (loaderData.kind === 'shared') return <Shared school={loaderData.school} share={loaderData.share} />;
  return <Own data={loaderData} refused={actionData} slug={params.school} />;
}

type OwnData = Extract<Route.ComponentProps['loaderData'], { kind: 'own' }>;
const crumbs = (school: string) => [
  { label: 'Faculty', to: '/w/faculty' },
  { label: 'Capacity', to: '/w/faculty/capacity' },
  { label: school },
];

function Own({ data, refused, slug }: { data: OwnData; refused: Route.ComponentProps['actionData']; slug: string }) {
  const { school, years, year, address, view, done, uncounted } = data;
  const base = `/w/faculty/capacity/${slug}`;
  const asked = `?year=${year}`;
  return (
    <Page
      title={`Capacity of ${school}`}
      status={year}
      lead="Small-group seats that your ready facilitators can serve in the year, against what your map requires."
      crumbs={crumbs(school)}
    >
      <title>{`${refused ? 'Error: ' : ''}Capacity of ${school} · Concord`}</title>
      {!refused && done === 'share' && <Note kind="success" title="It is shared as you chose" isAnswer />}
      <FormErrors errors={refused?.errors ?? []} />
      <Choices
        label="Academic year"
        options={years.map((each) => ({ to: withParam(address, 'year', each), label: each, isCurrent: each === year }))}
      />
      {view.unsaid.length > 0 && (
        <Note kind="attention" title="Something is not said yet">
          <p>
            {`What this rests on is not all there: ${listed(unsaidIn(view.unsaid))}. What cannot be computed without it says so. `}
            <a href={`${base}/inputs${asked}`}>Say what you plan with</a>
          </p>
        </Note>
      )}
      <Figure
        finding={shortfallWords(view.whole)}
        basis={`${count(view.whole.ready, 'ready facilitator', 'ready facilitators')} who show their entry to you${view.whole.beside ? `, ${view.whole.beside}` : ''}.${uncounted === null ? '' : ` ${uncounted} of your people chose not to be counted.`}`}
        downloads={['csv', 'svg'].map((ending) => ({ to: `${base}.${ending}${asked}`, label: ending.toUpperCase() }))}
        definition={capacityDefinitions.map(({ definition, denominator, ...words }) => ({
          ...words,
          meaning: definition,
          denominator: denominator ?? undefined,
        }))}
      >
        <Chart chart={capacityChart(view.lines)} />
      </Figure>
      <CapacityTable lines={view.lines} whole={view.whole} />
      <Workshop data={data} />
      {view.visitors.people > 0 && (
        <Section title="People of other schools">
          <p>
            {`${count(view.visitors.people, 'person', 'people')} of other schools whose entry is shown to you would come, or teach online, and may. They are not counted above, since nobody knows what they give to whom. If all of them gave all their sessions here, ${rangeWords(view.visitors.whole.shortSeatsLow, view.visitors.whole.shortSeatsHigh)} seats would be missing.`}{' '}
            <a href={`/w/faculty/facilitators?at=${slug}`}>Who they are</a>
          </p>
        </Section>
      )}
      <Inputs data={data} to={`${base}/inputs${asked}`} />
      <Share data={data} />
    </Page>
  );
}

function Workshop({ data: { view, search, needs, year } }: { data: OwnData }) {
  return (
    <Section title="One more workshop" id="workshop">
      <form method="get" action="#workshop" className="bar fields">
        <input type="hidden" name="year" value={year} />
        <Field name="people" label="It prepares so many people" inputMode="numeric" value={String(search.people)} />
        <Field
          kind="select"
          name="for"
          label="For"
          value={search.for}
          options={[
            { value: 'all', label: 'All competencies' },
            ...needs.map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` })),
          ]}
        />
        <Button>Show what it would change</Button>
      </form>
      <p>{changeWords(search.people, view.whole, view.withWorkshop)}</p>
      <Facts
        facts={[
          [
            'Can be served',
            `${rangeWords(view.withWorkshop.seatsLow, view.withWorkshop.seatsHigh)} seats, now ${rangeWords(view.whole.seatsLow, view.whole.seatsHigh)}`,
          ],
          [
            'Missing sessions',
            `${rangeWords(view.withWorkshop.shortSessionsLow, view.withWorkshop.shortSessionsHigh)}, now ${rangeWords(view.whole.shortSessionsLow, view.whole.shortSessionsHigh)}`,
          ],
          [
            'Missing people',
            `${rangeWords(view.withWorkshop.shortPeopleLow, view.withWorkshop.shortPeopleHigh)}, now ${rangeWords(view.whole.shortPeopleLow, view.whole.shortPeopleHigh)}`,
          ],
        ]}
      />
      <p className="muted">
        It takes everybody as ready all year. Who comes to a workshop is not thereby ready, and readiness is not yet a session held.
      </p>
    </Section>
  );
}

function Inputs({ data: { setting }, to }: { data: OwnData; to: string }) {
  const said = (range: { low: number; high: number } | null, source: string) =>
    range ? `${rangeWords(range.low, range.high)}${source ? `; ${source}` : ''}` : 'not said';
  return (
    <Section title="What this is planned with">
      <Facts
        facts={[
          ['Academic year', `${day(setting.from)} to ${day(setting.to)}`],
          ['Learners of the class', setting.learners ?? 'not said; Members keeps it'],
          ['Learners in a group', said(setting.group, setting.groupSource)],
          ['Facilitators in a group', said(setting.per, setting.perSource)],
          ['Sessions a year of somebody newly prepared', said(setting.new, setting.newSource)],
          ['Named materials that you teach with', setting.materials.length > 0 ? setting.materials.join('; ') : null],
        ]}
      />
      <p className="bar">
        <ButtonLink href={to}>Change what you plan with</ButtonLink>
      </p>
    </Section>
  );
}

const audiences = [
  { value: 'none', label: 'Nobody', help: 'What others saw is gone at once.' },
  { value: 'school', label: 'Whoever teaches or works at our school' },
  {
    value: 'total',
    label: 'Our school, and the collaborative in a total',
    help: 'A sum of three schools or more. It never names us, and our figures are by name nowhere in that year.',
  },
  {
    value: 'named',
    label: 'Our school, and the collaborative by name',
    help: 'Everybody with a role at a school or in the collaborative reads our figures beside our name, until you take them back.',
  },
];

function Share({ data: { share, year } }: { data: OwnData }) {
  return (
    <Section title="With whom these figures are shared" id="share">
      {share === null || share.audience === 'none' ? (
        <p>{`They are yours alone. Shared are the figures as they are at that moment, never who stands behind them, and only where ${fewest} people or more do.`}</p>
      ) : (
        <p>{`Shared on ${day(share.sharedOn)}, as they were then: ${audiences.find(({ value }) => value === share.audience)!.label.toLowerCase()}.`}</p>
      )}
      {share?.isStale && (
        <Note kind="attention" title="Nobody else sees them now">
          Somebody who was counted is counted no more, so what you shared is hidden until you share again.
        </Note>
      )}
      {share?.isInTotal && (
        <p className="muted">
          They are, or were, in the total of this year, and so by name nowhere in it. Taking them back, or sharing others, takes the total
          back whole.
        </p>
      )}
      <form method="post" action={`?year=${year}#share`} className="form" noValidate>
        <input type="hidden" name="year" value={year} />
        <Field name="audience" label="Share them with" kind="radios" value={share?.audience ?? 'none'} options={audiences} />
        <p>
          <Button>Share as chosen, with the figures of now</Button>
        </p>
      </form>
    </Section>
  );
}

function Shared({ school, share }: { school: string; share: Extract<Route.ComponentProps['loaderData'], { kind: 'shared' }>['share'] }) {
  return (
    <Page
      title={`Capacity of ${school}`}
      lead="What your school’s leads share of it with whoever teaches or works there."
      crumbs={crumbs(school)}
    >
      <title>{`Capacity of ${school} · Concord`}</title>
      {share === null ? (
        <p>Your school’s leads share no figures of it at present. They see what facilitators show them, and decide.</p>
      ) : (
        <Figure
          finding={shortfallWords(share.snapshot.whole)}
          basis={`${share.year}, as it was on ${day(isoDayIn(share.sharedAt, 'UTC'))}; ${count(share.snapshot.whole.ready, 'ready facilitator', 'ready facilitators')}.${share.snapshot.competencies === null ? ' It is not told by competency, since one or two people stand behind one of them.' : ''}`}
          definition={capacityDefinitions.map(({ definition, denominator, ...words }) => ({
            ...words,
            meaning: definition,
            denominator: denominator ?? undefined,
          }))}
        >
          <CapacityTable lines={share.snapshot.competencies ?? []} whole={share.snapshot.whole} />
        </Figure>
      )}
    </Page>
  );
}
