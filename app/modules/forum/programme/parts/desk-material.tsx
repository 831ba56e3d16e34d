import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { kindWords } from '../../../library/words.ts';
import type { DeskEvent } from '../plan-queries.server.ts';

type Props = Pick<DeskEvent, 'items' | 'found'> & { readonly find: string };

/** What of the library an event uses, and a search for more of it. */
export function DeskMaterial({ items, found, find }: Props) {
  return (
    <Section title="From the library" id="material">
      <p>What the session uses or used. Its page and the item’s lead to each other, for whoever may read both.</p>
      {items.length > 0 && (
        <Table
          caption="Items that this event uses"
          isCaptionHidden
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', label: 'Item', cell: (item) => item.title },
            { key: 'kind', label: 'Kind', phone: 'bare', cell: ({ kind }) => kindWords[kind] },
            {
              key: 'act',
              label: 'Act',
              phone: 'line',
              cell: (item) => <ItemAct item={item} act="drop-item" words="Take out" />,
            },
          ]}
        />
      )}
      <form method="get" action="#material" className="bar fields">
        <Field type="search" name="find" label="Find an item of the library" value={find} />
        <Button>Find</Button>
      </form>
      {found !== null && found.length === 0 && <p>Nothing in the library says “{find}”.</p>}
      {found !== null && found.length > 0 && (
        <Table
          caption={`Items that say “${find}”`}
          rows={found}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', label: 'Item', cell: (item) => item.title },
            { key: 'kind', label: 'Kind', phone: 'bare', cell: ({ kind }) => kindWords[kind] },
            { key: 'owner', label: 'Kept by', cell: ({ owner }) => owner ?? 'the collaborative' },
            {
              key: 'act',
              label: 'Act',
              phone: 'line',
              cell: (item) => (items.some(({ id }) => id === item.id) ? 'linked' : <ItemAct item={item} act="use" words="Link it" />),
            },
          ]}
        />
      )}
    </Section>
  );
}

/** A button that links an item of the library, or takes it out. */
function ItemAct({ item, act, words }: { item: { id: string; title: string }; act: 'use' | 'drop-item'; words: string }) {
  return (
    <form method="post">
      <input type="hidden" name="item" value={item.id} />
      <Button kind="quiet" name="act" value={act} aria-label={`${words}: ${item.title}`}>
        {words}
      </Button>
    </form>
  );
}
