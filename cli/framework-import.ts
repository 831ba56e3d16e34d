import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { assertMayImport, importFramework } from '#app/modules/competencies/exchange/commands.server.ts';
import { readFrameworkFile } from '#app/modules/competencies/exchange/framework-file.server.ts';
import { messageWords } from '#app/platform/message.ts';
import { invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import type { Command } from './command.ts';
import { fileNamed } from './curriculum-check.ts';

/** Makes a draft of a framework from CASE JSON, CSV or XLSX. A file that is no framework changes nothing. */
export const command: Command = {
  usage: 'framework import FILE [--title TITLE] [--creator NAME]',
  takes: 1,
  options: { title: false, creator: false },
  async run({ positionals, options, actor: actorFor }) {
    const actor = await actorFor();
    assertMayImport({ actor });
    const path = fileNamed(positionals[0]!);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw invalid(`There is no file at ${path}. Check the path.`);
    const { title, creator } = options;
    const { file, messages } = await readFrameworkFile(path, { name: basename(path), title, creator });
    if (file === null) {
      const lines = [...messages.map(messageWords), '', 'Nothing was brought in.'];
      return { document: { framework: null, items: 0, associations: 0, messages }, lines, exit: 1 };
    }
    const made = await as(actor, (scope) => importFramework(scope, file, { messages }));
    const { frameworkId, versionId, slug, number, isNew, items, associations } = made;
    const document = { framework: frameworkId, version: versionId, slug, number, items, associations, messages: made.messages };
    const what = `${items.toLocaleString('en-US')} items and ${associations.toLocaleString('en-US')} associations`;
    const where = isNew ? `the first draft of a new framework, ${slug}` : `a new draft, version ${number}, of ${slug}`;
    return { document, lines: [...made.messages.map(messageWords), ...(made.messages.length ? [''] : []), `${what} are ${where}.`] };
  },
};
