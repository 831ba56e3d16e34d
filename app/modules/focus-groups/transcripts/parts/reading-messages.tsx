import type { Message } from '#app/platform/message.ts';
import { count } from '#app/ui/count.ts';
import { Table } from '#app/ui/table.tsx';

const shown = 200;

/** What reading a file had to say, in the order of the file. */
export function ReadingMessages({ messages }: { messages: readonly Message[] }) {
  return (
    <>
      <Table
        caption="Messages"
        isCaptionHidden
        count={count(messages.length, 'message', 'messages')}
        rows={messages.slice(0, shown).map((message, at) => ({ ...message, at }))}
        rowKey={({ at }) => String(at)}
        columns={[
          { key: 'found', label: 'Found', cell: ({ found }) => found },
          { key: 'where', label: 'Where', cell: ({ line }) => (line === undefined ? 'the file' : `line ${line}`) },
          { key: 'expected', label: 'Expected', cell: ({ expected }) => expected },
          { key: 'did', label: 'What was done', cell: ({ did }) => did },
        ]}
      />
      {messages.length > shown && <p>{`These are the first ${shown} of ${messages.length.toLocaleString('en')} messages.`}</p>}
    </>
  );
}
