import { createHash } from 'node:crypto';
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chanceOf } from './harness/chance.ts';
import { minimised } from './harness/minimise.ts';
import { mutated } from './harness/mutation.ts';
import { createRunner } from './harness/runner.ts';
import type { Target } from './harness/target.ts';

const usage = 'npm run fuzz [-- NAME] [--minutes 5] [--seed NUMBER]';
/** Cases that made the parser say something new join the seeds, up to so many. */
const mostSeeds = 1_000;
const largestSeed = 256 * 1024;
/** A target that is found wanting again and again is left after so many findings. */
const mostFindings = 10;

const names = globSync('*.ts', { cwd: import.meta.dirname })
  .map((path) => path.slice(0, -'.ts'.length))
  .filter((name) => name !== 'main' && !name.endsWith('.test'))
  .sort();

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false, // what is no option is answered with the usage
    options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string', default: String(Date.now() % 2 ** 32) } },
  });
  const wanted = names.filter((name) => positionals.length === 0 || positionals.includes(name));
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  if (Object.keys(values).length > 2 || wanted.length === 0 || !(minutes > 0) || !Number.isSafeInteger(seed)) {
    console.error(`${usage}\nThe names are: ${names.join(', ')}.`);
    return 2;
  }
  let findings = 0;
  for (const name of wanted) findings += await fuzz(name, { minutes, seed });
  return findings > 0 ? 1 : 0;
}

async function fuzz(name: string, { minutes, seed }: { minutes: number; seed: number }): Promise<number> {
  const module = pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href;
  const { target } = (await import(module)) as { target: Target };
  const seeds = target.seeds().filter(({ length }) => length <= largestSeed);
  const runner = createRunner(module);
  const heard = new Set<string>();
  const known = new Set<string>();
  const end = Date.now() + minutes * 60_000;
  let cases = 0;
  console.log(`${name}: ${seeds.length} files to begin with, ${minutes} min, --seed ${seed}`);
  for (const bytes of [...seeds]) await attempt(bytes);
  for (let number = 0; Date.now() < end && known.size < mostFindings; number += 1) {
    const chance = chanceOf(seed + Math.imul(number, 2_654_435_761));
    await attempt(mutated({ seeds, dictionary: target.dictionary, isZip: target.isZip ?? false }, chance));
  }
  await runner.close();
  console.log(`${name}: ${cases.toLocaleString('en-US')} cases, ${heard.size} different answers, ${known.size} findings`);
  return known.size;

  async function attempt(bytes: Buffer): Promise<void> {
    cases += 1;
    const { said, finding } = await runner.run(bytes);
    if (finding) {
      const what = `${finding.kind}: ${outline(finding.message.split('\n').slice(0, 3).join(' '))}`;
      if (known.has(what)) return;
      known.add(what);
      const isSame = async (smaller: Buffer) => (await runner.run(smaller)).finding?.kind === finding.kind;
      // Once more, because a machine that was busy is no fault of the parser.
      if (!(await isSame(bytes))) {
        console.log(`${name}: not repeated, ${what}`);
        known.delete(what);
        return;
      }
      const path = keep(name, await minimised(bytes, target.isZip ?? false, isSame));
      console.log(`${name}: FOUND ${path}\n${finding.message}\n`);
      return;
    }
    const isNew = said.map(outline).filter((each) => !heard.has(each));
    for (const each of isNew) heard.add(each);
    if (isNew.length > 0 && bytes.length <= largestSeed && seeds.length < mostSeeds && !seeds.includes(bytes)) seeds.push(bytes);
  }
}

/** A message without what differs from case to case. */
function outline(message: string): string {
  return message
    .replace(/“[^”]*”?/g, '“”')
    .replace(/\d+/g, '0')
    .slice(0, 300);
}

function keep(name: string, bytes: Buffer): string {
  const folder = join(import.meta.dirname, 'found');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`);
  writeFileSync(path, bytes);
  return path;
}
