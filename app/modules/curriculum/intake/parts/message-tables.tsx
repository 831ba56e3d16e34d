import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { subjectKey } from '../../editing/settle.ts';
import type { Message } from '../../inventory/inventory.ts';
import type { MessageKind } from '../report.ts';

/** The messages that a page shows, out of how many, and what was chosen: a severity, or one kind by its number. */
export type ShownMessages = {
  readonly shown: readonly Message[];
  readonly chosen: number;
  readonly all: number;
  readonly counts: Readonly<Record<Message['severity'], number>>;
  readonly kinds: readonly MessageKind[];
  readonly severity: Message['severity'] | undefined;
  readonly kind: number | undefined;
};
type Tables = {
  messages: ShownMessages;
  /** The address of all of them without its ending. */
  downloads: string;
  /** The subjects (`subjectKey`) of what has been set right since; empty before the file is in. */
  settled: readonly string[];
};

const words = {
  error: { caption: 'Errors: left out', one: 'error', many: 'errors' },
  warning: { caption: 'Warnings: changed or left out', one: 'warning', many: 'warnings' },
  note: { caption: 'Notes: worth a look', one: 'note', many: 'notes' },
} as const;
const severities = ['error', 'warning', 'note'] as const;

/** What the check has to say, errors first: which line, what was found, what was expected, what was done, and whether it is settled since. */
export function MessageTables({ messages, downloads, settled }: Tables) {
  const { shown, chosen, all, counts, kinds, severity, kind } = messages;
  if (all === 0) return <p>The check found nothing to tell you about.</p>;
  const search = kind !== undefined ? `?kind=${kind}` : severity !== undefined ? `?severity=${severity}` : '';
  const present = severities.filter((each) => counts[each] > 0);
  return (
    <>
      {(present.length > 1 || kind !== undefined) && (
        <Choices
          label="Messages"
          options={[
            { to: '?', label: `All ${all.toLocaleString('en')}`, isCurrent: search === '' },
            ...present.map((each) => ({
              to: `?severity=${each}`,
              label: count(counts[each], words[each].one, words[each].many),
              isCurrent: kind === undefined && severity === each,
            })),
          ]}
        />
      )}
      {kind === undefined && kinds.some((each) => each.count > 3) && <Kinds kinds={kinds} />}
      {severities.map((each) => (
        <OfSeverity key={each} severity={each} messages={shown.filter((message) => message.severity === each)} settled={settled} />
      ))}
      <p>
        {chosen > shown.length && `These are the first ${shown.length} of ${chosen.toLocaleString('en')} messages. `}
        <a href={`${downloads}.csv${search}`} download>
          All as CSV
        </a>{' '}
        · <a href={`${downloads}.json${search}`}>All as JSON</a>
      </p>
    </>
  );
}

function Kinds({ kinds }: { kinds: readonly MessageKind[] }) {
  return (
    <Table
      caption="Messages that expect the same"
      rows={[...kinds]}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'expected', label: 'Expected', cell: ({ number, expected }) => <a href={`?kind=${number}`}>{expected}</a> },
        { key: 'severity', label: 'Severity', phone: 'bare', cell: ({ severity }) => severity },
        { key: 'count', label: 'Messages', isNumber: true, cell: (each) => each.count.toLocaleString('en') },
      ]}
    />
  );
}

type OfSeverityProps = { severity: Message['severity']; messages: Message[]; settled: readonly string[] };

function OfSeverity({ severity, messages, settled }: OfSeverityProps) {
  if (messages.length === 0) return null;
  const { caption, one, many } = words[severity];
  return (
    <Table
      caption={caption}
      count={count(messages.length, one, many)}
      rows={messages.map((message, at) => ({ ...message, at }))}
      rowKey={({ at }) => String(at)}
      columns={[
        { key: 'found', label: 'Found', cell: ({ found }) => found },
        { key: 'line', label: 'Line', isNumber: true, cell: ({ line }) => line?.toLocaleString('en') ?? 'none' },
        { key: 'path', label: 'Element', cell: ({ path }) => path ?? 'the file' },
        { key: 'expected', label: 'Expected', cell: ({ expected }) => expected },
        {
          key: 'did',
          label: 'What was done',
          cell: ({ did, about }) => (
            <>
              {did} {about && settled.includes(subjectKey(about)) && <Tag kind="success">settled since</Tag>}
            </>
          ),
        },
      ]}
    />
  );
}
