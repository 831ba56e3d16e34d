import { createHash } from 'node:crypto';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { editsBetween } from '../transcripts/edit-list.ts';
import { hashInput } from '../transcripts/text-version.ts';
import { withoutTurns } from './deidentified.ts';
import { keepFound } from './finding-commands.server.ts';
import { assertMayDeidentify } from './placing.server.ts';
import { newestOriginal } from './queries.server.ts';
import { turnsToRemove, withdrawnParticipant } from './removal-queries.server.ts';
import { newestText } from './text-queries.server.ts';
import { keepText } from './text-writing.server.ts';

/**
 * Takes the turns of somebody whose letter promised it out of every transcript where they speak: the originals lose them at once, with every earlier version; a text gets a next
 * version without them, which a second reader signs; the versions before it, which the team has not read since the withdrawal, are deleted then. What others said of them
 * stays. Answers how many transcripts changed.
 */
export async function removeTurns(scope: Scope, study: Study, participantId: string): Promise<number> {
  const participant = await withdrawnParticipant(scope, study, participantId);
  if (participant.promise !== 'remove')
    throw conflict(`The letter of ${participant.pseudonym} does not promise that what they said is removed.`);
  const found = (await turnsToRemove(scope, study, participant)).filter(({ isWaiting }) => !isWaiting);
  let turns = 0;
  for (const { id, siteId } of found) {
    await assertMayDeidentify(scope, study, id);
    await removeFromOriginal(scope, study, { transcriptId: id, siteId, participantId });
    turns += await removeFromText(scope, study, { transcript: { id, siteId }, participantId });
  }
  if (found.length === 0) throw conflict('There is no turn of theirs that you could take out.');
  await appendStudyEvent(scope, study.id, {
    verb: 'remove',
    subject: 'participant',
    subjectId: participantId,
    after: { transcripts: found.map(({ id }) => id), turns },
  });
  return found.length;
}

async function removeFromOriginal(
  scope: Scope,
  study: Study,
  { transcriptId, siteId, participantId }: { transcriptId: string; siteId: string; participantId: string },
): Promise<void> {
  const { actor, tx } = scope;
  const original = await newestOriginal(scope, study, transcriptId);
  const speakers = await tx
    .deleteFrom('transcriptSpeaker')
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where('participantId', '=', participantId)
    .returning('label')
    .execute();
  const labels = new Set(speakers.map(({ label }) => label));
  if (!original || labels.size === 0) return;
  const isTheirs = ({ speaker }: { speaker: string | null }) => speaker !== null && labels.has(speaker);
  const { text, turns: moved, edits } = withoutTurns(original.text, original.turns, isTheirs);
  const stood = original.turns.filter((turn) => !isTheirs(turn));
  const turns = moved.map((turn, at) => ({
    ...turn,
    cues: (turn.cues ?? []).map((cue) => ({ ...cue, at: cue.at + turn.start - stood[at]!.start })),
  }));
  const version = original.version + 1;
  const hash = createHash('sha256').update(hashInput({ text, turns })).digest('hex');
  const { format, rule } = await tx
    .selectFrom('transcriptOriginal')
    .select(['format', 'rule'])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where('version', '=', original.version)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('transcriptOriginal')
    .values({
      ...{ studyId: study.id, transcriptId, siteId, version, fileName: 'Without the turns of somebody who withdrew', format, text, hash },
      ...{
        turns: JSON.stringify(turns),
        edits: JSON.stringify(edits),
        rule: JSON.stringify(rule),
        change: 'words',
        broughtBy: actor.personId,
      },
    })
    .execute();
  await keepFound(scope, study, { transcriptId, version, found: [] });
  await tx
    .deleteFrom('transcriptOriginal')
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where('version', '<', version)
    .execute();
}

/** The next version of the newest text; those that nobody signed are deleted at once. Answers how many turns it lost. */
async function removeFromText(
  scope: Scope,
  study: Study,
  { transcript, participantId }: { transcript: { id: string; siteId: string }; participantId: string },
): Promise<number> {
  const before = await newestText(scope, study, transcript.id);
  if (!before) return 0;
  const isTheirs = (turn: { participantId: string | null }) => turn.participantId === participantId;
  const placed = before.turns.map((turn) => ({ ...turn, start: turn.begins, end: turn.ends }));
  const { text, turns, edits } = withoutTurns(before.text, placed, isTheirs);
  if (edits.length === 0) return 0;
  const stays = before.signedAt ? null : await newestSigned(scope, study, transcript.id);
  await keepText(scope, study, {
    // What is unsigned is deleted below, so that the edits lead from the version before that stays: what was coded there is carried across them.
    ...{ transcript, before, edits: stays ? editsBetween(stays.text, text) : edits },
    made: { text, turns: turns.map(({ start, end, ...turn }) => ({ ...turn, begins: start, ends: end })) },
  });
  await scope.tx
    .deleteFrom('transcriptText')
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcript.id)
    .where('signedAt', 'is', null)
    .where('number', '<=', before.number)
    .where('id', 'in', (from) =>
      from.selectFrom('transcriptTurn').select('textId').where('studyId', '=', study.id).where('participantId', '=', participantId),
    )
    .execute();
  return before.turns.filter(isTheirs).length;
}

async function newestSigned({ tx }: Scope, study: Study, transcriptId: string): Promise<{ text: string } | undefined> {
  return tx
    .selectFrom('transcriptText')
    .select('text')
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where('signedAt', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}
