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
