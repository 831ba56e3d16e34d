import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { acceptHit } from '#app/modules/curriculum/review/commands.server.ts';
import { nextHit, reviewItem } from '#app/modules/curriculum/review/queries.server.ts';
import { keepStarterList, scanCurriculum } from '#app/modules/curriculum/scan/commands.server.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';

const n = 1_500;
const answers = 60;
const year = '2025-26';

/**
 * An answer in the queue, acknowledged: the link, the hit and the event are committed on the embedded database. The limit is 30 ms at the median. Reference: as many
 * bare statements (`select 1`) in one transaction of the same role.
 */
export async function* run() {
  const folder = mkdtempSync(join(tmpdir(), 'concord-bench-'));
  chmodSync(folder, 0o711); // the account that PostgreSQL runs as may pass through
  delete process.env.DATABASE_URL;
  process.env.DATA_DIR = folder;
  try {
    const lead = await scannedSchool();
    const taken: number[] = [];
    for (let at = 0; at < answers; at++) {
      const hitId = (await as(lead, (scope) => nextHit(scope, { year })))!;
      const { proposed } = await as(lead, (scope) => reviewItem(scope, hitId));
      const { competencyId, ...said } = proposed;
      const start = performance.now();
      const { isRepeat } = await as(lead, (scope) => acceptHit(scope, { hitId, ...said, competencyId: competencyId! }));
      taken.push(performance.now() - start);
      if (isRepeat) throw new Error('An open suggestion was answered already.');
    }
    const statements = 14;
    const bare: number[] = [];
    for (let at = 0; at < answers; at++) {
      const start = performance.now();
      await as(lead, async ({ tx }) => {
        for (let each = 0; each < statements; each++) await sql`select 1`.execute(tx);
      });
      bare.push(performance.now() - start);
    }
    const [ms, referenceMs] = [median(taken), median(bare)];
    yield {
      bench: 'curriculum/answer',
      n,
      ms,
      reference: `${statements} statements of nothing in one transaction`,
      referenceMs,
      ratio: Number((ms / referenceMs).toFixed(2)),
    };
  } finally {
    await closeDatabase();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A fictional school of 1,500 activities, in each of which a scan finds a word. */
async function scannedSchool(): Promise<Actor> {
  await as(operator(), keepStarterList);
  const school = await as(operator(), ({ tx }) =>
    tx
      .insertInto('school')
      .values({ slug: 'answered', name: 'Answered School of Medicine (fictional)', isSample: true, isMember: false })
      .returning(['id', 'slug', 'name'])
      .executeTakeFirstOrThrow(),
  );
  const lead = operator(school);
  await as(lead, async (scope) => {
    await sql`insert into curriculum_year (school_id, year) values (${school.id}, ${year})`.execute(scope.tx);
    await sql`insert into activity (school_id, year, source_id, position, title, description)
      select ${school.id}, ${year}, 'e' || i, i, 'Activity ' || i, 'Students discuss goals of care with a family.' from generate_series(1, ${n}::int) i`.execute(
      scope.tx,
    );
    await scanCurriculum(scope, { year });
  });
  return lead;
}

function median(times: readonly number[]): number {
  return Number([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!.toFixed(2));
}
