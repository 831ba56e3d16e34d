import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Check } from '#app/modules/curriculum/inventory/inventory.ts';
import { readInventory } from '#app/modules/curriculum/inventory/inventory-file.server.ts';
import { Matching } from '#app/modules/curriculum/inventory/matching.ts';
import { messageWords } from '#app/platform/message.ts';
import { invalid } from '#app/platform/problem.ts';
import { type Command, readOption } from './command.ts';

const usage = 'curriculum check FILE [--matching FILE.json] [--drop-control-characters]';

/** Reads a curriculum file of any format and says what it holds and what is odd about it. Needs no database and keeps nothing. */
export const command: Command = {
  usage,
  takes: 1,
  options: { matching: false },
  switches: ['drop-control-characters'],
  async run({ positionals, options }) {
    const dropControlCharacters = options['drop-control-characters'] === 'yes';
    const matching = options.matching === undefined ? undefined : matchingIn(options.matching, usage);
    const { check, isRejected } = await readInventory(fileNamed(positionals[0]!), { dropControlCharacters, matching });
    return { document: checkDocument(check), lines: checkLines(check, isRejected), exit: isRejected ? 1 : 0 };
  },
};

/** The path of a file as the person wrote it, from where they stand: npm runs the command in the project's folder. */
export function fileNamed(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** How the columns of a spreadsheet are to be read, from a JSON file that a person wrote. */
export function matchingIn(path: string, usage: string): Matching {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(fileNamed(path), 'utf8'));
  } catch (error) {
    throw invalid(`The matching in ${path} cannot be read: ${(error as Error).message}. It is a JSON file; see docs/imports.md.`);
  }
  return readOption(Matching, written, usage);
}

/** A check as the command line's document has it: what a message is about is for lists of things to do. */
export function checkDocument(check: Check): Check {
  return { ...check, messages: check.messages.map(({ about: _, ...message }) => message) };
}

/** A check for people: every message, then the counts. */
export function checkLines(check: Check, isRejected: boolean): string[] {
  const {
    messages,
    events,
    minutes,
    objectives,
    sequenceBlocks,
    requiredBlocks,
    requiredInTrackBlocks,
    optionalBlocks,
    references,
    danglingReferences,
  } = check;
  const said = messages.map(messageWords);
  if (isRejected) return [...said, '', 'The file was not read. Nothing of it can be brought in.'];
  const hours = Math.round(minutes / 6) / 10;
  return [
    ...said,
    ...(said.length ? [''] : []),
    `${number(events)} events, ${number(minutes)} minutes (${number(hours)} hours), ${number(objectives)} objectives.`,
    `${number(sequenceBlocks)} sequence blocks: ${number(requiredBlocks)} required, ${number(requiredInTrackBlocks)} required in track, ${number(optionalBlocks)} optional.`,
    `${number(references)} references, ${number(danglingReferences)} of them to something that the file does not hold.`,
  ];
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
