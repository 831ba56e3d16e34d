import { sql } from 'kysely';
import * as z from 'zod';
import type { Job } from '#app/platform/jobs.server.ts';
import { asSystem, type Scope } from '#app/platform/scope.server.ts';
import { isWithin, type TermsFigures } from '../rounds/figure-group.ts';
import { termsStand } from '../rounds/queries.server.ts';
import { holdSharing } from '../rounds/sharing-queries.server.ts';
import { type Ledger, nextLedger, openFigure, type Seen, type Wish } from './disclosure.ts';
import { cellsOf, partsOfFigure } from './figure.ts';
import type { Snapshot } from './snapshot.ts';

/** What one reader may see of all others: for each figure every cell, or why not. */
export type ReaderView = Readonly<Record<string, { readonly cells: Readonly<Record<string, Seen>> }>>;

/**
 * Computes for every round of an academic year what each reader may see of the others, and stores it for that reader. The only place where values of several
 * schools meet. It waits for whoever is releasing or withdrawing; what it computed before a withdrawal is of an earlier epoch and is not shown.
 */
export const discloseJob: Job<{ year: string }> = {
  name: 'curriculum-disclose',
  schema: z.object({ year: z.string() }),
  run: ({ year }) => asSystem((scope) => disclose(scope, year)),
  unfinished: async () => (await asSystem(yearsOfRounds)).map((year) => ({ year })),
};

/**
 * The same for every year, four times an hour: terms that change or are accepted, schools that join or leave, a closed round and a last day that passes
 * let pools form or end without anybody releasing. What may not be seen any more is hidden at once where it is read.
 */
const discloseAll: Job<Record<string, never>> = {
  name: 'curriculum-disclose-all',
  schema: z.object({}).strict(),
  every: '*/15 * * * *',
  run: async () => {
    for (const year of await asSystem(yearsOfRounds)) await asSystem((scope) => disclose(scope, year));
  },
};

/** The background work of releases, for the host. */
export const releaseJobs: readonly Job[] = [discloseJob, discloseAll];

async function yearsOfRounds({ tx }: Scope): Promise<string[]> {
  const rows = await tx.selectFrom('mappingRound').select('year').distinct().where('status', '<>', 'draft').execute();
  return rows.map(({ year }) => year);
}

type Release = {
  schoolId: string;
  id: string;
  roundId: string;
  number: number;
  snapshot: Snapshot;
  releasedAt: Date;
  withdrawnFigures: string[];
  withdrawnAt: Date | null;
};

async function disclose(scope: Scope, year: string): Promise<void> {
  const { tx } = scope;
  await sql`insert into sharing_epoch (year) values (${year}) on conflict do nothing`.execute(tx);
  const { epoch } = await tx.selectFrom('sharingEpoch').select('epoch').where('year', '=', year).forUpdate().executeTakeFirstOrThrow();
  const rows = await tx
    .selectFrom('curriculumRelease')
    .select(['schoolId', 'id', 'roundId', 'number', 'snapshot', 'releasedAt', 'withdrawnFigures', 'withdrawnAt'])
    .where('year', '=', year)
    .orderBy('number')
    .execute();
  const releases = rows.map((row) => ({ ...row, snapshot: row.snapshot as unknown as Snapshot }));
  const rounds = await tx
    .selectFrom('mappingRound')
    .select('id')
    .where('year', '=', year)
    .where('status', '<>', 'draft')
    .orderBy('openedAt')
    .execute();
  const historyOf = Map.groupBy(releases, ({ roundId, schoolId }) => `${roundId} ${schoolId}`);
  for (const { id } of rounds) await discloseRound(scope, { roundId: id, year, epoch: Number(epoch), releases, historyOf });
}

/** What each school released in each round, in order, by the round's id and the school's. */
type Histories = ReadonlyMap<string, readonly Release[]>;
type Ground = { roundId: string; year: string; epoch: number; releases: readonly Release[]; historyOf: Histories };

async function discloseRound(scope: Scope, { roundId, year, epoch, releases, historyOf }: Ground): Promise<void> {
  const { tx } = scope;
  await holdSharing(scope, roundId);
  const schools = (
    await tx.selectFrom('roundSchool').select('forSchoolId').where('roundId', '=', roundId).where('leftAt', 'is', null).execute()
  ).map(({ forSchoolId }) => forSchoolId);
  const latest = latestOf(releases, { roundId, schools });
  const wishesOf = wishesByFigure(latest);
  const pools = await poolsOf(scope, year);
  const isAwaited = await awaits(scope, { roundId, isAnyMissing: latest.length < schools.length });
  const terms = await termsStand(scope, roundId);
  const readers = [...schools, 'collaborative', 'public'];
  const views = new Map(readers.map((reader): [string, Record<string, ReaderView[string]>] => [reader, {}]));
  const figures = new Set([...wishesOf.keys(), ...pools.filter((pool) => pool.roundId === roundId).map(({ figure }) => figure)]);
  for (const figure of figures) {
    const wishes = wishesOf.get(figure) ?? [];
    const here = pools.filter((pool) => pool.figure === figure).map((pool) => ({ ...pool, isGone: isGone(pool, historyOf) }));
    const kept = terms
      ? await keepLedger(scope, { roundId, year, figure, wishes, isAwaited, pools: here, named: everNamed(releases, figure) })
      : here;
    if (terms) showFigure({ figure, wishes, pools: kept, releases, views, terms: terms.figures });
  }
  await tx.deleteFrom('releasedAggregate').where('roundId', '=', roundId).execute();
  const isAudience = (reader: string): reader is 'collaborative' | 'public' => reader === 'collaborative' || reader === 'public';
  await tx
    .insertInto('releasedAggregate')
    .values(
      readers.map((reader) => ({
        ...{ roundId, reader, epoch, figures: JSON.stringify(views.get(reader)), computedAt: sql<Date>`clock_timestamp()` },
        ...(isAudience(reader) ? { audience: reader } : { forSchoolId: reader }),
      })),
    )
    .execute();
}

/** Of each school of the round its newest release, in the order of their coming; one that is withdrawn is still its newest. */
function latestOf(releases: readonly Release[], { roundId, schools }: { roundId: string; schools: readonly string[] }): Release[] {
  const latest = new Map(
    releases.filter((each) => each.roundId === roundId && schools.includes(each.schoolId)).map((each) => [each.schoolId, each]),
  );
  return [...latest.values()].sort((a, b) => a.releasedAt.getTime() - b.releasedAt.getTime());
}

function wishesByFigure(latest: readonly Release[]): Map<string, Wish[]> {
  const wishes = latest
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .flatMap(({ schoolId, id, snapshot, withdrawnFigures }) =>
      Object.entries(snapshot.figures)
        .filter(([figure]) => !withdrawnFigures.includes(figure))
        .map(([figure, { form }]) => [figure, { school: schoolId, form, release: id }] as const),
    );
  return new Map([...Map.groupBy(wishes, ([figure]) => figure)].map(([figure, group]) => [figure, group.map(([, wish]) => wish)]));
}

/** Everybody who ever released this figure by name in this year, also what was withdrawn: others have seen it. */
function everNamed(releases: readonly Release[], figure: string): string[] {
  return [...new Set(releases.filter(({ snapshot }) => snapshot.figures[figure]?.form === 'named').map(({ schoolId }) => schoolId))];
}

async function awaits({ tx }: Scope, { roundId, isAnyMissing }: { roundId: string; isAnyMissing: boolean }): Promise<boolean> {
  if (!isAnyMissing) return false;
  const due = await tx
    .selectFrom('roundStep')
    .innerJoin('mappingRound', 'mappingRound.id', 'roundStep.roundId')
    .select(sql<boolean>`due_on < current_date or mapping_round.status = 'closed'`.as('isOver'))
    .where('roundId', '=', roundId)
    .where('step', '=', 'release')
    .executeTakeFirst();
  return due?.isOver !== true;
}

/** True when a school of this pool withdrew the figure, or released it otherwise than in aggregate, since: also when it shares it in aggregate again by now. */
function isGone({ members, roundId, figure }: KeptPool, historyOf: Histories): boolean {
  return members.some(({ school, release }) => {
    const history = historyOf.get(`${roundId} ${school}`) ?? [];
    const since = history.slice(history.findIndex(({ id }) => id === release));
    return since.some(
      ({ snapshot, withdrawnAt, withdrawnFigures }) =>
        withdrawnAt !== null || withdrawnFigures.includes(figure) || snapshot.figures[figure]?.form !== 'aggregate',
    );
  });
}

type KeptPool = Ledger['pools'][number] & { readonly id: string; readonly roundId: string; readonly figure: string };

async function poolsOf({ tx }: Scope, year: string): Promise<KeptPool[]> {
  const rows = await tx
    .selectFrom('disclosurePool')
    .innerJoin('disclosureMember', 'disclosureMember.poolId', 'disclosurePool.id')
    .select(['disclosurePool.id', 'roundId', 'disclosurePool.figure', 'retiredAt', 'forSchoolId', 'releaseId'])
    .where('disclosurePool.year', '=', year)
    .orderBy('disclosurePool.id')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((members) => ({
    ...{ id: members[0]!.id, roundId: members[0]!.roundId, figure: members[0]!.figure, isRetired: members[0]!.retiredAt !== null },
    members: members.map(({ forSchoolId, releaseId }) => ({ school: forSchoolId, release: releaseId })),
  }));
}

type Figure = {
  roundId: string;
  year: string;
  figure: string;
  wishes: readonly Wish[];
  isAwaited: boolean;
  pools: readonly (KeptPool & { readonly isGone: boolean })[];
  named: readonly string[];
};

/** The ledger of one figure after what the schools of this round wish; answers all its pools, of other rounds on the year too. */
async function keepLedger(
  { tx }: Scope,
  { roundId, year, figure, wishes, isAwaited, pools, named }: Figure,
): Promise<Ledger['pools'][number][]> {
  const [own, others] = [pools.filter((pool) => pool.roundId === roundId), pools.filter((pool) => pool.roundId !== roundId)];
  const elsewhere = others.flatMap(({ members }) => members.map(({ school }) => school));
  const standing = own.map((pool) => ({ ...pool, isRetired: pool.isRetired || pool.isGone }));
  const next = nextLedger({ pools: standing, named }, wishes, { isAwaited, elsewhere });
  const retired = own.filter((pool, at) => !pool.isRetired && next.pools[at]!.isRetired).map(({ id }) => id);
  if (retired.length > 0) await tx.updateTable('disclosurePool').set({ retiredAt: new Date() }).where('id', 'in', retired).execute();
  for (const { members } of next.pools.slice(own.length)) {
    const { id } = await tx.insertInto('disclosurePool').values({ year, roundId, figure }).returning('id').executeTakeFirstOrThrow();
    await tx
      .insertInto('disclosureMember')
      .values(members.map(({ school, release }) => ({ poolId: id, forSchoolId: school, releaseId: release, year, figure })))
      .execute();
  }
  return [...next.pools, ...others.filter((pool) => !pool.isGone)];
}

type Shown = {
  figure: string;
  wishes: readonly Wish[];
  pools: readonly Ledger['pools'][number][];
  releases: readonly Release[];
  views: ReadonlyMap<string, Record<string, ReaderView[string]>>;
  terms: TermsFigures;
};

/** Tells every reader what the pools of a figure say whose schools all share it here; nothing beyond the terms, and to nobody beyond the audience. */
function showFigure({ figure, wishes, pools, releases, views, terms }: Shown): void {
  const { group } = partsOfFigure(figure);
  if (!isWithin('aggregate', terms[group])) return;
  const sharing = new Set(wishes.filter(({ form }) => form === 'aggregate').map(({ school }) => school));
  const cellsOfRelease = new Map(releases.map(({ id, snapshot }) => [id, snapshot.figures[figure]?.cells]));
  const open = pools
    .filter(({ isRetired, members }) => !isRetired && members.every(({ school }) => sharing.has(school)))
    .map(({ members }) => members.map(({ school, release }) => ({ school, cells: cellsOfRelease.get(release) ?? {} })));
  const seenBy = openFigure(
    open,
    cellsOf[group].map(({ id }) => id),
  );
  const { audience } = terms[group];
  for (const [reader, view] of views) {
    if (reader === 'public' && audience !== 'public') continue;
    if (reader === 'collaborative' && audience === 'round') continue;
    const isOutside = reader === 'public' || reader === 'collaborative';
    view[figure] = { cells: seenBy(isOutside ? null : reader) };
  }
}
