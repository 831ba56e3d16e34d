import * as z from 'zod';
import type { CoverageDocument } from '#app/modules/curriculum/coverage/document.ts';
import { writtenCoverage } from '#app/modules/curriculum/coverage/queries.server.ts';
import { AcademicYear } from '#app/modules/curriculum/schema.ts';
import { as } from '#app/platform/scope.server.ts';
import { rangeNumber } from '#app/ui/hours.ts';
import { type Command, readOption, WrongUsage } from './command.ts';

const usage = 'curriculum coverage --school SLUG [--round SLUG | --year 2025-26] [--framework SLUG [--carry same|parts|all]]';

/** Prints where a school teaches each competency, with what the figures mean. */
export const command: Command = {
  usage,
  takes: 0,
  options: { school: true, round: false, year: false, framework: false, carry: false },
  async run({ options, actor }) {
    const year = readOption(AcademicYear.optional(), options.year, usage);
    const carry = readOption(z.enum(['same', 'parts', 'all']).default('parts'), options.carry, usage);
    if (year !== undefined && options.round !== undefined) throw new WrongUsage(`A round has its year.\nUsage: concord ${usage}`);
    const asked = { year, framework: options.framework, carry, round: options.round };
    const document = await as(await actor(options.school), (scope) => writtenCoverage(scope, asked));
    return { document, lines: linesOf(document) };
  },
};

/** For people: required touching hours of one student; everything else is in the document. */
function linesOf({ school, year, framework, activities, linkedActivities, competencies, columns, matrix, definitions }: CoverageDocument) {
  const head = ['', ...columns, 'all'];
  const rows = competencies.map(({ code, title }) => [
    `${code} ${title}`,
    ...[...columns, 'all'].map((column) => {
      const { activities, learner } = matrix[code]![column]!.required;
      const isUnknown = activities > 0 && learner.unknownActivities === activities;
      return rangeNumber(isUnknown ? null : { least: learner.touchingMinutes, most: learner.touchingMinutesMost });
    }),
  ]);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]!.length)));
  const table = [head, ...rows].map((row) =>
    row.map((text, at) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join('  '),
  );
  return [
    `${school}, ${year ?? 'no curriculum yet'}. ${framework}. ${linkedActivities} of ${activities} activities are linked.`,
    'Required hours of one student, whole activities; from the least to the most where some are estimates. --json has every other figure.',
    '',
    ...table,
    '',
    ...definitions.map(({ term, definition }) => `${term}: ${definition}`),
  ];
}
