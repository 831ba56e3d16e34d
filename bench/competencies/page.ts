import { readCasePackage } from '#app/modules/competencies/exchange/case-package.ts';
import { importFramework } from '#app/modules/competencies/exchange/commands.server.ts';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { buildPages, builtServer, median, ownDatabase } from '../measuring.ts';
import { generatedPackage } from './generated.ts';

const rounds = 15;

/**
 * The public page of a generated framework of 2,808 items as the built server answers it: read from the database and drawn each time (an address with a question
 * is not kept); the limit is 100 ms. Reference: the same page as the server keeps it.
 */
export async function* run() {
  buildPages();
  await using _database = ownDatabase();
  await as(operator(), async (scope) => {
    const { versionId } = await importFramework(scope, readCasePackage(JSON.stringify(generatedPackage())).file!, { messages: [] });
    await scope.tx
      .updateTable('frameworkVersion')
      .set({ status: 'adopted', adoptedOn: '2025-08-01' })
      .where('id', '=', versionId)
      .execute();
  });
  await using server = await builtServer();
  const address = `${server.address}/frameworks/generated-framework`;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(`${address}?drawn=${round}`));
  const kept: number[] = [];
  for (let round = 0; round < rounds; round++) kept.push(await timed(address));
  const [ms, referenceMs] = [median(times), median(kept)];
  const reference = 'the same page as the server keeps it';
  yield {
    n: 2808,
    ms,
    fastestMs: Math.min(...times),
    firstMs: times[0],
    slowestMs: Math.max(...times.slice(1)),
    limitMs: 100,
    reference,
    referenceMs,
    ratio: Number((ms / referenceMs).toFixed(1)),
  };
}

async function timed(address: string): Promise<number> {
  const start = performance.now();
  const answer = await fetch(address, { headers: { 'accept-encoding': 'identity' } });
  const page = await answer.text();
  const ms = performance.now() - start;
  if (answer.status !== 200 || (page.match(/reader-milestone/g)?.length ?? 0) !== 2400)
    throw new Error(`The page is wrong: ${answer.status}.`);
  return Number(ms.toFixed(1));
}
