import { type CsvValue, csvText } from '#app/platform/csv.ts';
import { definitionOf } from '#app/platform/definition.ts';
import type { MinuteRange } from '../minutes.ts';
import type { Requirement } from '../placement.ts';
import { viewFigures } from './aspect-figures.ts';
import { choices } from './coverage.ts';
import { coverageDefinitions } from './definitions.ts';
import { type WrittenCell, writtenCell } from './document.ts';
import { facetWords } from './facets.ts';
import type { FullInput } from './full-input.ts';
import { gaps, type Presence } from './gaps.ts';
import { addressed, type Grade, graded } from './grades.ts';
import { type Measured, type MeasuredRow, measured } from './measured.ts';
import type { Aspect } from './schema.ts';
import type { Part } from './share.ts';
import { type InTrack, type Seats, studentFigures } from './students.ts';
import { taughtAssessed } from './taught-assessed.ts';

/** The row that a figure is about: a competency's code, and where it is about one of its milestones, that milestone's text. */
export type WrittenRow = { readonly competency: string; readonly milestone: string | null };

/** A cell of coverage in full that has any activity: which measure (`level:practised`), where, and its figures. */
export type WrittenMeasure = WrittenRow &
  WrittenCell & { readonly measure: string; readonly name: string; readonly phase: string; readonly requirement: Requirement | 'all' };

/** What coverage in full adds to the document for programs; nothing of the matrix is renamed. */
export type FullDocument = {
  /** Links that wait for a course director, that one took back, and that count though a director did not answer in time. */
  readonly directors: { readonly waitingLinks: number; readonly withdrawnLinks: number; readonly unansweredLinks: number };
  readonly classSize: number | null;
  readonly measures: readonly WrittenMeasure[];
  readonly grades: {
    readonly reached: Readonly<Record<Grade, Part>>;
    readonly rows: readonly (WrittenRow & Readonly<Record<Grade, boolean>>)[];
  };
  readonly addressed: Readonly<Record<'fully' | 'partly' | 'not', Part>>;
  readonly taughtNotAssessed: readonly WrittenRow[];
  readonly assessedNotTaught: readonly WrittenRow[];
  /** What meets a row in each phase (by the phase's name), and in the whole year (`all`). */
  readonly gaps: readonly (WrittenRow & { readonly presence: Readonly<Record<string, Presence>> })[];
  readonly inTrack: readonly (WrittenRow & { readonly phase: string; readonly touching: InTrack; readonly attributed: InTrack })[];
  readonly electives: readonly (WrittenRow & { readonly phase: string } & Seats)[];
};

/** Coverage in full as data. */
export function fullDocument(input: FullInput, full: Measured = measured(input)): FullDocument {
  const textOf = new Map(input.milestones.map(({ id, text }) => [id, text]));
  const named = ({ competency, milestone }: MeasuredRow): WrittenRow => ({
    competency,
    milestone: milestone === null ? null : textOf.get(milestone)!,
  });
  const columns = [...full.columns, { id: 'all', name: 'all' }];
  const grade = graded(full);
  const students = studentFigures(input);
  const { taughtNotAssessed, assessedNotTaught } = taughtAssessed(full);
  const everywhere = full.rows.flatMap((row) => columns.map(({ id, name }) => ({ row, id, name })));
  return {
    directors: {
      waitingLinks: input.waitingLinks,
      withdrawnLinks: input.withdrawnLinks,
      unansweredLinks: input.links.filter(({ confirmation }) => confirmation === 'unanswered').length,
    },
    classSize: input.classSize,
    measures: [...full.rows, full.total].flatMap((row) => measuresOf(row, columns, named(row))),
    grades: { reached: grade.reached, rows: grade.rows.map(({ row, reached }) => ({ ...named(row), ...reached })) },
    addressed: addressed(full),
    taughtNotAssessed: taughtNotAssessed.map(named),
    assessedNotTaught: assessedNotTaught.map(named),
    gaps: gaps(full, input.phases).map(({ row, phases, overall }) => ({
      ...named(row),
      presence: Object.fromEntries([...phases.map(({ id, presence }) => [nameOf(columns, id), presence]), ['all', overall]]),
    })),
    inTrack: everywhere
      .filter(({ row, id }) => row.cells.get('linked')![id]!['required-in-track'].activities > 0)
      .map(({ row, id, name }) => {
        const asked = { competency: row.competency, milestone: row.milestone, column: id };
        return {
          ...named(row),
          phase: name,
          touching: students.inTrack(asked, 'touching'),
          attributed: students.inTrack(asked, 'attributed'),
        };
      }),
    electives: everywhere
      .filter(({ row, id }) => row.cells.get('linked')![id]!.elective.activities > 0)
      .map(({ row, id, name }) => ({
        ...named(row),
        phase: name,
        ...students.seats({ competency: row.competency, milestone: row.milestone, column: id }),
      })),
  };
}

function measuresOf(row: MeasuredRow, columns: Measured['columns'], named: WrittenRow): WrittenMeasure[] {
  return [...row.cells].flatMap(([measure, cells]) =>
    // What is linked to a competency is the matrix itself.
    measure === 'linked' && row.milestone === null
      ? []
      : columns.flatMap(({ id, name }) =>
          choices
            .filter((requirement) => cells[id]![requirement].activities > 0)
            .map((requirement) => ({
              ...named,
              ...{ measure, name: facetWords(measure), phase: name, requirement },
              ...writtenCell(cells[id]![requirement], row.key === 'all'),
            })),
        ),
  );
}

function nameOf(columns: Measured['columns'], id: string): string {
  return columns.find((column) => column.id === id)!.name;
}

/** A view of the coverage as CSV: what its figures mean in lines that begin with `#`, then one row a figure. */
export function viewCsv(
  {
    school,
    year,
    framework,
    ...full
  }: FullDocument & { readonly school: string; readonly year: string | null; readonly framework: string },
  view: Aspect,
): string {
  const notes = viewFigures[view].map((id) => {
    const { term, definition, unit, formula } = definitionOf(coverageDefinitions, id);
    return [`# ${term}: ${definition} Unit: ${unit}. Formula: ${formula}`];
  });
  return csvText([[`# ${school}, ${year ?? 'no year yet'}. ${framework}`], ...notes, ...rowsOf(full, view)]);
}

const families: Readonly<Record<'levels' | 'methods' | 'assessment', RegExp>> = {
  levels: /^level:/,
  methods: /^(instruction|assessment):/,
  assessment: /^(taught|assessed|purpose:.*)$/,
};

function rowsOf(full: FullDocument, view: Aspect): CsvValue[][] {
  if (view === 'grades')
    return [
      ['competency', 'milestone', 'any', 'required', 'taught_and_assessed', 'confirmed_fully'],
      ...full.grades.rows.map((row) => [
        row.competency,
        row.milestone,
        row.any,
        row.required,
        row['taught-and-assessed'],
        row['confirmed-fully'],
      ]),
    ];
  if (view === 'gaps')
    return [
      ['competency', 'milestone', 'phase', 'met_by'],
      ...full.gaps.flatMap(({ competency, milestone, presence }) =>
        Object.entries(presence).map(([phase, by]) => [competency, milestone, phase, by]),
      ),
    ];
  if (view === 'students') return studentRows(full);
  const figures = [
    'touching_minutes',
    'touching_minutes_most',
    'attributed_minutes',
    'attributed_minutes_most',
    'activities_without_minutes',
  ];
  const head = ['competency', 'milestone', 'measure', 'name', 'phase', 'requirement', 'activities'];
  return [
    [...head, ...['learner', 'delivered'].flatMap((kind) => figures.map((figure) => `${kind}_${figure}`))],
    ...full.measures
      .filter(({ measure }) => families[view].test(measure))
      .map(({ competency, milestone, measure, name, phase, requirement, activities, learner, delivered }) => [
        ...[competency, milestone, measure, name, phase, requirement, activities],
        ...[learner, delivered].flatMap((figure) => [
          figure.touchingMinutes,
          figure.touchingMinutesMost,
          figure.attributedMinutes,
          figure.attributedMinutesMost,
          figure.unknownActivities,
        ]),
      ]),
  ];
}

function studentRows({ inTrack, electives, classSize }: FullDocument): CsvValue[][] {
  const range = (minutes: MinuteRange | null) => [minutes?.least ?? null, minutes?.most ?? null];
  return [
    [
      ...['kind', 'competency', 'milestone', 'phase', 'activities', 'touching_minutes', 'touching_minutes_most', 'attributed_minutes'],
      ...[
        'attributed_minutes_most',
        'activities_without_minutes',
        'activities_without_track_size',
        'courses',
        'seats',
        'courses_without_seats',
      ],
      ...['enrolled', 'courses_without_enrolled', 'class_size'],
    ],
    ...inTrack.map(({ competency, milestone, phase, touching, attributed }) => [
      ...['required-in-track', competency, milestone, phase, touching.activities, ...range(touching.minutes), ...range(attributed.minutes)],
      ...[touching.unknownMinutes, touching.unknownSize, null, null, null, null, null, classSize],
    ]),
    ...electives.map((row) => [
      ...['elective', row.competency, row.milestone, row.phase, null, null, null, null, null, null, null],
      ...[row.courses, row.seats, row.withoutSeats, row.enrolled, row.withoutEnrolled, classSize],
    ]),
  ];
}
