import { sql } from 'kysely';
import pg from 'pg';
import { keepStarterList } from '#app/modules/curriculum/keywords/commands.server.ts';
import { acceptHit } from '#app/modules/curriculum/review/commands.server.ts';
import { nextHit, reviewItem } from '#app/modules/curriculum/review/queries.server.ts';
import { scanCurriculum } from '#app/modules/curriculum/scan/commands.server.ts';
import { type ActingSchool, type Actor, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { openedRound } from '../../tests/rounds.ts';
import { ownDatabase } from '../measuring.ts';

const n = 1_500;
const answers = 60;
const year = '2025-26';

/**
 * A mapper's answer in the queue while a round is open, acknowledged: the link, the hit, the event and the round's progress are committed on the embedded
 * database. The limit is 30 ms at the median. Reference: as many bare statements (`select 1`) in one transaction of the same role.
 */
export async function* run() {
  await using _database = ownDatabase();
  const mapper = await mapperInRound();
  const taken: number[] = [];
  const counts: number[] = [];
  const sent = countStatements();
  for (let at = 0; at < answers; at++) {
    const hitId = (await as(mapper, (scope) => nextHit(scope, { year })))!;
    const { proposed } = await as(mapper, (scope) => reviewItem(scope, hitId));
    const { competencyId, ...said } = proposed;
    const [start, before] = [performance.now(), sent()];
    const { isRepeat } = await as(mapper, (scope) => acceptHit(scope, { hitId, ...said, competencyId: competencyId! }));
    taken.push(performance.now() - start);
    counts.push(sent() - before);
    if (isRepeat) throw new Error('An open suggestion was answered already.');
  }
  const told = await as(mapper, ({ tx }) => tx.selectFrom('roundProgress').select('tenths').where('step', '=', 'review').execute());
  if (told.length !== 1) throw new Error('The round was not told.');
  const statements = median(counts);
  const bare: number[] = [];
  for (let at = 0; at < answers; at++) {
    const [start, before] = [performance.now(), sent()];
    await as(mapper, async ({ tx }) => {
      // The last one commits.
      while (sent() - before < statements - 1) await sql`select 1`.execute(tx);
    });
    bare.push(performance.now() - start);
  }
  const [ms, referenceMs] = [median(taken), median(bare)];
  yield {
    n,
    ms,
    statements,
    limitMs: 30,
    reference: `${statements} statements of nothing in one transaction`,
    referenceMs,
    ratio: Number((ms / referenceMs).toFixed(2)),
  };
}

/** How many statements this process has sent to PostgreSQL since, those that begin and end a transaction among them. */
function countStatements(): () => number {
  const { query } = pg.Client.prototype as { query: (...sent: unknown[]) => unknown };
  let count = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...sent: unknown[]) {
      count += 1;
      return query.apply(this, sent);
    },
  });
  return () => count;
}

/** A mapper of a fictional school of 1,500 activities, in each of which a scan finds a word, while a round is open. */
async function mapperInRound(): Promise<Actor> {
  await as(operator(), keepStarterList);
  const [school, other] = await as(operator(), ({ tx }) =>
    tx
      .insertInto('school')
      .values(['answered', 'other'].map((slug) => ({ slug, name: `The ${slug} School of Medicine (fictional)`, isMember: false })))
      .returning(['id', 'slug', 'name'])
      .execute(),
  );
  await as(operator(school), async (scope) => {
    await sql`insert into curriculum_year (school_id, year) values (${school!.id}, ${year})`.execute(scope.tx);
    await sql`insert into activity (school_id, year, source_id, position, title, description)
      select ${school!.id}, ${year}, 'e' || i, i, 'Activity ' || i, 'Students discuss goals of care with a family.' from generate_series(1, ${n}::int) i`.execute(
      scope.tx,
    );
    await scanCurriculum(scope, { year });
  });
  await openedRound([school!.id, other!.id]);
  return mapperOf(school!);
}

async function mapperOf(school: ActingSchool): Promise<Actor> {
  const name = 'Milo';
  const { id: personId } = await as(operator(school), async ({ tx }) => {
    const person = await tx.insertInto('person').values({ name, mail: 'milo@answered.example' }).returning('id').executeTakeFirstOrThrow();
    await tx.insertInto('schoolRole').values({ schoolId: school.id, personId: person.id, role: 'mapper' }).execute();
    return person;
  });
  return { kind: 'person', personId, name, school, roles: ['mapper'] };
}

function median(times: readonly number[]): number {
  return Number([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!.toFixed(2));
}
