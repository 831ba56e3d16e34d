import { count } from '#app/ui/count.ts';
import { rangeNumber } from '#app/ui/hours.ts';
import { type Requirement, requirementWords } from '../placement.ts';
import {
  type AspectAsked,
  type AspectView,
  activitiesOf,
  chartOf,
  competencyRows,
  countPart,
  figurePart,
  figureText,
  type Ground,
  hourText,
  labelOf,
  listOf,
  partOf,
  rowsOf,
  stacked,
} from './aspect-view.ts';
import { type Facet, facetWords } from './facets.ts';
import type { FullInput } from './full-input.ts';
import { gaps, presences, presenceWords } from './gaps.ts';
import { addressed, graded, grades, gradeWords } from './grades.ts';
import { type MeasuredRow, measured } from './measured.ts';
import { readCell } from './reading.ts';
import type { Aspect } from './schema.ts';
import { percent } from './share.ts';
import { seatText, studentFigures } from './students.ts';
import { taughtAssessed } from './taught-assessed.ts';

type Maker = (ground: Ground) => AspectView;

/** One view of coverage in full. `titles`: the competencies' titles by code. A phase that the school does not have counts as all of them. */
export function aspectView(
  input: FullInput,
  titles: ReadonlyMap<string, string>,
  { aspect, ...chosen }: AspectAsked & { readonly aspect: Aspect },
): AspectView {
  const full = measured(input);
  const phase = full.columns.some(({ id }) => id === chosen.phase) ? chosen.phase : 'all';
  return makers[aspect]({ input, full, titles, asked: { ...chosen, phase } });
}

const makers: Readonly<Record<Aspect, Maker>> = { levels, methods, grades: gradesView, assessment, gaps: gapsView, students };

function levels(ground: Ground): AspectView {
  const { full, asked } = ground;
  const facets = ['level:introduced', 'level:practised', 'level:assessed'];
  const own = competencyRows(full);
  const only = (facet: Facet) =>
    own.filter((row) => facets.every((each) => (each === facet) === activitiesOf(row, each, asked) > 0)).length;
  return {
    finding: `${sentenceOf(asked)}: of ${count(own.length, 'competency', 'competencies')}, ${own.filter((row) => facets.every((facet) => activitiesOf(row, facet, asked) > 0)).length} are introduced, practised and assessed; ${only(facets[0]!)} are only introduced.`,
    isByPhase: true,
    columns: facets.map(facetWords),
    rows: rowsOf(ground, (row) => facets.map((facet) => [figurePart(row, facet, asked)])),
    chart: stacked(ground, facets, 'Activities by level'),
  };
}

function methods(ground: Ground): AspectView {
  const { full, asked } = ground;
  const partsOf = (row: MeasuredRow, kind: string) =>
    [...row.cells.keys()]
      .filter((facet) => facet.startsWith(`${kind}:`) && activitiesOf(row, facet, asked) > 0)
      .sort((a, b) => activitiesOf(row, b, asked) - activitiesOf(row, a, asked) || (a < b ? -1 : 1))
      .map((facet) => ({ ...figurePart(row, facet, asked), text: `${facetWords(facet)}: ${figureText(row, facet, asked)}` }));
  const kinds = ['instruction', 'assessment'];
  const named = kinds.map((kind) =>
    [...full.total.cells.keys()].filter((facet) => facet.startsWith(`${kind}:`) && activitiesOf(full.total, facet, asked) > 0),
  );
  const number = (facets: readonly Facet[]) => facets.filter((facet) => !facet.endsWith(':not-said')).length;
  const bars = named.flat().map((facet) => ({ label: facetWords(facet), values: [activitiesOf(full.total, facet, asked)] }));
  return {
    finding: `${sentenceOf(asked)}: ${count(number(named[0]!), 'method of instruction', 'methods of instruction')} and ${count(number(named[1]!), 'method of assessment', 'methods of assessment')} are named.`,
    isByPhase: true,
    columns: ['Instruction', 'Assessment'],
    rows: rowsOf(ground, (row) => kinds.map((kind) => partsOf(row, kind)), true),
    chart: chartOf(
      'Activities by method, over all competencies',
      ['Activities'],
      bars.toSorted((a, b) => b.values[0]! - a.values[0]!).slice(0, 12),
      'activities',
    ),
  };
}

function assessment(ground: Ground): AspectView {
  const { full, asked } = ground;
  const facets = ['taught', 'assessed', 'purpose:formative', 'purpose:summative', 'purpose:not-said'];
  const { taughtNotAssessed, assessedNotTaught } = taughtAssessed(full);
  const keys = (rows: readonly MeasuredRow[]) => new Set(rows.map(({ key }) => key));
  const [unassessed, untaught] = [keys(taughtNotAssessed), keys(assessedNotTaught)];
  const stateOf = ({ key, cells }: MeasuredRow) =>
    unassessed.has(key)
      ? 'Taught, not assessed'
      : untaught.has(key)
        ? 'Assessed, not taught'
        : cells.get('linked')!.all!.all.activities > 0
          ? 'Both'
          : 'Neither';
  const number = (rows: readonly MeasuredRow[]) => rows.filter(({ milestone }) => milestone === null).length;
  return {
    finding: `Over the whole year ${number(taughtNotAssessed)} of ${count(competencyRows(full).length, 'competency is', 'competencies are')} taught and not assessed, ${number(assessedNotTaught)} assessed and not taught.`,
    isByPhase: true,
    columns: [...facets.map(facetWords), 'In the whole year'],
    rows: rowsOf(ground, (row) => [...facets.map((facet) => [countPart(row, facet, asked)]), [{ text: stateOf(row), list: null }]]),
    chart: stacked(ground, facets.slice(2), 'Assessing activities by purpose; one with two purposes counts in both'),
  };
}

function gradesView(ground: Ground): AspectView {
  const { full, asked } = ground;
  const { rows, reached } = graded(full, asked.phase);
  const extent = addressed(full, asked.phase);
  const reachedOf = new Map(rows.map(({ row, reached }) => [row.key, reached]));
  const shares = [
    ...grades.map(({ grade }) => ({ label: gradeWords[grade], part: reached[grade] })),
    { label: 'Addressed fully', part: extent.fully },
    { label: 'Addressed in part', part: extent.partly },
    { label: 'Not at all', part: extent.not },
  ];
  return {
    finding: `Of ${count(reached.any.of, 'competency', 'competencies')}, ${reached.any.part} are met at all, ${reached.required.part} in required teaching, ${reached['taught-and-assessed'].part} are taught and assessed, and ${reached['confirmed-fully'].part} are confirmed as fully addressed.`,
    isByPhase: true,
    columns: grades.map(({ grade }) => gradeWords[grade]),
    rows: rowsOf(ground, (row) =>
      grades.map(({ grade, facet, requirement }) => {
        const isReached = reachedOf.get(row.key)![grade];
        return [{ text: isReached ? 'Yes' : 'No', list: isReached ? listOf(row, { facet, requirement, phase: asked.phase }) : null }];
      }),
    ),
    chart: chartOf(
      'Competencies by grade, and by how fully they are addressed',
      ['Competencies'],
      shares.map(({ label, part }) => ({ label, values: [part.part], text: `${part.part} of ${part.of}, ${percent(part)}` })),
      'competencies',
    ),
  };
}

function gapsView(ground: Ground): AspectView {
  const { input, full, titles } = ground;
  const found = gaps(full, input.phases);
  const byKey = new Map(found.map((each) => [each.row.key, each]));
  const own = found.filter(({ row }) => row.milestone === null);
  const inPhase = (id: string, presence: string) =>
    own.filter(({ phases }) => phases.some((each) => each.id === id && each.presence === presence)).length;
  const nowhere = own.filter(({ overall }) => overall !== 'required').map(({ row }) => titles.get(row.competency) ?? row.competency);
  return {
    finding:
      nowhere.length === 0
        ? 'Every competency is met in required teaching somewhere in the year.'
        : `${count(nowhere.length, 'competency is', 'competencies are')} in no required teaching: ${nowhere.slice(0, 4).join('; ')}${nowhere.length > 4 ? `; and ${nowhere.length - 4} more` : ''}.`,
    isByPhase: false,
    columns: [...input.phases.map(({ name }) => name), 'All phases'],
    rows: rowsOf(ground, (row) => {
      const { phases, overall } = byKey.get(row.key)!;
      return [...phases, { id: 'all', presence: overall }].map(({ id, presence }) => [
        {
          text: presenceWords[presence],
          list: presence === 'nothing' ? null : listOf(row, { facet: 'linked', requirement: presence, phase: id }),
        },
      ]);
    }),
    chart: chartOf(
      'Competencies by what meets them in each phase',
      presences.map((presence) => presenceWords[presence]),
      input.phases.map(({ id, name }) => ({ label: name, values: presences.map((presence) => inPhase(id, presence)) })),
      'competencies',
    ),
  };
}

function students(ground: Ground): AspectView {
  const { input, full, asked } = ground;
  const reading = { count: asked.count, hours: 'learner' } as const;
  const hoursOf = (row: MeasuredRow, requirement: Requirement) =>
    readCell(row.cells.get('linked')!, asked.phase, { ...reading, requirement }, row.key === 'all');
  const { total } = full;
  const figures = studentFigures(input);
  const seats = figures.seats({ competency: 'all', column: asked.phase });
  const [required, track, elective] = (['required', 'required-in-track', 'elective'] as const).map((requirement) =>
    hoursOf(total, requirement),
  );
  return {
    finding: `Required: ${hourText(required!)}. Required in a track: ${hourText(track!)} for those in it. Elective: ${hourText(elective!)} offered in ${count(seats.courses, 'course', 'courses')}, with ${seatText(seats)}.`,
    isByPhase: true,
    columns: ['Required, hours', 'In track, hours of an average student', 'Elective, hours offered', 'Elective seats'],
    rows: rowsOf(
      ground,
      (row) => {
        const asking = { competency: row.competency, milestone: row.milestone, column: asked.phase };
        const shared = figures.inTrack(asking, asked.count);
        const at = (requirement: Requirement) => listOf(row, { facet: 'linked', requirement, phase: asked.phase });
        const trackText = `${rangeNumber(shared.minutes)}${shared.unknownSize > 0 && shared.minutes !== null ? `, and ${shared.unknownSize} of unknown size` : ''}`;
        return [
          [partOf(hourText(hoursOf(row, 'required')), hoursOf(row, 'required').activities, at('required'))],
          [partOf(trackText, shared.activities, at('required-in-track'))],
          [partOf(hourText(hoursOf(row, 'elective')), hoursOf(row, 'elective').activities, at('elective'))],
          [{ text: seatText(figures.seats(asking)), list: null }],
        ];
      },
      true,
    ),
    chart: chartOf(
      'Learner hours at the least, over all phases chosen',
      ['Required', 'Required in track', 'Elective, offered'],
      competencyRows(full).map((row) => ({
        label: labelOf(ground, row),
        values: (['required', 'required-in-track', 'elective'] as const).map(
          (requirement) => (hoursOf(row, requirement).minutes?.least ?? 0) / 60,
        ),
        text: (['required', 'required-in-track', 'elective'] as const)
          .map((requirement) => rangeNumber(hoursOf(row, requirement).minutes))
          .join(' · '),
      })),
      'hours',
    ),
  };
}

function sentenceOf({ requirement }: AspectAsked): string {
  return requirement === 'all' ? 'Required and elective together' : `${requirementWords[requirement]} teaching`;
}
