import { quoted } from '#app/platform/kept-text.ts';
import { cellText, type SheetRow } from '#app/platform/sheet.ts';
import { columnQuestion, usualSeparator, wordQuestion } from './answers.ts';
import { columnFieldOf } from './column-field.ts';
import type { ColumnProfile } from './column-profile.ts';
import { foldedName } from './folded-text.ts';
import type { Choice, ColumnFound, Field, Question } from './matching.ts';
import { repeatQuestions } from './repeat-questions.ts';
import { rowKind } from './row-kind.ts';
import { dateOrderIn } from './stated-day.ts';
import { levelsAnswer, levelsIn, usualLevels } from './stated-levels.ts';
import { linesOf, type Separator, separators } from './stated-list.ts';
import { methodIn } from './stated-method.ts';
import { decimalMarkIn } from './stated-number.ts';
import { requirementIn } from './stated-requirement.ts';

/** What is looked at: the columns as they are matched, their values, and the rows below the header. */
export type Looked = {
  readonly columns: readonly ColumnFound[];
  readonly profiles: readonly ColumnProfile[];
  readonly rows: readonly SheetRow[];
  readonly isSheetWithHeader: boolean;
};

/** What is to be asked, and what the values settle by themselves. */
export type Asked = { settled: Record<string, string>; questions: Question[] };

const mostWords = 12;
const lengths: readonly Field[] = ['minutes', 'hours', 'duration', 'delivered-minutes', 'delivered-hours'];
const times: readonly Field[] = ['start', 'end', 'date'];

/** The questions that the values leave open, with what is proposed; what they settle is no question. */
export function questionsAbout(looked: Looked): Asked {
  const asked: Asked = { settled: {}, questions: [] };
  askAboutDates(looked, asked);
  askAboutDecimals(looked, asked);
  for (const column of looked.columns) {
    const profile = looked.profiles[column.index]!;
    if (lengths.includes(column.field)) askAboutLength(column, profile, asked);
    if (columnFieldOf(column.field)?.isMany && column.field !== 'text') askAboutSeparator(column, looked, asked);
    if (column.field === 'level' || column.field === 'phase') askAboutLevels(column, profile, asked);
    if (column.field === 'requirement' || column.field === 'course-requirement') askAboutRequirement(column, profile, asked);
    if (['course', 'course-id', 'level', 'phase', 'date'].includes(column.field)) askAboutGaps(column, looked, asked);
  }
  askAboutHolding(looked, asked);
  askAboutSections(looked, asked);
  askAboutOvernight(looked, asked);
  repeatQuestions(looked, asked);
  return asked;
}

function nameOf({ header, letter }: ColumnFound): string {
  return header === '' ? `column ${letter}` : `“${header}”`;
}

function columnsOf({ columns }: Looked, fields: readonly Field[]): ColumnFound[] {
  return columns.filter(({ field }) => fields.includes(field));
}

function textsOf(looked: Looked, fields: readonly Field[]): string[] {
  return columnsOf(looked, fields).flatMap(({ index }) => [...looked.profiles[index]!.distinct.values()].map(({ text }) => text));
}

function askAboutDates(looked: Looked, { settled, questions }: Asked) {
  const found = textsOf(looked, times).map((text) => ({ text, order: dateOrderIn(text) }));
  const sure = (['month-first', 'day-first'] as const).filter((order) => found.some((each) => each.order === order));
  if (sure.length === 1) settled.dates = sure[0]!;
  const open = found.filter(({ order }) => order === 'open').map(({ text }) => text);
  if (sure.length === 1 || open.length === 0) return;
  questions.push({
    id: 'dates',
    column: columnsOf(looked, times)[0]?.index ?? null,
    words: 'Which comes first in a date?',
    because:
      sure.length === 2 ? 'Some dates have the day first, others the month' : `${some(open)} can be read both ways, and no date says which`,
    choices: [
      { value: 'month-first', words: `The month: ${shownDate(open[0]!, true)}` },
      { value: 'day-first', words: `The day: ${shownDate(open[0]!, false)}` },
    ],
    proposed: 'month-first',
  });
}

function shownDate(text: string, isMonthFirst: boolean): string {
  const [, first, second] = /(\d{1,2})[/-](\d{1,2})/.exec(text) ?? [];
  const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return `${text.slice(0, 20)} is ${Number(day)} ${names[Number(month) - 1]}`;
}

function askAboutDecimals(looked: Looked, { settled, questions }: Asked) {
  const found = textsOf(looked, [...lengths, 'groups', 'seats', 'enrolled']).map((text) => ({ text, mark: decimalMarkIn(text) }));
  const sure = (['point', 'comma'] as const).filter((mark) => found.some((each) => each.mark === mark));
  if (sure.length === 1) settled.decimal = sure[0]!;
  const open = found.find(({ mark }) => mark === 'open')?.text;
  if (open === undefined || sure.length === 1) return;
  const [whole, rest] = open.split(/[.,]/);
  const asDecimal = open.includes(',') ? 'comma' : 'point';
  questions.push({
    id: 'decimal',
    column: null,
    words: `What is ${quoted(open)}?`,
    because: 'No other number of the sheet says how it writes decimals',
    choices: [
      { value: asDecimal === 'comma' ? 'point' : 'comma', words: `${whole}${rest}` },
      { value: asDecimal, words: `${whole} and ${Number(`0.${rest}`)}` },
    ],
    proposed: asDecimal === 'comma' ? 'point' : 'comma',
  });
}

function askAboutLength(column: ColumnFound, profile: ColumnProfile, { questions }: Asked) {
  const { index, field } = column;
  const texts = [...profile.distinct.values()].map(({ text }) => text);
  const times = texts.find((text) => /\d ?[x×*] ?\d/i.test(text));
  if (times !== undefined && !field.startsWith('delivered'))
    questions.push({
      id: columnQuestion('times', index),
      column: index,
      words: `What does ${quoted(times)} mean?`,
      because: `It stands in ${nameOf(column)}`,
      choices: [
        { value: 'groups', words: 'The same hour for several groups: each student has it once' },
        { value: 'sessions', words: 'Several sessions: each student has all of them' },
      ],
      proposed: 'groups',
    });
  const numbers = profile.numbers.filter((value) => value > 0);
  if (numbers.length === 0) return;
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  // Half a minute is never taught, and nobody plans an activity of fifty hours every hour.
  const looks = most <= 12 || numbers.some((value) => !Number.isInteger(value)) ? 'hours' : 'minutes';
  const isSaid = field === 'minutes' || field === 'hours';
  const isDoubtful = field === 'minutes' ? looks === 'hours' && most <= 12 : field === 'hours' ? least >= 20 && numbers.length >= 3 : true;
  if (field !== 'duration' && !(isSaid && isDoubtful)) return;
  if (field !== 'duration') return askAboutHeader(column, { least, most, looks }, questions);
  questions.push({
    id: columnQuestion('unit', index),
    column: index,
    words: `What does a number in ${nameOf(column)} count?`,
    because: least === most ? `Its value is ${shownNumber(least)}` : `The values run from ${shownNumber(least)} to ${shownNumber(most)}`,
    choices: [
      { value: 'minutes', words: 'Minutes' },
      { value: 'hours', words: 'Hours' },
    ],
    proposed: looks,
  });
}

/** A header that says minutes above values that look like hours, or the other way round. */
function askAboutHeader(
  column: ColumnFound,
  { least, most, looks }: { least: number; most: number; looks: string },
  questions: Question[],
) {
  questions.push({
    id: columnQuestion('counts', column.index),
    column: column.index,
    words: `Does a number in ${nameOf(column)} count ${column.field}?`,
    because: `The values run from ${shownNumber(least)} to ${shownNumber(most)}, as ${looks} do`,
    choices: [
      { value: 'minutes', words: 'It counts minutes' },
      { value: 'hours', words: 'It counts hours' },
    ],
    proposed: column.field,
  });
}

function shownNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

const separatorWords: Readonly<Record<Separator, string>> = {
  newline: 'Only new lines part them',
  semicolon: 'A semicolon parts them',
  comma: 'A comma parts them',
  slash: 'A slash parts them',
  bar: 'A bar parts them',
  one: 'A cell is one value',
};

function askAboutSeparator(column: ColumnFound, looked: Looked, { settled, questions }: Asked) {
  const { index, field } = column;
  const isMethod = field === 'instruction' || field === 'assessment';
  const texts = shownTexts(looked.profiles[index]!).filter((text) => !(isMethod && methodIn(text, field)));
  const id = columnQuestion('separator', index);
  const found = (['semicolon', 'bar', 'comma', 'slash'] as const).flatMap((name) => {
    const example = texts.find((text) => text.includes(separators[name]) && !/https?:/.test(text));
    return example === undefined ? [] : [{ name, example }];
  });
  // Sentences have commas and slashes; only what sets parts apart on purpose is asked about.
  const likely = found.filter(({ name }) => field !== 'objectives' || name === 'semicolon' || name === 'bar');
  const [first] = likely;
  const linesIn = ({ cells }: SheetRow) => linesOf(cellText(cells[index]).slice(0, 5000));
  const rowOnLines = looked.rows.find((row) => linesIn(row).length > 1);
  const onLines = rowOnLines && linesIn(rowOnLines);
  if (first && isMethod && texts.every((text) => text.split(separators[first.name]).every((part) => methodIn(part.trim(), field)))) {
    settled[id] = first.name;
    return;
  }
  // “Objective” is one of them, however many paragraphs it has.
  const isOne = field === 'objectives' && /^(?:\w+ )*(?:objective|outcome|goal)(?: text| \d+)?$/.test(foldedName(column.header));
  if (!first && !(onLines && isOne)) {
    settled[id] = field === 'objectives' || onLines ? 'newline' : usualSeparator(field);
    return;
  }
  const choices = [...new Set<Separator>([...(onLines ? (['newline'] as const) : []), ...likely.map(({ name }) => name), 'one'])];
  questions.push({
    id,
    column: index,
    words: `What parts several values in a cell of ${nameOf(column)}?`,
    because: `A cell says ${quoted(first?.example ?? onLines?.join(' ') ?? '')}`,
    choices: choices.map((value) => ({ value, words: separatorWords[value] })),
    proposed: isOne ? 'one' : onLines && field === 'objectives' ? 'newline' : (first?.name ?? 'newline'),
  });
}

/** The values of a column as a reader sees them; the end of a cut one may be half a tag. */
function shownTexts({ distinct }: ColumnProfile): string[] {
  return [...distinct.values()].map(({ text }) => linesOf(text.replace(/<[^<>]*$/, '')).join('\n'));
}

function askAboutLevels(column: ColumnFound, profile: ColumnProfile, { questions }: Asked) {
  const names = [...profile.distinct].filter(([, { text }]) => levelsIn(text) === null).slice(0, mostWords);
  for (const [folded, { text }] of names) {
    const usual = usualLevels(text);
    const none: Choice = { value: 'none', words: 'None that can be said; keep the name' };
    const ranges = ['1', '2', '3', '4', '1-2', '2-3', '3-4', '1-4'];
    const proposed = usual ? levelsAnswer(usual) : 'none';
    questions.push({
      id: wordQuestion('level', column.index, folded),
      column: column.index,
      words: `Which years of study is ${quoted(text)}?`,
      because: `It stands in ${nameOf(column)} and has no number`,
      choices: [
        ...ranges.map((value) => ({ value, words: value.includes('-') ? `Years ${value.replace('-', ' to ')}` : `Year ${value}` })),
        none,
      ],
      proposed,
    });
  }
}

function askAboutRequirement(column: ColumnFound, profile: ColumnProfile, { settled, questions }: Asked) {
  const { index, header } = column;
  const name = foldedName(header);
  const isAboutElective = /\b(?:elective|optional)\b/.test(name) && !/\b(?:required|mandatory|core|compulsory)\b/.test(name);
  settled[columnQuestion('yes', index)] = isAboutElective ? 'elective' : 'required';
  const words = [...profile.distinct].map(([folded, { text }]) => ({ folded, text, meaning: requirementIn(text) }));
  for (const { folded, text } of words.filter(({ meaning }) => meaning === null).slice(0, mostWords))
    questions.push({
      id: wordQuestion('word', index, folded),
      column: index,
      words: `Does ${quoted(text)} mean required?`,
      because: `It stands in ${nameOf(column)}`,
      choices: [
        { value: 'required', words: 'Required' },
        { value: 'required-in-track', words: 'Required in a track' },
        { value: 'elective', words: 'Elective' },
        { value: 'unknown', words: 'It does not say' },
      ],
      proposed: 'unknown',
    });
}

/** Merged cells leave the rows below their first one empty; a cell here and there is just not filled in. */
function askAboutGaps(column: ColumnFound, looked: Looked, { questions }: Asked) {
  const { index } = column;
  const table = lookOf(looked);
  const data = looked.rows.filter(({ cells }) => rowKind(cells, table) === 'data');
  const filled = data.filter(({ cells }) => cellText(cells[index]).trim() !== '');
  const empty = data.length - filled.length;
  const [first] = filled;
  if (!first || first !== data[0] || empty * 5 < data.length) return;
  const textOf = (row: SheetRow | undefined) => cellText(row?.cells[index]).trim();
  // Where neighbours say the same in each row, an empty cell was left empty.
  const isInEachRow = data.some((row, at) => textOf(row) !== '' && textOf(row) === textOf(data[at - 1]));
  const isGrouped = !isInEachRow || empty >= filled.length;
  questions.push({
    id: columnQuestion('fill', index),
    column: index,
    words: `What is an empty cell in ${nameOf(column)}?`,
    because: `${empty.toLocaleString('en-US')} of ${data.length.toLocaleString('en-US')} rows have none, the first below line ${first.line}`,
    choices: [
      { value: 'down', words: `The same as above it: ${quoted(cellText(first.cells[index]).slice(0, 60))} and so on` },
      { value: 'blank', words: 'Not said' },
    ],
    proposed: isGrouped ? 'down' : 'blank',
  });
}

/** The table as its rows are told apart. */
function lookOf({ columns }: Looked) {
  const used = columns.filter(({ field }) => field !== 'ignore');
  return { header: [], titleColumn: used.find(({ field }) => field === 'title')?.index ?? -1, columns: used.length };
}

function askAboutHolding(looked: Looked, { questions }: Asked) {
  const [column] = columnsOf(looked, ['course-requirement']);
  if (!column || columnsOf(looked, ['requirement']).length > 0) return;
  questions.push({
    id: 'holds-for-all',
    column: column.index,
    words: `Does ${nameOf(column)} hold for each activity of the course?`,
    because: 'No column says it of the activities',
    choices: [
      { value: 'yes', words: 'Yes: what a required course holds is required' },
      { value: 'unknown', words: 'No: it says nothing about its activities' },
    ],
    proposed: 'yes',
  });
}

function askAboutSections(looked: Looked, { questions }: Asked) {
  const used = looked.columns.filter(({ field }) => field !== 'ignore');
  const table = lookOf(looked);
  const sections = looked.rows.filter(({ cells }) => rowKind(cells, table) === 'section');
  if (sections.length === 0) return;
  const texts = sections.map(({ cells }) => cellText(cells.find((cell) => cellText(cell).trim() !== '')).trim());
  const hasCourse = used.some(({ field }) => field === 'course' || field === 'course-id');
  const isTimeOnly = texts.every((text) => /^(?:weeks?|wk|days?|months?|\d|(?:mon|tues|wednes|thurs|fri)day)/i.test(text));
  questions.push({
    id: 'sections',
    column: null,
    words: `What are rows such as ${quoted(texts[0]!)}?`,
    because: `${sections.length === 1 ? 'It stands' : `${sections.length.toLocaleString('en-US')} such texts stand`} alone in a row, the first in line ${sections[0]!.line}`,
    choices: [
      { value: 'course', words: 'The course of the rows below' },
      { value: 'skip', words: 'A heading to be left out' },
      { value: 'activity', words: 'An activity' },
    ],
    proposed: hasCourse || isTimeOnly ? 'skip' : 'course',
  });
}

function askAboutOvernight(looked: Looked, { questions }: Asked) {
  const [start] = columnsOf(looked, ['start']);
  const [end] = columnsOf(looked, ['end']);
  if (!start || !end) return;
  const early = looked.rows.find(({ cells }) => {
    const [from, to] = [start, end].map(({ index }) => minutesIn(cellText(cells[index]).trim()));
    return from != null && to != null && to < from;
  });
  if (!early) return;
  questions.push({
    id: 'overnight',
    column: end.index,
    words: 'What is an end that is earlier than its start?',
    because: `Line ${early.line} runs from ${cellText(early.cells[start.index])} to ${cellText(early.cells[end.index])}`,
    choices: [
      { value: 'mistake', words: 'A mistake: its length is unknown' },
      { value: 'next-day', words: 'The next day' },
    ],
    proposed: 'mistake',
  });
}

function some(texts: readonly string[]): string {
  return `${texts
    .slice(0, 3)
    .map((text) => quoted(text.slice(0, 20)))
    .join(', ')}`;
}

/** A time of day that stands alone, in minutes. */
function minutesIn(text: string): number | null {
  const [, hours, minutes, half] = /^(?:1899-12-3\dT)?(\d{1,2}):(\d{2})(?::\d{2})? ?(am|pm)?$/i.exec(text) ?? [];
  if (hours === undefined) return null;
  return (half === undefined ? Number(hours) : (Number(hours) % 12) + (/pm/i.test(half) ? 12 : 0)) * 60 + Number(minutes);
}
