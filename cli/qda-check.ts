import { readQdaFile } from '#app/modules/focus-groups/exchange/qda-file.server.ts';
import { counted } from '#app/platform/kept-text.ts';
import { messageWords } from '#app/platform/message.ts';
import type { Command } from './command.ts';
import { fileNamed } from './curriculum-check.ts';

/** Reads a REFI-QDA project or codebook and says what it holds, how it counts positions, and what would be lost. Needs no database and keeps nothing. */
export const command: Command = {
  usage: 'qda check FILE',
  takes: 1,
  async run({ positionals }) {
    const { kind, project, check } = await readQdaFile(fileNamed(positionals[0]!));
    const { valid, users, codes, sources, selections, codings, memos, offsets, messages } = check;
    const said = messages.map(messageWords);
    if (!project) return { document: check, lines: [...said, '', 'The file was not read. Nothing of it can be brought in.'], exit: 1 };
    const counts = [
      ...[counted(users, 'person').replace('persons', 'people'), counted(codes, 'code'), counted(sources, 'source')],
      ...[counted(selections, 'selection'), counted(codings, 'coding'), counted(memos, 'memo')],
    ];
    const ends = offsets === 'unknown' ? 'It does not tell whether ends are exclusive.' : `Ends are ${offsets}.`;
    const lines = [
      ...[...said, ...(said.length ? [''] : [])],
      `A ${kind} that is ${valid ? 'valid' : 'not valid'} against the schema: ${counts.join(', ')}.`,
      ...(kind === 'project' ? [ends] : []),
    ];
    return { document: { valid, users, codes, sources, selections, codings, memos, offsets, messages }, lines };
  },
};
