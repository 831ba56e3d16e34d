import { counted } from '#app/platform/kept-text.ts';
import { columnLetter } from '#app/platform/sheet.ts';
import { fieldNamed } from './column-field.ts';
import { columnPath } from './column-reading.ts';
import type { Message } from './inventory.ts';
import type { Table } from './row-table.ts';

/** Lines that a message names one by one. */
const mostNamed = 10;

type Aside = {
  readonly aside: Readonly<Record<'header' | 'total' | 'section', number[]>>;
  readonly filledColumns: readonly boolean[];
  readonly sections: string;
};

/** What is said about the sheet as a whole: rows that are no activities, columns that are not used, and what no column says. */
export function closingMessages(table: Table, { aside, filledColumns, sections }: Aside): Message[] {
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
      did: 'How long they take is unknown.',
    });
  return messages;
}
