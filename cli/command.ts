import { parseArgs } from 'node:util';
import type { z } from 'zod';
import type { Actor } from '#app/platform/actor.ts';

/** What a command answers: one document for `--json`, the same as lines for people. `exit` 1 refuses with the reason in both. */
export type Answer = { readonly document: unknown; readonly lines: readonly string[]; readonly exit?: 0 | 1 };

/** What a command is given. */
export type Input = {
  /** What stands after the command's own words. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
  /** The operator, or the person that `--as` names, for the school with this slug (or for none). Opens the database. */
  actor(slug?: string): Promise<Actor>;
};

/** One command of the command line. */
export type Command = {
  /** One line: `curriculum check FILE`. */
  readonly usage: string;
  /** How many positionals it takes. */
  readonly takes: number;
  /** Its own options by name, all with a value; true when it must be given. */
  readonly options?: Readonly<Record<string, boolean>>;
  /** Its own switches, without a value; `yes` in the options when given. */
  readonly switches?: readonly string[];
  run(input: Input): Promise<Answer>;
};

/** The words were off; the message is the usage. */
export class WrongUsage extends Error {}

/** An option, or several, as its schema reads it. What the schema refuses is wrong usage, in the schema's words. */
export function readOption<Schema extends z.ZodType>(schema: Schema, given: unknown, usage: string): z.infer<Schema> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const mistakes = read.error.issues.map(({ path, message }) => [...path, message].join(': '));
  throw new WrongUsage(`${mistakes.join('\n')}\nUsage: concord ${usage}`);
}

/** The words after a command, checked against what it takes. */
export function readWords(
  command: Command,
  words: readonly string[],
): { positionals: string[]; options: Record<string, string | undefined>; json: boolean; as: string | undefined } {
  const own = Object.keys(command.options ?? {});
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(own.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries((command.switches ?? []).map((name) => [name, { type: 'boolean' as const }])),
        json: { type: 'boolean' },
        as: { type: 'string' },
      },
    });
    const { json, as, ...given } = values as Record<string, string | boolean | undefined> & { as?: string };
    const options = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === true ? 'yes' : value || undefined]));
    const absent = own.filter((name) => command.options?.[name] && !options[name]);
    if (positionals.length !== command.takes || absent.length) throw new WrongUsage(`Usage: concord ${command.usage}`);
    return { positionals, options, json: Boolean(json), as };
  } catch (error) {
    if (error instanceof WrongUsage) throw error;
    throw new WrongUsage(`${(error as Error).message}\nUsage: concord ${command.usage}`);
  }
}
