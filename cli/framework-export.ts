import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { casePackage } from '#app/modules/competencies/exchange/case-export.ts';
import { frameworkCsv } from '#app/modules/competencies/exchange/framework-csv.ts';
import { released, versionIdOf } from '#app/modules/competencies/exchange/queries.server.ts';
import { version as versionOf } from '#app/modules/competencies/queries.server.ts';
import { ownAddress } from '#app/platform/config.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Command, readOption } from './command.ts';
import { fileNamed } from './curriculum-check.ts';

const usage = 'framework export ID --format case|csv [--out FILE]';

/** Writes a framework out: its adopted version, else its newest, or the version that the id names. */
export const command: Command = {
  usage,
  takes: 1,
  options: { format: true, out: false },
  async run({ positionals, options, actor }) {
    const format = readOption(z.enum(['case', 'csv']), options.format, usage);
    const asker = await actor();
    const { id, version } = await as(asker, async (scope) => {
      const versionId = await versionIdOf(scope, positionals[0]!);
      return { id: (await versionOf(scope, versionId)).frameworkId, version: await released(scope, versionId) };
    });
    const base = ownAddress();
    const text = format === 'case' ? `${JSON.stringify(casePackage(version, base), null, 2)}\n` : frameworkCsv(version);
    const counts = { items: version.items.length, associations: version.items.length + version.associations.length };
    if (options.out === undefined) return { document: format === 'case' ? JSON.parse(text) : text, lines: [text.trimEnd()] };
    const out = fileNamed(options.out);
    writeFileSync(out, text);
    return {
      document: { framework: id, out: options.out, ...counts },
      lines: [`${counts.items.toLocaleString('en-US')} items are in ${out}.`],
    };
  },
};
