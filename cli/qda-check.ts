import * as z from 'zod';
import { readQdaFile } from '#app/modules/focus-groups/exchange/qda-file.server.ts';
import type { QdaCheck } from '#app/modules/focus-groups/exchange/refi-project.ts';
import { counted } from '#app/platform/kept-text.ts';
import { messageWords } from '#app/platform/message.ts';
import { type Command, readOption } from './command.ts';
import { fileNamed } from './curriculum-check.ts';

const usage = 'qda check FILE [--ends exclusive|inclusive]';

/** Reads a REFI-QDA project or codebook and says what it holds, how it counts positions, and what would be lost. `--ends` says how ends are counted where the file does not tell it. Needs no database and keeps nothing. */
export const command: Command = {
  usage,
  takes: 1,
  options: { ends: false },
  async run({ positionals, options }) {
    const ends = readOption(z.enum(['exclusive', 'inclusive']).optional(), options.ends, usage);
    const { kind, project, check } = await readQdaFile(fileNamed(positionals[0]!), ends ? { ends } : {});
    if (!project || !kind) return { document: check, lines: refusedLines(check), exit: 1 };
    return { document: qdaDocument(check), lines: qdaLines(kind, check) };
  },
};

/** What a file holds, as the contract has it. */
export function qdaDocument({ valid, users, codes, sources, selections, codings, memos, offsets, messages }: QdaCheck): QdaCheck {
  return { valid, users, codes, sources, selections, codings, memos, offsets, messages };
}

/** The same for people. */
export function qdaLines(kind: 'project' | 'codebook', check: QdaCheck): string[] {
  const { valid, users, codes, sources, selections, codings, memos, offsets } = check;
  const said = check.messages.map(messageWords);
  const counts = [
    ...[counted(users, 'person').replace('persons', 'people'), counted(codes, 'code'), counted(sources, 'source')],
    ...[counted(selections, 'selection'), counted(codings, 'coding'), counted(memos, 'memo')],
  ];
  const counting = offsets === 'unknown' ? 'It does not tell whether ends are exclusive.' : `Ends are ${offsets}.`;
  return [
    ...[...said, ...(said.length ? [''] : [])],
    `A ${kind} that is ${valid ? 'valid' : 'not valid'} against the schema: ${counts.join(', ')}.`,
    ...(kind === 'project' ? [counting] : []),
  ];
}

/** Why a file is not read. */
export function refusedLines({ messages }: QdaCheck): string[] {
  return [...messages.map(messageWords), '', 'The file was not read. Nothing of it can be brought in.'];
}
