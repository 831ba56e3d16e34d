import { coverage } from '../coverage/coverage.ts';
import type { FullActivity, FullInput } from '../coverage/full-input.ts';
import { readCell } from '../coverage/reading.ts';
import { type FigureGroup, groupWords } from '../rounds/figure-group.ts';
import type { Cells, Value } from './disclosure.ts';

/** The phases that all schools share; a school's own phases map to them. What spans several, or is in none yet, stands apart. */
export const sharedPhases = ['pre-clerkship', 'clerkship', 'post-clerkship'] as const;

/** The cells of each group, in their order, each with its words. None of them follows from the others, and no totals are among them (docs/disclosure.md). */
export const cellsOf: Readonly<
  Record<FigureGroup, readonly { readonly id: string; readonly name: string; readonly unit: 'minutes' | 'percent' | 'yes' }[]>
> = {
  required: [
    { id: 'pre-clerkship', name: 'Required, pre-clerkship', unit: 'minutes' },
    { id: 'clerkship', name: 'Required, clerkship', unit: 'minutes' },
    { id: 'post-clerkship', name: 'Required, post-clerkship', unit: 'minutes' },
    { id: 'other', name: 'Required, over several phases or in none yet', unit: 'minutes' },
    { id: 'introduced', name: 'Introduced in required teaching', unit: 'yes' },
    { id: 'practised', name: 'Practised in required teaching', unit: 'yes' },
  ],
  electives: [
    { id: 'hours', name: 'Hours that electives offer', unit: 'minutes' },
    { id: 'seats', name: 'Seats of these electives for 100 students of a class', unit: 'percent' },
  ],
  assessment: [
    { id: 'formative', name: 'Assessed formatively', unit: 'yes' },
    { id: 'summative', name: 'Assessed summatively', unit: 'yes' },
  ],
};

/** A figure's name: its group, a stroke, the competency's code. */
export function figureName(group: FigureGroup, competency: string): string {
  return `${group}/${competency}`;
}

/** The group and the competency of a figure's name. */
export function partsOfFigure(figure: string): { group: FigureGroup; competency: string } {
  const at = figure.indexOf('/');
  return { group: figure.slice(0, at) as FigureGroup, competency: figure.slice(at + 1) };
}

/** A figure as people meet it: "Required teaching, competency 1". */
export function figureWords(figure: string): string {
  const { group, competency } = partsOfFigure(figure);
  return `${groupWords[group].name}, competency ${competency}`;
}

/**
 * One figure of a school: its cells, the codes of its methods, and how many links count in it though their course directors did not answer in time. Methods and
 * unanswered links are only ever shown under the school's name.
 */
export type SchoolFigure = { readonly cells: Cells; readonly methods: readonly string[]; readonly unanswered: number };

/**
 * Every figure of a school's year, by name. Minutes are rounded to whole ones here and nowhere after, so that equal means equal and sums are exact.
 * `sharedPhaseOf`: the shared phase of each of the school's own.
 */
export function figuresOfYear(input: FullInput, sharedPhaseOf: ReadonlyMap<string, string>): Record<string, SchoolFigure> {
  const shared = {
    ...input,
    phases: [...sharedPhases, 'other'].map((id) => ({ id, name: id })),
    activities: input.activities.map((activity) => ({
      ...activity,
      places: activity.places.map((place) => ({
        ...place,
        phaseId: sharedPhaseOf.get(place.phaseId ?? '') ?? 'other',
        // Required in a track is required of those in it; one activity that is both counts once.
        requirement: place.requirement === 'required-in-track' ? ('required' as const) : place.requirement,
      })),
    })),
  };
  const { rows } = coverage(shared);
  const activityOf = new Map(shared.activities.map((activity) => [activity.id, activity]));
  const linksOf = Map.groupBy(shared.links, ({ competency }) => competency);
  const isAt = (activity: FullActivity, requirement: string) => activity.places.some((place) => place.requirement === requirement);
  return Object.fromEntries(
    rows.flatMap(({ competency, cells }) => {
      const links = (linksOf.get(competency) ?? [])
        .map((link) => ({ ...link, activity: activityOf.get(link.activityId)! }))
        .filter(({ activity }) => activity);
      const required = links.filter(({ activity }) => isAt(activity, 'required'));
      const minutes = (column: string, requirement: 'required' | 'elective'): Value => {
        const read = readCell(cells, column, { requirement, count: 'attributed', hours: 'learner' });
        return read.minutes === null ? null : [Math.round(read.minutes.least), Math.round(read.minutes.most)];
      };
      const yes = (is: boolean): Value => [is ? 1 : 0];
      const assessed = links.filter(({ level }) => level === 'assessed');
      const hasPurpose = (purpose: string) =>
        assessed.some(({ activity }) => activity.methods.some((each) => each.kind === 'assessment' && each.purpose === purpose));
      const methods = (from: typeof links, kind: string) =>
        [
          ...new Set(
            from.flatMap(({ activity }) => activity.methods.filter((each) => each.kind === kind).map((each) => each.name ?? each.code)),
          ),
        ].sort();
      const electives = links.filter(({ activity }) => isAt(activity, 'elective'));
      const unanswered = (from: typeof links) => from.filter(({ confirmation }) => confirmation === 'unanswered').length;
      const figures: Record<FigureGroup, SchoolFigure> = {
        required: {
          cells: {
            ...Object.fromEntries([...sharedPhases, 'other'].map((phase) => [phase, minutes(phase, 'required')])),
            introduced: yes(required.some(({ level }) => level === 'introduced')),
            practised: yes(required.some(({ level }) => level === 'practised')),
          },
          methods: methods(required, 'instruction'),
          unanswered: unanswered(required),
        },
        electives: {
          cells: {
            hours: minutes('all', 'elective'),
            seats: seatsOf(
              input,
              electives.map(({ activity }) => activity),
            ),
          },
          methods: [],
          unanswered: unanswered(electives),
        },
        assessment: {
          cells: { formative: yes(hasPurpose('formative')), summative: yes(hasPurpose('summative')) },
          methods: methods(assessed, 'assessment'),
          unanswered: unanswered(assessed),
        },
      };
      return Object.entries(figures).map(([group, figure]) => [figureName(group as FigureGroup, competency), figure]);
    }),
  );
}

/** Seats of the electives with one of these activities, for 100 students of a class; null when the class or the seats of one are not said. */
function seatsOf({ courses, classSize }: FullInput, activities: readonly FullActivity[]): Value {
  const ids = new Set(
    activities.flatMap(({ places }) => places.filter(({ requirement }) => requirement === 'elective').map(({ courseId }) => courseId)),
  );
  const seats = courses.filter(({ id }) => ids.has(id)).map((course) => course.seats);
  if (seats.length === 0) return [0];
  if (!classSize || seats.includes(null)) return null;
  return [Math.round((100 * seats.reduce((sum: number, each) => sum + (each ?? 0), 0)) / classSize)];
}
