import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { inOccasion } from '../../in-occasion.server.ts';
import { OccasionPage } from '../../parts/occasion-page.tsx';
import { type CreditRow, creditRequests } from '../queries.server.ts';
import type { Route } from './+types/credit';

export function loader(asked: Route.LoaderArgs) {
  return inOccasion(asked, async (scope, occasion) => ({ occasion, people: await creditRequests(scope, occasion) }));
}

export default function Credit({ loaderData: { occasion, people } }: Route.ComponentProps) {
  const there = people.filter(({ came }) => came);
  return (
    <OccasionPage occasion={occasion} here="/credit" lead="Who asked for credit, for the accredited provider who gives it.">
      {occasion.creditBy === '' ? (
        <Empty title="No credit is given here">
          Say who gives it where the event is planned. Then the page of each place asks whoever wants credit for what the provider needs.
        </Empty>
      ) : (
        <>
          <p>
            Credit is given by {occasion.creditBy}. They get a file with names in two parts, degree, email address, profession and minutes
            of those who asked for credit and are recorded as having been there; no day of birth and no licence, which Concord does not ask
            for.
          </p>
          {people.length === 0 ? (
            <p>Nobody has asked for credit.</p>
          ) : (
            <Table
              caption="Who asked for credit"
              isCaptionHidden
              count={count(people.length, 'person', 'people')}
              rows={people}
              rowKey={({ id }) => id}
              columns={[
                { key: 'name', label: 'Name', cell: ({ firstName, lastName }) => `${firstName} ${lastName}` },
                { key: 'degree', label: 'Degree', cell: ({ degree }) => degree },
                { key: 'profession', label: 'Profession', cell: ({ profession }) => profession },
                { key: 'mail', label: 'Address', phone: 'bare', cell: ({ mail }) => mail },
                { key: 'minutes', label: 'Minutes', isNumber: true, unit: 'minutes', cell: ({ minutes }) => minutes || '' },
                { key: 'file', label: 'In the file', cell: inFile },
              ]}
            />
          )}
          <p className="bar">
            <ButtonLink kind={there.length > 0 ? 'primary' : 'plain'} href={`/w/occasions/${occasion.id}/credit.csv`} download>
              {`The file for the provider: ${count(there.length, 'person', 'people')} (CSV)`}
            </ButtonLink>
          </p>
          <Section title="Who keeps what">
            <p>
              An accredited provider keeps the evidence of who took part for six years, and reports to its accreditor. Concord does neither:
              what is written here is erased {occasion.keepsMailDays} days after the event with the names and addresses, or sooner when its
              holder takes it back. So send the file before.
            </p>
          </Section>
        </>
      )}
    </OccasionPage>
  );
}

function inFile({ came, minutes }: CreditRow): string {
  if (came === null) return 'no: nothing is recorded of them';
  if (!came) return 'no: not there long enough';
  return minutes ? 'yes' : 'yes, without minutes: one code alone shows that they were there';
}
