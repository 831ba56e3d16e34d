import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReadOriginalsOf } from '../study/key-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { wordsIn } from '../transcripts/transcript.ts';
import { folded } from './deidentified.ts';
import { newestOriginal } from './queries.server.ts';
import { newestText } from './text-queries.server.ts';

/** A participant who withdrew, with what the letter promised; `mayAct`: whether the acting person may take turns out. Missing when they did not withdraw. */
export async function withdrawnParticipant(scope: Scope, study: Study, participantId: string) {
  const participant = await scope.tx
    .selectFrom('participant')
    .innerJoin('withdrawal', (join) =>
      join.onRef('withdrawal.studyId', '=', 'participant.studyId').onRef('withdrawal.participantId', '=', 'participant.id'),
    )
    .select(['participant.id', 'participant.siteId', 'pseudonym', 'promise'])
    .where('participant.studyId', '=', study.id)
    .where('participant.id', '=', participantId)
    .executeTakeFirst();
  if (!participant) throw missing('This withdrawal');
  return { ...participant, mayAct: await mayReadOriginalsOf(scope, study, participant.siteId) };
}

/**
 * The transcripts in which a participant still speaks: turns and words in the newest original and the newest text, how many turns of others name the pseudonym, and whether
 * only the second reader is waited for. Nothing for whoever may not read originals.
 */
export async function turnsToRemove(scope: Scope, study: Study, { id, pseudonym }: { id: string; pseudonym: string }) {
  const { tx } = scope;
  const transcripts = await tx
    .selectFrom('transcript')
    .select(['id', 'title', 'siteId'])
    .where('studyId', '=', study.id)
    .orderBy('title')
    .execute();
  const found = [];
  for (const transcript of transcripts) {
    const labels = await tx
      .selectFrom('transcriptSpeaker')
      .select('label')
      .where('studyId', '=', study.id)
      .where('transcriptId', '=', transcript.id)
      .where('participantId', '=', id)
      .execute();
    const own = new Set(labels.map(({ label }) => label));
    const original = own.size > 0 ? await newestOriginal(scope, study, transcript.id) : null;
    const inOriginal = original?.turns.filter(({ speaker }) => speaker !== null && own.has(speaker)).length ?? 0;
    const text = await newestText(scope, study, transcript.id);
    const said = text?.turns.filter((turn) => turn.participantId === id) ?? [];
    const older = await tx
      .selectFrom('transcriptTurn')
      .innerJoin('transcriptText', (join) =>
        join.onRef('transcriptText.studyId', '=', 'transcriptTurn.studyId').onRef('transcriptText.id', '=', 'transcriptTurn.textId'),
      )
      .select(({ fn }) => fn.count<number>('transcriptText.id').distinct().as('versions'))
      .where('transcriptTurn.studyId', '=', study.id)
      .where('transcriptId', '=', transcript.id)
      .where('transcriptTurn.participantId', '=', id)
      .executeTakeFirstOrThrow();
    if (own.size === 0 && said.length === 0 && older.versions === 0) continue;
    found.push({
      ...transcript,
      inOriginal,
      labels: own.size,
      turns: said.length,
      words: said.reduce((sum, { begins, ends }) => sum + wordsIn(text!.text.slice(begins, ends)), 0),
      versions: older.versions,
      namedByOthers:
        text?.turns.filter(
          (turn) => turn.participantId !== id && folded(text.text.slice(turn.begins, turn.ends)).includes(folded(pseudonym)),
        ).length ?? 0,
      isWaiting: own.size === 0 && said.length === 0,
    });
  }
  return found;
}
