import type { ChartModel } from '#app/ui/chart.ts';
import { count } from '#app/ui/count.ts';
import { hoursBetween, hoursNumber } from '#app/ui/hours.ts';
import { seatText } from './aspect.ts';
import { facetWords } from './facets.ts';
import type { FullInput } from './full-input.ts';
import { type Presence, presenceIn } from './gaps.ts';
import { graded } from './grades.ts';
import { type Measured, type MeasuredRow, measured } from './measured.ts';
import { type ReadCell, readCell } from './reading.ts';
import { percent } from './share.ts';
import { type StudentFigures, studentFigures } from './students.ts';
import { taughtAssessed } from './taught-assessed.ts';
import { type Trend, type TrendGround, trendOf } from './trend.ts';
import { cellWords } from './trend-words.ts';

/** One page for a dean, in plain sentences from the data: the same for the screen and the PDF. */
export type DeanReport = {
  readonly title: string;
  readonly basis: string;
  readonly sections: readonly { readonly heading: string; readonly sentences: readonly string[] }[];
  /** Required hours of each competency, at least and at most. */
  readonly chart: ChartModel;
  /** A row for each competency: its name, then a cell for each further column. */
  readonly table: { readonly caption: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** The competency's code of each row of the table. */
  readonly codes: readonly string[];
};

/** What the page is made of. `grounds`: the years up to this one, the oldest first; the last is the one that is told. */
export type DeanGround = {
  readonly school: string;
  readonly framework: string;
  readonly year: string;
  readonly activities: number;
  readonly input: FullInput;
  readonly titles: ReadonlyMap<string, string>;
  readonly grounds: readonly TrendGround[];
};

type Told = DeanGround & { readonly students: StudentFigures; readonly full: Measured; readonly rows: readonly MeasuredRow[] };
const touching = { count: 'touching', hours: 'learner' } as const;

/** The page of a year. Says nothing that the coverage tables do not hold, and calls nothing good or bad. */
export function deanReport(ground: DeanGround): DeanReport {
  const full = measured(ground.input);
  const told: Told = {
    ...ground,
    full,
    students: studentFigures(ground.input),
    rows: full.rows.filter(({ milestone }) => milestone === null),
  };
  const isEmpty = linkedOf(told) === 0;
  return {
    title: `What ${ground.school} teaches, ${ground.year}`,
    basis: `Framework: ${ground.framework}. Only what somebody linked to a competency counts; what nobody linked may be taught and is not here. Hours are those of one student, whole activities, at least and at most where some are estimates.`,
    sections: [
      { heading: 'What we teach', sentences: isEmpty ? [nothingLinked(told)] : whatWeTeach(told) },
      {
        heading: 'Where it is thin',
        sentences: isEmpty ? ['While nothing is linked, nothing can be said of where it is thin.'] : whereThin(told),
      },
      { heading: 'What changed', sentences: whatChanged(told) },
    ],
    chart: chartOf(told),
    table: tableOf(told),
    codes: told.rows.map(({ competency }) => competency),
  };
}

function linkedOf({ full }: Told): number {
  return full.total.cells.get('linked')!.all!.all.activities;
}

function nothingLinked({ activities, year }: Told): string {
  return activities === 0
    ? `No activities of ${year} are here yet, so nothing can be said of what is taught.`
    : `None of the ${count(activities, 'activity', 'activities')} of ${year} is linked to a competency yet, so nothing can be said of what is taught.`;
}

function whatWeTeach(told: Told): string[] {
  const { activities, input, full, rows } = told;
  const linked = linkedOf(told);
  const required = cellOf(full.total, 'required');
  const { reached } = graded(full);
  return [
    `${count(linked, 'activity', 'activities')} of ${activities.toLocaleString('en')} ${linked === 1 ? 'is' : 'are'} linked to at least one of ${count(rows.length, 'competency', 'competencies')}.`,
    required.activities === 0
      ? 'None of it is required of every student.'
      : required.minutes === null
        ? `${count(required.activities, 'activity is', 'activities are')} required of every student; the hours of ${required.activities === 1 ? 'it are not' : 'none are'} known.`
        : `Every student has ${hoursOf(required)} of it in required teaching${besides(required)}.`,
    ...tracks(told),
    ...electives(told),
    ...mostIn(told),
    `${ofAll(reached.required.part, reached.any.of)} met in required teaching; ${noneOr(reached['taught-and-assessed'].part)} ${reached['taught-and-assessed'].part < 2 ? 'is' : 'are'} taught and assessed; course directors confirmed ${noneOr(reached['confirmed-fully'].part)} as fully addressed.`,
    ...methodSentence(told),
    ...(input.classSize === null ? ['The size of a class is not said, so nothing can be set against it.'] : []),
  ];
}

function tracks({ students, full }: Told): string[] {
  const cell = cellOf(full.total, 'required-in-track');
  if (cell.activities === 0) return [];
  const shared = students.inTrack({ competency: 'all', column: 'all' }, 'touching');
  const each = cell.minutes === null ? 'of unknown hours' : `with ${hoursOf(cell)}${besides(cell)}`;
  const average =
    shared.activities === 0
      ? ''
      : shared.minutes === null
        ? '; how many students the tracks have is not said'
        : `; for an average student of the class that is ${hoursBetween(shared.minutes)}`;
  return [
    `${count(cell.activities, 'activity', 'activities')} ${each} ${cell.activities === 1 ? 'is' : 'are'} required in a track only${average}.`,
  ];
}

function electives(told: Told): string[] {
  const { students, full } = told;
  const cell = cellOf(full.total, 'elective');
  if (cell.activities === 0) return ['No elective is linked to a competency.'];
  const hours = cell.minutes === null ? 'unknown hours' : `${hoursOf(cell)}${besides(cell)}`;
  const seats = students.seats({ competency: 'all', column: 'all' });
  return [
    `Electives offer ${hours} in ${count(seats.courses, 'course', 'courses')}: ${seatText(seats)}. No student can take all of them.${electiveShare(told)}`,
  ];
}

/** The part of the offered learner hours that is elective, at least and at most; said only where all hours are known. */
function electiveShare({ full }: Told): string {
  const [elective, ...others] = (['elective', 'required', 'required-in-track'] as const).map((requirement) =>
    cellOf(full.total, requirement),
  );
  if ([elective!, ...others].some(({ minutes, unknown }) => minutes === null || unknown > 0)) return '';
  const { least, most } = elective!.minutes!;
  const rest = others.reduce((sum, { minutes }) => ({ least: sum.least + minutes!.least, most: sum.most + minutes!.most }), {
    least: 0,
    most: 0,
  });
  if (least + rest.most === 0 || most + rest.least === 0) return '';
  const [low, high] = [percent({ part: least, of: least + rest.most }), percent({ part: most, of: most + rest.least })];
  return ` They are ${low === high ? low : `${low} to ${high}`} of the linked hours offered.`;
}

/** In which phase most required teaching is, by the least of its hours; nothing when no phase has any. */
function mostIn({ input, full }: Told): string[] {
  const phases = input.phases.map(({ id, name }) => ({ name, cell: cellOf(full.total, 'required', id) }));
  const least = (cell: ReadCell) => cell.minutes?.least ?? 0;
  const most = Math.max(0, ...phases.map(({ cell }) => least(cell)));
  if (most === 0) return [];
  const names = phases.filter(({ cell }) => least(cell) === most).map(({ name }) => name);
  const empty = phases.filter(({ cell }) => cell.activities === 0).map(({ name }) => name);
  return [
    `Most required hours are in ${listed(names)}, ${names.length > 1 ? 'each ' : ''}at least ${hoursNumber(most)} h${empty.length > 0 ? `; there is none in ${listed(empty)}` : ''}.`,
  ];
}

function methodSentence({ full: { total } }: Told): string[] {
  const methods = [...total.cells]
    .filter(([facet]) => facet.startsWith('instruction:') && !facet.endsWith(':not-said'))
    .map(([facet, cells]) => ({ facet, activities: cells.all!.all.activities }))
    .sort((a, b) => b.activities - a.activities || (a.facet < b.facet ? -1 : 1));
  const [first] = methods;
  if (!first) return ['How it is taught is not said.'];
  const same = methods.filter(({ activities }) => activities === first.activities).map(({ facet }) => facetWords(facet));
  return [
    `${count(methods.length, 'method of instruction is', 'methods of instruction are')} named; most often ${listed(same.slice(0, 3))}, in ${count(first.activities, 'activity', 'activities')}${same.length > 1 ? ' each' : ''}.`,
  ];
}

function whereThin(told: Told): string[] {
  const { full, rows, input } = told;
  const { taughtNotAssessed, assessedNotTaught } = taughtAssessed({ ...full, rows });
  const presence = (wanted: Presence) => rows.filter((row) => presenceIn(row, 'all') === wanted);
  const whole = cellOf(full.total, 'all');
  const unanswered = input.links.filter(({ confirmation }) => confirmation === 'unanswered').length;
  const said = [
    ...about(told, presence('nothing'), 'No activity is linked to'),
    ...about(told, presence('elective'), 'Only electives meet'),
    ...about(told, presence('required-in-track'), 'Only a track, or electives beside it, meets'),
    ...about(told, presence('unknown'), 'It is not said whether students must take what meets'),
    ...about(told, taughtNotAssessed, 'Taught and not assessed:'),
    ...about(told, assessedNotTaught, 'Assessed and not taught:'),
  ];
  return [
    ...(said.length > 0 ? said : ['Every competency is met in required teaching, and is taught and assessed.']),
    ...input.phases.flatMap(({ id, name }) => {
      const missing = rows.filter((row) => presenceIn(row, id) !== 'required');
      const which = missing.length === rows.length ? [''] : about(told, missing, ':');
      return missing.length === 0
        ? []
        : which.map((names) => `In ${name}, ${ofAll(missing.length, rows.length)} without required teaching${names || '.'}`);
    }),
    ...(whole.unknown > 0
      ? [
          `The hours of ${count(whole.unknown, 'linked activity', 'linked activities')} are not known; ${whole.unknown === 1 ? 'it adds' : 'they add'} nothing above.`,
        ]
      : []),
    ...(input.waitingLinks > 0
      ? [
          `${count(input.waitingLinks, 'link waits', 'links wait')} for a course director and ${input.waitingLinks === 1 ? 'counts' : 'count'} nowhere yet.`,
        ]
      : []),
    ...(unanswered > 0 ? [`${count(unanswered, 'link counts', 'links count')} though the course director did not answer in time.`] : []),
  ];
}

function about({ titles }: Told, rows: readonly MeasuredRow[], words: string): string[] {
  if (rows.length === 0) return [];
  const named = rows.slice(0, 5).map(({ competency }) => `${competency} ${titles.get(competency) ?? ''}`.trim());
  const more = rows.length - named.length;
  return [`${words} ${more > 0 ? `${named.join('; ')}; and ${more} more` : listed(named)}.`];
}

function whatChanged({ grounds, year, titles }: Told): string[] {
  const before = grounds.at(-2);
  if (!before) return ['There is no earlier year to compare with.'];
  const trend = trendOf(grounds.slice(-2), { ...touching, requirement: 'required' });
  const [first, second] = [trend.points[0]!, trend.points[1]!];
  const [then, now] = first.year === second.year ? [first.label, second.label] : [first.year, second.year];
  const compared = trend.rows.flatMap(({ competency, points: [a, b] }) =>
    a!.figure && b!.figure
      ? [{ name: `${competency.code} ${titles.get(competency.code) ?? ''}`.trim(), was: a!.figure, is: b!.figure }]
      : [],
  );
  const changes = compared.map((each) => ({ ...each, how: changeOf(each) }));
  const [wasAll, isAll] = trend.total as [ReadCell, ReadCell];
  const told = changes.filter(({ how }) => how === 'more' || how === 'less');
  const number = (how: string) => changes.filter((each) => each.how === how).length;
  return [
    ...trend.breaks.flatMap(({ reasons }) => reasons),
    `Required teaching over all competencies: ${pointOf(wasAll)} in ${then}; ${pointOf(isAll)} in ${now === then ? year : now}.`,
    ...told.slice(0, 6).map(({ name, was, is, how }) => `${name}: ${how} required teaching, ${pointOf(is)} after ${pointOf(was)}.`),
    ...(told.length > 6 ? [`${told.length - 6} further competencies changed; the trends name them.`] : []),
    ...(number('same') > 0 ? [`${count(number('same'), 'competency has', 'competencies have')} the same required hours.`] : []),
    ...(number('unsure') > 0
      ? [
          `For ${count(number('unsure'), 'competency', 'competencies')} it cannot be said whether the hours changed: some are unknown, or the ranges overlap.`,
        ]
      : []),
    ...notCompared(trend),
  ];
}

function notCompared({ rows }: Trend): string[] {
  const number = rows.filter(({ points }) => points.some(({ figure }) => figure === null)).length;
  return number === 0
    ? []
    : [`${count(number, 'competency is', 'competencies are')} not compared, since nothing in the earlier version is the same.`];
}

/** More or less only where the ranges do not touch and no hours are unknown: what is not known could turn it round. */
function changeOf({ was, is }: { was: ReadCell; is: ReadCell }): 'more' | 'less' | 'same' | 'unsure' {
  if (was.minutes === null || is.minutes === null || was.unknown > 0 || is.unknown > 0) return 'unsure';
  if (is.minutes.least > was.minutes.most) return 'more';
  if (is.minutes.most < was.minutes.least) return 'less';
  return [was, is].every(({ minutes }) => minutes!.least === minutes!.most) ? 'same' : 'unsure';
}

function chartOf({ rows, titles }: Told): ChartModel {
  const cells = rows.map((row) => ({ row, cell: cellOf(row, 'required') }));
  return {
    title: 'Required hours of one student by competency, whole activities',
    series: ['At least', 'Up to'],
    unit: 'hours',
    max: Math.max(0, ...cells.map(({ cell }) => (cell.minutes?.most ?? 0) / 60)),
    bars: cells.map(({ row, cell }) => ({
      label: `${row.competency} ${titles.get(row.competency) ?? ''}`.trim(),
      values: cell.minutes === null ? [0, 0] : [cell.minutes.least / 60, (cell.minutes.most - cell.minutes.least) / 60],
      text: pointOf(cell),
    })),
  };
}

function tableOf({ rows, students, titles, full }: Told): DeanReport['table'] {
  const { rows: grades } = graded(full);
  const reachedOf = new Map(grades.map(({ row, reached }) => [row.key, reached]));
  return {
    caption: 'Each competency: hours of one student, and how far it goes',
    columns: [
      'Competency',
      'Required',
      'In a track',
      'Elective',
      'Seats',
      'Activities that introduce, practise, assess',
      'Confirmed as fully addressed',
    ],
    rows: rows.map((row) => [
      `${row.competency} ${titles.get(row.competency) ?? ''}`.trim(),
      ...(['required', 'required-in-track', 'elective'] as const).map((requirement) => pointOf(cellOf(row, requirement))),
      seatText(students.seats({ competency: row.competency, column: 'all' })),
      (['introduced', 'practised', 'assessed'] as const)
        .map((level) => row.cells.get(`level:${level}`)?.all?.all.activities ?? 0)
        .join(', '),
      reachedOf.get(row.key)!['confirmed-fully'] ? 'Yes' : 'No',
    ]),
  };
}

function cellOf(row: MeasuredRow, requirement: 'required' | 'required-in-track' | 'elective' | 'all', column = 'all'): ReadCell {
  return readCell(row.cells.get('linked')!, column, { ...touching, requirement }, row.key === 'all');
}

function pointOf(cell: ReadCell): string {
  if (cell.activities === 0) return 'none';
  return cellWords(cell);
}

function noneOr(number: number): string {
  return number === 0 ? 'none' : String(number);
}

function hoursOf({ minutes }: ReadCell): string {
  if (minutes === null) return 'unknown hours';
  return minutes.least === minutes.most
    ? hoursBetween(minutes)
    : `at least ${hoursNumber(minutes.least)} and at most ${hoursNumber(minutes.most)} h`;
}

function ofAll(part: number, all: number): string {
  return `${part} of ${count(all, 'competency', 'competencies')} ${part === 1 ? 'is' : 'are'}`;
}

function besides({ unknown }: ReadCell): string {
  return unknown > 0 ? `, and ${count(unknown, 'activity', 'activities')} whose hours nobody stated` : '';
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join('; ')} and ${parts.at(-1)}`;
}
