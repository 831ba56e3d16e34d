import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayMakeThemes } from '../rules.ts';
import type { Study } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import { type Evidence, type Grounds, groundsOf, warningsOf } from './grounds.ts';
import { passagesOf } from './passage-queries.server.ts';

/** The themes of a study in their order, those set aside last. */
export async function themes({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('theme')
    .leftJoin('themeShare', (join) => join.onRef('themeShare.studyId', '=', 'theme.studyId').onRef('themeShare.themeId', '=', 'theme.id'))
    .leftJoin('person', 'person.id', 'theme.madeBy')
    .select(['theme.id', 'claim', 'summary', 'plain', 'counterSearch', 'position', 'madeAt', 'changedAt', 'setAsideAt'])
    .select(['person.name as madeBy', 'themeShare.sharedAt', 'themeShare.withQuotes', 'themeShare.reason as shareReason'])
    .where('theme.studyId', '=', study.id)
    .orderBy(sql`set_aside_at is not null`)
    .orderBy('position')
    .orderBy('theme.id')
    .execute();
}
export type Theme = Awaited<ReturnType<typeof themes>>[number];

/** A theme by its id; missing when it is none of the study. */
export async function themeOf(scope: Scope, study: Study, themeId: string): Promise<Theme> {
  const theme = (await themes(scope, study)).find(({ id }) => id === themeId);
  if (!theme) throw missing('This theme');
  return theme;
}

/** A theme that the acting person may change, held until the act is done; forbidden for whoever makes none. */
export async function assertMayChangeTheme(scope: Scope, study: Study, themeId: string): Promise<Theme> {
  if (!mayMakeThemes(study)) throw forbidden('make themes: the study’s leads, moderators and coders do');
  await scope.tx.selectFrom('theme').select('id').where('studyId', '=', study.id).where('id', '=', themeId).forUpdate().execute();
  return themeOf(scope, study, themeId);
}

/** The turns that the themes of a study rest on. What is blind still is none of it, for anybody. */
export async function evidenceOf({ tx }: Scope, study: Study, themeId?: string): Promise<Evidence[]> {
  return tx
    .selectFrom('themeEvidence')
    .select(['themeId', 'kind', 'textId', 'position', 'participantId', 'sessionId', 'siteId', 'mayCross'])
    .where('studyId', '=', study.id)
    .$if(themeId !== undefined, (query) => query.where('themeId', '=', themeId!))
    .$narrowType<{
      themeId: string;
      kind: string;
      textId: string;
      position: number;
      sessionId: string;
      siteId: string;
      mayCross: boolean;
    }>()
    .execute();
}

/** The same by name: schools, sessions and pseudonyms. */
export async function groundNames(scope: Scope, study: Study, grounds: Grounds): Promise<Grounds> {
  const { tx } = scope;
  const sites = await studySites(scope, study);
  const sessions = await tx.selectFrom('groupSession').select(['id', 'title']).where('studyId', '=', study.id).orderBy('title').execute();
  const people = await tx
    .selectFrom('participant')
    .select(['id', 'pseudonym'])
    .where('studyId', '=', study.id)
    .orderBy('pseudonym')
    .execute();
  return {
    sites: sites.filter(({ id }) => grounds.sites.includes(id)).map(({ name }) => name),
    sessions: sessions.filter(({ id }) => grounds.sessions.includes(id)).map(({ title }) => title),
    participants: people.filter(({ id }) => grounds.participants.includes(id)).map(({ pseudonym }) => pseudonym),
  };
}

/** Every theme of a study with its passages, whom it rests on, and its warnings. */
export async function themesWithGrounds(scope: Scope, study: Study) {
  const [all, evidence, passages] = [await themes(scope, study), await evidenceOf(scope, study), await passagesOf(scope, study)];
  return all.map((theme) => {
    const own = passages.filter(({ themeId }) => themeId === theme.id);
    const grounds = groundsOf(evidence.filter(({ themeId }) => themeId === theme.id));
    return { ...theme, passages: own, grounds, warnings: warningsOf(grounds, { passages: own, counterSearch: theme.counterSearch }) };
  });
}

/** What a theme is linked with: codes (a merged one by what it was merged into), competencies of any version by stable id, and notes of the notebook. */
export async function linksOf({ tx }: Scope, study: Study, themeId: string) {
  const codes = await tx
    .selectFrom('themeCode')
    .innerJoin('code', (join) => join.onRef('code.studyId', '=', 'themeCode.studyId').onRef('code.id', '=', 'themeCode.codeId'))
    .leftJoin('code as into', (join) => join.onRef('into.studyId', '=', 'code.studyId').onRef('into.id', '=', 'code.mergedInto'))
    .select(['code.id', 'code.name', 'into.name as mergedInto', 'code.retiredAt'])
    .where('themeCode.studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .orderBy('code.name')
    .execute();
  const competencies = await tx
    .selectFrom('themeCompetency')
    .select('competencyStableId as id')
    .where('studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .execute();
  const notes = await tx
    .selectFrom('themeNote')
    .innerJoin('studyNote', (join) =>
      join.onRef('studyNote.studyId', '=', 'themeNote.studyId').onRef('studyNote.id', '=', 'themeNote.noteId'),
    )
    .select(['studyNote.id', 'kind', 'decided', 'text', sql<string>`held_on::text`.as('heldOn')])
    .where('themeNote.studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .orderBy('heldOn')
    .execute();
  return { codes, competencies: competencies.map(({ id }) => id), notes };
}

/** Which themes of a study speak of which competencies. */
export async function competencyLinks({ tx }: Scope, study: Study) {
  return tx.selectFrom('themeCompetency').select(['themeId', 'competencyStableId as competency']).where('studyId', '=', study.id).execute();
}

/** What was done to a theme, the newest first. */
export async function themeHistory({ tx }: Scope, study: Study, themeId: string) {
  return tx
    .selectFrom('studyEvent')
    .leftJoin('person', 'person.id', 'studyEvent.personId')
    .select(['studyEvent.id', 'at', 'verb', 'subject', 'before', 'after', 'person.name as by'])
    .where('studyId', '=', study.id)
    .where('subject', 'in', ['theme', 'theme_code', 'theme_passage', 'theme_competency', 'theme_note', 'theme_share'])
    .where('subjectId', '=', themeId)
    .orderBy('studyEvent.id', 'desc')
    .execute();
}
