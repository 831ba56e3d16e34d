import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { bringFileIn } from '#app/modules/focus-groups/exchange/import-commands.server.ts';
import { readQdaFile } from '#app/modules/focus-groups/exchange/qda-file.server.ts';
import { openSessions } from '#app/modules/focus-groups/exchange/study-queries.server.ts';
import { studyNamed } from '#app/modules/focus-groups/study/queries.server.ts';
import { counted } from '#app/platform/kept-text.ts';
import { missing } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Command, readOption } from './command.ts';
import { fileNamed } from './curriculum-check.ts';
import { qdaDocument, qdaLines, refusedLines } from './qda-check.ts';

const usage = 'qda import FILE --study SLUG [--session TITLE] [--title WORDS] [--ends exclusive|inclusive]';

/** Brings a REFI-QDA project or codebook into a study. New texts enter as originals; their codings wait until the text made of each is signed. */
export const command: Command = {
  usage,
  takes: 1,
  options: { study: true, session: false, title: false, ends: false },
  async run({ positionals, options, actor: actorFor }) {
    const ends = readOption(z.enum(['exclusive', 'inclusive']).optional(), options.ends, usage);
    const path = fileNamed(positionals[0]!);
    const { kind, project, check } = await readQdaFile(path, ends ? { ends } : {});
    if (!project || !kind) return { document: qdaDocument(check), lines: refusedLines(check), exit: 1 };
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const actor = await actorFor();
    const came = await as(actor, async (scope) => {
      const study = await studyNamed(scope, options.study!);
      const session =
        options.session === undefined ? null : (await openSessions(scope, study)).find(({ title }) => title === options.session);
      if (session === undefined) throw missing('This session');
      return bringFileIn(
        scope,
        study,
        { kind, project, hash: hash.digest('hex') },
        { title: options.title ?? '', sessionId: session?.id ?? null },
      );
    });
    const all = { ...check, messages: [...check.messages, ...came.messages] };
    const said = [
      ...[counted(came.codes, 'new code'), counted(came.texts, 'new text'), counted(came.codings, 'coding'), counted(came.memos, 'memo')],
      ...(came.there > 0 ? [`${counted(came.there, 'coding')} that ${came.there === 1 ? 'was' : 'were'} there`] : []),
    ];
    const waits =
      came.waiting + came.waitingMemos > 0
        ? [
            `${counted(came.waiting, 'coding')} and ${counted(came.waitingMemos, 'memo')} wait until the text of their original is de-identified and signed.`,
          ]
        : [];
    return { document: qdaDocument(all), lines: [...qdaLines(kind, all), `Brought in as “${came.title}”: ${said.join(', ')}.`, ...waits] };
  },
};
