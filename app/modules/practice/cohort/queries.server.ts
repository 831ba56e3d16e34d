import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { competenciesOf, currentVersionId } from '../../competencies/queries.server.ts';
import type { Interval } from './interval.ts';
import { type Measure, measures } from './measure.ts';
import { mayReadCohorts } from './rules.ts';

/** The half-years that were counted, as their first days, the newest first. */
export async function countedTerms({ tx }: Scope): Promise<string[]> {
  const rows = await tx.selectFrom('practiceTerm').select('term').orderBy('term', 'desc').execute();
  return rows.map(({ term }) => term);
}

/** A row of figures: what is counted, of which competency, and where the number lies. */
export type Figure = Interval & {
  readonly measure: Measure;
  readonly label: string;
  readonly competency: string | null;
  readonly stableId: string | null;
};
/** A class of a school with its figures; `size` is the cohort's own. */
export type Cohort = { readonly graduates: number; readonly size: Interval; readonly figures: readonly Figure[] };

/** The cohorts of the school acted for in a half-year, by class, with their figures in the order of `measures` and of competencies. */
export async function schoolCohorts(scope: Scope, term: string): Promise<Cohort[]> {
  if (!mayReadCohorts(scope.actor)) throw forbidden('read figures of classes', 'Whoever has a role at the school may.');
  const { tx } = scope;
  const cohorts = await tx
    .selectFrom('practiceCohort')
    .select(['graduates', 'atLeast', 'atMost'])
    .where('term', '=', term)
    .orderBy('graduates')
    .execute();
  const rows = await tx
    .selectFrom('practiceCohortFigure')
    .select(['graduates', 'measure', 'competencyStableId', 'atLeast', 'atMost'])
    .where('term', '=', term)
    .execute();
  const inOrder = await ordering(scope);
  return cohorts.map(({ graduates, ...size }) => ({
    graduates,
    size,
    figures: inOrder(rows.filter((row) => row.graduates === graduates)),
  }));
}

/** Figures over all cohorts that are shown in a half-year; null where these are not of three schools. */
export async function collaborativeCohorts(
  scope: Scope,
  term: string,
): Promise<{ schools: number; cohorts: number; size: Interval; figures: readonly Figure[] } | null> {
  if (!mayReadCohorts(scope.actor)) throw forbidden('read figures of classes', 'Whoever has a role in the collaborative may.');
  const rows = await scope.tx
    .selectFrom('practiceTermFigure')
    .select(['measure', 'competencyStableId', 'schools', 'cohorts', 'ofAtLeast', 'ofAtMost', 'atLeast', 'atMost'])
    .where('term', '=', term)
    .execute();
  const [first] = rows;
  if (!first) return null;
  const { schools, cohorts, ofAtLeast, ofAtMost } = first;
  return { schools, cohorts, size: { atLeast: ofAtLeast, atMost: ofAtMost }, figures: (await ordering(scope))(rows) };
}

type Row = Interval & { measure: string; competencyStableId: string | null };

/** Puts rows in the order of `measures` and of the competencies in force, and names them; a competency that is no longer in force stands last by its old place. */
async function ordering(scope: Scope): Promise<(rows: readonly Row[]) => Figure[]> {
  const competencies = await competenciesOf(scope, await currentVersionId(scope));
  return (rows) =>
    measures.flatMap(({ id, label, isOfCompetency }) => {
      const own = rows.filter(({ measure }) => measure === id);
      const said = (row: Row, competency: string | null): Figure => {
        const { atLeast, atMost, competencyStableId: stableId } = row;
        return {
          measure: id,
          label: competency === null ? label : `${competency}: ${label.toLowerCase()}`,
          competency,
          stableId,
          atLeast,
          atMost,
        };
      };
      if (!isOfCompetency) return own.map((row) => said(row, null));
      return competencies.flatMap(({ stableId, code, shortTitle }) =>
        own.filter(({ competencyStableId }) => competencyStableId === stableId).map((row) => said(row, `${code} ${shortTitle}`)),
      );
    });
}
