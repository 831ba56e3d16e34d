import { quoted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { cellText, type SheetRow } from '#app/platform/sheet.ts';
import { refusal } from './case-refusal.ts';
import { folded, type Role, roleOfHeader } from './sheet-columns.ts';

/** A header row of a table of items: which row, and each column's name and role. */
export type Header = { readonly at: number; readonly names: readonly string[]; readonly roles: readonly (Role | undefined)[] };

/** What a spreadsheet is. */
export type SheetKind =
  | { readonly kind: 'case' }
  | { readonly kind: 'table'; readonly header: Header }
  | { readonly kind: 'outline' }
  | { readonly refused: Message };

const wanted =
  'A table with a column of texts (fullStatement, statement, text, competency) and, if there is one, a column of codes; or a numbered or indented outline';
/** What the ids of a table may be of; a table whose first id is of something else belongs to another program. */
const ofItems =
  /^(item|competency|pcrs|objective|outcome|standard|epa|milestone|statement|skill|framework|domain|node|learning\s?outcome)s?$/;
/** What tables of other programs are called by. The first line that fits counts. */
const others: readonly (readonly [RegExp, string])[] = [
  [/^(method|session_type)$/, 'methods of teaching or assessment'],
  [/^(term|vocabulary)$/, 'terms of a vocabulary'],
  [/^resource_type$/, 'kinds of resources'],
  [/^school$/, 'schools'],
  [/^(session|offering|course|event|activity)$/, 'activities or courses: bring it in under Curriculum'],
  [/^(user|user_role|person|learner|student)$/, 'people or their roles'],
];
/** Columns that only a list of activities has. */
const ofActivities =
  /^(minutes|hours|duration|startdate|enddate|starttime|endtime|instructor|instructors|course|coursetitle|session|sessiontitle|sessiontype|offering|room|location)$/;

/** Tells what the rows are. */
export function sheetKind(rows: readonly SheetRow[]): SheetKind {
  if (rows.length === 0) return { refused: refusal('A spreadsheet without any row', wanted) };
  if (isThreeSheets(rows)) return { kind: 'case' };
  const header = headerOf(rows);
  if (!header)
    return isOutline(rows)
      ? { kind: 'outline' }
      : { refused: refusal(`Rows without a header that is known: ${quoted(rowText(rows[0]!))}`, wanted) };
  const foreign = foreignTable(header);
  return foreign ? { refused: foreign } : { kind: 'table', header };
}

function isThreeSheets(rows: readonly SheetRow[]): boolean {
  const names = new Set(rows.map(({ sheet }) => folded(sheet)));
  return names.has('cfitem') || names.has('cfitems');
}

/** The first of the first twenty rows in which two columns are known, or all of few. */
function headerOf(rows: readonly SheetRow[]): Header | null {
  for (const [at, row] of rows.slice(0, 20).entries()) {
    const names = row.cells.map((cell) => cellText(cell).trim().replaceAll('`', ''));
    const full = names.filter(Boolean);
    const roles = names.map(roleOfHeader);
    const count = roles.filter((role) => role !== undefined).length;
    const isTechnical = full.length > 0 && full.every((name) => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name));
    if (
      count >= 2 ||
      (count === 1 && names.filter((name) => ofActivities.test(folded(name))).length >= 2) ||
      (count === 1 && full.length === 1) ||
      (isTechnical && full.some((name) => name === 'id' || name.endsWith('_id')))
    )
      return { at, names, roles };
  }
  return null;
}

function foreignTable({ names, roles }: Header): Message | null {
  const listed = names.filter(Boolean).map(quoted).join(', ');
  const first = names.find((name) => /[_\s]id$/i.test(name) && !/^parent/i.test(name));
  const of = first
    ?.toLowerCase()
    .replace(/[_\s]id$/, '')
    .replace(/\s/g, '_');
  if (of !== undefined && !ofItems.test(of.replaceAll('_', ' '))) {
    const known = others.find(([pattern]) => pattern.test(of))?.[1] ?? quoted(of.replaceAll('_', ' '));
    return refusal(`A table of another program, about ${known}: its columns are ${listed}`, wanted);
  }
  const hasText = (['fullStatement', 'abbreviatedStatement', 'milestone'] as const).some((role) => roles.includes(role));
  if (!hasText && names.filter((name) => /_?id$/i.test(name)).length >= 2)
    return refusal(`A table that links two lists by their ids: its columns are ${listed}`, 'The lists themselves');
  if (!hasText) return refusal(`A table without a column of texts: its columns are ${listed}`, wanted);
  if (names.some((name) => folded(name) === 'value') && names.some((name) => folded(name) === 'name'))
    return refusal(`The settings of a program: its columns are ${listed}`, wanted);
  if (names.filter((name) => ofActivities.test(folded(name))).length >= 2 && !roles.includes('fullStatement'))
    return refusal(`A list of activities: its columns are ${listed}`, 'A framework; a curriculum is brought in under Curriculum');
  return null;
}

/** Numbered, indented or bulleted lines; or codes with texts beside them. */
function isOutline(rows: readonly SheetRow[]): boolean {
  if (rows.length < 2) return false;
  const lines = rows.map(({ cells }) => cells.map(cellText));
  if (
    lines.every(
      (cells) => cells.filter(Boolean).length === 2 && /^\S{1,30}$/.test(cells.find(Boolean)!) && cells.findLast(Boolean)!.length > 3,
    )
  )
    return true;
  if (lines.some((cells) => cells.filter(Boolean).length !== 1)) return false;
  const marked = lines.filter(
    (cells) => cells.findIndex(Boolean) > 0 || /^(\s+\S|[-*•]\s|\(?[0-9A-Z]{1,3}([.)][0-9a-z]{1,3})*[.)]?\s)/.test(cells.find(Boolean)!),
  );
  return marked.length * 2 >= lines.length;
}

function rowText({ cells }: SheetRow): string {
  return cells.map(cellText).filter(Boolean).join(', ');
}
