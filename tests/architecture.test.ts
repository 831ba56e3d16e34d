import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

/** A module may import from modules to its left. */
const order = [
  'members',
  'competencies',
  'curriculum',
  'focus-groups',
  'perspectives',
  'library',
  'attendance',
  'faculty',
  'practice',
  'forum',
  'lessons',
  'planning',
  'thread',
  'public',
  'handover',
];
/** Small pure packages that pure files may use. */
const purePackages = ['zod', 'saxes', 'csv-stringify/sync'];
/** What may read rows without anybody asking: finding out who asks, signing in, and nothing else. */
const systemCallers = [
  'app/modules/members/queries.server.ts',
  'app/modules/members/sign-in/commands.server.ts',
  'app/modules/members/sign-in/queries.server.ts',
];

type Edge = { from: string; to: string; isType: boolean };

export function edgesOf(files: ReadonlyArray<{ path: string; source: string }>): Edge[] {
  return files.flatMap(({ path, source }) =>
    [
      ...source.matchAll(
        /^(?:import|export)\s(?<type>type\s)?(?:[^'"();]*?\sfrom\s)?['"](?<to>[^'"]+)['"]|import\(\s*['"](?<lazy>[^'"]+)['"]\s*\)/gm,
      ),
    ].map(({ groups }) => {
      const to = (groups!.to ?? groups!.lazy)!;
      return {
        from: path,
        to: to.startsWith('#') ? to.slice(1) : to.startsWith('.') ? join(dirname(path), to) : to,
        isType: Boolean(groups!.type),
      };
    }),
  );
}
const files = globSync('app/**/*.{ts,tsx}')
  .filter((path) => !path.includes('.test.'))
  .map((path) => ({ path, source: readFileSync(path, 'utf8') }));
const edges = edgesOf(files);

function isTest(path: string) {
  return path.includes('.test.');
}
function kind(path: string): 'server' | 'page' | 'screen' | 'pure' | 'style' | 'package' {
  if (!path.startsWith('app/') && !path.startsWith('demo/')) return 'package';
  if (path.endsWith('.css')) return 'style';
  if (path.includes('.server.') || path === 'app/server.ts' || path.startsWith('demo/')) return 'server';
  if (path.includes('/pages/') || ['app/root.tsx', 'app/routes.ts'].includes(path)) return 'page';
  return path.endsWith('.tsx') ? 'screen' : 'pure';
}
function moduleOf(path: string) {
  return path.match(/^app\/modules\/([^/]+)/)?.[1];
}
function none(found: readonly Edge[], rule: string) {
  assert.deepEqual(
    found.map(({ from, to }) => `${from} → ${to}`),
    [],
    rule,
  );
}

test('pure files import pure files and small pure packages only', () => {
  none(
    edges.filter(({ from, to, isType }) => kind(from) === 'pure' && !isType && kind(to) !== 'pure' && !purePackages.includes(to)),
    'give the file a suffix that says what it touches',
  );
});
test('pure files know no clock and no randomness but what is passed in', () => {
  const found = files.filter(
    ({ path, source }) =>
      kind(path) === 'pure' && /\bDate\.now\(\)|\bnew Date\(\)|\bMath\.random\(|\bprocess\.env\b|\bfetch\(/.test(source),
  );
  assert.deepEqual(
    found.map(({ path }) => path),
    [],
  );
});
test('every module stands in the written order', () => {
  assert.deepEqual([...new Set(files.map(({ path }) => moduleOf(path)).filter((name) => name && !order.includes(name)))], []);
});
test('shelves know nothing of modules', () => {
  none(
    edges.filter(({ from, to }) => /^app\/(maths|platform|ui)\//.test(from) && moduleOf(to)),
    'a shelf has no domain words',
  );
});
test('modules import only from modules to their left', () => {
  none(
    edges.filter(({ from, to }) => moduleOf(from) && moduleOf(to) && order.indexOf(moduleOf(to)!) > order.indexOf(moduleOf(from)!)),
    `the order is ${order.join(' ')}`,
  );
});
test('only pages, the root, the entry and the host reach the server from a screen', () => {
  none(
    edges.filter(({ from, to, isType }) => ['screen', 'pure'].includes(kind(from)) && kind(to) === 'server' && !isType),
    'parts and ui receive props',
  );
});
test('only the web shelf, the host, pages and screens know the web framework', () => {
  const allowed = /^app\/(platform\/web\.server\.ts|server\.ts|entry\.server\.tsx|root\.tsx|routes\.ts)$/;
  none(
    edges.filter(
      ({ from, to }) =>
        /^(react-router|@react-router\/|hono|@hono\/)/.test(to) && !allowed.test(from) && !['page', 'screen'].includes(kind(from)),
    ),
    'queries and commands do not know the web',
  );
});
test('scopes are opened by pages, jobs, the command line and the demo; queries and commands receive one', () => {
  const opens = edges.filter(
    ({ from, to, isType }) =>
      to === 'app/platform/scope.server.ts' && !isType && /(queries|commands)\.server\.ts$/.test(from) && !systemCallers.includes(from),
  );
  none(opens, 'take a scope as the first argument');
});
test('only what signs people in reads as the system', () => {
  const callers = files
    .filter(({ path, source }) => /\basSystem\b/.test(source) && path !== 'app/platform/scope.server.ts')
    .map(({ path }) => path);
  assert.deepEqual(callers.sort(), [...systemCallers].sort());
});
test('only the data shelf reaches the driver', () => {
  none(
    edges.filter(({ from, to, isType }) => to === 'pg' && !isType && !from.startsWith('app/platform/')),
    'use the scope',
  );
});
test('a module is a closed set of files', () => {
  const allowed =
    /^app\/modules\/[a-z-]+\/([a-z-]+\/)?(README\.md|schema\.ts|rules\.ts|queries\.server\.ts|commands\.server\.ts|jobs\.server\.ts|[a-z][a-z0-9-]*(\.server)?\.ts|(pages|parts)\/[a-z][a-z0-9-]*\.tsx?|[a-z0-9-]+(\.server)?\.test\.ts)$/;
  const refused = /\/(index|utils?|helpers?|hooks|services?|types|constants)\.(ts|tsx|server\.ts)$/;
  const found = globSync('app/modules/**/*.*').filter((path) => !allowed.test(path) || refused.test(path));
  assert.deepEqual(found, []);
});
test('every module and sub-module says in a README of at most thirty lines what it is for', () => {
  const folders = [...new Set(files.map(({ path }) => path.match(/^app\/modules\/[a-z-]+/)?.[0]).filter((folder) => folder !== undefined))];
  for (const folder of folders)
    assert.ok(readFileSync(`${folder}/README.md`, 'utf8').split('\n').length <= 31, `${folder}/README.md is too long`);
});
test('a default export stands only where the framework asks for one', () => {
  const found = files.filter(
    ({ path, source }) => /^export default /m.test(source) && kind(path) !== 'page' && path !== 'app/entry.server.tsx',
  );
  assert.deepEqual(
    found.map(({ path }) => path),
    [],
  );
});
test('nothing switches the type checker or the linter off', () => {
  const found = globSync('{app,cli,demo,bench,tests}/**/*.{ts,tsx}').filter(
    (path) =>
      path !== 'tests/architecture.test.ts' &&
      /@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore|eslint-disable/.test(readFileSync(path, 'utf8')),
  );
  assert.deepEqual(found, []);
});
test('no style stands in an attribute, since the content-security-policy forbids it', () => {
  assert.deepEqual(
    files.filter(({ path, source }) => path.endsWith('.tsx') && /\sstyle=\{/.test(source)).map(({ path }) => path),
    [],
  );
});
test('the rules see through every form of import', () => {
  const found = edgesOf([
    {
      path: 'app/maths/x.ts',
      source: `import { a } from './b.ts';\nimport type { C } from '#app/c.server.ts';\nimport './d.css';\nexport * from 'pg';\nconst e = await import('../modules/members/rules.ts');`,
    },
  ]);
  assert.deepEqual(
    found.map(({ to, isType }) => [to, isType]),
    [
      ['app/maths/b.ts', false],
      ['app/c.server.ts', true],
      ['app/maths/d.css', false],
      ['pg', false],
      ['app/modules/members/rules.ts', false],
    ],
  );
  assert.ok(!isTest('app/maths/x.ts'));
});
