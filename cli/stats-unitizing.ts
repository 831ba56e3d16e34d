import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type MarkedUnit, unitizingAlpha } from '#app/maths/unitizing.ts';
import { invalid } from '#app/platform/problem.ts';
import { type Command, readOption } from './command.ts';
import { fileNamed } from './curriculum-check.ts';

const usage = 'stats unitizing FILE.csv --begin B --length L';
const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);
const Options = z.object({ begin: whole, length: whole.refine((length) => length > 0, 'must be 1 or more') });

/** Alpha for unitising: a row `coder,code,start,length` for each unit on the continuum; `coder,,,` for a coder who marked nothing. Needs no database. */
export const command: Command = {
  usage,
  takes: 1,
  options: { begin: true, length: true },
  async run({ positionals, options }) {
    const continuum = readOption(Options, options, usage);
    const { coders, units } = unitsIn(positionals[0]!);
    const { byCategory, joint } = alphaOver(units, { ...continuum, coders });
    const named = [...byCategory].map(
      ([code, { observed, expected, alpha }]) => [code, { observed, expected, alpha: alpha.value }] as const,
    );
    const why = [...[...byCategory].map(([code, { alpha }]) => [code, alpha.why] as const), ['joint', joint.why] as const];
    const lines = [...byCategory].map(
      ([code, { alpha }]) => `${code.padEnd(12)} ${alpha.value?.toFixed(4) ?? `not defined: ${alpha.why}`}`,
    );
    return {
      document: {
        byCode: Object.fromEntries(named),
        joint: joint.value,
        ...(joint.value === null || named.some(([, { alpha }]) => alpha === null)
          ? { why: Object.fromEntries(why.filter(([, reason]) => reason !== undefined)) }
          : {}),
      },
      lines: [
        `${coders.length} coders, ${units.length} units on positions ${continuum.begin} to ${continuum.begin + continuum.length}.`,
        ...lines,
        `${'joint'.padEnd(12)} ${joint.value?.toFixed(4) ?? `not defined: ${joint.why}`}`,
      ],
    };
  },
};

function alphaOver(...given: Parameters<typeof unitizingAlpha>): ReturnType<typeof unitizingAlpha> {
  try {
    return unitizingAlpha(...given);
  } catch (error) {
    if (error instanceof RangeError) throw invalid(error.message);
    throw error;
  }
}

function unitsIn(path: string): { coders: string[]; units: MarkedUnit[] } {
  let rows: string[][];
  try {
    rows = parse(readFileSync(fileNamed(path)), { bom: true, trim: true, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    throw invalid(`${path} cannot be read as CSV: ${(error as Error).message}`);
  }
  // A header says itself what it is.
  const isHeader = rows[0]?.join(',').toLowerCase() === 'coder,code,start,length';
  const units = rows.flatMap((row, at) => (at === 0 && isHeader ? [] : unitOf(row, `Row ${at + 1} of ${path}`)));
  if (units.length === 0) throw invalid(`${path} has no rows. It has a row coder,code,start,length for each unit.`);
  return { coders: [...new Set(units.map(({ coder }) => coder))], units: units.filter(({ length }) => length > 0) };
}

/** A coder without anything else has marked nothing, which is a unit of length 0 here. */
function unitOf([coder, category, start, length, ...more]: string[], place: string): MarkedUnit {
  if (coder && !category && !start && !length) return { coder, category: '', start: 0, length: 0 };
  if (!coder || !category || more.length > 0 || !/^\d{1,9}$/.test(start ?? '') || !/^[1-9]\d{0,8}$/.test(length ?? ''))
    throw invalid(`${place} is not coder,code,start,length with whole numbers, the length 1 or more.`);
  return { coder, category, start: Number(start), length: Number(length) };
}
