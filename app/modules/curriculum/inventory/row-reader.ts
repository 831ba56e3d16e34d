import { quoted } from '#app/platform/kept-text.ts';
import { createMessageList } from '#app/platform/message-list.ts';
import { cellText, type SheetRow } from '#app/platform/sheet.ts';
import { answersOf } from './answers.ts';
import { activityIdOf, objectiveIdOf } from './derived-id.ts';
import { foldedText } from './folded-text.ts';
import type { CheckedInventory, Message, Part } from './inventory.ts';
import { emptyCheck, emptyReport } from './inventory.ts';
import { tooMuchIn } from './inventory-bounds.ts';
import { wordings } from './inventory-findings.ts';
import { createTally } from './inventory-tally.ts';
import type { Field, Matching } from './matching.ts';
import { closingMessages } from './row-closing.ts';
import { createCourses } from './row-courses.ts';
import { emptyDraft, type Fault, type RowDraft } from './row-draft.ts';
import { eventOf, joinRows, settleTimes } from './row-event.ts';
import { rowKind } from './row-kind.ts';
import { filledDown, type Table, tableOf } from './row-table.ts';
import { minutesWords } from './stated-duration.ts';

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
/** What rows of one activity share. */
function keyOf(draft: RowDraft): string {
  return draft.id === '' ? `${foldedText(draft.course)}\n${foldedText(draft.title)}` : `id ${draft.id}`;
}

/** Objectives whose ids need not be made again when their texts come again. */
const mostRemembered = 50_000;

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
    emit({ ...emptyReport(), format, line: 1 });
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
    const key = repeats === 'apart' ? '' : keyOf(draft);
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
        did: 'Its minutes are unknown and add nothing.',
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
      const id = objectiveIds.get(text) ?? objectiveId(text, line);
      if (ids.length > 32 || !ids.includes(id)) ids.push(id);
    }
    return ids.length > 32 ? [...new Set(ids)] : ids;
  }

  /** The id of an objective, which is handed over when its text comes for the first time. */
  function objectiveId(text: string, line: number): string {
    const made = objectiveIdOf(text);
    if (tally.ownObjectiveId(made) === null) emit({ kind: 'objective', sourceId: made, text, category: null, line });
    const id = tally.ownObjectiveId(made) ?? made;
    if (objectiveIds.size < mostRemembered && text.length <= 300) objectiveIds.set(text, id);
    return id;
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
      for (const message of closingMessages(table, { aside, filledColumns, sections: answers.of('sections') })) say(message);
      const counts = isRefused ? { ...emptyCheck(), format } : tally.finish();
      return { check: { ...counts, messages: messages.all() }, isRejected: isRefused };
    },
  };
}

function leftOutWords(kind: 'header' | 'total' | 'section', isCourse: boolean): string {
  if (kind === 'header') return 'It is the header again.';
  if (kind === 'total') return 'It is a total.';
  return isCourse ? 'It names the course of the rows below it.' : 'It names the rows below it.';
}
