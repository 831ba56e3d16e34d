import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { editsBetween } from '../transcripts/edit-list.ts';
import { deidentifiedText, unknownLabels } from './deidentified.ts';
import { assertMayDeidentify } from './placing.server.ts';
import { newestOriginal, passagesOf } from './queries.server.ts';
import { speakersOf } from './roster-queries.server.ts';
import type { Signing } from './schema.ts';
import { newestText } from './text-queries.server.ts';
import { keepText } from './text-writing.server.ts';

/**
 * Makes the text of which every answer is a part: the next version, with the edits that lead to it from the one before. Conflict while a passage has no answer, nobody
 * looked for passages in the newest original, or a speaker is not known; and when nothing is different from the version before.
 */
export async function makeText(scope: Scope, study: Study, transcriptId: string): Promise<string> {
  const transcript = await assertMayDeidentify(scope, study, transcriptId);
  const original = await newestOriginal(scope, study, transcriptId);
  const passages = await passagesOf(scope, study, transcriptId);
  if (!original || transcript.state === 'brought' || passages.some(({ version }) => version !== original.version))
    throw conflict('Look for passages in the newest original first.');
  const open = passages.filter(({ answer }) => answer === null).length;
  if (open > 0) throw conflict(`${open === 1 ? 'One passage waits' : `${open} passages wait`} for an answer.`);
  const speakers = await speakersOf(scope, study, transcriptId);
  const unknown = unknownLabels(original, speakers);
  if (unknown.length > 0)
    throw conflict(`Say first who ${unknown.length === 1 ? 'one speaker is' : `${unknown.length} speakers are`}, under “Who speaks”.`);
  const replaced = passages.flatMap(({ begins, ends, replacement }) =>
    replacement === null ? [] : [{ start: begins, end: ends, text: replacement }],
  );
  const before = await newestText(scope, study, transcriptId);
  const made = deidentifiedText(original, replaced, await withoutRemoved(scope, study, speakers));
  const edits = before ? editsBetween(before.text, made.text) : [];
  const { id, number, hash } = await keepText(scope, study, { transcript, before, made, edits });
  await appendStudyEvent(scope, study.id, {
    verb: 'make',
    subject: 'transcript_text',
    subjectId: id,
    after: { version: number, hash, turns: made.turns.length, edits: edits.length },
  });
  return id;
}

/** Refuses a text that would hold the turns of somebody whose letter promised that they are removed. */
async function withoutRemoved<T extends ReadonlyMap<string, { participantId: string | null }>>(
  { tx }: Scope,
  study: Study,
  speakers: T,
): Promise<T> {
  const removed = await tx
    .selectFrom('withdrawal')
    .select('participantId')
    .where('studyId', '=', study.id)
    .where('promise', '=', 'remove')
    .execute();
  const ids = new Set(removed.map(({ participantId }) => participantId));
  if ([...speakers.values()].some(({ participantId }) => participantId !== null && ids.has(participantId)))
    throw conflict(
      'Somebody who speaks here withdrew, and their turns are to be removed. Take them out first, on the page of that participant.',
    );
  return speakers;
}

/**
 * Signs a text that somebody else made, after reading all of it: from now on the team reads it. Versions with turns that are to be removed are deleted then, so that what was
 * coded in them can be carried across before. Conflict when it is signed, is not the newest, or was made by whoever signs.
 */
export async function signText(
  scope: Scope,
  study: Study,
  { transcriptId, textId, residualRisk }: Omit<Signing, 'hasRead'> & { transcriptId: string },
): Promise<void> {
  const { actor, tx } = scope;
  await assertMayDeidentify(scope, study, transcriptId);
  const newest = await newestText(scope, study, transcriptId);
  if (!newest) throw missing('This text');
  if (newest.id !== textId) throw conflict(`Version ${newest.number} was made meanwhile. Read that one.`);
  if (newest.signedAt) throw conflict('This text is signed already.');
  if (newest.madeBy === actor.personId)
    throw conflict('You made this text. Another person whom the study names for the site reads it and signs.');
  await tx
    .updateTable('transcriptText')
    .set({ signedBy: actor.personId, secondBy: actor.personId, signedAt: new Date(), residualRisk })
    .where('studyId', '=', study.id)
    .where('id', '=', textId)
    .execute();
  await tx.updateTable('transcript').set({ state: 'signed' }).where('studyId', '=', study.id).where('id', '=', transcriptId).execute();
  const removed = await tx
    .deleteFrom('transcriptText')
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where('id', 'in', (from) =>
      from
        .selectFrom('transcriptTurn')
        .innerJoin('withdrawal', (join) =>
          join
            .onRef('withdrawal.studyId', '=', 'transcriptTurn.studyId')
            .onRef('withdrawal.participantId', '=', 'transcriptTurn.participantId'),
        )
        .select('textId')
        .where('transcriptTurn.studyId', '=', study.id)
        .where('promise', '=', 'remove'),
    )
    .returning('number')
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'sign',
    subject: 'transcript_text',
    subjectId: textId,
    after: { version: newest.number, hash: newest.hash, removedVersions: removed.map(({ number }) => number) },
  });
}
