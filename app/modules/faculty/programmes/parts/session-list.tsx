import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { hours } from '#app/ui/hours.ts';
import { Table } from '#app/ui/table.tsx';
import type { WholeProgramme } from '../queries.server.ts';

type Sessions = WholeProgramme['sessions'];
type Found = ReadonlyArray<{ id: string; title: string; kind: string; owner: string | null }>;
type Props = { sessions: Sessions; mayKeep: boolean; found: Found | null; find: string };

/** The sessions of a programme in their order, with what of the library each uses; for whoever keeps it a search for more. */
export function SessionList({ sessions, mayKeep, found, find }: Props) {
  return (
    <>
      <Table
        caption="Sessions, in their order"
        isCaptionHidden
        rows={sessions.map((session, at) => ({ ...session, at }))}
        rowKey={({ id }) => id}
        columns={[
          { key: 'title', label: 'Session', cell: ({ at, title }) => `${at + 1}. ${title}` },
          { key: 'minutes', label: 'Takes', isNumber: true, cell: ({ minutes }) => hours(minutes) },
          { key: 'purpose', label: 'What it is for', phone: 'bare', cell: ({ purpose }) => purpose },
          {
            key: 'items',
            label: 'From the library',
            phone: 'line',
            cell: ({ id, items }) => (items.length === 0 ? '' : <Items session={id} items={items} mayKeep={mayKeep} />),
          },
        ]}
      />
      {mayKeep && (
        <form method="get" action="#sessions" className="bar fields">
          <Field type="search" name="find" label="Find an item of the library for a session" value={find} />
          <Button>Find</Button>
        </form>
      )}
      {found !== null && found.length === 0 && <p>Nothing in the library says “{find}”.</p>}
      {found !== null && found.length > 0 && <Finds found={found} sessions={sessions} find={find} />}
    </>
  );
}

function Items({ session, items, mayKeep }: { session: string; items: Sessions[number]['items']; mayKeep: boolean }) {
  return (
    <ul className="plain-list">
      {items.map(({ id, slug, title, number }) => (
        <li key={id}>
          <a href={`/library/${slug}`}>{title}</a>
          {number !== null && <span className="muted">{`, version ${number}`}</span>}
          {mayKeep && (
            <form method="post" className="inline">
              <input type="hidden" name="session" value={session} />
              <input type="hidden" name="item" value={id} />
              <Button kind="quiet" name="act" value="drop-item" aria-label={`Take out: ${title}`}>
                Take out
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

function Finds({ found, sessions, find }: { found: Found; sessions: Sessions; find: string }) {
  return (
    <Table
      caption={`Items that say “${find}”`}
      rows={[...found]}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', label: 'Item', cell: ({ title }) => title },
        { key: 'owner', label: 'Kept by', cell: ({ owner }) => owner ?? 'the collaborative' },
        {
          key: 'act',
          label: 'Use it in',
          phone: 'line',
          cell: (item) => (
            <form method="post" className="bar fields">
              <input type="hidden" name="item" value={item.id} />
              <div className="field">
                <label htmlFor={`session-${item.id}`}>Session</label>
                <select id={`session-${item.id}`} name="session">
                  {sessions.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </select>
              </div>
              <Button name="act" value="use" aria-label={`Use it: ${item.title}`}>
                Use it
              </Button>
            </form>
          ),
        },
      ]}
    />
  );
}
