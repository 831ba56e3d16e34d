import { count } from '#app/ui/count.ts';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { Marked } from '../../parts/marked.tsx';
import type { TextTrial, TriedPlace } from '../trial.ts';

/** What a list finds in a text that somebody wrote: each place in its sentence, and why it does not count. */
export function TriedPlaces({ tried: { total, counted, places } }: { tried: TextTrial }) {
  if (total === 0) return <p>No keyword of the list stands in this text.</p>;
  return (
    <>
      <p>
        {count(counted, 'place counts', 'places count')}
        {total > counted && `, ${count(total - counted, 'does', 'do')} not`}.
        {total > places.length && ` The first ${places.length} are shown.`}
      </p>
      <Table
        caption="Places in the text"
        isCaptionHidden
        rows={places.map((place, at) => ({ ...place, at }))}
        rowKey={({ at }) => String(at)}
        columns={[
          { key: 'keyword', label: 'Keyword', cell: ({ phrase }) => <Tag kind="suggestion">{phrase}</Tag> },
          { key: 'sentence', label: 'Sentence', phone: 'bare', cell: (place) => <Marked {...place} /> },
          { key: 'counts', label: 'Counts', cell: ({ unless }) => whyWords(unless) },
        ]}
      />
    </>
  );
}

function whyWords(unless: TriedPlace['unless']): string {
  if (unless === null) return 'Yes';
  if (unless.why === 'excluded') return `No: within “${unless.words}”`;
  if (unless.why === 'negated') return `No: denied by “${unless.words}”`;
  return `No: the text has none of ${unless.words}`;
}
