import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endingWithUs, runQuietly } from './child.js';
import { fingerprint } from './fingerprint.js';
import { Refusal } from './refusal.js';

const stampFile = join('build', '.stamp');
const sources = [
  'app',
  'demo',
  'migrations',
  'public',
  'vite.config.ts',
  'react-router.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** The command line of React Router, below the project. */
export const reactRouter = join('node_modules', '@react-router', 'dev', 'bin.cjs');

/** Whether `build/` was made from the sources as they are now. */
export function isBuilt(root) {
  const stamp = join(root, stampFile);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, sources);
}

/** Builds the pages and the server with `node`. Throws a `Refusal` with the builder's own words, and leaves no stamp, when it cannot. */
export async function build(root, node, { say, hold }) {
  rmSync(join(root, stampFile), { force: true });
  say('Building the pages…');
  const made = fingerprint(root, sources);
  const { code, output } = await runQuietly(node, [...endingWithUs, reactRouter, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    started: hold,
  });
  if (code !== 0) throw new Refusal(`The pages could not be built:\n${output.trim()}`);
  writeFileSync(join(root, stampFile), made);
}
