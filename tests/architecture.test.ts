import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { functionsOf, functionsWithout, type Import, importsOf, sourceFiles } from './source.ts';

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
  // what the page of a competency, a lesson and the front page list: docs/decisions/017; lessons are cited by its styles
  'publications',
  'lessons',
  'planning',
  'thread',
  'public',
  'handover',
];
/** The same for the sub-modules of a module, in the order of the work. */
const orderWithin: Readonly<Record<string, readonly string[]>> = {
  members: ['schools', 'sign-in'],
  competencies: ['exchange', 'drafting', 'crosswalks', 'published'],
  curriculum: [
    'rounds',
    'inventory',
    'likeness',
    'editing',
    'teaching',
    'intake',
    'activities',
    'keywords',
    'scan',
    'calibration',
    'review',
    'recall',
    'asking',
    'coverage',
    'moving',
    'release',
    'comparison',
  ],
  public: ['site', 'updates', 'feeds', 'archive'],
  attendance: ['notices', 'places', 'evaluation', 'presence', 'rooms', 'credit', 'certificates', 'badges'],
  faculty: ['programmes', 'offerings', 'path', 'evaluation', 'needs', 'registry', 'capacity'],
  practice: ['log', 'growth', 'feedback', 'debrief', 'sharing', 'asks', 'cohort', 'reports', 'device', 'everything'],
  perspectives: ['listening', 'reading', 'goal'],
  library: ['items', 'files', 'checking', 'reviewing', 'links', 'keeping', 'adoption', 'reading'],
  'focus-groups': ['study', 'transcripts', 'deidentification', 'coding', 'agreement', 'themes', 'exchange', 'reports', 'overview'],
  forum: ['events', 'speakers', 'questions', 'recap', 'programme'],
};
/** Small pure packages that pure files may use. */
const purePackages = ['zod', 'saxes', 'csv-stringify/sync', 'diff', 'uuid', 'turndown', 'marked', 'ical-generator', 'feed', 'qr'];
/** What may read rows without anybody asking: finding out who asks, signing in, jobs, and nothing else. */
const systemCallers = [
  // a reminder is due, and to whom: no word of the goal
  'app/modules/practice/log/jobs.server.ts',
  // half-years and years are counted by a clock; what is counted stays in the database
  'app/modules/practice/cohort/jobs.server.ts',
  'app/modules/practice/reports/jobs.server.ts',
  // reminders of occasions, and forgetting on their day, when nobody asks
  'app/modules/attendance/notices/jobs.server.ts',
  'app/modules/curriculum/rounds/jobs.server.ts',
  // whoever has a place is asked, and asked again after months, when nobody asks
  'app/modules/faculty/evaluation/jobs.server.ts',
  // who is told of a step, or asked to observe, in mails that nobody waits for: who and which programme, and no word of what was seen
  'app/modules/faculty/path/jobs.server.ts',
  'app/modules/members/queries.server.ts',
  'app/modules/members/sign-in/commands.server.ts',
  'app/modules/members/sign-in/queries.server.ts',
  // that an event began or ended is seen by a clock
  'app/modules/forum/programme/jobs.server.ts',
  'app/modules/forum/questions/jobs.server.ts',
  'app/modules/lessons/jobs.server.ts',
  // originals go on a study's day, when nobody asks
  'app/modules/focus-groups/transcripts/jobs.server.ts',
  // what each reader may see of other schools is computed where no person asks
  'app/modules/curriculum/release/jobs.server.ts',
  // files and links are looked into, reviews and new versions told of, where nobody asks
  'app/modules/library/jobs.server.ts',
  'app/modules/library/files/jobs.server.ts',
  'app/modules/library/checking/jobs.server.ts',
  'app/modules/library/reviewing/jobs.server.ts',
  'app/modules/library/links/jobs.server.ts',
  'app/modules/library/keeping/jobs.server.ts',
  'app/modules/library/adoption/jobs.server.ts',
  // who asked for updates by mail is nobody's to see
  'app/modules/public/updates/jobs.server.ts',
  'app/modules/public/updates/subscription-commands.server.ts',
  // invited guests are let in where nobody has signed in, and jobs write to whoever is asked
  'app/modules/perspectives/listening/guest-commands.server.ts',
  'app/modules/perspectives/listening/jobs.server.ts',
];
/** Files of a module that touch the machine and are no queries, commands or jobs. */
const otherServerFiles = [
  // the private key of badges is a file, and signs outside of any scope
  'app/modules/attendance/badges/key-file.server.ts',
  // the student's own record: what every command of practice writes
  'app/modules/practice/practice-event.server.ts',
  // what the pages of an occasion open their scopes with
  'app/modules/attendance/in-occasion.server.ts',
  // the same for faculty development: of somebody at several schools, the one whose programme or offering it is
  'app/modules/faculty/in-faculty.server.ts',
  // a meeting's own report as a file, in any encoding
  'app/modules/attendance/presence/report-file.server.ts',
  // a picture on its way: its bytes between the scopes
  'app/modules/public/site/brought-picture.server.ts',
  // what the pages of a study open their scopes with
  'app/modules/focus-groups/study/in-study.server.ts',
  // the same for the forum: of a lead of several schools, the one that organises the event
  'app/modules/forum/events/in-forum.server.ts',
  // a lexicon of names, read by what proposes them
  'app/modules/focus-groups/deidentification/proposed-names.server.ts',
  'app/modules/focus-groups/deidentification/found-passages.server.ts',
  // what commands on passages and on texts share: who may, and the one way to write them
  'app/modules/focus-groups/deidentification/placing.server.ts',
  'app/modules/focus-groups/deidentification/text-writing.server.ts',
  'app/modules/focus-groups/exchange/waiting.server.ts',
  'app/modules/focus-groups/coding/coding-event.server.ts',
  // file formats: they open a file and know no scope
  'app/modules/competencies/exchange/framework-file.server.ts',
  'app/modules/curriculum/inventory/inventory-file.server.ts',
  'app/modules/curriculum/inventory/sheet-inventory.server.ts',
  'app/modules/focus-groups/transcripts/transcript-file.server.ts',
  'app/modules/focus-groups/exchange/qda-file.server.ts',
  'app/modules/focus-groups/exchange/table-document.server.ts',
  'app/modules/focus-groups/exchange/table-workbook.server.ts',
  'app/modules/focus-groups/reports/document-file.server.ts',
  'app/modules/library/files/look.server.ts',
  'app/modules/library/files/looking.server.ts',
  'app/modules/library/files/package.server.ts',
  // what pages of the library, and of speakers, answer with bytes
  'app/modules/library/reading/bytes.server.ts',
  'app/modules/forum/speakers/picture-bytes.server.ts',
  'app/modules/publications/citation-file.server.ts',
  // the public site as files: it asks pages and knows no scope
  'app/modules/public/archive/site-folder.server.ts',
  // what doi.org says of a publication, asked outside of any scope
  'app/modules/publications/doi-record.server.ts',
  // the one command whose statements fill files
  'app/modules/curriculum/intake/merge.server.ts',
  'app/modules/curriculum/intake/carrying.server.ts',
  'app/modules/curriculum/intake/overruled.server.ts',
  'app/modules/curriculum/intake/before.server.ts',
  // the statements that make rows of the map what an edit, or an import, says
  'app/modules/curriculum/editing/write.server.ts',
  // what a merge calls to derive learner and delivered minutes again
  'app/modules/curriculum/teaching/apply.server.ts',
  // a file on its way in pieces: its bytes between the scopes
  'app/modules/curriculum/intake/arriving-acts.server.ts',
  'app/modules/library/files/arriving-acts.server.ts',
  // the one write that beginning a round and proposing other terms share
  'app/modules/curriculum/rounds/terms.server.ts',
  // what writers of keyword lists share: who may, one at a time, and upon which state
  'app/modules/curriculum/keywords/draft.server.ts',
  // what every answer of a review does: to one of two answers, to the round's progress, to the link that stands
  'app/modules/curriculum/review/blind.server.ts',
  'app/modules/curriculum/review/standing.server.ts',
  // what commands tell the round, after their own event
  'app/modules/curriculum/rounds/mapped.server.ts',
  'app/modules/curriculum/asking/progress.server.ts',
  'app/modules/curriculum/calibration/progress.server.ts',
  // what a director's answer stands on and writes, and what a director missed: halves of one command
  'app/modules/curriculum/asking/answer.server.ts',
  'app/modules/curriculum/asking/missed.server.ts',
  // the one write that adding a person and accepting an invitation share
  'app/modules/members/role.server.ts',
  // what the pages of whoever answers, member or guest, do with a form
  'app/modules/perspectives/listening/speaking-acts.server.ts',
  // what the pages of people do with a form: the scope, then the mail
  'app/modules/members/member-acts.server.ts',
];
/** Commands that leave no event: the staging of an import is looked at and thrown away; what a participant, a speaker or a visitor says leaves one in the database, since nobody has signed in; so does an answer in a listening round, without a name. */
const quietCommands = [
  // leaving keeps nothing, not even that somebody left
  'deleteLog',
  // the look that the database writes is its event; a draft is none yet
  'lookAtShare',
  'keepEntryDraft',
  // what somebody keeps in the registry is recorded by the database, without whose it is: an entry may be shown to nobody
  'keepFacilitator',
  'dropFacilitator',
  'keepPreparation',
  'dropPreparation',
  'answerEvaluation',
  'answerInstrument',
  // an ask for a place is gone after a day
  'askForPlace',
  // that somebody answered stands in their own turn, apart from what
  'answerReport',
  // what is noted in a room leaves one in the database, since nobody may have signed in; a pass is gone after an hour
  'enterRoom',
  'claimInRoom',
  'askInRoom',
  'confirmInRoom',
  'claimByCode',
  'assertMayRecord',
  'assertMayBringIn',
  'assertMayImport',
  'refuseCrowd',
  'beginCheck',
  'beginWork',
  'stageParts',
  'sayOfTheme',
  'answerAsSpeaker',
  'askAsSpeaker',
  'keepOwnPicture',
  'askAtForum',
  'giveFeedback',
  'takeFeedback',
  'confirmFeedback',
  'assertMayBringFile',
  'lookAtFile',
  'assertMayBringPicture',
  'keepDraft',
  'giveAnswer',
  'changeVisibility',
  'withdrawAnswer',
  'decline',
  'keepListeningReminders',
  'approveNote',
  'refuseNote',
];

const files = sourceFiles('app/**/*.{ts,tsx}');
const imports = importsOf(files);

function kind(path: string): 'server' | 'page' | 'screen' | 'pure' | 'style' | 'package' {
  if (!path.startsWith('app/') && !path.startsWith('demo/')) return 'package';
  if (path.endsWith('.css')) return 'style';
  if (path.includes('.server.') || path === 'app/server.ts' || path.startsWith('demo/')) return 'server';
  if (path.includes('/pages/') || ['app/root.tsx', 'app/routes.ts'].includes(path)) return 'page';
  // a script of its own, for a page that gets no other: it runs in the browser, as screens do
  return path.endsWith('.tsx') || /\/parts\/[a-z-]+-script\.ts$/.test(path) ? 'screen' : 'pure';
}
/** The module of a file, its sub-module (undefined: above them), and what it is there: `pages`, `parts` or a file's name. */
function roomOf(path: string): { module?: string; part?: string; what?: string } {
  return /^app\/modules\/(?<module>[^/]+)\/(?:(?!pages\/|parts\/)(?<part>[^/]+)\/)?(?<what>[^/]+)/.exec(path)?.groups ?? {};
}
function isCommands(path: string): boolean {
  return path.endsWith('commands.server.ts');
}
function isQueriesOrCommands(path: string): boolean {
  return path.endsWith('queries.server.ts') || isCommands(path);
}
function none(found: readonly Import[], rule: string) {
  assert.deepEqual(
    found.map(({ from, to }) => `${from} → ${to}`),
    [],
    rule,
  );
}

test('pure files import pure files and small pure packages only', () => {
  none(
    imports.filter(({ from, to, isType }) => kind(from) === 'pure' && !isType && kind(to) !== 'pure' && !purePackages.includes(to)),
    'give the file a suffix that says what it touches',
  );
});
test('pure files know no clock, no chance and no machine but what is passed in', () => {
  const impure =
    /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(|\brandomUUID\(|\bprocess\.|\bset(?:Timeout|Interval)\(|\bfetch\(/;
  assert.deepEqual(
    files.filter(({ path, source }) => kind(path) === 'pure' && impure.test(source)).map(({ path }) => path),
    [],
  );
});
test('shelves know nothing of modules', () => {
  none(
    imports.filter(({ from, to }) => /^app\/(maths|platform|ui)\//.test(from) && roomOf(to).module),
    'a shelf has no domain words',
  );
});
test('modules import only from modules to their left', () => {
  const rooms = files.map(({ path }) => roomOf(path).module).filter((name) => name !== undefined);
  assert.deepEqual(
    [...new Set(rooms)].filter((name) => !order.includes(name)),
    [],
  );
  none(
    imports.filter(({ from, to }) => order.indexOf(roomOf(to).module ?? '') > order.indexOf(roomOf(from).module ?? 'handover')),
    `the order is ${order.join(' ')}`,
  );
});
test('sub-modules import only from their module and from sub-modules to their left', () => {
  const rooms = files.map(({ path }) => roomOf(path)).filter(({ part }) => part !== undefined);
  assert.deepEqual(
    rooms.filter(({ module, part }) => !orderWithin[module!]?.includes(part!)),
    [],
  );
  none(
    imports.filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)];
      if (here.module === undefined || here.module !== there.module || there.part === undefined) return false;
      // What stands above the sub-modules is there for all of them; only its pages, and the list of all definitions, put them together.
      if (here.part === undefined) return !['pages', 'parts', 'definitions.ts'].includes(here.what!);
      const within = orderWithin[here.module]!;
      return within.indexOf(there.part) > within.indexOf(here.part);
    }),
    'move what both need up into the module',
  );
});
test('only pages, the root, the entry and the host reach the server from a screen', () => {
  none(
    imports.filter(({ from, to, isType }) => ['screen', 'pure'].includes(kind(from)) && kind(to) === 'server' && !isType),
    'parts and ui receive props',
  );
});
test('only the web shelf, the host, pages and screens know the web framework', () => {
  const allowed = /^app\/(platform\/web\.server\.ts|server\.ts|answer\.server\.ts|entry\.server\.tsx|root\.tsx|routes\.ts)$/;
  none(
    imports.filter(
      ({ from, to }) =>
        /^(react-router|@react-router\/|hono|@hono\/)/.test(to) && !allowed.test(from) && !['page', 'screen'].includes(kind(from)),
    ),
    'queries and commands do not know the web',
  );
});
test('only the data shelf reaches the driver', () => {
  none(
    imports.filter(({ from, to, isType }) => to === 'pg' && !isType && !from.startsWith('app/platform/')),
    'use the scope',
  );
});
test('scopes are opened by pages, jobs, the command line and the demo; queries and commands receive one', () => {
  const opens =
    /\/pages\/|\/in-(?:study|forum|occasion|faculty)\.server\.ts$|\/jobs\.server\.ts$|\/(?:member|arriving)-acts\.server\.ts$|\/brought-picture\.server\.ts$|^app\/platform\/|^app\/server\.ts$/;
  none(
    imports.filter(
      ({ from, to, isType }) => to === 'app/platform/scope.server.ts' && !isType && !opens.test(from) && !systemCallers.includes(from),
    ),
    'take a scope as the first argument',
  );
});
test('only what signs people in reads as the system', () => {
  const callers = files
    .filter(({ path, source }) => /\basSystem\b/.test(source) && path !== 'app/platform/scope.server.ts')
    .map(({ path }) => path);
  assert.deepEqual(callers.sort(), [...systemCallers].sort());
});
test('no scope, no data: every query and command takes one first', () => {
  const takesScope = /^export (?:async )?function\*? \w+\(\s*(?:scope|\{[^}]*\}): (?:Scope\b|Pick<Scope)/;
  const found = files
    .filter(({ path }) => isQueriesOrCommands(path) && !systemCallers.includes(path))
    .flatMap(({ path, source }) => functionsOf(source).map((each) => ({ path, ...each })))
    .filter(({ isExported, text }) => isExported && !takesScope.test(text));
  assert.deepEqual(
    found.map(({ path, name }) => `${path}: ${name}`),
    [],
  );
});
test('what receives a scope does nothing slow in it: no mail, no file, no network, no job, no waiting', () => {
  const slow =
    /^app\/platform\/(?:mail|files|upload|jobs|listen|web)\.server\.ts$|^node:(?:fs|http|https|net|child_process|timers)\b|^nodemailer$/;
  const receives = (path: string) => isQueriesOrCommands(path) || /\/(?:merge|role)\.server\.ts$/.test(path);
  none(
    imports.filter(({ from, to, isType }) => receives(from) && !isType && slow.test(to)),
    'answer what is to be sent, and let the page or the job send it after the scope',
  );
});
test('every command asks a rule, and leaves an event', () => {
  const commands = files.filter(({ path }) => isCommands(path) && !systemCallers.includes(path));
  assert.ok(commands.length > 5);
  for (const { path, source } of commands) {
    assert.deepEqual(functionsWithout(/throw forbidden\(|\bassertMay\w+\(/, source), [], `${path}: nobody is refused`);
    const silent = functionsWithout(
      /append(?:School|Study|Coding|Item|Practice)?Event\(|\b(?:makeEdit|recordEdit|recordExport|recordText|correctActivities)\(/,
      source,
    ).filter((name) => !quietCommands.includes(name));
    assert.deepEqual(silent, [], `${path}: the record does not say it`);
  }
});
test('roles are asked for in rules, so that a button and its command agree', () => {
  const asks = files.filter(({ path, source }) => /\bhasRole\(/.test(source) && !/\/rules\.ts$|^app\/platform\/actor\.ts$/.test(path));
  assert.deepEqual(
    asks.map(({ path }) => path),
    [],
  );
});
test('a module is a closed set of files', () => {
  const known =
    /^app\/modules\/[a-z-]+\/([a-z-]+\/)?(README\.md|[a-z][a-z0-9-]*\.ts|([a-z-]+-)?(queries|commands)\.server\.ts|jobs\.server\.ts|(pages|parts)\/[a-z][a-z0-9-]*\.tsx?|[a-z0-9-]+(\.server)?\.test\.ts)$/;
  const refused = /\/(index|utils?|helpers?|hooks|services?|types|constants)\.[a-z.]+$/;
  const isKnown = (path: string) => otherServerFiles.includes(path) || (known.test(path) && !refused.test(path));
  assert.deepEqual(
    globSync('app/modules/**/*.*').filter((path) => !isKnown(path)),
    [],
  );
  assert.deepEqual(
    otherServerFiles.filter((path) => !existsSync(path)),
    [],
  );
});
test('every page has one address, and stands in routes.ts', () => {
  const routed = [...readFileSync('app/routes.ts', 'utf8').matchAll(/'(modules\/[^']+)'/g)].map(([, path]) => `app/${path}`);
  const pages = files.filter(({ path }) => path.includes('/pages/')).map(({ path }) => path);
  assert.deepEqual(routed.sort(), pages.sort());
});
test('every module and sub-module says in a README of at most thirty lines what it is for', () => {
  const folders = files.map(({ path }) => roomOf(path)).map(({ module, part }) => ['app/modules', module, part].filter(Boolean).join('/'));
  for (const folder of new Set(folders.filter((folder) => folder !== 'app/modules')))
    assert.ok(readFileSync(`${folder}/README.md`, 'utf8').trimEnd().split('\n').length <= 30, `${folder}/README.md is too long`);
});
test('every export says in a docstring what it promises', () => {
  const exported = /^export (?:async )?(?:function\*?|const|class|type) \w+/;
  // A type that is read off the value above it, and one of several constants in a row, share its docstring.
  const isSaid = (line: string, above = '') =>
    above.endsWith('*/') || above.startsWith('export ') || /^export type \w+ = (?:z\.infer|Awaited|ReturnType|\(typeof)/.test(line);
  const found = sourceFiles('{app,cli,demo,bench,fuzz,tests}/**/*.ts')
    .filter(({ path }) => kind(path) !== 'page')
    .flatMap(({ path, source }) => {
      const lines = source.split('\n');
      return lines.filter((line, at) => exported.test(line) && !isSaid(line, lines[at - 1])).map((line) => `${path}: ${line}`);
    });
  assert.deepEqual(found, []);
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
  const found = globSync('{app,cli,demo,bench,fuzz,tests}/**/*.{ts,tsx}').filter(
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
test('the rules see through every form of import, and through the functions of a file', () => {
  const found = importsOf([
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
  const source = `export function asks() {\n  refuse();\n}\nfunction refuse() {\n  throw forbidden('x');\n}\nexport async function forgets() {}\n`;
  assert.deepEqual(functionsWithout(/throw forbidden\(/, source), ['forgets']);
});
