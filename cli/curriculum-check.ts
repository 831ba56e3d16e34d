import { resolve } from 'node:path';
import type { Check } from '#app/modules/curriculum/inventory/inventory.ts';
import { readInventory } from '#app/modules/curriculum/inventory/inventory-file.server.ts';
import { messageWords } from '#app/platform/message.ts';
import type { Command } from './command.ts';

/** Reads a curriculum file and says what it holds and what is odd about it. Needs no database and keeps nothing. */
export const command: Command = {
  usage: 'curriculum check FILE [--drop-control-characters]',
  takes: 1,
  switches: ['drop-control-characters'],
  async run({ positionals, options }) {
    const dropControlCharacters = options['drop-control-characters'] === 'yes';
    const { check, isRejected } = await readInventory(fileNamed(positionals[0]!), { dropControlCharacters });
    return { document: check, lines: checkLines(check, isRejected), exit: isRejected ? 1 : 0 };
  },
};

/** The path of a file as the person wrote it, from where they stand: npm runs the command in the project's folder. */
export function fileNamed(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
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
