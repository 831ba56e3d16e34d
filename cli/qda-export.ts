import { writeFileSync } from 'node:fs';
import { takeCodebookOut, takeProjectOut } from '#app/modules/focus-groups/exchange/export-commands.server.ts';
import { studyNamed } from '#app/modules/focus-groups/study/queries.server.ts';
import { invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import type { Command } from './command.ts';
import { fileNamed } from './curriculum-check.ts';
import { qdaDocument, qdaLines } from './qda-check.ts';

/** Writes a study as a REFI-QDA project, or where the file ends in `.qdc` its codebook: what the acting person may see. Recorded as an export of the study. */
export const command: Command = {
  usage: 'qda export --study SLUG --out FILE',
  takes: 0,
  options: { study: true, out: true },
  async run({ options, actor }) {
    const [slug, out] = [options.study!, fileNamed(options.out!)];
    const take = /\.qdc$/i.test(out) ? takeCodebookOut : takeProjectOut;
    const { bytes, check } = await as(await actor(), async (scope) => take(scope, await studyNamed(scope, slug)));
    try {
      writeFileSync(out, bytes);
    } catch (error) {
      throw invalid(`The file ${out} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
    }
    return {
      document: qdaDocument(check),
      lines: [...qdaLines(/\.qdc$/i.test(out) ? 'codebook' : 'project', check), `Written to ${out}.`],
    };
  },
};
