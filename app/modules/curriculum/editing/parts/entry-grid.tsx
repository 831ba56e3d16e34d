import { type ClipboardEvent, type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '#app/ui/button.tsx';
import { FieldError } from '#app/ui/field-words.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { type EntryColumn, entryColumns, entryWords, mostRows, pastedCells, pastedRequirement, rowNumbers } from '../entry.ts';

type Props = {
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  /** The id of a list of methods to choose from. */
  methods: string;
  /** What sends the form. */
  children: ReactNode;
};

/** How many rows an empty grid has, and how many more one asks for at a time. */
const rowsAtOnce = 10;

/** The rows that a grid shows for what was typed: ten at least, and ten more when more were asked for. */
function rowsToShow(values: Readonly<Record<string, string>>): number {
  const last = rowNumbers(values).at(-1) ?? 0;
  return Math.min(mostRows, Math.max(rowsAtOnce, last) + (values.act === 'rows' ? rowsAtOnce : 0));
}

/**
 * Activities as rows to type into. Enter goes to the next row, Tab across, and cells pasted from a spreadsheet fill rows; without script it is a form of
 * ten rows, with a button for ten more.
 */
export function EntryGrid({ values, errors, methods, children }: Props) {
  const [count, setCount] = useState(() => rowsToShow(values));
  const column = useRef<EntryColumn>('title');
  const body = useRef<HTMLTableSectionElement>(null);
  useWarning(body);

  function cellAt(row: number, of: EntryColumn): HTMLInputElement | HTMLSelectElement | null {
    return body.current?.querySelector(`[name="${of}.${row}"]`) ?? null;
  }
  function ensure(rows: number) {
    if (rows > count) flushSync(() => setCount(Math.min(mostRows, Math.max(rows, count + rowsAtOnce))));
  }
  function press(event: KeyboardEvent<HTMLTableSectionElement>) {
    const place = placeOf(event.target);
    if (!place || event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    ensure(place.row + 1);
    cellAt(place.row + 1, column.current)?.focus();
  }
  function point(event: PointerEvent<HTMLTableSectionElement>) {
    column.current = placeOf(event.target)?.column ?? column.current;
  }
  function paste(event: ClipboardEvent<HTMLTableSectionElement>) {
    const place = placeOf(event.target);
    const text = event.clipboardData.getData('text/plain');
    if (!place || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const lines = pastedCells(text);
    ensure(place.row + lines.length - 1);
    const first = entryColumns.indexOf(place.column);
    for (const [down, cells] of lines.entries())
      for (const [across, words] of cells.entries()) {
        const into = entryColumns[first + across];
        const cell = into && cellAt(place.row + down, into);
        if (cell) cell.value = into === 'requirement' ? pastedRequirement(words) : words;
      }
    cellAt(place.row + lines.length, place.column)?.focus();
  }

  return (
    <>
      <table className="entry-grid">
        <caption>
          <span className="caption-says">
            Only titles are needed. Enter goes to the next row, Tab across; cells copied from a spreadsheet fill rows from where you paste
            them.
          </span>
        </caption>
        <thead>
          <tr>
            {entryColumns.map((each) => (
              <th key={each} scope="col">
                {entryWords[each]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={press} onPointerDown={point} onPaste={paste}>
          {Array.from({ length: count }, (_, at) => at + 1).map((row) => (
            <Row key={row} row={row} values={values} errors={errors} methods={methods} />
          ))}
        </tbody>
      </table>
      <p className="bar">
        {children}
        <Button
          name="act"
          value="rows"
          formNoValidate
          onClick={(event) => {
            event.preventDefault();
            ensure(count + rowsAtOnce);
            cellAt(count + 1, 'title')?.focus();
          }}
        >
          Add ten rows
        </Button>
      </p>
    </>
  );
}

type RowProps = { row: number; values: Props['values']; errors: Props['errors']; methods: string };

function Row({ row, values, errors, methods }: RowProps) {
  return (
    <tr>
      {entryColumns.map((column) => {
        const name = `${column}.${row}`;
        const error = errorOf(errors, name);
        const shared = {
          id: name,
          name,
          defaultValue: values[name] ?? '',
          'aria-invalid': error ? true : undefined,
          'aria-describedby': error ? `${name}-error` : undefined,
        };
        return (
          <td key={column} className={`entry-${column}`}>
            <label htmlFor={name}>
              {entryWords[column]}
              <span className="visually-hidden">, row {row}</span>
            </label>
            {column === 'requirement' ? (
              <select {...shared}>
                <option value="course">As its course</option>
                <option value="elective">Elective</option>
                <option value="unknown">Not said</option>
              </select>
            ) : (
              <input
                {...shared}
                type={column === 'date' ? 'date' : 'text'}
                autoComplete="off"
                list={column === 'method' ? methods : undefined}
              />
            )}
            <FieldError id={`${name}-error`}>{error}</FieldError>
          </td>
        );
      })}
    </tr>
  );
}

function placeOf(target: EventTarget): { column: EntryColumn; row: number } | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return null;
  const [column, row] = target.name.split('.');
  const known = entryColumns.find((each) => each === column);
  return known ? { column: known, row: Number(row) } : null;
}

/** Asks before what was typed is left behind. */
function useWarning(body: { readonly current: HTMLTableSectionElement | null }) {
  useEffect(() => {
    let isSent = false;
    const send = () => {
      isSent = true;
    };
    const warn = (event: BeforeUnloadEvent) => {
      const typed = [...(body.current?.querySelectorAll('input') ?? [])].some(({ value, defaultValue }) => value !== defaultValue);
      if (typed && !isSent) event.preventDefault();
    };
    const form = body.current?.closest('form');
    form?.addEventListener('submit', send);
    window.addEventListener('beforeunload', warn);
    return () => {
      form?.removeEventListener('submit', send);
      window.removeEventListener('beforeunload', warn);
    };
  }, [body]);
}
