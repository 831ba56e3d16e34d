import { count } from '#app/ui/count.ts';
import { hoursBetween, hoursNumber } from '#app/ui/hours.ts';
import { besides, cellOf, hoursOf, linkedOf, listed, noneOr, ofAll, type Told } from './dean-words.ts';
import { facetWords } from './facets.ts';
import { graded } from './grades.ts';
import type { ReadCell } from './reading.ts';
import { percent } from './share.ts';
import { seatText } from './students.ts';

/** The sentences about what is taught. */
export function whatWeTeach(told: Told): string[] {
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
