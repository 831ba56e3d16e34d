import { createHash } from 'node:crypto';
import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import type { EditList } from '../transcripts/edit-list.ts';
import { hashInput } from '../transcripts/text-version.ts';
import type { ReadTurn } from './deidentified.ts';
import { inParts } from './replacement.ts';

/** Keeps a text as the next version of its transcript, in the acting person's name and unsigned; the command that makes it tells it. Conflict when it is the version before, word by word. */
export async function keepText(
  scope: Scope,
  study: Study,
  {
    transcript,
    before,
    made: { text, turns },
    edits,
  }: {
    transcript: { id: string; siteId: string };
    before: { number: number; hash: string } | null;
    made: { text: string; turns: readonly ReadTurn[] };
    edits: EditList;
  },
): Promise<{ id: string; number: number; hash: string }> {
  const { actor, tx } = scope;
  const placed = turns.map(({ begins, ends, pseudonym, fromMs, toMs }) => ({
    ...{ start: begins, end: ends, speaker: pseudonym, from: fromMs, to: toMs, cues: [] },
  }));
  const hash = createHash('sha256')
    .update(hashInput({ text, turns: placed }))
    .digest('hex');
  if (before?.hash === hash) throw conflict(`This is version ${before.number}, word by word.`);
  const number = (before?.number ?? 0) + 1;
  const { id } = await tx
    .insertInto('transcriptText')
    .values({
      ...{ studyId: study.id, transcriptId: transcript.id, siteId: transcript.siteId, number, text, hash },
      ...{ edits: JSON.stringify(edits), madeBy: actor.personId },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = turns.map(({ pseudonym, ...turn }, position) => ({ ...turn, studyId: study.id, textId: id, position, speaker: pseudonym }));
  for (const part of inParts(rows)) await tx.insertInto('transcriptTurn').values(part).execute();
  return { id, number, hash };
}
