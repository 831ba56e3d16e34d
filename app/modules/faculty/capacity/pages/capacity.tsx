import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, memberOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day, isoDayIn } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { formTotal } from '../commands.server.ts';
import { capacityDefinitions } from '../definitions.ts';
import { type Figures, rangeWords } from '../figures.ts';
import { type CapacityTotal, capacityTotals, namedCapacities, waitingForTotal } from '../queries.server.ts';
import { mayFormTotal } from '../rules.ts';
import { AcademicYear, TotalForm } from '../schema.ts';
import type { Route } from './+types/capacity';

export function loader(asked: Route.LoaderArgs) {
  const { schools } = memberOf(asked.context, asked.request);
  const url = new URL(asked.request.url);
  return inFaculty(asked, async (scope) => {
    const named = await namedCapacities(scope);
    const totals = await capacityTotals(scope);
    const year = AcademicYear.safeParse(url.searchParams.get('year')).data ?? totals[0]?.year ?? named[0]?.year ?? null;
    return {
      named: named.map(({ school, slug, year, snapshot, sharedAt }) => ({
        school,
        slug,
        year,
        sharedOn: isoDayIn(sharedAt, 'UTC'),
        ...snapshot.whole,
      })),
      totals,
      own: schools
        .filter(({ roles }) => roles.some((role) => role !== 'student'))
        .map(({ slug, name, roles }) => ({ slug, name, isLead: roles.includes('lead') })),
      forming: mayFormTotal(scope.actor) ? { year, waiting: year === null ? null : await waitingForTotal(scope, year) } : null,
      done: url.searchParams.get('done'),
    };
  });
}

export async function action(asked: Route.ActionArgs) {
  const actor = await facultyActor(asked);
  const acted = await answerForm('form', { schema: TotalForm, form: await asked.request.formData() }, async ({ year }) => {
    await as(actor, (scope) => formTotal(scope, year));
    return undefined;
  });
  return acted.ok ? redirect(`/w/faculty/capacity${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function CapacityPage({ loaderData: { named, totals, own, forming, done }, actionData }: Route.ComponentProps) {
  return (
    <Page
      title="Capacity"
      lead="Small-group seats that ready facilitators can serve in a year, against what the schools’ maps require."
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Capacity' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Capacity · Concord`}</title>
      {!actionData && done === 'form' && <Note kind="success" title="The total is formed, and never changes" isAnswer />}
      <FormErrors errors={actionData?.errors ?? []} labels={{ year: 'Academic year' }} />
      {own.length > 0 && (
        <Section title="Your school">
          <ul className="links">
            {own.map(({ slug, name, isLead }) => (
              <li key={slug}>
                <a href={`/w/faculty/capacity/${slug}`}>{name}</a>{' '}
                <span className="muted">{isLead ? 'you plan it' : 'as its leads share it'}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Schools by name">
        {named.length === 0 ? (
          <Empty title="No school shares its figures by name">
            A school stands here while its lead says so, with its figures as they were then, in the order of the alphabet. It goes at once
            when the lead takes them back.
          </Empty>
        ) : (
          <Table
            caption="Schools that share their figures by name, in the order of the alphabet"
            isCaptionHidden
            count={count(named.length, 'school', 'schools')}
            rows={named}
            rowKey={({ slug, year }) => `${slug} ${year}`}
            columns={[
              { key: 'school', label: 'School', cell: ({ school }) => school },
              { key: 'year', label: 'Year', cell: ({ year }) => year },
              ...figureColumns,
              { key: 'on', label: 'Shared on', cell: ({ sharedOn }) => day(sharedOn) },
            ]}
          />
        )}
      </Section>
      <Section title="The collaborative’s total">
        {totals.length === 0 && (
          <p>No total is formed. It takes three schools that share their figures for one, none of them by name in that year.</p>
        )}
        {totals.map((total) => (
          <Total key={total.id} total={total} />
        ))}
        {forming && <FormTotal {...forming} />}
      </Section>
      <Defined figures={capacityDefinitions} />
    </Page>
  );
}

const figureColumns = [
  { key: 'ready', label: 'Ready facilitators', isNumber: true, cell: ({ ready }: Figures) => ready },
  { key: 'needed', label: 'Seats needed', isNumber: true, cell: ({ neededLow, neededHigh }: Figures) => rangeWords(neededLow, neededHigh) },
  { key: 'seats', label: 'Can be served', isNumber: true, cell: ({ seatsLow, seatsHigh }: Figures) => rangeWords(seatsLow, seatsHigh) },
  {
    key: 'short',
    label: 'Missing seats',
    isNumber: true,
    cell: ({ shortSeatsLow, shortSeatsHigh }: Figures) => rangeWords(shortSeatsLow, shortSeatsHigh),
  },
  {
    key: 'people',
    label: 'Missing people',
    isNumber: true,
    cell: ({ shortPeopleLow, shortPeopleHigh }: Figures) => rangeWords(shortPeopleLow, shortPeopleHigh),
  },
];

function Total({ total: { year, schools, figures, formedAt, retiredAt } }: { total: CapacityTotal }) {
  const when = `formed on ${day(isoDayIn(formedAt, 'UTC'))}`;
  return (
    <>
      <h3>{`${year}: ${schools} schools together`}</h3>
      {figures ? (
        <>
          <Facts facts={figureColumns.map(({ label, cell }) => [label, cell(figures)])} />
          <p className="muted">{`A sum, ${when}. It never changes.`}</p>
        </>
      ) : (
        <p>
          {retiredAt
            ? `It was ${when} and is taken back, since something that it counted is counted no more. These schools are in no other total of that year.`
            : `It was ${when}. It is not shown to a school in it without three others in it: with your own figures and one other’s it would tell the third’s.`}
        </p>
      )}
    </>
  );
}

function FormTotal({ year, waiting }: { year: string | null; waiting: number | null }) {
  return (
    <form method="post" className="bar fields" noValidate>
      <Field
        name="year"
        label="Academic year"
        value={year ?? ''}
        help={
          waiting === null ? 'As 2025-26.' : `${count(waiting, 'school waits', 'schools wait')} for a total of ${year}. It takes three.`
        }
      />
      <Button>Form the total of this year</Button>
    </form>
  );
}
