import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { touchedOf } from '../study/withdrawn.ts';

/**
 * What a withdrawal changed: codings by code (when it was noted, those that others speak in, too, and how many stand today), the sessions whose figures count their words,
 * and what left the study with their words before it, as far as the acting person may see it. Missing when the participant did not withdraw.
 */
export async function withdrawalChanges({ tx }: Scope, study: Study, participantId: string) {
  const withdrawal = await tx
    .selectFrom('withdrawal')
    .innerJoin('participant', (join) =>
      join.onRef('participant.studyId', '=', 'withdrawal.studyId').onRef('participant.id', '=', 'withdrawal.participantId'),
    )
    .select(['pseudonym', 'promise', 'changed', 'withdrawal.notedAt', sql<string>`withdrawn_on::text`.as('withdrawnOn')])
    .where('withdrawal.studyId', '=', study.id)
    .where('participantId', '=', participantId)
    .executeTakeFirst();
  if (!withdrawal) throw missing('This withdrawal');
  const { changed, ...rest } = withdrawal;
  const touched = touchedOf(changed);
  const sessions = await tx.selectFrom('groupSession').select(['id', 'title']).where('studyId', '=', study.id).orderBy('title').execute();
  const codes = await tx.selectFrom('code').select(['id', 'name']).where('studyId', '=', study.id).orderBy('name').execute();
  const standing = await standingCodings(tx, study, touched?.codings.map(({ id }) => id) ?? []);
  const byCode = Map.groupBy(touched?.codings ?? [], ({ codeId }) => codeId);
  const themes = await tx.selectFrom('theme').select(['id', 'claim']).where('studyId', '=', study.id).orderBy('position').execute();
  const passagesOf = new Map(touched?.themes.map(({ id, passages }) => [id, passages]) ?? []);
  const earlier = await tx
    .selectFrom('studyExport')
    .leftJoin('person', 'person.id', 'studyExport.madeBy')
    .select(['studyExport.id', 'kind', 'format', 'hash', 'madeAt', 'person.name as by'])
    .where('studyExport.studyId', '=', study.id)
    .where(sql<boolean>`${participantId}::uuid = any (study_export.participants)`)
    .where('madeAt', '<=', withdrawal.notedAt)
    .orderBy('studyExport.id')
    .execute();
  return {
    ...rest,
    turns: touched?.turns ?? null,
    themes: themes.flatMap(({ id, claim }) => (passagesOf.has(id) ? [{ id, claim, passages: passagesOf.get(id)! }] : [])),
    sessions: sessions.filter(({ id }) => touched?.sessions.includes(id)),
    codings: codes.flatMap(({ id, name }) => {
      const own = byCode.get(id);
      if (!own) return [];
      const shared = own.filter(({ isShared }) => isShared).length;
      return [{ codeId: id, name, before: own.length, shared, today: own.filter((coding) => standing.has(coding.id)).length }];
    }),
    earlier,
  };
}
export type WithdrawalChanges = Awaited<ReturnType<typeof withdrawalChanges>>;

async function standingCodings(tx: Scope['tx'], study: Study, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select c.id from coding c where c.study_id = ${study.id}::uuid and c.id = any (${ids}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
