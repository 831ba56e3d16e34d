import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { textToCode } from '../coding/text-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { quotablePositions } from './passage-queries.server.ts';
import { assertMayChangeTheme } from './queries.server.ts';
import type { PassageKind, ThemePassage } from './schema.ts';

/**
 * Adds a passage of a signed text to a theme; adding it again changes nothing. With `words`, the passage is where these stand within [begins, ends). Missing when the text is not
 * signed; conflict when it lies outside of what was said, when somebody who speaks there withdrew, or when it is to be quoted and somebody did not agree to that.
 */
export async function addPassage(
  scope: Scope,
  study: Study,
  { themeId, words = '', ...said }: { themeId: string; words?: string } & ThemePassage,
): Promise<void> {
  const { actor, tx } = scope;
  await assertMayChangeTheme(scope, study, themeId);
  const { turns } = await textToCode(scope, study, said.textId);
  const { begins, ends } = placeOf(turns, { ...said, words });
  const met = turns.filter((turn) => turn.ends > begins && turn.begins < ends);
  if (met.length === 0 || ends > turns.at(-1)!.ends) throw conflict('Mark a passage within what was said.');
  await assertOpen(scope, study, { textId: said.textId, kind: said.kind, met: met.map(({ position }) => position) });
  const added = await tx
    .insertInto('themePassage')
    .values({ studyId: study.id, themeId, textId: said.textId, begins, ends, kind: said.kind, note: said.note, addedBy: actor.personId })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return;
  const after = { passage: added.id, textId: said.textId, begins, ends, kind: said.kind };
  await appendStudyEvent(scope, study.id, { verb: 'add', subject: 'theme_passage', subjectId: themeId, after });
}

/** Makes a passage a quote, a support or a counter-example. Conflict when it is to be quoted and somebody did not agree to that. */
export async function keepPassage(
  scope: Scope,
  study: Study,
  { themeId, passageId, kind }: { themeId: string; passageId: string; kind: PassageKind },
): Promise<void> {
  const { tx } = scope;
  const before = await passageOf(scope, study, { themeId, passageId });
  const turns = await tx
    .selectFrom('transcriptTurn')
    .select('position')
    .where('studyId', '=', study.id)
    .where('textId', '=', before.textId)
    .where('ends', '>', before.begins)
    .where('begins', '<', before.ends)
    .execute();
  const met = turns.map(({ position }) => position);
  await assertOpen(scope, study, { ...before, kind, met });
  const same = await tx
    .selectFrom('themePassage')
    .select('id')
    .where('studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .where('textId', '=', before.textId)
    .where('begins', '=', before.begins)
    .where('ends', '=', before.ends)
    .where('kind', '=', kind)
    .where('id', '<>', passageId)
    .executeTakeFirst();
  if (same) throw conflict('The theme has this passage so already. Take this one out.');
  await tx.updateTable('themePassage').set({ kind, reworded: false }).where('studyId', '=', study.id).where('id', '=', passageId).execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'change',
    subject: 'theme_passage',
    subjectId: themeId,
    before: { passage: passageId, kind: before.kind },
    after: { passage: passageId, kind },
  });
}

/** Somebody of the team read the words that a correction changed under a passage, and lets it stand. */
export async function lookAtPassage(
  scope: Scope,
  study: Study,
  { themeId, passageId }: { themeId: string; passageId: string },
): Promise<void> {
  const { isReworded } = await passageOf(scope, study, { themeId, passageId });
  if (!isReworded) return;
  await scope.tx.updateTable('themePassage').set({ reworded: false }).where('studyId', '=', study.id).where('id', '=', passageId).execute();
  const after = { passage: passageId };
  await appendStudyEvent(scope, study.id, { verb: 'look at', subject: 'theme_passage', subjectId: themeId, after });
}

/** Takes a passage out of a theme. */
export async function removePassage(
  scope: Scope,
  study: Study,
  { themeId, passageId }: { themeId: string; passageId: string },
): Promise<void> {
  const { textId, begins, ends, kind } = await passageOf(scope, study, { themeId, passageId });
  await scope.tx.deleteFrom('themePassage').where('studyId', '=', study.id).where('id', '=', passageId).execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'take out',
    subject: 'theme_passage',
    subjectId: themeId,
    before: { passage: passageId, textId, begins, ends, kind },
  });
}

async function passageOf(scope: Scope, study: Study, { themeId, passageId }: { themeId: string; passageId: string }) {
  await assertMayChangeTheme(scope, study, themeId);
  const passage = await scope.tx
    .selectFrom('themePassage')
    .select(['textId', 'begins', 'ends', 'kind', 'reworded as isReworded'])
    .where('studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .where('id', '=', passageId)
    .executeTakeFirst();
  if (!passage) throw missing('This passage');
  return passage;
}

type Turn = { readonly begins: number; readonly ends: number; readonly text: string };

function placeOf(turns: readonly Turn[], { begins, ends, words }: { begins: number; ends: number; words: string }) {
  if (words.trim() === '') return { begins, ends };
  for (const turn of turns.filter((each) => each.ends > begins && each.begins < ends)) {
    const at = turn.text.indexOf(words.trim());
    if (at >= 0) return { begins: turn.begins + at, ends: turn.begins + at + words.trim().length };
  }
  throw invalid('These words do not stand in the turn. Copy them from it as they are, or leave the field empty for the whole turn.');
}

/** Conflict where the database would refuse the passage, in words. */
async function assertOpen(
  scope: Scope,
  study: Study,
  { textId, kind, met }: { textId: string; kind: string; met: readonly number[] },
): Promise<void> {
  const gone = await scope.tx
    .selectFrom('transcriptTurn')
    .innerJoin('withdrawal', (join) =>
      join
        .onRef('withdrawal.studyId', '=', 'transcriptTurn.studyId')
        .onRef('withdrawal.participantId', '=', 'transcriptTurn.participantId'),
    )
    .select('speaker')
    .where('transcriptTurn.studyId', '=', study.id)
    .where('textId', '=', textId)
    .where('position', 'in', [...met])
    .executeTakeFirst();
  if (gone) throw conflict(`${gone.speaker} withdrew, so nothing new is taken from what they said.`);
  if (kind !== 'quote') return;
  const quotable = new Set(await quotablePositions(scope, study, textId));
  if (met.some((position) => !quotable.has(position)))
    throw conflict('Somebody who speaks here did not agree to be quoted. The passage can support the theme without its words.');
}
