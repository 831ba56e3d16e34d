import { dayAndTime } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { toldTimes } from '../../../attendance/wall-time.ts';
import { costOf, costWords, type OfferingDate } from '../offering.ts';
import type { Offering } from '../queries.server.ts';
import { placesWords } from './offering-table.tsx';

type Props = {
  offering: Pick<
    Offering,
    | 'programme'
    | 'school'
    | 'opensTo'
    | 'preparationMinutes'
    | 'preparation'
    | 'confirmed'
    | 'capacity'
    | 'waiting'
    | 'closesAt'
    | 'timeZone'
  >;
  dates: readonly OfferingDate[];
  /** Where the programme is read, or null. */
  programmePage: string | null;
};

/** What somebody wants to know before they enrol: the programme, for whom, the cost of time, the places. */
export function OfferingFacts({ offering, dates, programmePage }: Props) {
  const { programme, school, opensTo, preparationMinutes, preparation, closesAt, timeZone } = offering;
  return (
    <Facts
      facts={[
        [
          'Programme',
          programmePage === null ? (
            programme
          ) : (
            <a key="programme" href={programmePage}>
              {programme}
            </a>
          ),
        ],
        ['Held by', school ?? 'the collaborative'],
        ['For', opensTo === 'all' ? 'members of all schools who teach' : 'members of this school who teach'],
        ['Cost of time', costWords(costOf(dates, preparationMinutes))],
        ['Preparation', preparation || null],
        ['Places', placesWords(offering)],
        ['Enrol until', closesAt === null ? null : dayAndTime(closesAt, timeZone)],
      ]}
    />
  );
}

const state = {
  key: 'state',
  label: 'State',
  phone: 'bare' as const,
  cell: ({ status }: OfferingDate) =>
    status === 'cancelled' ? <Tag kind="danger">called off</Tag> : status === 'held' ? <Tag>held</Tag> : '',
};

/** The dates of an offering, in the host's zone and, where that shows another time, in the reader's. */
export function DateTable({ dates, zone }: { dates: readonly OfferingDate[]; zone: string | null }) {
  return (
    <Table
      caption="Dates, in their order"
      isCaptionHidden
      rows={[...dates]}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'when',
          label: 'When',
          cell: (date) => {
            const { inHost, inPicked } = toldTimes(date, zone);
            return (
              <>
                {inHost}
                {inPicked !== null && <span className="muted">{` (${inPicked})`}</span>}
              </>
            );
          },
        },
        { key: 'words', label: 'What happens', phone: 'bare', cell: ({ words }) => words },
        { key: 'place', label: 'Place', cell: ({ place }) => place },
        ...(dates.some(({ status }) => status !== 'published') ? [state] : []),
      ]}
    />
  );
}
