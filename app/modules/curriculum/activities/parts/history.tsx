import { zone } from '#app/modules/members/time-zone.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import type { HistoryLine } from '../../editing/history-queries.server.ts';
import { UndoForm } from '../../editing/parts/edit-note.tsx';
import { Lines } from '../../editing/parts/told.tsx';

type Props = { history: readonly HistoryLine[]; base: string; mayCorrect: boolean };

/** What happened to an activity or a course, newest first, each act with its way back while it has one. */
export function History({ history, base, mayCorrect }: Props) {
  return (
    <Section title="History" id="history">
      {history.length === 0 ? (
        <p>Nobody has changed it; it is as it came.</p>
      ) : (
        <Table
          caption="What happened to it, newest first"
          isCaptionHidden
          rows={[...history]}
          rowKey={({ at, act }) => `${at.toISOString()} ${act}`}
          columns={[
            {
              key: 'act',
              label: 'Change',
              cell: ({ act, editId }) => (editId ? <a href={`${base}/changes/${editId}`}>{act}</a> : act),
            },
            {
              key: 'lines',
              label: 'From and to',
              phone: 'line',
              cell: ({ lines }) => (lines.length === 0 ? '–' : <Lines lines={lines} />),
            },
            { key: 'by', label: 'By', cell: ({ by }) => by ?? 'not kept' },
            { key: 'at', label: 'On', cell: ({ at }) => dayAndTime(at, zone) },
            {
              key: 'undo',
              label: 'Undo',
              phone: 'line',
              cell: ({ editId, undoneAt, act }) =>
                undoneAt ? 'undone' : editId && mayCorrect ? <UndoForm id={editId} base={base} of={act} /> : '–',
            },
          ]}
        />
      )}
    </Section>
  );
}
