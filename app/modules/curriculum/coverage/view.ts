import type { ChartModel } from '#app/ui/chart.ts';
import { rangeNumber } from '#app/ui/hours.ts';
import { requirementPhrases } from '../placement.ts';
import { aspectView } from './aspect.ts';
import { type Coverage, coverage } from './coverage.ts';
import type { Cell } from './coverage-cell.ts';
import { findingOf } from './finding.ts';
import type { CoverageGround } from './queries.server.ts';
import { readCell, shownColumns } from './reading.ts';
import type { CoverageSearch } from './schema.ts';
import { attributedMinutes } from './shares.ts';

/** What the page shows of a coverage in one reading: rows of cells, the finding, and every figure of the table twin. */
export function coverageView(
  { input, competencies, activities, year, years, school, framework, mapped, carriedBy }: CoverageGround,
  chosen: CoverageSearch,
) {
  const covered = coverage(input);
  const columns = shownColumns(covered);
  const titleOf = new Map(competencies.map(({ code, shortTitle }) => [code, shortTitle]));
  const unclassified = readCell(covered.total, 'all', { ...chosen, requirement: 'unknown' }, true);
  return {
    ...{ school, years, year, activities, columns, chosen, framework, mapped, carriedBy },
    linked: covered.linked,
    rows: covered.rows.map(({ competency, cells }) => ({
      competency,
      title: titleOf.get(competency)!,
      cells: columns.map(({ id }) => ({ column: id, ...readCell(cells, id, chosen) })),
      total: readCell(cells, 'all', chosen),
    })),
    whole: readCell(covered.total, 'all', chosen, true),
    unclassified: unclassified.activities,
    finding: findingOf(covered, input.phases, chosen),
    aspect: chosen.view === undefined ? null : aspectView(input, titleOf, { ...chosen, aspect: chosen.view }),
    phases: [...columns, { id: 'all', name: 'All phases' }],
    directors: {
      waiting: input.waitingLinks,
      withdrawn: input.withdrawnLinks,
      unanswered: input.links.filter(({ confirmation }) => confirmation === 'unanswered').length,
    },
    twin: twinOf(covered, columns, chosen),
  };
}
export type CoverageView = ReturnType<typeof coverageView>;

/** Every figure of every shown cell, for the table twin. */
function twinOf({ rows }: Coverage, columns: Coverage['columns'], { requirement }: CoverageSearch) {
  return rows.flatMap(({ competency, cells }) =>
    [...columns, { id: 'all', name: 'All phases' }].map(({ id, name }) => ({
      competency,
      column: name,
      ...figuresOf(cells[id]![requirement]),
    })),
  );
}

function figuresOf({ activities, learner, delivered }: Cell) {
  const minutesOf = ({ least, most, unknown }: Cell['learner']) =>
    activities > 0 && unknown === activities
      ? { touching: null, attributed: null }
      : {
          touching: { least: least.touching, most: most.touching },
          attributed: { least: attributedMinutes(least.attributed), most: attributedMinutes(most.attributed) },
        };
  return {
    activities,
    learner: minutesOf(learner),
    delivered: minutesOf(delivered),
    unknown: learner.unknown,
    estimated: learner.estimated,
  };
}

/** The matrix as one chart: each competency's hours in all phases, to the least and on to the most that the estimates allow. */
export function matrixChart({ rows, chosen, year }: CoverageView): ChartModel {
  return {
    title: `${chosen.count === 'touching' ? 'Touching' : 'Attributed'} ${chosen.hours} hours, ${chosen.requirement === 'all' ? 'required and elective together' : requirementPhrases[chosen.requirement]}, all phases, ${year ?? 'no year yet'}`,
    series: ['At least', 'Up to'],
    unit: 'hours',
    max: Math.max(0, ...rows.map(({ total }) => (total.minutes?.most ?? 0) / 60)),
    bars: rows.map(({ competency, title, total: { minutes } }) => ({
      label: `${competency} ${title}`,
      values: minutes === null ? [0, 0] : [minutes.least / 60, (minutes.most - minutes.least) / 60],
      text: minutes === null ? 'unknown' : `${rangeNumber(minutes)} h`,
    })),
  };
}
