import { readFileSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import * as z from 'zod';
import { collaborativeProfile } from '#app/modules/members/queries.server.ts';
import { writeSite } from '#app/modules/public/archive/site-folder.server.ts';
import { visitor } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { messageWords } from '#app/platform/message.ts';
import { invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Command, readOption } from './command.ts';
import { fileNamed } from './curriculum-check.ts';

const usage = 'site FOLDER [--address URL]';
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Writes the whole public site as files into a folder that is new or empty. `--address`: the one that people use, for what must name it. */
export const command: Command = {
  usage,
  takes: 1,
  options: { address: false },
  async run({ positionals, options }) {
    const folder = fileNamed(positionals[0]!);
    const { publicUrl, port } = config();
    const said = readOption(z.url({ protocol: /^https?$/ }).optional(), options.address, usage);
    const address = new URL(said ?? publicUrl ?? `http://localhost:${port}`).origin;
    // What the pages say of themselves, they ask of the settings.
    process.env.PUBLIC_URL = address;
    const { name } = await as(visitor, collaborativeProfile);
    const pages = await builtPages();
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    try {
      const ask = async (path: string) => (await fixedFile(path)) ?? pages.askAsVisitor(path, address);
      const written = await writeSite(folder, { ask, address, name, version, now: new Date() });
      const { messages, ...counts } = written;
      const lines = [
        ...messages.map(messageWords),
        `${counts.pages} pages and ${counts.files - counts.pages} other files are in ${folder}. Open index.html, or check them there: sha256sum -c SHA256SUMS`,
      ];
      if (!said && !publicUrl) lines.push(`Feeds and citations name ${address}. To name another address: --address https://…`);
      return { document: { folder, address, ...counts, messages }, lines };
    } finally {
      await pages.closeDatabase();
    }
  },
};

/** The pages as the build made them; they bring a database of their own, since the build holds its own copy of everything. */
async function builtPages(): Promise<typeof import('../app/visitor.server.ts')> {
  const built = resolve('build', 'server', 'visitor.js');
  try {
    return await import(built);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw invalid('The pages are not built yet. Run it as: npm run -s concord -- site FOLDER');
  }
}

/** Styles, fonts and marks, which the host serves from the build as they are; undefined for everything else. */
async function fixedFile(path: string): Promise<Response | undefined> {
  const root = resolve('build', 'client');
  const type = types[extname(path)];
  const file = type && (await realpath(join(root, path)).catch(() => null));
  if (!file?.startsWith(root + sep)) return undefined;
  return new Response(await readFile(file), { headers: { 'content-type': type!, 'x-concord-public': '1' } });
}
