import { Table } from '#app/ui/table.tsx';
import type { Need } from '../queries.server.ts';

/** What the schools said of how soon, side by side, in the order of their names. */
export function Priorities({ priorities }: { priorities: Need['priorities'] }) {
  return (
    <Table
      caption="How soon, as each school’s lead said it"
      rows={[...priorities]}
      rowKey={({ bySchoolId }) => bySchoolId}
      columns={[
        { key: 'school', label: 'School', cell: ({ school }) => school },
        { key: 'word', label: 'How soon', cell: ({ word }) => <strong>{word}</strong> },
        { key: 'reason', label: 'Why', phone: 'line', cell: ({ reason }) => reason },
      ]}
    />
  );
}
