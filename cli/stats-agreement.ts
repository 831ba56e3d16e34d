import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { agreementOf } from '#app/maths/agreement.ts';
import { metrics } from '#app/maths/alpha.ts';
import { invalid } from '#app/platform/problem.ts';
import { type Command, readOption } from './command.ts';
import { fileNamed } from './curriculum-check.ts';

const usage = `stats agreement FILE.csv [--metric ${metrics.join('|')}]`;
const Options = z.object({ metric: z.enum(metrics).default('nominal') });

/** How far coders agree: a row a coder, a column a unit, no header, an empty cell where a coder gave no answer. Needs no database. */
export const command: Command = {
  usage,
  takes: 1,
  options: { metric: false },
  async run({ positionals, options }) {
    const { metric } = readOption(Options, options, usage);
    const document = agreementOf(ratingsIn(positionals[0]!), metric);
    const { coders, units, pairable, why } = document;
    const lines = [`${coders} coders, ${units} units, ${pairable} answers that can be paired. Alpha on the ${metric} scale.`];
    for (const name of ['percent', 'cohen', 'fleiss', 'alpha'] as const)
      lines.push(`${name.padEnd(8)} ${document[name] === null ? `not defined: ${why[name]}` : document[name].toFixed(4)}`);
    return { document, lines };
  },
};

function ratingsIn(path: string): (string | null)[][] {
  let rows: string[][];
  try {
    rows = parse(readFileSync(fileNamed(path)), { bom: true, trim: true, relax_column_count: true });
  } catch (error) {
    throw invalid(`${path} cannot be read as CSV: ${(error as Error).message}`);
  }
  if (rows.length === 0) throw invalid(`${path} is empty. It has a row for each coder and a column for each unit, without a header.`);
  const uneven = rows.findIndex((row) => row.length !== rows[0]!.length);
  if (uneven > 0)
    throw invalid(
      `Row ${uneven + 1} of ${path} has ${rows[uneven]!.length} cells and row 1 has ${rows[0]!.length}. Each row has a cell for every unit; leave it empty where the coder gave no answer.`,
    );
  return rows.map((row) => row.map((cell) => cell || null));
}
