import { counted, quoted } from '#app/platform/kept-text.ts';
import { createMessageList } from '#app/platform/message-list.ts';
import { type Cell, cellText, type SheetRow } from '#app/platform/sheet.ts';
import { answersOf } from './answers.ts';
import { fieldNamed } from './column-field.ts';
import { type ColumnReading, columnPath, readingOf } from './column-reading.ts';
import { activityIdOf, objectiveIdOf } from './derived-id.ts';
import { columnLetter, foldedText } from './folded-text.ts';
import { headerOn } from './header-line.ts';
import type { CheckedInventory, Message, Part } from './inventory.ts';
import { emptyCheck } from './inventory.ts';
import { tooMuchIn } from './inventory-bounds.ts';
import { wordings } from './inventory-findings.ts';
import { createTally } from './inventory-tally.ts';
import type { Field, Matching } from './matching.ts';
import { createCourses } from './row-courses.ts';
import { emptyDraft, type Fault, type RowDraft } from './row-draft.ts';
import { eventOf, joinRows, minutesWords, settleTimes } from './row-event.ts';
import { foldedHeader, type RowTable, rowKind } from './row-kind.ts';

/** Reads the rows of a sheet one by one. */
export type RowReader = {
  /** Takes the next row, in the order of the sheet. */
  row(row: SheetRow): void;
  /** Adds what was noticed or guessed outside of the rows to the messages. */
  say(message: Message): void;
  /** True from the moment that the sheet is refused as a whole: what was handed over is to be dropped. */
  isRefused(): boolean;
  /** Refuses it, for a reason that lies outside of its rows. */
  refuse(reason: { readonly found: string; readonly expected: string }): void;
  /** Hands over what had to wait for the last row, and answers. */
  end(): CheckedInventory;
};

/** How one cell was read: in words (null: not at all, or unknown), and what there is to say about it. */
export type CellRead = {
  readonly column: number;
  readonly field: Field;
  readonly found: string;
  readonly read: string | null;
  readonly why: string | null;
};

/** How a row was read, for a preview: its cells, its minutes in words, why it is no activity of its own, and what there is to say about it beside its cells. */
export type RowRead = {
  readonly line: number;
  readonly cells: readonly CellRead[];
  readonly minutes: string | null;
  readonly leftOut: string | null;
  readonly messages: readonly Message[];
};

/** `format` as the report says it; `onRow` hears how each row was read. */
export type RowReaderOptions = { readonly format?: 'csv' | 'xlsx'; readonly onRow?: (row: RowRead) => void };

const asksForTitle = 'Each row of an activity has a title';
/** Objectives whose ids need not be made again when their texts come again. */
const mostRemembered = 50_000;
/** Lines that a message names one by one. */
const mostNamed = 10;

/**
 * A reader of rows that hands each part over as soon as it is complete: the report first, each objective before its first activity, levels and courses last. Rows
 * between the activities (headers again, totals, sections) are told from them. Memory grows with ids and courses only. What is odd has a message with its line.
 */
export function createRowReader(
  matching: Matching,
  onPart: (part: Part) => void,
  { format = 'csv', onRow }: RowReaderOptions = {},
): RowReader {
  const answers = answersOf(matching);
  const messages = createMessageList();
  const say = (message: Message) => messages.add(message);
  const tally = createTally(messages, wordings.sheet);
  const hasCourses =
    Object.values(matching.columns).some((field) => field === 'course' || field === 'course-id') || answers.of('sections') === 'course';
  const courses = createCourses({ holdsForAll: answers.of('holds-for-all') === 'yes', areLevelsCourses: !hasCourses }, say);
  const objectiveIds = new Map<string, string>();
  const ordinals = new Map<string, number>();
  const aside = { header: [] as number[], total: [] as number[], section: [] as number[] };
  const filledColumns: boolean[] = [];
  const headRows: SheetRow[] = [];
  let table: Table | null = null;
  let section = '';
  let pending: { draft: RowDraft; line: number; key: string; faults: (Fault & { line: number })[] } | null = null;
  let isBegun = false;
  let isRefused = false;
  let lastLine = 0;

  function emit(part: Part) {
    if (!tally.add(part)) return false;
    const tooMuch = tooMuchIn(tally);
    if (tooMuch) refuse(tooMuch);
    else onPart(part);
    return !isRefused;
  }

  function refuse({ found, expected }: { readonly found: string; readonly expected: string }) {
    if (isRefused) return;
    isRefused = true;
    const where = lastLine > 0 ? { line: lastLine } : {};
    messages.lead({ severity: 'error', ...where, found, expected, did: 'The whole file was refused; nothing of it was kept.' });
  }

  function begin() {
    if (isBegun) return;
    isBegun = true;
    emit({ ...emptyReport, format, line: 1 });
  }

  function row(row: SheetRow) {
    if (isRefused || row.sheet !== matching.sheet) return;
    begin();
    lastLine = row.line;
    if (matching.headerLine !== null && row.line <= matching.headerLine) {
      headRows.push(row);
      return;
    }
    table ??= tableOf(matching, headRows);
    for (let at = 0; at < row.cells.length; at += 1) if (row.cells[at] !== null && !filledColumns[at]) filledColumns[at] = true;
    const kind = rowKind(row.cells, table.look);
    if (kind === 'data' || (kind === 'section' && answers.of('sections') === 'activity')) readData(row, table);
    else leaveAside(row, table, kind);
  }

  function leaveAside(row: SheetRow, table: Table, kind: 'empty' | 'header' | 'total' | 'section') {
    if (kind === 'empty') return;
    aside[kind].push(row.line);
    // A merged cell over a whole row is the one that the rows below it have left empty.
    for (const { reading, isFilledDown } of kind === 'section' ? table.columns : [])
      if (isFilledDown) filledDown(table, reading, row.cells[reading.index] ?? null);
    if (kind === 'section')
      section = answers.of('sections') === 'course' ? cellText(row.cells.find((cell) => cellText(cell).trim() !== '')).trim() : '';
    onRow?.({ line: row.line, cells: [], minutes: null, leftOut: leftOutWords(kind, answers.of('sections') === 'course'), messages: [] });
  }

  function readData(row: SheetRow, table: Table) {
    const draft = emptyDraft();
    const faults: (Fault & { line: number })[] = [];
    const cells: CellRead[] = [];
    for (const { reading, isFilledDown } of table.columns) {
      const own = row.cells[reading.index] ?? null;
      const cell = isFilledDown ? filledDown(table, reading, own) : own;
      let why: string | null = cell === own ? null : 'From the row above';
      const read = reading.take(cell, draft, (fault) => {
        faults.push({ ...fault, line: row.line });
        why = `${fault.found}. ${fault.did}`;
      });
      if (onRow) cells.push({ column: reading.index, field: reading.field, found: cellText(cell), read, why });
    }
    draft.course ||= section;
    if (table.look.titleColumn === -1) draft.title = draft.course || draft.courseId;
    const told = faults.length;
    settleTimes(draft, answers.of('overnight'), (fault) => faults.push({ ...fault, path: table.timePath, line: row.line }));
    const messages = onRow ? faults.slice(told).map(({ field: _, isOfCourse: __, ...message }): Message => message) : [];
    const leftOut = take(draft, row.line, faults);
    if (onRow) onRow({ line: row.line, cells, minutes: minutesWords(draft), leftOut, messages });
  }

  /** Takes a row's draft as an activity or as more of the one above; answers why it is none. */
  function take(draft: RowDraft, line: number, faults: (Fault & { line: number })[]): string | null {
    const repeats = answers.of('repeats');
    if (draft.title === '' && (draft.id === '' || draft.id === pending?.draft.id)) {
      if (pending && answers.of('above') === 'together') {
        joinRows(pending.draft, draft, 'together');
        pending.faults.push(...faults);
        return 'It belongs to the activity above.';
      }
      say({ severity: 'warning', line, found: 'A row without a title', expected: asksForTitle, did: 'The row was left out.' });
      return 'It has no title.';
    }
    const key = draft.id === '' ? `${foldedText(draft.course)}\n${foldedText(draft.title)}` : `id ${draft.id}`;
    if (repeats !== 'apart' && pending?.key === key) {
      joinRows(pending.draft, draft, repeats);
      pending.faults.push(...faults);
      return 'It belongs to the activity above.';
    }
    release();
    pending = { draft, line, key, faults };
    return null;
  }

  /** Hands over the activity that waited for more rows. */
  function release() {
    if (!pending) return;
    const { draft, line, faults } = pending;
    pending = null;
    const sourceId = draft.id === '' ? derivedId(draft) : draft.id;
    const event = eventOf(draft, sourceId, line);
    event.objectiveIds = objectivesOf(draft, line);
    const courseId = draft.courseId || draft.course;
    for (const { field, isOfCourse, ...fault } of faults) say(isOfCourse ? fault : { ...fault, about: { kind: 'event', sourceId, field } });
    const first = tally.lineOfEvent(sourceId);
    if (first !== null) {
      say({
        severity: 'error',
        line,
        path: table!.pathOf('id'),
        found: `A second row with the id ${quoted(sourceId)}; the first is in line ${first}`,
        expected: 'An id that is used once',
        did: 'The first was kept; this row was left out.',
        about: { kind: 'event', sourceId, field: 'sourceId' },
      });
      return;
    }
    if (draft.title === '')
      sayOf(sourceId, 'title', {
        line,
        path: table!.pathOf('title'),
        found: 'An activity without a title',
        expected: asksForTitle,
        did: 'It was kept without one.',
      });
    if (draft.minutes === null && table!.hasTime && !faults.some(({ field }) => field === 'minutes'))
      sayOf(sourceId, 'minutes', {
        line,
        path: table!.timePath,
        found: 'An activity without a length',
        expected: 'A length of time such as 90 min, 1.5 h or 1:30',
        did: 'Its minutes are unknown and count 0.',
      });
    if (!emit(event)) return;
    courses.place({ id: sourceId, groups: event.groups }, draft, line);
    if (courseId === '' && table!.pathOf('course') !== undefined)
      sayOf(sourceId, 'course', {
        line,
        path: table!.pathOf('course'),
        found: 'An activity without a course',
        expected: 'The course that it stands in',
        did: 'It stands in no course and in no phase.',
      });
  }

  function sayOf(sourceId: string, field: string, message: Omit<Message, 'severity' | 'about'>) {
    say({ severity: 'warning', ...message, about: { kind: 'event', sourceId, field } });
  }

  function derivedId(draft: RowDraft): string {
    const id = activityIdOf(draft.course || draft.courseId, draft.title);
    const ordinal = (ordinals.get(id) ?? 0) + 1;
    ordinals.set(id, ordinal);
    return ordinal === 1 ? id : `${id} #${ordinal}`;
  }

  function objectivesOf(draft: RowDraft, line: number): string[] {
    const ids: string[] = [];
    for (const text of draft.objectives) {
      const known = objectiveIds.get(text);
      const id = known ?? objectiveIdOf(text);
      if (ids.length > 32 || !ids.includes(id)) ids.push(id);
      if (known !== undefined) continue;
      if (!tally.hasObjective(id)) emit({ kind: 'objective', sourceId: id, text, category: null, line });
      if (objectiveIds.size < mostRemembered && text.length <= 300) objectiveIds.set(text, id);
    }
    return ids.length > 32 ? [...new Set(ids)] : ids;
  }

  return {
    row,
    say,
    isRefused: () => isRefused,
    refuse,
    end() {
      begin();
      release();
      table ??= tableOf(matching, headRows);
      const { blocks, levels } = courses.finish();
      for (const level of levels) emit(level);
      for (const block of blocks) emit(block);
      if (!isRefused && tally.events() === 0)
        refuse({
          found: 'No activity in the file',
          expected:
            'A sheet with a row for each activity and a column with its title. Check which sheet is read and which column is the title',
        });
      for (const message of closing(table, { aside, filledColumns, sections: answers.of('sections') })) say(message);
      const counts = isRefused ? { ...emptyCheck(), format } : tally.finish();
      return { check: { ...counts, messages: messages.all() }, isRejected: isRefused };
    },
  };
}

const emptyReport = {
  kind: 'report',
  namespace: '',
  reportId: null,
  reportDomain: null,
  title: null,
  description: null,
  language: null,
  institution: null,
  institutionId: null,
  program: null,
  programId: null,
  reportDate: null,
  startsOn: null,
  endsOn: null,
  supportingLink: null,
} as const;

type TableColumn = { readonly reading: ColumnReading; readonly isFilledDown: boolean };
type Table = {
  /** Of the columns that are read. */
  readonly columns: readonly TableColumn[];
  readonly look: RowTable;
  /** The headers as written. */
  readonly names: readonly string[];
  /** Whether a column says how long an activity is, or when it begins and ends. */
  readonly hasTime: boolean;
  readonly timePath: string;
  readonly last: Map<number, Cell>;
  /** Where the first column of a field is; undefined when there is none. */
  pathOf(field: Field): string | undefined;
};

function tableOf(matching: Matching, headRows: readonly SheetRow[]): Table {
  const answers = answersOf(matching);
  const names = namesOf(matching, headRows);
  const columns = Object.entries(matching.columns)
    .map(([column, field]) => ({ index: Number(column), field }))
    .sort((a, b) => a.index - b.index)
    .flatMap(({ index, field }) => {
      const reading = readingOf(field, { index, path: columnPath(names[index] ?? '', columnLetter(index)), answers });
      return reading ? [{ reading, isFilledDown: answers.ofColumn('fill', index) === 'down' }] : [];
    });
  const pathOf = (...fields: Field[]) => columns.find(({ reading }) => fields.includes(reading.field))?.reading.path;
  const time = pathOf('minutes', 'hours', 'duration') ?? (pathOf('end') === undefined ? undefined : pathOf('start')) ?? undefined;
  return {
    columns,
    look: {
      header: foldedHeader(headRows.at(-1)),
      titleColumn: columns.find(({ reading }) => reading.field === 'title')?.reading.index ?? -1,
      columns: columns.length,
    },
    names,
    hasTime: time !== undefined,
    timePath: time ?? pathOf('start') ?? pathOf('date') ?? 'the row',
    last: new Map(),
    pathOf,
  };
}

/** The header as written: with the words of the line above where it has two. */
function namesOf(matching: Matching, headRows: readonly SheetRow[]): readonly string[] {
  if (answersOf(matching).of('header-rows') === '2') return headerOn(headRows, matching.headerLine).names;
  return (headRows.at(-1)?.cells ?? []).map((cell) => cellText(cell).replace(/\s+/g, ' ').trim());
}

/** A cell that a merged one left empty says what stands above it. */
function filledDown(table: Table, { index }: ColumnReading, cell: Cell): Cell {
  if (cellText(cell).trim() === '') return table.last.get(index) ?? null;
  table.last.set(index, cell);
  return cell;
}

function leftOutWords(kind: 'header' | 'total' | 'section', isCourse: boolean): string {
  if (kind === 'header') return 'It is the header again.';
  if (kind === 'total') return 'It is a total.';
  return isCourse ? 'It names the course of the rows below it.' : 'It names the rows below it.';
}

type Aside = {
  readonly aside: Readonly<Record<'header' | 'total' | 'section', number[]>>;
  readonly filledColumns: readonly boolean[];
  readonly sections: string;
};

/** What is said about the sheet as a whole: rows that are no activities, columns that are not used, and what no column says. */
function closing(table: Table, { aside, filledColumns, sections }: Aside): Message[] {
  const read = new Set(table.columns.map(({ reading }) => reading.index));
  const unread = Array.from(filledColumns, (isFilled, index) => (isFilled && !read.has(index) ? index : -1)).filter(
    (index) => index !== -1,
  );
  const isOfPeople = (index: number) => fieldNamed(table.names[index] ?? '') === 'people';
  const paths = (indexes: number[]) =>
    indexes
      .slice(0, 50)
      .map((index) => columnPath(table.names[index] ?? '', columnLetter(index)))
      .join(', ');
  const people = unread.filter(isOfPeople);
  const others = unread.filter((index) => !isOfPeople(index));
  const messages: Message[] = [];
  for (const [kind, words] of [
    ['header', 'that repeats the header'],
    ['total', 'of totals'],
    ['section', 'that names the rows below it'],
  ] as const) {
    const lines = aside[kind];
    if (lines.length === 0) continue;
    const did =
      kind === 'section' && sections === 'course'
        ? 'Each was read as the course of the rows below it.'
        : lines.length === 1
          ? 'It was left out.'
          : 'They were left out.';
    const list = `${lines.slice(0, mostNamed).join(', ')}${lines.length > mostNamed ? ', …' : ''}`;
    messages.push({
      severity: 'note',
      line: lines[0],
      found: `${counted(lines.length, 'row')} ${words}, in line ${list}`,
      expected: 'A row for each activity',
      did,
    });
  }
  if (people.length > 0)
    messages.push({
      severity: 'note',
      path: paths(people),
      found: people.length === 1 ? 'A column that names people' : `${people.length} columns that name people`,
      expected: 'What is taught; who teaches it has no place here',
      did: people.length === 1 ? 'It was left out.' : 'They were left out.',
    });
  if (others.length > 0)
    messages.push({
      severity: 'note',
      path: paths(others),
      found: others.length === 1 ? 'A column that nothing here needs' : `${others.length} columns that nothing here needs`,
      expected: 'Columns that are matched to something',
      did: others.length === 1 ? 'It was left out.' : 'They were left out.',
    });
  if (table.look.titleColumn === -1)
    messages.push({
      severity: 'note',
      found: 'No column with the titles of activities',
      expected: 'A title in each row',
      did: 'Each row is an activity that is called like its course.',
    });
  if (!table.hasTime)
    messages.push({
      severity: 'note',
      found: 'No column that says how long activities are',
      expected: 'A length for each activity; titles alone are enough to start',
      did: 'The minutes of all are unknown and count 0.',
    });
  return messages;
}
