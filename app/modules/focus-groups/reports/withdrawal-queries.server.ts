import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { touchedOf } from '../study/withdrawn.ts';

/**
 * What a withdrawal changed: codings by code (when it was noted, those that others speak in, too, and how many stand today), themes that rest on their words or that they read
 * back, the sessions and the kept agreement whose figures count them, and the files that left with their words or name, or that told of such a theme, as far as the acting person
 * may see them. Missing when the participant did not withdraw.
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
  const themes = await tx
    .selectFrom('theme')
    .leftJoin('themeShare', (join) => join.onRef('themeShare.studyId', '=', 'theme.studyId').onRef('themeShare.themeId', '=', 'theme.id'))
    .select(['id', 'claim', 'themeShare.sharedAt'])
    .where('theme.studyId', '=', study.id)
    .orderBy('position')
    .execute();
  const restedOn = new Map(touched?.themes.map((theme) => [theme.id, theme]) ?? []);
  const touchedThemes = themes.flatMap(({ id, claim, sharedAt }) => {
    const [rested, isReadBack] = [restedOn.get(id), touched?.readBack.includes(id) ?? false];
    if (!rested && !isReadBack) return [];
    return [{ id, claim, isShared: sharedAt !== null, passages: rested?.passages ?? 0, codings: rested?.codings ?? 0, isReadBack }];
  });
  const files = await tx
    .selectFrom('studyExport')
    .leftJoin('person', 'person.id', 'studyExport.madeBy')
    .select(['studyExport.id', 'kind', 'format', 'hash', 'madeAt', 'person.name as by'])
    .where('studyExport.studyId', '=', study.id)
    .select(sql<boolean>`${participantId}::uuid = any (study_export.participants)`.as('hasWords'))
    .where(sql<boolean>`(${participantId}::uuid = any (study_export.participants)
      or study_export.themes && ${touchedThemes.map(({ id }) => id)}::uuid[] and made_at <= ${withdrawal.notedAt})`)
    .orderBy('studyExport.id')
    .execute();
  return {
    ...rest,
    turns: touched?.turns ?? null,
    themes: touchedThemes,
    agreements: await roundsOf(tx, study, touched?.agreements ?? []),
    sessions: sessions.filter(({ id }) => touched?.sessions.includes(id)),
    codings: codes.flatMap(({ id, name }) => {
      const own = byCode.get(id);
      if (!own) return [];
      const shared = own.filter(({ isShared }) => isShared).length;
      return [{ codeId: id, name, before: own.length, shared, today: own.filter((coding) => standing.has(coding.id)).length }];
    }),
    files: files.map((file) => ({ ...file, isAfter: file.madeAt > withdrawal.notedAt })),
  };
}
export type WithdrawalChanges = Awaited<ReturnType<typeof withdrawalChanges>>;

async function standingCodings(tx: Scope['tx'], study: Study, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select c.id from coding c where c.study_id = ${study.id}::uuid and c.id = any (${ids}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** The rounds whose agreement was kept, by their consensus. */
async function roundsOf(tx: Scope['tx'], study: Study, consensusIds: readonly string[]) {
  if (consensusIds.length === 0) return [];
  return tx
    .selectFrom('codingRound as consensus')
    .innerJoin('codingRound as round', (join) =>
      join.onRef('round.studyId', '=', 'consensus.studyId').onRef('round.id', '=', 'consensus.ofRound'),
    )
    .select(['round.id', 'round.title'])
    .where('consensus.studyId', '=', study.id)
    .where('consensus.id', 'in', consensusIds)
    .orderBy('round.title')
    .execute();
}
