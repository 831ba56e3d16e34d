import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayLeadStudy, mayMakeThemes } from '../rules.ts';
import type { Study } from '../study/queries.server.ts';
import { presencesOf, shownOutside } from './presence.ts';
import { assertMayChangeTheme, evidenceOf, themeOf } from './queries.server.ts';
import type { LinkedNoun, ThemeSaid, ThemeShared } from './schema.ts';

/** Begins a theme with its claim; answers its id. */
export async function beginTheme(scope: Scope, study: Study, said: ThemeSaid): Promise<string> {
  const { actor, tx } = scope;
  if (!mayMakeThemes(study)) throw forbidden('make themes: the study’s leads, moderators and coders do');
  const { id } = await tx
    .insertInto('theme')
    .values({
      ...said,
      studyId: study.id,
      madeBy: actor.personId,
      position: sql<number>`(select coalesce(max(position) + 1, 0) from theme where study_id = ${study.id})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendStudyEvent(scope, study.id, { verb: 'begin', subject: 'theme', subjectId: id, after: said });
  return id;
}

/** Changes what a theme says of itself. Conflict when it changed since `seen`. */
export async function keepTheme(
  scope: Scope,
  study: Study,
  { themeId, seen, said }: { themeId: string; seen: Date; said: ThemeSaid },
): Promise<void> {
  const before = await assertMayChangeTheme(scope, study, themeId);
  if (before.changedAt.getTime() !== seen.getTime())
    throw conflict('Somebody changed this theme meanwhile. Open it in another tab; what you wrote is still here.');
  await changeTheme(scope, study, { themeId, set: said });
  const { claim, summary, plain, counterSearch } = before;
  await appendStudyEvent(scope, study.id, {
    verb: 'change',
    subject: 'theme',
    subjectId: themeId,
    before: { claim, summary, plain, counterSearch },
    after: said,
  });
}

/** Sets a theme aside, or takes it up again. What was shared of it is shared no more. */
export async function setThemeAside(
  scope: Scope,
  study: Study,
  { themeId, isAside }: { themeId: string; isAside: boolean },
): Promise<void> {
  const before = await assertMayChangeTheme(scope, study, themeId);
  if ((before.setAsideAt !== null) === isAside) return;
  if (before.sharedAt !== null) throw conflict('This theme is shared with the collaborative. The study’s lead ends that first.');
  await changeTheme(scope, study, { themeId, set: { setAsideAt: isAside ? new Date() : null } });
  await appendStudyEvent(scope, study.id, { verb: isAside ? 'set aside' : 'take up again', subject: 'theme', subjectId: themeId });
}

type Link = { readonly themeId: string; readonly noun: LinkedNoun; readonly id: string };

/** Links a theme with a code, a competency (by stable id) or a note. Doing it again changes nothing. Missing when there is no such thing. */
export async function linkTheme(scope: Scope, study: Study, { themeId, noun, id }: Link): Promise<void> {
  const { actor, tx } = scope;
  await assertMayChangeTheme(scope, study, themeId);
  const row = { studyId: study.id, themeId, addedBy: actor.personId };
  if (noun === 'code') {
    const code = await tx.selectFrom('code').select('id').where('studyId', '=', study.id).where('id', '=', id).executeTakeFirst();
    if (!code) throw missing('This code');
    await tx
      .insertInto('themeCode')
      .values({ ...row, codeId: id })
      .onConflict((on) => on.doNothing())
      .execute();
  } else if (noun === 'competency') {
    const item = await tx
      .selectFrom('frameworkItem')
      .select('id')
      .where('stableId', '=', id)
      .where('kind', '=', 'competency')
      .executeTakeFirst();
    if (!item) throw missing('This competency');
    await tx
      .insertInto('themeCompetency')
      .values({ ...row, competencyStableId: id })
      .onConflict((on) => on.doNothing())
      .execute();
  } else {
    const note = await tx.selectFrom('studyNote').select('id').where('studyId', '=', study.id).where('id', '=', id).executeTakeFirst();
    if (!note) throw missing('This note');
    await tx
      .insertInto('themeNote')
      .values({ ...row, noteId: id })
      .onConflict((on) => on.doNothing())
      .execute();
  }
  await appendStudyEvent(scope, study.id, { verb: 'link', subject: `theme_${noun}`, subjectId: themeId, after: { id } });
}

/** Ends a link of a theme. */
export async function unlinkTheme(scope: Scope, study: Study, { themeId, noun, id }: Link): Promise<void> {
  const { tx } = scope;
  await assertMayChangeTheme(scope, study, themeId);
  if (noun === 'code')
    await tx.deleteFrom('themeCode').where('studyId', '=', study.id).where('themeId', '=', themeId).where('codeId', '=', id).execute();
  else if (noun === 'note')
    await tx.deleteFrom('themeNote').where('studyId', '=', study.id).where('themeId', '=', themeId).where('noteId', '=', id).execute();
  else
    await tx
      .deleteFrom('themeCompetency')
      .where('studyId', '=', study.id)
      .where('themeId', '=', themeId)
      .where('competencyStableId', '=', id)
      .execute();
  await appendStudyEvent(scope, study.id, { verb: 'unlink', subject: `theme_${noun}`, subjectId: themeId, before: { id } });
}

/**
 * Shares a theme with the collaborative: its claim, at how many sites and in how many sessions it was heard, and its quotes where chosen. Forbidden for all but the lead;
 * conflict when no site has enough participants, since then the claim itself would tell of few.
 */
export async function shareTheme(
  scope: Scope,
  study: Study,
  { themeId, withQuotes, reason }: { themeId: string } & ThemeShared,
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('share a theme: the study’s lead does');
  const { setAsideAt } = await themeOf(scope, study, themeId);
  if (setAsideAt !== null) throw conflict('This theme is set aside. Take it up again first.');
  if (shownOutside(presencesOf(await evidenceOf(scope, study, themeId))).length === 0)
    throw conflict(
      'At no site were three participants heard who agreed that schools are compared, so the theme would tell of few people. Look for more who say it.',
    );
  const row = { withQuotes, reason, sharedBy: actor.personId };
  await tx
    .insertInto('themeShare')
    .values({ studyId: study.id, themeId, ...row })
    .onConflict((on) => on.columns(['studyId', 'themeId']).doUpdateSet({ ...row, sharedAt: new Date() }))
    .execute();
  await appendStudyEvent(scope, study.id, { verb: 'share', subject: 'theme_share', subjectId: themeId, after: { withQuotes, reason } });
}

/** Ends the sharing of a theme. */
export async function endShare(scope: Scope, study: Study, themeId: string): Promise<void> {
  if (!mayLeadStudy(study)) throw forbidden('end the sharing of a theme: the study’s lead does');
  const ended = await scope.tx
    .deleteFrom('themeShare')
    .where('studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .returning('themeId')
    .executeTakeFirst();
  if (ended) await appendStudyEvent(scope, study.id, { verb: 'end', subject: 'theme_share', subjectId: themeId });
}

async function changeTheme(
  { tx }: Scope,
  study: Study,
  { themeId, set }: { themeId: string; set: Partial<ThemeSaid> & { setAsideAt?: Date | null } },
): Promise<void> {
  await tx
    .updateTable('theme')
    .set({ ...set, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', themeId)
    .execute();
}
