import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { itemToKeep, publishedVersions } from '../items/queries.server.ts';
import { mayAdopt } from '../rules.ts';
import { type Choice, isAsked, isAskedOfWithdrawal } from './waiting.ts';

function adoptionRows({ actor, tx }: Scope) {
  return tx
    .selectFrom('libraryAdoption as a')
    .leftJoin('libraryItem as i', 'i.id', 'a.itemId')
    .leftJoin('libraryTold as t', (join) => join.onRef('t.adoptionId', '=', 'a.id').onRef('t.forSchoolId', '=', 'a.schoolId'))
    .select([
      'a.schoolId',
      'a.id',
      'a.itemId',
      'a.number',
      'a.itemTitle',
      'a.course',
      'a.phase',
      'a.academicYear',
      'a.learners',
      'a.changed',
      'a.went',
    ])
    .select(['a.adoptedAt', 'a.changedAt', 'a.endedAt', 'i.slug', 'i.withdrawnAt', 'i.withdrawnReason'])
    .select([
      sql<number | null>`case when i.withdrawn_at is null then i.published_number end`.as('standing'),
      sql<boolean>`t.adoption_id is not null`.as('tells'),
    ])
    .where('a.schoolId', '=', ownSchool(actor).id);
}

/** What the school acted for uses, the newest first, each with whether it is asked about a newer version. */
export async function adoptionsOf(scope: Scope, now: Date) {
  const rows = await adoptionRows(scope).orderBy('a.id', 'desc').execute();
  const choices = await choicesOf(scope);
  return rows.map((row) => ({
    ...row,
    isAsked: isUseAsked(row, { choices: choices.filter(({ adoptionId }) => adoptionId === row.id), now }),
  }));
}
export type Adoption = Awaited<ReturnType<typeof adoptionsOf>>[number];

type Asked = {
  readonly number: number | null;
  readonly standing: number | null;
  readonly withdrawnAt: Date | null;
  readonly endedAt: Date | null;
};

function isUseAsked({ number, standing, withdrawnAt, endedAt }: Asked, said: { choices: readonly Choice[]; now: Date }): boolean {
  return endedAt === null && (isAsked(number, standing, said) || isAskedOfWithdrawal(withdrawnAt, said));
}

function choicesOf({ actor, tx }: Scope, adoptionId?: string) {
  return tx
    .selectFrom('libraryChoice')
    .select(['id', 'adoptionId', 'number', 'choice', 'reason', 'chosenAt'])
    .where('schoolId', '=', ownSchool(actor).id)
    .$if(adoptionId !== undefined, (those) => those.where('adoptionId', '=', adoptionId!))
    .orderBy('id', 'desc')
    .execute();
}

/** One use of an item by the school acted for, with what was chosen over time, the newest first. */
export async function adoptionNamed(scope: Scope, id: string, now: Date) {
  const found = await adoptionRows(scope).where('a.id', '=', id).executeTakeFirst();
  if (!found) throw missing('This use of an item');
  const choices = await choicesOf(scope, id);
  return {
    ...found,
    choices,
    isAsked: isUseAsked(found, { choices, now }),
    mayKeep: mayAdopt(scope.actor),
  };
}

/** The same for a command. */
export async function adoptionToKeep(scope: Scope, id: string) {
  if (!mayAdopt(scope.actor)) throw forbidden('note what a school uses');
  const found = await adoptionRows(scope).where('a.id', '=', id).executeTakeFirst();
  if (!found) throw missing('This use of an item');
  return found;
}

/** The uses of one item by the school acted for; none without a school. */
export async function ownUses(scope: Scope, itemId: string) {
  if (!scope.actor.school) return [];
  return adoptionRows(scope).where('a.itemId', '=', itemId).where('a.endedAt', 'is', null).orderBy('a.id', 'desc').execute();
}

/** How far an item reaches, for whoever keeps it: figures of other schools, each null unless at least three of them are in it; learners in whole tens; for each version, where no figure of the others tells what is hidden. And what schools tell. */
export async function reachOf(scope: Scope, slug: string) {
  const item = await itemToKeep(scope, slug);
  const { rows } = await sql<{
    schools: number | null;
    courses: number | null;
    learners: number | null;
  }>`select * from library_reach(${item.id})`.execute(scope.tx);
  const told = await scope.tx
    .selectFrom('libraryTold as t')
    .innerJoin('school as s', 's.id', 't.forSchoolId')
    .select(['t.adoptionId', 's.name as school', 't.number', 't.course', 't.academicYear', 't.changed', 't.went', 't.toldAt'])
    .where('t.itemId', '=', item.id)
    .orderBy('t.toldAt', 'desc')
    .execute();
  const { rows: counted } = await sql<{ number: number; schools: number | null }>`select * from library_reach_versions(${item.id})`.execute(
    scope.tx,
  );
  const inVersions = new Map(counted.map(({ number, schools }) => [number, schools]));
  const versions = (await publishedVersions(scope, item.id)).map(({ number, publishedAt }) => ({
    ...{ number, publishedAt, schools: inVersions.get(number) ?? null },
  }));
  return { item: { slug: item.slug, title: item.title }, ...rows[0]!, versions, told };
}
export type Reach = Awaited<ReturnType<typeof reachOf>>;

/** The uses for which a newer version, or a withdrawal, waits to be decided about; none for whoever may not decide. */
export async function usesAsked(scope: Scope, now: Date) {
  if (!mayAdopt(scope.actor)) return [];
  const uses = (await adoptionsOf(scope, now)).filter((use) => use.isAsked);
  return uses.map(({ id, itemTitle, course, standing, withdrawnAt }) => ({
    id,
    itemTitle,
    course,
    standing,
    isWithdrawn: withdrawnAt !== null,
  }));
}
