import { columnLetter, type SheetRow } from '#app/platform/sheet.ts';
import { columnFields, fieldLabel, fieldNamed } from './column-field.ts';
import { type ColumnProfile, profileOf } from './column-profile.ts';
import { questionsAbout } from './column-questions.ts';
import { fingerprintOf, foldedName } from './folded-text.ts';
import { findHeader, type HeaderFound, headerOn } from './header-line.ts';
import type { ColumnFound, Field, Matching, Proposal } from './matching.ts';

/** What a person has said so far: the rest is proposed, and the questions are those of their columns. */
export type Chosen = Partial<Pick<Matching, 'headerLine' | 'columns' | 'answers'>>;

const mostColumns = 500;

/**
 * How the rows of one sheet would be read, from its headers and its values, and what is to be asked about them; `sheets` are all there are to choose from, `sample`
 * the first rows of the one that is read (some thousands). What a person has `chosen` stays, and the questions are then about that.
 */
export function proposeMatching(sample: readonly SheetRow[], sheets: readonly string[], chosen: Chosen = {}): Proposal {
  const header = chosen.headerLine === undefined ? findHeader(sample) : headerOn(sample, chosen.headerLine);
  const rows = sample.filter(({ line }) => header.line === null || line > header.line);
  const width = Math.min(
    mostColumns,
    rows.reduce((most, { cells }) => Math.max(most, cells.length), header.names.length),
  );
  const profiles = Array.from({ length: width }, (_, column) => profileOf(rows, column));
  const named = proposedFields(header, profiles);
  const columns = profiles.map((profile, index): ColumnFound => {
    const given = chosen.columns && (chosen.columns[index] ?? 'ignore');
    const { field, sureness, because } = named[index]!;
    const isGiven = given !== undefined && given !== field;
    const found = { index, letter: columnLetter(index), header: header.names[index] ?? '', samples: profile.samples };
    return isGiven ? { ...found, field: given, sureness: 'sure', because: 'You chose it' } : { ...found, field, sureness, because };
  });
  const used = Object.fromEntries(columns.filter(({ field }) => field !== 'ignore').map(({ index, field }) => [String(index), field]));
  const { settled, questions } = questionsAbout({ columns, profiles, rows, isSheetWithHeader: header.line !== null });
  const taken = Object.fromEntries(questions.map(({ id, proposed }) => [id, proposed]));
  const headerRows: Record<string, string> = header.rows === 2 ? { 'header-rows': '2' } : {};
  return {
    matching: {
      sheet: sample[0]?.sheet ?? sheets[0] ?? '',
      headerLine: header.line,
      columns: used,
      answers: { ...headerRows, ...settled, ...taken, ...chosen.answers },
    },
    shape: shapeOf(header, width),
    columns,
    sheets,
    questions,
  };
}

/** The headers folded and in order, or how many columns there are; long ones by their fingerprint. */
function shapeOf({ names }: HeaderFound, width: number): string {
  const folded = names.map(foldedName).join('|').replace(/\|+$/, '');
  if (folded === '') return `${width} columns without a header`;
  return folded.length <= 500 ? folded : `${folded.slice(0, 480)}… ${fingerprintOf(folded)}`;
}

type Proposed = { readonly field: Field; readonly sureness: ColumnFound['sureness']; readonly because: string };
type Candidate = Proposed & { readonly column: number; readonly score: number };

const many = new Set<Field>(columnFields.filter(({ isMany }) => isMany).map(({ field }) => field));

function proposedFields(header: HeaderFound, profiles: readonly ColumnProfile[]): Proposed[] {
  const candidates = profiles
    .flatMap((profile, column) => candidatesOf(header, profile, column))
    .sort((a, b) => b.score - a.score || a.column - b.column);
  const taken = new Map<number, Proposed>();
  const used = new Set<Field>();
  for (const candidate of candidates) {
    if (taken.has(candidate.column) || (used.has(candidate.field) && !many.has(candidate.field))) continue;
    taken.set(candidate.column, candidate);
    used.add(candidate.field);
  }
  // A list of courses has a row for each: the course is then what is taught.
  if (!used.has('title') && !isListOfCourses(taken, profiles)) {
    const people = new Set(profiles.flatMap((_, column) => (fieldNamed(header.names[column] ?? '') === 'people' ? [column] : [])));
    const column = titleByValues(profiles, { taken, people });
    if (column !== null)
      taken.set(column, { field: 'title', sureness: 'guess', because: 'Its texts differ from row to row and are short' });
  }
  if (used.has('start') && !used.has('end') && !used.has('date')) readAsDay(taken, profiles);
  return profiles.map((profile, column) => taken.get(column) ?? unused(header.names[column] ?? '', profile));
}

/** Whether the column of courses has another one in nearly each row. */
function isListOfCourses(taken: ReadonlyMap<number, Proposed>, profiles: readonly ColumnProfile[]): boolean {
  return [...taken].some(([column, { field, sureness }]) => {
    const { distinct, filled } = profiles[column]!;
    return field === 'course' && sureness !== 'guess' && distinct.size >= Math.min(filled, 1000) * 0.9;
  });
}

/** A start alone that is a day of the calendar is just the day. */
function readAsDay(taken: Map<number, Proposed>, profiles: readonly ColumnProfile[]) {
  for (const [column, proposed] of taken)
    if (proposed.field === 'start' && profiles[column]!.share.day > 0.5) taken.set(column, { ...proposed, field: 'date' });
}

function unused(name: string, profile: ColumnProfile): Proposed {
  if (profile.filled === 0) return { field: 'ignore', sureness: 'sure', because: 'It is empty' };
  if (fieldNamed(name) === 'people') return { field: 'ignore', sureness: 'sure', because: 'It names people, who are left out' };
  return { field: 'ignore', sureness: 'likely', because: 'Neither its header nor its values say what it is' };
}

function candidatesOf(header: HeaderFound, profile: ColumnProfile, column: number): Candidate[] {
  const name = header.names[column] ?? '';
  const byName = nameOf(name, header.rows === 2);
  if (profile.filled === 0 || byName === 'people') return [];
  const candidates: Candidate[] = [];
  if (byName !== null) {
    for (const field of alternatives(byName.field, profile)) {
      if (!fits(field, profile)) continue;
      const isOwn = field === byName.field;
      const sureness = byName.isExact && isOwn ? 'sure' : 'likely';
      candidates.push({ column, field, sureness, score: (byName.isExact ? 10 : 6) - (isOwn ? 0 : 1), because: `Its header is “${name}”` });
      break;
    }
  }
  for (const [field, score, because] of byValues(profile, header.line !== null))
    candidates.push({ column, field, score, sureness: score > 3 ? 'likely' : 'guess', because });
  return candidates;
}

/** With two lines, the second alone says more than both together where it is a name of its own. */
function nameOf(name: string, hasTwoLines: boolean) {
  const whole = fieldNamed(name);
  if (!hasTwoLines || (whole !== null && (whole === 'people' || whole.isExact))) return whole;
  const words = foldedName(name).split(' ');
  for (const length of [2, 1]) {
    const last = fieldNamed(words.slice(-length).join(' '));
    if (last !== null && last !== 'people' && last.isExact) return last;
  }
  return whole;
}

/** What else a column of this name can be when its values are not like it. */
function alternatives(field: Field, { share }: ColumnProfile): Field[] {
  if (field === 'start' || field === 'date')
    return share.time > 0.4 ? (share.day > 0.4 && field === 'date' ? ['date', 'start'] : [field]) : ['duration'];
  if (field === 'instruction' && share.requirement > 0.6 && share.method < 0.3) return ['requirement'];
  if (field === 'assessment' && share.requirement > 0.6) return [];
  if (field === 'minutes' || field === 'hours') return [field];
  if (field === 'duration') return share.time > 0.6 && share.duration < 0.3 ? ['start'] : ['duration'];
  if (field === 'level') return share.level + share.number > 0.3 || share.text > 0.5 ? ['level'] : [];
  return [field];
}

/** Whether values can be those of a field at all. */
function fits(field: Field, { share, numbers, distinct, filled }: ColumnProfile): boolean {
  if (['minutes', 'hours', 'duration', 'delivered-minutes', 'delivered-hours'].includes(field)) return share.duration >= 0.4;
  if (field === 'start' || field === 'end' || field === 'date') return share.time >= 0.4;
  if (field === 'groups' || field === 'seats' || field === 'enrolled') return share.number >= 0.5;
  if (field === 'requirement' || field === 'course-requirement' || field === 'interprofessional')
    return share.requirement >= 0.5 || (distinct.size <= 6 && share.number < 0.5);
  if (field === 'purpose') return distinct.size <= 6;
  if (field === 'level') return (share.number < 0.5 || numbers.every((value) => value >= 1 && value <= 8)) && !isAcademicYear(distinct);
  if (field === 'phase') return distinct.size <= Math.max(12, filled / 10);
  if (field === 'title') return share.text > 0.3 || share.number < 0.9;
  return true;
}

/** `2025-26` is a year of the calendar, and no year of study. */
function isAcademicYear(distinct: ColumnProfile['distinct']): boolean {
  return [...distinct.keys()].every((text) => /^(?:ay ?)?(?:19|20)\d\d(?: ?[-/] ?\d{2,4})?$/.test(text));
}

/** What values alone say, with a score below that of any header. */
function byValues({ share, filled, distinct }: ColumnProfile, hasHeader: boolean): [Field, number, string][] {
  if (hasHeader && filled === 0) return [];
  const found: [Field, number, string][] = [];
  if (share.assessment > 0.8) found.push(['assessment', 4, 'Its values are methods of assessment']);
  else if (share.method > 0.6) found.push(['instruction', 4, 'Its values are instructional methods']);
  if (share.unitDuration > 0.6) found.push(['duration', 4, 'Its values are lengths of time']);
  if (share.level > 0.7 && distinct.size <= 12) found.push(['level', 4, 'Its values are years of study']);
  if (!hasHeader && share.day > 0.7) found.push(['date', 4, 'Its values are days']);
  if (!hasHeader && filled >= 3 && share.requirement > 0.8 && share.number < 0.5 && distinct.size <= 4)
    found.push(['requirement', 3, 'Its values are required and elective']);
  if (!hasHeader && share.number > 0.8 && distinct.size > 1 && distinct.size <= 40)
    found.push(['duration', 2, 'Its values are numbers such as lengths have']);
  if (!hasHeader && share.text > 0.8 && distinct.size <= filled / 3 && filled >= 6)
    found.push(['course', 1, 'Its texts stand in several rows each']);
  return found;
}

/** The column of short texts that differ most from row to row; the first of equals. */
function titleByValues(
  profiles: readonly ColumnProfile[],
  { taken, people }: { taken: ReadonlyMap<number, Proposed>; people: ReadonlySet<number> },
): number | null {
  let best: { column: number; score: number } | null = null;
  for (const [column, { filled, distinct, share, meanLength }] of profiles.entries()) {
    const isFree = !taken.has(column) || taken.get(column)!.sureness === 'guess';
    if (!isFree || people.has(column) || filled === 0 || share.text < 0.5) continue;
    const score = (distinct.size / Math.min(filled, 1000)) * (meanLength > 200 ? 0.4 : 1) * filled;
    if (score > (best?.score ?? 0) * 1.05) best = { column, score };
  }
  return best?.column ?? null;
}

/** A field with its name, for a list to choose from. */
export const fieldChoices: readonly { readonly value: Field; readonly label: string }[] = [
  { value: 'ignore', label: fieldLabel('ignore') },
  ...[...columnFields].reverse().map(({ field, label }) => ({ value: field, label })),
];
