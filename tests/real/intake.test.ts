import assert from 'node:assert/strict';
import { createReadStream, globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { bringFile, bringIn } from '#app/modules/curriculum/intake/jobs.server.ts';
import { importWithReport } from '#app/modules/curriculum/intake/queries.server.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../people.ts';

const folder = join(process.env.REAL_DATA!, 'curriculum/ci-xml');
const own = await school('ashby');
const lead = await actor('Ada', ['lead'], own);

async function arrived(path: string) {
  const file = await keepStream(createReadStream(path), 1_000_000_000);
  return bringFile(lead, { year: '2025-26', name: relative(folder, path), file });
}
function now(id: string) {
  return as(lead, (scope) => importWithReport(scope, id));
}

for (const path of globSync(`${folder}/{valid,variants,broken}/*.xml`).sort())
  test(`${relative(folder, path)} comes in with all that its check counted, or changes nothing and says why`, async () => {
    const before = await standing();
    const id = await arrived(path);
    const { status, report } = await now(id);
    if (status === 'rejected') {
      assert.ok(report!.check.messages.some(({ severity }) => severity === 'error'));
      assert.deepEqual(await standing(), before);
      return;
    }
    await bringIn(lead, id);
    const { merged, problem } = await now(id);
    assert.ok(merged, problem ?? 'nothing was written');
    const { events, sequenceBlocks, objectives } = report!.check;
    assert.deepEqual([merged.activities, merged.courses, merged.objectives], [events, sequenceBlocks, objectives]);
    assert.equal(await standing(), events);
  });

test('50 MB come in', async (t) => {
  const start = performance.now();
  const id = await arrived(`${folder}/valid/large-50mb.xml.gz`);
  const checked = performance.now();
  await bringIn(lead, id);
  const end = performance.now();
  t.diagnostic(`checked and staged in ${Math.round(checked - start)} ms, written in ${Math.round(end - checked)} ms`);
  const { merged } = await now(id);
  assert.deepEqual([merged?.activities, merged?.courses, merged?.objectives], [5000, 120, 25_915]);
});

function standing(): Promise<number> {
  return as(lead, async ({ tx }) => {
    const { activities } = await tx
      .selectFrom('activity')
      .select(({ fn }) => fn.countAll<number>().as('activities'))
      .where('removedAt', 'is', null)
      .executeTakeFirstOrThrow();
    return activities;
  });
}
