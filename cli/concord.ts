import { type Command, readWords, WrongUsage } from './command.ts';

/** Every command of Concord. Each lives in a file of its own and is loaded when it is called. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  'badges rotate': () => import('./badges-rotate.ts'),
  'curriculum check': () => import('./curriculum-check.ts'),
  'curriculum coverage': () => import('./curriculum-coverage.ts'),
  'curriculum import': () => import('./curriculum-import.ts'),
  'curriculum scan': () => import('./curriculum-scan.ts'),
  'demo remove': () => import('./demo-remove.ts'),
  'framework export': () => import('./framework-export.ts'),
  'framework import': () => import('./framework-import.ts'),
  outbox: () => import('./outbox.ts'),
  'person add': () => import('./person-add.ts'),
  'qda check': () => import('./qda-check.ts'),
  'qda export': () => import('./qda-export.ts'),
  'qda import': () => import('./qda-import.ts'),
  site: () => import('./site.ts'),
  'stats agreement': () => import('./stats-agreement.ts'),
  'stats unitizing': () => import('./stats-unitizing.ts'),
  'transcript check': () => import('./transcript-check.ts'),
};

/** Runs one command line; resolves to its exit code: 0 done, 1 refused with the reason, 2 wrong usage. */
async function main(words: readonly string[]): Promise<number> {
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((each) => each in commands);
  if (!name) {
    const usages = await Promise.all(Object.values(commands).map(async (load) => (await load()).command.usage));
    process.stderr.write(`Usage: npm run -s concord -- COMMAND [--json] [--as MAIL]\n${usages.map((usage) => `  ${usage}\n`).join('')}`);
    return words[0] === 'help' || words[0] === '--help' ? 0 : 2;
  }
  const json = words.includes('--json');
  try {
    const { command } = await commands[name]!();
    const { positionals, options, as } = readWords(command, words.slice(name.split(' ').length));
    const actor = async (slug?: string) => (await import('#app/modules/members/queries.server.ts')).actorOfCommandLine(as, slug);
    const { document, lines, exit = 0 } = await command.run({ positionals, options, actor });
    process.stdout.write(json ? `${JSON.stringify(document)}\n` : lines.map((line) => `${line}\n`).join(''));
    return exit;
  } catch (error) {
    const { message } = error as Error;
    const isRefusal = error instanceof WrongUsage || (error as Error).name === 'Problem';
    process.stderr.write(`${isRefusal ? message : ((error as Error).stack ?? message)}\n`);
    if (json) process.stdout.write(`${JSON.stringify({ error: message })}\n`);
    return error instanceof WrongUsage ? 2 : 1;
  } finally {
    await (await import('#app/platform/db.server.ts')).closeDatabase();
  }
}

process.exitCode = await main(process.argv.slice(2));
