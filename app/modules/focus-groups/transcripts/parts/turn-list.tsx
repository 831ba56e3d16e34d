import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { clockWords } from '../clock-time.ts';

type Turn = { at: number; speaker: string | null; text: string; start: number | null };
type TurnListProps = {
  read: {
    turns: readonly Turn[];
    /** Who somebody said that a label is. */
    speakers: Readonly<Record<string, string>>;
    /** The turn whose words are corrected. */
    turn: number | undefined;
    number: number;
    isNewest: boolean;
    page: number;
    total: number;
    search: string;
  };
  base: string;
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FormError[];
};

/** What was said, turn by turn, and the form that corrects the words of one. */
export function TurnList({ read, base, typed, errors }: TurnListProps) {
  const { turns, speakers, turn, number, isNewest, page, total, search } = read;
  const corrected = turns.find(({ at }) => at === turn);
  return (
    <>
      {corrected && (
        <form method="post" className="form" noValidate id="correct" action={`${base}?turn=${corrected.at}`}>
          <input type="hidden" name="seen" value={typed?.seen ?? number} />
          <input type="hidden" name="turn" value={corrected.at} />
          <Field
            kind="textarea"
            rows={6}
            name="words"
            label={`Words of turn ${corrected.at + 1}`}
            value={typed?.words ?? corrected.text}
            error={errorOf(errors, 'words')}
            help="As they are heard in the recording. The version before stays."
          />
          <p className="bar">
            <Button kind="primary">Make it version {number + 1}</Button>
            <a href={`${base}?page=${page}`}>Leave the words</a>
          </p>
        </form>
      )}
      <Table
        caption="Turns"
        isCaptionHidden
        rows={[...turns]}
        rowKey={({ at }) => String(at)}
        isOwn={({ at }) => at === turn}
        columns={[
          { key: 'turn', label: 'Turn', cell: ({ at }) => at + 1 },
          { key: 'time', label: 'Time', phone: 'bare', cell: ({ start }) => (start === null ? '' : clockWords(start)) },
          { key: 'speaker', label: 'Speaker', phone: 'bare', cell: ({ speaker }) => <Speaker label={speaker} speakers={speakers} /> },
          { key: 'words', label: 'Words', phone: 'line', cell: ({ text }) => <span className="lines">{text}</span> },
          ...(isNewest
            ? [
                {
                  key: 'correct',
                  label: 'Correct',
                  phone: 'line' as const,
                  cell: ({ at }: Turn) => (
                    <a href={`${base}?turn=${at}#correct`}>
                      Correct<span className="visually-hidden">{` turn ${at + 1}`}</span>
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Pagination page={page} size={100} total={total} noun="turns" search={withoutTurn(search)} />
    </>
  );
}

function Speaker({ label, speakers }: { label: string | null; speakers: Readonly<Record<string, string>> }) {
  if (label === null) return 'nobody known';
  const who = Object.hasOwn(speakers, label) ? speakers[label] : undefined;
  return who ? `${label} (${who})` : label;
}

function withoutTurn(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ['turn', 'done']) params.delete(name);
  return `?${params}`;
}
