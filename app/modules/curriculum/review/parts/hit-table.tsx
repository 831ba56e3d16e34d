import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { ListedHit } from '../list-queries.server.ts';

type Props = { rows: ListedHit[]; base: string; caption: string; count: string; isClosed?: boolean };

/** Suggestions as a list; an open one can be chosen, unless the year is closed to answers. */
export function HitTable({ rows, base, caption, count, isClosed = false }: Props) {
  return (
    <Table
      caption={caption}
      count={count}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'activity', label: 'Activity', cell: (hit) => <Named hit={hit} base={base} isClosed={isClosed} /> },
        { key: 'sentence', label: 'Sentence', phone: 'line', cell: ({ sentence }) => sentence },
        { key: 'keyword', label: 'Keyword', cell: ({ phrase }) => phrase },
        { key: 'proposes', label: 'Competency', cell: ({ code }) => code ?? '' },
        {
          key: 'answer',
          label: 'Answer',
          cell: ({ answer, level, extent, answeredBy, reason }) =>
            answer === null ? (
              <Tag kind="suggestion">{level ? `open: ${level}, ${extent}` : 'open'}</Tag>
            ) : (
              [answer === 'accepted' ? 'linked' : 'not this', answeredBy && `by ${answeredBy}`, reason && `“${reason}”`]
                .filter(Boolean)
                .join(', ')
            ),
        },
        { key: 'part', label: 'Part of', cell: ({ partOf }) => partOf ?? '' },
      ]}
    />
  );
}

function Named({ hit: { id, title, course, answer, phrase }, base, isClosed }: { hit: ListedHit; base: string; isClosed: boolean }) {
  const words = (
    <>
      <a href={`${base}/review?hit=${id}`}>{title}</a>
      {course && <span className="found-where">{course}</span>}
    </>
  );
  if (answer !== null || isClosed) return words;
  return (
    <span className="choice">
      <input type="checkbox" name="hit" value={id} aria-label={`Choose ${title}, ${phrase}`} />
      <span>{words}</span>
    </span>
  );
}
