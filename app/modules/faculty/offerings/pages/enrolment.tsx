import { dayIn } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { inFaculty } from '../../in-faculty.server.ts';
import { offeringDefinitions } from '../definitions.ts';
import { enrolmentOf } from '../queries.server.ts';
import type { Route } from './+types/enrolment';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inFaculty({ context, request, offering: params.offering }, (scope) => enrolmentOf(scope, params.offering));
}

export default function EnrolmentPage({ loaderData: { offering, people, counts, seesAll } }: Route.ComponentProps) {
  const page = `/w/faculty/offerings/${offering.slug}`;
  return (
    <Page
      title="Who enrolled"
      lead={
        seesAll
          ? 'Everybody, in the order in which they enrolled. Give nobody this list who does not need it.'
          : 'You see who of your school enrolled; of other schools how many did.'
      }
      status={offering.title}
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: offering.title, to: page }, { label: 'Who enrolled' }]}
    >
      <title>{`Who enrolled · ${offering.title} · Concord`}</title>
      {people.length === 0 ? (
        <p>{seesAll ? 'Nobody enrolled yet.' : 'Nobody of your school enrolled yet.'}</p>
      ) : (
        <Table
          caption="People who enrolled"
          isCaptionHidden
          rows={people}
          rowKey={({ personId }) => personId}
          columns={[
            { key: 'name', label: 'Name', cell: ({ name }) => name },
            { key: 'school', label: 'School', cell: ({ school }) => school ?? '' },
            {
              key: 'state',
              label: 'State',
              phone: 'bare',
              cell: ({ state }) => (state === 'confirmed' ? <Tag kind="success">has a place</Tag> : <Tag kind="attention">waits</Tag>),
            },
            { key: 'since', label: 'Enrolled on', cell: ({ enrolledAt }) => dayIn(enrolledAt, offering.timeZone) },
          ]}
        />
      )}
      <Section title="By school">
        {counts.length === 0 ? (
          <p>Nobody of any school.</p>
        ) : (
          <Table
            caption="How many enrolled for each school"
            isCaptionHidden
            rows={counts}
            rowKey={({ school }) => school ?? ''}
            columns={[
              { key: 'school', label: 'School', cell: ({ school }) => school ?? 'without a school' },
              { key: 'confirmed', label: 'Have a place', isNumber: true, cell: ({ confirmed }) => confirmed },
              { key: 'waiting', label: 'Wait', isNumber: true, cell: ({ waiting }) => waiting },
            ]}
          />
        )}
        <Defined figures={offeringDefinitions} />
      </Section>
      <Downloads of="People who enrolled" address={`${page}/enrolment`} />
    </Page>
  );
}
