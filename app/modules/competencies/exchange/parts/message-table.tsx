import type { Message } from '#app/platform/message.ts';
import { count } from '#app/ui/count.ts';
import { Table } from '#app/ui/table.tsx';

const words = { error: 'Left out', warning: 'Changed', note: 'Worth a look' } as const;
const order = ['error', 'warning', 'note'] as const;
const shown = 500;

/** What an import had to say, errors first. */
export function MessageTable({ messages }: { messages: readonly Message[] }) {
  if (messages.length === 0) return <p>Everything was read as it stands in the file.</p>;
  const rows = order.flatMap((severity) => messages.filter((message) => message.severity === severity));
  return (
    <>
      <Table
        caption="Messages"
        isCaptionHidden
        count={count(messages.length, 'message', 'messages')}
        rows={rows.slice(0, shown).map((message, at) => ({ ...message, at }))}
        rowKey={({ at }) => String(at)}
        columns={[
          { key: 'found', label: 'Found', cell: ({ found }) => found },
          { key: 'severity', label: 'Kind', phone: 'bare', cell: ({ severity }) => words[severity] },
          {
            key: 'where',
            label: 'Where',
            cell: ({ line, path }) => [line === undefined ? '' : `line ${line}`, path ?? ''].filter(Boolean).join(', ') || 'the file',
          },
          { key: 'expected', label: 'Expected', cell: ({ expected }) => expected },
          { key: 'did', label: 'What was done', cell: ({ did }) => did },
        ]}
      />
      {rows.length > shown && <p>{`These are the first ${shown} of ${rows.length.toLocaleString('en')} messages.`}</p>}
    </>
  );
}
