import { currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { keepStarterList } from '#app/modules/curriculum/keywords/commands.server.ts';
import { beginRound, openRoundToSchools } from '#app/modules/curriculum/rounds/commands.server.ts';
import { figuresOf } from '#app/modules/curriculum/rounds/figure-group.ts';
import type { NewRound } from '#app/modules/curriculum/rounds/schema.ts';
import { roundSteps } from '#app/modules/curriculum/rounds/step.ts';
import { operator } from '#app/platform/actor.ts';
import { as, asSystem, type Scope } from '#app/platform/scope.server.ts';
import { hashOf, newSecret } from '#app/platform/secret.server.ts';
import { buildPages, builtServer, median, ownDatabase } from '../measuring.ts';

const schools = 155;
const runs = 15;

/**
 * The board of a round of 155 schools, each with progress in every step, as the built server answers it to a convener: read and drawn each time;
 * the limit is 100 ms. Reference: the same rows of the same round as JSON, read but not drawn.
 */
export async function* run() {
  buildPages();
  await using _database = ownDatabase();
  const cookie = await openedRound();
  await using server = await builtServer();
  const address = `${server.address}/w/curriculum/rounds/measured`;
  const drawn = await times(() => ask(address, cookie, /Invented school 155/));
  const read = await times(() => ask(`${address}.json`, cookie, /"Invented school 155"/));
  yield {
    n: schools,
    ms: median(drawn),
    fastestMs: Math.min(...drawn),
    slowestMs: Math.max(...drawn),
    limitMs: 100,
    reference: 'the same board as JSON, read but not drawn',
    referenceMs: median(read),
    ratio: Number((median(drawn) / median(read)).toFixed(1)),
  };
}

/** Answers the cookie of a convener. */
async function openedRound(): Promise<string> {
  const personId = await as(operator(), async (scope) => {
    await keepStarterList(scope);
    const { id: roundId } = await beginRound(scope, await measuredRound(scope));
    await openRoundToSchools(scope, roundId);
    const { id } = await scope.tx
      .insertInto('person')
      .values({ name: 'Cleo', mail: 'cleo@invented.example' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await scope.tx.insertInto('collaborativeRole').values({ personId: id, role: 'convener' }).execute();
    return id;
  });
  await answersAndProgress();
  const token = newSecret();
  await asSystem(({ tx }) =>
    tx
      .insertInto('session')
      .values({ personId, tokenHash: hashOf(token), expiresAt: new Date(Date.now() + 3_600_000) })
      .execute(),
  );
  return `concord=${token}`;
}

async function measuredRound(scope: Scope): Promise<NewRound> {
  const list = await scope.tx.selectFrom('keywordList').select('id').executeTakeFirstOrThrow();
  const made = await scope.tx
    .insertInto('school')
    .values(Array.from({ length: schools }, (_, at) => ({ slug: `s${at + 1}`, name: `Invented school ${at + 1}`, isMember: false })))
    .returning('id')
    .execute();
  return {
    title: 'Measured',
    year: '2025-26',
    frameworkVersionId: await currentVersionId(scope),
    keywordListId: list.id,
    note: null,
    dueOn: Object.fromEntries(roundSteps.map((step, at) => [step, at % 3 === 0 ? '2025-01-01' : '2090-01-01'])) as NewRound['dueOn'],
    schoolIds: made.map(({ id }) => id),
    figures: figuresOf([]),
  };
}

/** Every school has accepted, has a lead, and is somewhere: each has its own mixture of what is done and what waits. */
async function answersAndProgress(): Promise<void> {
  const taking = await as(operator(), ({ tx }) =>
    tx
      .selectFrom('roundSchool')
      .innerJoin('roundTerms', 'roundTerms.roundId', 'roundSchool.roundId')
      .innerJoin('school', 'school.id', 'forSchoolId')
      .select(['roundSchool.roundId', 'forSchoolId', 'roundTerms.id as termsId', 'slug', 'name'])
      .execute(),
  );
  for (const [at, { roundId, forSchoolId, termsId, slug, name }] of taking.entries())
    await as(operator({ id: forSchoolId, slug, name }), async ({ tx }) => {
      const lead = await tx
        .insertInto('person')
        .values({ name: `Lead ${at}`, mail: `lead@${slug}.example` })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.insertInto('schoolRole').values({ schoolId: forSchoolId, personId: lead.id, role: 'lead' }).execute();
      await tx.insertInto('termsAnswer').values({ termsId, forSchoolId, answer: 'accepted' }).execute();
      await tx
        .insertInto('roundProgress')
        .values(
          roundSteps.slice(1).map((step, index) => {
            const isDone = (at + index) % 4 > 1;
            const since = new Date(Date.UTC(2026, 0, 1 + ((at * 7 + index * 3) % 300)));
            return {
              roundId,
              forSchoolId,
              step,
              since,
              state: isDone ? ('done' as const) : ('open' as const),
              tenths: isDone ? 10 : (at + index) % 10,
              waitsFor: isDone ? null : 'mapper',
            };
          }),
        )
        .execute();
    });
}

async function ask(address: string, cookie: string, holds: RegExp): Promise<void> {
  const answer = await fetch(address, { headers: { cookie, 'accept-encoding': 'identity' } });
  const text = await answer.text();
  if (answer.status !== 200 || !holds.test(text)) throw new Error(`${address} answered ${answer.status}.`);
}

/** The time of each run in milliseconds, after three to warm up. */
async function times(work: () => Promise<void>): Promise<number[]> {
  for (let run = 0; run < 3; run++) await work();
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    taken.push(Number((performance.now() - start).toFixed(1)));
  }
  return taken;
}
