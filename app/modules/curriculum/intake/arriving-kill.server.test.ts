import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathOfFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';

const rows = 600;
const text = ['Title,Hours', ...Array.from({ length: rows }, (_, at) => `"Session ${at}, a part",${1 + (at % 3)}`)].join('\n');
const ashby = await school('ashby');
const lead = await actor('Ada', ['lead'], ashby);

/** What the host does at its start, and then what a person does with one file until it is in, from wherever that stands. */
const program = `
import { operator } from '#app/platform/actor.ts';
import { closeDatabase, database } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { begin, finish, takePiece } from '#app/modules/curriculum/intake/arriving-acts.server.ts';
import { fingerprintOf } from '#app/modules/curriculum/intake/fingerprint.ts';
import { bringIn, intakeJobs, proposalFor, readColumns } from '#app/modules/curriculum/intake/jobs.server.ts';
const { lead, text, year } = JSON.parse(process.env.ERRAND);
await database();
process.stdout.write('begins');
for (const job of intakeJobs) for (const work of await job.unfinished()) await job.run(work, new AbortController().signal);
const standing = () => as(lead, ({ tx }) => tx.selectFrom('curriculumImport').select(['id', 'status', 'fileId']).where('year', '=', year).executeTakeFirst());
const bytes = new TextEncoder().encode(text);
if (!(await standing())) {
  const fingerprint = await fingerprintOf((async function* () { yield bytes; })());
  let { id, offset } = await begin(lead, { name: 'titles.csv', bytes: bytes.length, fingerprint, year });
  while (offset < bytes.length) ({ offset } = await takePiece(lead, { id, offset, piece: bytes.subarray(offset, offset + 4000) }));
  await finish(lead, id);
}
let found = await standing();
if (found.status === 'matching') {
  const { matching, shape } = await proposalFor(lead.school, found.fileId);
  await readColumns(lead, found.id, { matching, shape: shape + year });
}
found = await standing();
if (found.status === 'checked') await bringIn(lead, found.id);
await closeDatabase();
`;

async function begun(year: string): Promise<ChildProcess> {
  const env = { ...process.env, ERRAND: JSON.stringify({ lead, text, year }) };
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The process ended with ${code} before it began.`)));
  died.catch(() => undefined);
  await Promise.race([once(child.stdout!, 'data'), died]);
  return child;
}
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** What stands of a year: where its one file is, and how many of its activities are written. */
async function standing(year: string) {
  return as(lead, async ({ tx }) => {
    const imports = await tx.selectFrom('curriculumImport').select(['status', 'fileId']).where('year', '=', year).execute();
    const arriving = await tx.selectFrom('arrivingFile').select('id').where('year', '=', year).execute();
    const activities = await tx.selectFrom('activity').select('id').where('year', '=', year).execute();
    assert.ok(imports.length + arriving.length <= 1, `${imports.length} imports and ${arriving.length} arriving files of one file`);
    const [found] = imports;
    if (found) assert.equal(readFileSync(pathOfFile(ashby.id, found.fileId), 'utf8'), text, 'the file of an import is whole');
    return { step: found?.status ?? (arriving.length > 0 ? 'arriving' : 'nothing'), activities: activities.length };
  });
}

test('a spreadsheet whose sender and server are killed in every step is one import or none, and goes on from where it stood', async (t) => {
  const year = (round: number) => `${2000 + round}-${String(1 + round).padStart(2, '0')}`;
  let round = 1;
  const undisturbed = await begun(year(round));
  const ready = performance.now();
  await ended(undisturbed);
  const wholeTime = performance.now() - ready;
  assert.deepEqual(await standing(year(round)), { step: 'imported', activities: rows });
  const steps: string[] = [];
  for (let kills = 0; kills < 12; kills++) {
    if (kills % 3 === 0) round++; // each file is killed three times, then goes to its end
    const child = await begun(year(round));
    await sleep((wholeTime * (kills + 0.5)) / 14);
    child.kill('SIGKILL');
    await ended(child);
    const { step, activities } = await standing(year(round));
    assert.equal(activities, step === 'imported' ? rows : 0, `nothing of a file is written by halves (${step})`);
    steps.push(step);
    if (kills % 3 < 2) continue;
    await ended(await begun(year(round)));
    assert.deepEqual(await standing(year(round)), { step: 'imported', activities: rows });
  }
  t.diagnostic(`undisturbed ${Math.round(wholeTime)} ms; killed while ${steps.join(', ')}`);
});
