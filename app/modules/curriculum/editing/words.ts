import { hours } from '#app/ui/hours.ts';
import { findTerm } from '../method-vocabulary.ts';
import { requirementWords } from '../placement.ts';
import type { MapPart } from './edit.ts';

/** The fields of a row as an edit keeps them, under the names of their columns. */
export type KeptRow = Readonly<Record<string, unknown>>;
/** A row as an edit changed it, as kept. */
export type KeptChange = { readonly part: MapPart; readonly before: KeptRow | null; readonly after: KeptRow | null };
/** What ids stand for: titles of courses and activities, names of phases, codes of competencies. */
export type NamesOf = (id: string) => string;
/** One thing that a change did to a row: what, from what, to what; `from` and `to` are null where nothing stood or stands. */
export type ChangeLine = { readonly what: string; readonly from: string | null; readonly to: string | null };

type Say = (value: unknown, name: NamesOf) => string;
const text: Say = (value) => String(value);
const minutes: Say = (value) => (value === 0 ? '0 min (stated)' : hours(Number(value)));
const named: Say = (value, name) => `“${name(String(value))}”`;
const requirement: Say = (value) => requirementWords[value as keyof typeof requirementWords] ?? text(value, String);

/** Each field that the history tells of, with the word for it, how its value is said, and what its absence means. */
const fields: { readonly [Part in MapPart]: Readonly<Record<string, readonly [what: string, say: Say, none: string]>> } = {
  activity: {
    title: ['Title', text, 'none'],
    description: ['Text', (value) => shortened(String(value)), 'none'],
    learner_minutes: ['Learner hours', minutes, 'unknown'],
    learner_minutes_most: ['Learner hours, at most', minutes, 'no range'],
    delivered_minutes: ['Delivered hours', minutes, 'unknown'],
    delivered_minutes_most: ['Delivered hours, at most', minutes, 'no range'],
    estimate_source: ['Source of the estimate', text, 'none'],
    estimate_by: ['Estimated by', text, 'nobody'],
    groups: ['Groups', text, 'not said'],
    is_interprofessional: ['Interprofessional', (value) => (value ? 'yes' : 'not said'), 'not said'],
    same_as: ['The same as', named, 'none'],
    removed_at: ['On the map', () => 'removed', 'yes'],
  },
  course: {
    title: ['Title', text, 'none'],
    description: ['Text', (value) => shortened(String(value)), 'none'],
    requirement: ['Requirement', requirement, requirementWords.unknown],
    start_level: ['First level', text, 'not said'],
    end_level: ['Last level', text, 'not said'],
    phase_id: ['Phase', (value, name) => name(String(value)), 'as its levels say'],
    teaching: ['Taught', (value) => (value === 'each' ? 'each activity to everybody' : 'the same hour to several groups'), 'not said'],
    groups: ['Groups', text, 'not said'],
    seats: ['Seats', text, 'not said'],
    enrolled: ['Enrolled', text, 'not said'],
    removed_at: ['On the map', () => 'removed', 'yes'],
  },
  placement: {
    is_required: ['Requirement', (value) => (value ? 'as its course' : 'elective'), 'not said'],
    starts_on: ['Starts', text, 'not said'],
    ends_on: ['Ends', text, 'not said'],
  },
  competency_link: { level: ['Level', text, 'none'], extent: ['Addressed', text, 'none'], evidence: ['Evidence', text, 'none'] },
  hit: {
    activity_id: ['Found in', named, 'none'],
    answer: ['Answer', (value) => (value === 'accepted' ? 'linked' : 'not this'), 'open'],
  },
  activity_method: {
    code: ['Method', (value) => methodWord(String(value)), 'none'],
    purpose: ['Purpose', text, 'not said'],
    is_primary: ['Primary', (value) => (value ? 'yes' : 'no'), 'no'],
  },
};

/** What a change did to a row, in plain words: one line for each field that tells something, one alone for a row that came or went. */
export function changeLines({ part, before, after }: KeptChange, name: NamesOf): ChangeLine[] {
  const row = after ?? before ?? {};
  const where = whereOf(part, row, name);
  if (before === null || after === null) {
    const whole = wholeOf(part, row, name);
    return [{ what: where, from: before === null ? null : whole, to: after === null ? null : whole }];
  }
  return Object.keys(after).flatMap((field) => {
    const known = fields[part][field];
    if (!known) return [];
    const [what, say, none] = known;
    const said = (value: unknown) => (value === null || value === undefined ? none : say(value, name));
    return [
      {
        what: where === what || where === '' ? what : `${where}: ${what.toLowerCase()}`,
        from: said(before[field]),
        to: said(after[field]),
      },
    ];
  });
}

function whereOf(part: MapPart, row: KeptRow, name: NamesOf): string {
  if (part === 'placement') return `Place in “${name(String(row.course_id))}”`;
  if (part === 'competency_link') return `Link to ${name(String(row.competency_id))}`;
  if (part === 'activity_method') return 'Method';
  if (part === 'hit') return 'Suggestion';
  return '';
}

function wholeOf(part: MapPart, row: KeptRow, name: NamesOf): string {
  if (part === 'activity' || part === 'course') return `“${row.title}”`;
  if (part === 'competency_link') return `${row.level}, ${row.extent}`;
  if (part === 'activity_method') return methodWord(String(row.code));
  const required = fields.placement.is_required!;
  return part === 'placement' && typeof row.is_required === 'boolean' ? required[1](row.is_required, name) : 'there';
}

function methodWord(code: string): string {
  return findTerm('instruction', code)?.name ?? findTerm('assessment', code)?.name ?? code;
}

function shortened(words: string): string {
  return words.length > 200 ? `${words.slice(0, 199)}…` : words;
}

/** A line of history as a sentence: "Learner hours: from 45 min to 1 h", "Place in “Early”: added, elective". */
export function lineWords({ what, from, to }: ChangeLine): string {
  const begin = what === '' ? '' : `${what}: `;
  if (from === null) return `${begin}added, ${to}`;
  return to === null ? `${begin}taken away, was ${from}` : `${begin}from ${from} to ${to}`;
}
