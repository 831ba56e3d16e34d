import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { competenciesOf, currentVersionId } from '../../competencies/queries.server.ts';
import { itemsOf, libraryList } from '../../library/items/queries.server.ts';
import { ListSearch } from '../../library/items/schema.ts';
import { mayKeepProgramme } from '../rules.ts';
import { assertSeen } from '../seen.ts';
import { steps } from '../step.ts';
import type { StepAsks } from './schema.ts';

/** How many items of the library a search for one offers. */
const mostFound = 10;

/** Programmes that the reader may see, with how many sessions and minutes each has and how many of its offerings are still to come. */
export function programmeRows({ tx }: Pick<Scope, 'tx'>) {
  return tx
    .selectFrom('programme as p')
    .leftJoin('school as s', 's.id', 'p.forSchoolId')
    .select([
      'p.id',
      'p.slug',
      'p.title',
      'p.purpose',
      'p.forWhom',
      'p.competencies',
      'p.state',
      'p.forSchoolId',
      'p.isSample',
      'p.changedAt',
      's.name as school',
    ])
    .select(({ selectFrom, fn }) => [
      selectFrom('programmeSession as n').select(fn.countAll<number>().as('n')).whereRef('n.programmeId', '=', 'p.id').as('sessions'),
      selectFrom('programmeSession as m')
        .select(sql<number>`coalesce(sum(m.minutes), 0)::int`.as('m'))
        .whereRef('m.programmeId', '=', 'p.id')
        .as('minutes'),
      selectFrom('offering as o')
        .innerJoin('offeringDate as d', 'd.offeringId', 'o.id')
        .innerJoin('occasion as c', 'c.id', 'd.occasionId')
        .select(sql<number>`count(distinct o.id)::int`.as('n'))
        .whereRef('o.programmeId', '=', 'p.id')
        .where('o.publishedAt', 'is not', null)
        .where('c.status', '=', 'published')
        .where('c.endsAt', '>', sql<Date>`now()`)
        .as('coming'),
    ])
    .orderBy('p.title');
}
/** A programme of a list. */
export type Programme = Awaited<ReturnType<typeof allProgrammes>>[number];

/** All of them, those that are open first. */
export async function allProgrammes(scope: Scope) {
  const rows = await programmeRows(scope).execute();
  const weight = { open: 0, draft: 1, closed: 2 };
  return rows.map(counted).sort((one, other) => weight[one.state] - weight[other.state]);
}

function counted<Row extends { sessions: unknown; minutes: unknown; coming: unknown }>(row: Row) {
  return { ...row, sessions: Number(row.sessions), minutes: Number(row.minutes), coming: Number(row.coming) };
}

/** A programme by the name in its address; missing where the reader may not see it. */
export async function programmeNamed(scope: Scope, slug: string): Promise<Programme> {
  const found = await programmeRows(scope).where('p.slug', '=', slug).executeTakeFirst();
  if (!found) throw missing('This programme');
  return counted(found);
}

/** The programme that somebody is about to change, locked until the scope ends; refused to whoever does not keep it. */
export async function assertMayKeepProgramme(scope: Scope, slug: string, seen: Date | null = null): Promise<Programme> {
  const { id } = await programmeNamed(scope, slug);
  await scope.tx.selectFrom('programme').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  const programme = await programmeNamed(scope, slug);
  if (!mayKeepProgramme(scope.actor, programme))
    throw forbidden('change this programme', 'The convener does, and the lead of the school whose it is.');
  assertSeen(seen, programme.changedAt, 'this programme');
  return programme;
}

/** What each step of a programme asks for, in their order. */
export async function pathOf({ tx }: Pick<Scope, 'tx'>, programmeId: string): Promise<StepAsks[]> {
  const rows = await tx
    .selectFrom('programmeStep')
    .select(['step', 'words', 'attended', 'taught', 'isReadBack', 'refreshMonths'])
    .where('programmeId', '=', programmeId)
    .execute();
  return steps.flatMap((step) => rows.find((row) => row.step === step) ?? []);
}

/** A programme with its sessions, what of the library they use as far as the reader may see it, its path and its competencies of the current framework. */
export async function wholeProgramme(scope: Scope, slug: string) {
  const programme = await programmeNamed(scope, slug);
  const { tx } = scope;
  const sessions = await tx
    .selectFrom('programmeSession')
    .select(['id', 'title', 'minutes', 'purpose'])
    .where('programmeId', '=', programme.id)
    .orderBy('position')
    .execute();
  const links = await tx
    .selectFrom('programmeSessionItem')
    .select(['sessionId', 'itemId', 'number'])
    .where('programmeId', '=', programme.id)
    .execute();
  const items = await itemsOf(
    scope,
    links.map(({ itemId }) => itemId),
  );
  return {
    programme,
    sessions: sessions.map((session) => ({
      ...session,
      items: items.flatMap((item) => {
        const link = links.find(({ sessionId, itemId }) => sessionId === session.id && itemId === item.id);
        return link ? [{ ...item, number: link.number }] : [];
      }),
    })),
    path: await pathOf(scope, programme.id),
    competencies: (await facultyCompetencies(scope)).filter(({ stableId }) => programme.competencies.includes(stableId)),
    mayKeep: mayKeepProgramme(scope.actor, programme),
  };
}
/** A programme as its page shows it. */
export type WholeProgramme = Awaited<ReturnType<typeof wholeProgramme>>;

/** The competencies of the current framework, in its order. */
export async function facultyCompetencies(scope: Scope) {
  return competenciesOf(scope, await currentVersionId(scope));
}

/** The items of the library that say these words, the best first, for whoever looks for what a session uses. */
export async function itemsToTeach(scope: Scope, words: string) {
  if (words === '') return null;
  const { rows } = await libraryList(scope, ListSearch.parse({ q: words }));
  return rows.slice(0, mostFound).map(({ id, title, kind, minutes, owner }) => ({ id, title, kind, minutes, owner }));
}
