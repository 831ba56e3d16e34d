import { dayAndTime } from '#app/ui/date.ts';
import { hours } from '#app/ui/hours.ts';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { Offering } from '../queries.server.ts';

type Props = { offerings: readonly Offering[]; caption: string; hasProgramme?: boolean; isOver?: boolean };

/** Offerings as a list. `isOver`: what is over. */
export function OfferingTable({ offerings, caption, hasProgramme = true, isOver = false }: Props) {
  const programme = { key: 'programme', label: 'Programme', cell: (each: Offering) => each.programme };
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={[...offerings]}
      rowKey={({ slug }) => slug}
      columns={[
        {
          key: 'title',
          label: 'Offering',
          cell: ({ slug, title, isSample }) => (
            <>
              <a href={`/w/faculty/offerings/${slug}`}>{title}</a>
              {isSample && <span className="muted"> (sample)</span>}
            </>
          ),
        },
        ...(hasProgramme ? [programme] : []),
        {
          key: 'when',
          label: 'Begins',
          cell: ({ firstAt, timeZone, dates }) =>
            firstAt === null ? 'called off' : `${dayAndTime(firstAt, timeZone)}${dates > 1 ? `, ${dates} dates` : ''}`,
        },
        { key: 'where', label: 'Held by', cell: ({ school }) => school ?? 'the collaborative' },
        {
          key: 'cost',
          label: 'Takes each person',
          isNumber: true,
          cell: ({ minutes, preparationMinutes }) => hours(minutes + preparationMinutes),
        },
        { key: 'places', label: 'Places', isNumber: true, cell: placesWords },
        { key: 'state', label: 'State', phone: 'bare', cell: (each) => <OfferingState offering={each} isOver={isOver} /> },
      ]}
    />
  );
}

/** "3 of 12, 2 waiting". */
export function placesWords({ confirmed, capacity, waiting }: Pick<Offering, 'confirmed' | 'capacity' | 'waiting'>): string {
  return `${confirmed}${capacity === null ? '' : ` of ${capacity}`}${waiting > 0 ? `, ${waiting} waiting` : ''}`;
}

/** Whether an offering is a draft, open, over or called off. */
function OfferingState({ offering: { publishedAt, status, lastAt, opensTo }, isOver }: { offering: Offering; isOver: boolean }) {
  if (status === 'cancelled' || lastAt === null) return <Tag kind="danger">called off</Tag>;
  if (publishedAt === null) return <Tag kind="attention">draft</Tag>;
  if (isOver) return <Tag>over</Tag>;
  if (status === 'held') return <Tag>has begun</Tag>;
  return <Tag kind="success">{opensTo === 'all' ? 'for all schools' : 'for the school'}</Tag>;
}
