import { comparedCells } from '#app/modules/curriculum/comparison/comparison.ts';
import { comparisonOfSchool } from '#app/modules/curriculum/comparison/queries.server.ts';
import type { Value } from '#app/modules/curriculum/release/disclosure.ts';
import { cellsOf, figureName } from '#app/modules/curriculum/release/figure.ts';
import { discloseJob } from '#app/modules/curriculum/release/jobs.server.ts';
import { figureGroups } from '#app/modules/curriculum/rounds/figure-group.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../tests/frameworks.ts';
import { taughtAndSubmitted } from '../../tests/releases.ts';
import { acceptedBy, openedRound, openTerms } from '../../tests/rounds.ts';
import { ownDatabase, timed } from '../measuring.ts';

const [schools, year] = [155, '2025-26'];

/**
 * The comparison page of one of 155 schools that all released every figure, half of them by name, on the embedded database: what is read and everything that is
 * shown; the limit is 100 ms. Reference: the same school's named figures counted with one `select count(*)`. `jobMs`: computing what each reader may see.
 */
export async function* run() {
  await using _database = ownDatabase();
  const leads = await manySchools();
  const { id, slug } = await openedRound(
    leads.map(({ school }) => school!.id),
    { figures: openTerms },
  );
  await acceptedBy(leads, id);
  await taughtAndSubmitted(leads[0]!, { 1: 60, 2: 90, 3: 30 });
  const codes = (await publishedCompetencies()).map(({ code }) => code);
  for (const [at, lead] of leads.entries()) await as(lead, (scope) => released(scope, { roundId: id, at, codes }));
  const started = performance.now();
  await discloseJob.run({ year }, new AbortController().signal);
  const jobMs = Math.round(performance.now() - started);
  const page = await timed(() =>
    as(leads[0]!, async (scope) => {
      const compared = await comparisonOfSchool(scope, slug);
      return { compared, cells: figureGroups.map((group) => comparedCells(compared, { group, competency: null })) };
    }),
  );
  const reference = await timed(() =>
    as(leads[0]!, ({ tx }) =>
      tx
        .selectFrom('releasedFigure')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .where('roundId', '=', id)
        .executeTakeFirstOrThrow(),
    ),
  );
  const shown = page.result.cells.flat().filter(({ why }) => why === null).length;
  if (shown === 0 || Number(reference.result.total) !== page.result.compared.named.length + 3 * codes.length * Number(isNamed(0)))
    throw new Error('The page does not show what was released.');
  yield {
    bench: 'curriculum/comparison',
    n: schools,
    named: page.result.compared.named.length,
    shown,
    ms: page.ms,
    jobMs,
    reference: 'select count(*) of the named figures',
    referenceMs: reference.ms,
    ratio: Number((page.ms / reference.ms).toFixed(2)),
  };
}

function isNamed(at: number): boolean {
  return at % 2 === 1;
}

async function manySchools(): Promise<Actor[]> {
  const rows = await as(operator(), ({ tx }) =>
    tx
      .insertInto('school')
      .values(
        Array.from({ length: schools }, (_, at) => ({
          slug: `s${at}`,
          name: `School ${at}`,
          classSize: 100,
          isSample: true,
          isMember: false,
        })),
      )
      .returning(['id', 'slug', 'name'])
      .execute(),
  );
  return rows.map((row) => operator(row));
}

/** A release as the command writes it, with every figure of made-up values: the hash is of no matter here. */
async function released(
  { actor, tx }: Scope,
  { roundId, at, codes }: { roundId: string; at: number; codes: readonly string[] },
): Promise<void> {
  const schoolId = actor.school!.id;
  const form = isNamed(at) ? 'named' : 'aggregate';
  const figures = Object.fromEntries(
    figureGroups.flatMap((group) =>
      codes.map((code, position) => {
        const made = (cell: number): Value => [(at * 37 + position * 11 + cell * 101) % (group === 'assessment' ? 2 : 900)];
        return [
          figureName(group, code),
          { form, methods: [], cells: Object.fromEntries(cellsOf[group].map(({ id }, cell) => [id, made(cell)])) },
        ];
      }),
    ),
  );
  const hash = '0'.repeat(64);
  await tx
    .insertInto('curriculumRelease')
    .values({ schoolId, roundId, year, number: 1, hash, snapshot: JSON.stringify({ figures }) })
    .execute();
  await tx.insertInto('releasedHash').values({ roundId, forSchoolId: schoolId, number: 1, hash }).execute();
  if (form === 'named')
    await tx
      .insertInto('releasedFigure')
      .values(
        Object.entries(figures).map(([figure, { cells }]) => ({
          roundId,
          forSchoolId: schoolId,
          figure,
          audience: 'round' as const,
          number: 1,
          cells: JSON.stringify(cells),
        })),
      )
      .execute();
}
