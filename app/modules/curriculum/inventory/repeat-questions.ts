import { quoted } from '#app/platform/kept-text.ts';
import { cellText, type SheetRow } from '#app/platform/sheet.ts';
import type { Asked, Looked } from './column-questions.ts';
import { foldedText } from './folded-text.ts';
import type { Field } from './matching.ts';

const lists: readonly Field[] = ['objectives', 'instruction', 'assessment', 'keywords', 'resources', 'text'];
const whens: readonly Field[] = ['start', 'end', 'date'];
/** What each activity has once. */
const own: readonly Field[] = ['minutes', 'hours', 'duration', ...whens];

/** Asks about rows that follow each other and may be one activity: the same id, or the same title and course; and about rows that have no title. */
export function repeatQuestions({ columns, rows }: Looked, { questions }: Asked) {
  const columnOf = (...fields: Field[]) => columns.filter(({ field }) => fields.includes(field)).map(({ index }) => index);
  const [title] = columnOf('title');
  const [id] = columnOf('id');
  const textAt = (row: SheetRow, column: number | undefined) => (column === undefined ? '' : cellText(row.cells[column]).trim());
  const others = columns.filter(({ field }) => field !== 'ignore' && field !== 'title' && field !== 'id').map(({ index }) => index);

  const untitled = rows.filter(
    (row) => textAt(row, title) === '' && textAt(row, id) === '' && others.some((column) => textAt(row, column) !== ''),
  );
  if (title !== undefined && untitled.length > 0 && rows[0] !== untitled[0]) {
    const saysIn = (fields: readonly Field[]) => untitled.some((row) => columnOf(...fields).some((column) => textAt(row, column) !== ''));
    const isMore = saysIn(lists) && !saysIn(own);
    questions.push({
      id: 'above',
      column: title,
      words: 'What is a row without a title?',
      because: `${untitled.length === 1 ? 'Line' : `${untitled.length.toLocaleString('en-US')} rows have none, the first is line`} ${untitled[0]!.line}${untitled.length === 1 ? ' has none' : ''}`,
      choices: [
        { value: 'together', words: 'More of the activity above it' },
        { value: 'leave-out', words: 'Something to be left out' },
      ],
      proposed: isMore ? 'together' : 'leave-out',
    });
  }

  const courses = columnOf('course', 'course-id');
  const key = (row: SheetRow) =>
    id !== undefined ? foldedText(textAt(row, id)) : foldedText([title, ...courses].map((column) => textAt(row, column)).join('\n'));
  const pairs: [SheetRow, SheetRow][] = [];
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1];
    if (before && textAt(row, id ?? title) !== '' && key(row) === key(before)) pairs.push([before, row]);
  }
  const [example] = pairs;
  if (!example) return;
  const differIn = (fields: readonly Field[]) =>
    pairs.some(([a, b]) => columnOf(...fields).some((column) => textAt(a, column) !== textAt(b, column)));
  const hasWhen = columnOf(...whens).length > 0;
  const isOneTitle = !differIn(['title']);
  const isLists = differIn(lists) && !differIn(whens);
  if (id === undefined && !differIn([...lists, ...whens])) return;
  questions.push({
    id: 'repeats',
    column: id ?? title ?? null,
    words: `What are rows that follow each other with the same ${id === undefined ? 'title' : 'id'}?`,
    because: `${quoted(textAt(example[0], id ?? title))} stands in line ${example[0].line} and in line ${example[1].line}`,
    choices: [
      { value: 'together', words: 'One activity, on several rows for its objectives and the like; its length counts once' },
      { value: 'groups', words: 'One activity, given to several groups: each student has it once' },
      { value: 'parts', words: 'One activity in several parts: their lengths add up' },
      { value: 'apart', words: id === undefined ? 'Several activities of one name' : 'A mistake: the first is kept' },
    ],
    proposed: !isOneTitle
      ? 'apart'
      : isLists
        ? 'together'
        : hasWhen && !differIn(whens)
          ? 'groups'
          : id === undefined
            ? 'apart'
            : hasWhen
              ? 'groups'
              : 'apart',
  });
}
