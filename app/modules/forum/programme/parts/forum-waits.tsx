import { count } from '#app/ui/count.ts';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Wait } from '../waiting.ts';

type ForumWaitsProps = { waits: readonly Wait[]; title: string; most?: number };

/** What of the forum waits for the member, with the way to each; nothing where nothing does. `most`: how many a page has room for. */
export function ForumWaits({ waits, title, most = 100 }: ForumWaitsProps) {
  if (waits.length === 0) return null;
  return (
    <Section title={title}>
      <Table
        caption="What waits for you at the forum"
        isCaptionHidden
        rows={waits.slice(0, most)}
        rowKey={({ to, words }) => `${to} ${words}`}
        columns={[
          { key: 'words', label: 'What', cell: ({ words }) => words },
          { key: 'event', label: 'Event', phone: 'bare', cell: ({ event }) => event },
          {
            key: 'act',
            label: 'To do',
            phone: 'line',
            cell: ({ act, to, event }) => (
              <a href={to} aria-label={`${act}: ${event}`}>
                {act}
              </a>
            ),
          },
        ]}
      />
      {waits.length > most && (
        <p>
          <a href="/w/forum">{count(waits.length - most, 'more thing waits', 'more things wait')} at the forum</a>
        </p>
      )}
    </Section>
  );
}
