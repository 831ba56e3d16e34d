import { count, listed } from '#app/ui/count.ts';
import type { Coverage } from './coverage.ts';
import { type Reading, readCell } from './reading.ts';

const kinds = {
  required: 'required',
  'required-in-track': 'required-in-track',
  elective: 'elective',
  unknown: 'not yet classified',
  all: 'mapped',
};

/**
 * The shape of a coverage in one or two sentences: how it runs through the phases, and where nothing is. Says nothing that the table does not show; estimates
 * count by their least, as the table's colours do.
 */
export function findingOf(coverage: Coverage, phases: readonly { readonly id: string; readonly name: string }[], reading: Reading): string {
  const kind = kinds[reading.requirement];
  const teaching = `${kind[0]!.toUpperCase()}${kind.slice(1)} teaching`;
  const whole = readCell(coverage.total, 'all', reading, true);
  if (whole.activities === 0) return `${teaching}: nothing is linked to a competency yet.`;
  if (whole.minutes === null)
    return `${teaching}: ${count(whole.activities, 'activity is', 'activities are')} linked, and the hours of none are known.`;
  const courses = phases.map(({ id, name }) => ({ name, minutes: readCell(coverage.total, id, reading, true).minutes?.least ?? 0 }));
  return `${courseOf(teaching, courses)}${gapsOf(coverage, phases, reading)}`;
}

function courseOf(teaching: string, phases: readonly { readonly name: string; readonly minutes: number }[]): string {
  const [first, last] = [phases[0], phases.at(-1)];
  const most = phases.reduce<{ name: string; minutes: number } | undefined>(
    (most, phase) => (most && most.minutes >= phase.minutes ? most : phase),
    undefined,
  );
  if (!first || !last || !most || most.minutes === 0) return `${teaching} stands in no phase yet`;
  const steps = phases.slice(1).map(({ minutes }, at) => Math.sign(minutes - phases[at]!.minutes));
  if (steps.length > 0 && steps.every((step) => step < 0)) return `${teaching} thins out from ${first.name} to ${last.name}`;
  if (steps.length > 0 && steps.every((step) => step > 0)) return `${teaching} grows from ${first.name} to ${last.name}`;
  if (steps.length > 0 && steps.every((step) => step === 0)) return `${teaching} is the same in every phase`;
  const ties = phases.filter(({ minutes }) => minutes === most.minutes);
  return `Most ${teaching.toLowerCase()} is in ${listed(ties.map(({ name }) => name))}`;
}

function gapsOf(coverage: Coverage, phases: readonly { readonly id: string; readonly name: string }[], reading: Reading): string {
  const isEmpty = (row: Coverage['rows'][number], column: string) => readCell(row.cells, column, reading).activities === 0;
  const nowhere = coverage.rows.filter((row) => isEmpty(row, 'all')).map(({ competency }) => competency);
  const gaps = coverage.rows
    .filter(({ competency }) => !nowhere.includes(competency))
    .flatMap((row) => phases.filter(({ id }) => isEmpty(row, id)).map(({ name }) => `competency ${row.competency} has none in ${name}`));
  const parts = [
    ...(nowhere.length > 0
      ? [`${nowhere.length === 1 ? 'competency' : 'competencies'} ${listed(nowhere)} ${nowhere.length === 1 ? 'has' : 'have'} none at all`]
      : []),
    ...(gaps.length <= 2 ? gaps : [`${gaps.length} ${nowhere.length > 0 ? 'other ' : ''}cells are empty`]),
  ];
  return parts.length > 0 ? `; ${listed(parts)}.` : '; every competency is met in every phase.';
}
