import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayAskForOriginals } from '../rules.ts';
import type { Study } from '../study/queries.server.ts';
import { openTranscript, type Passage } from './queries.server.ts';
import { inParts } from './replacement.ts';
import type { Transcript } from './roster-queries.server.ts';

/** The transcript for whoever may work on what was said; until the end of the transaction nobody else does. Forbidden, or missing, for everybody else. */
export async function assertMayDeidentify(scope: Scope, study: Study, transcriptId: string): Promise<Transcript> {
  if (!mayAskForOriginals(study))
    throw forbidden('take out what identifies people', 'Research staff and moderators whom the study names do.');
  const transcript = await openTranscript(scope, study, transcriptId);
  // One at a time: passages of a transcript never overlap.
  await scope.tx.selectFrom('transcript').select('id').where('studyId', '=', study.id).where('id', '=', transcriptId).forUpdate().execute();
  return transcript;
}

/** Writes passages at their places in another version; those that are not among `moved` are gone. */
export async function replacePassages(
  { tx }: Scope,
  study: Study,
  {
    passages,
    moved,
    transcriptId,
    version,
  }: {
    passages: readonly Passage[];
    moved: readonly { id: string; begins: number; ends: number }[];
    transcriptId: string;
    version: number;
  },
): Promise<void> {
  if (passages.length === 0) return;
  const rows = await tx
    .deleteFrom('identifyingPassage')
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where(
      'id',
      'in',
      passages.map(({ id }) => id),
    )
    .returningAll()
    .execute();
  const places = new Map(moved.map((place) => [place.id, place]));
  const again = rows.flatMap((row) => {
    const place = places.get(row.id);
    return place ? [{ ...row, version, begins: place.begins, ends: place.ends }] : [];
  });
  for (const part of inParts(again)) await tx.insertInto('identifyingPassage').values(part).execute();
}
