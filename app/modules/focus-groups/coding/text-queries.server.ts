import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';

/** The newest signed text of each transcript, as the team reads it, with its session; for research staff, too, without those from which somebody's turns are still to be taken out. */
export async function signedTexts({ tx }: Scope, study: Study) {
  const texts = await tx
    .selectFrom('transcriptText')
    .innerJoin('transcript', (join) =>
      join.onRef('transcript.studyId', '=', 'transcriptText.studyId').onRef('transcript.id', '=', 'transcriptText.transcriptId'),
    )
    .innerJoin('groupSession', (join) =>
      join.onRef('groupSession.studyId', '=', 'transcript.studyId').onRef('groupSession.id', '=', 'transcript.sessionId'),
    )
    .select([
      'transcriptText.id',
      'transcriptText.transcriptId',
      'transcriptText.number',
      'transcript.title',
      'groupSession.title as session',
    ])
    .where('transcriptText.studyId', '=', study.id)
    .where('signedAt', 'is not', null)
    .where(sql<boolean>`not has_turns_to_remove(transcript_text.study_id, transcript_text.id)`)
    .orderBy('transcript.title')
    .orderBy('transcriptText.number', 'desc')
    .execute();
  return texts.filter(({ transcriptId }, at) => texts.findIndex((each) => each.transcriptId === transcriptId) === at);
}

/** A turn as it stands in its text (UTF-16 units). */
export type Spoken = { readonly position: number; readonly speaker: string; readonly begins: number; readonly ends: number };

/** The turn that each of these places stands in, in their order; none where a text has no turn there. */
export async function turnsAt(
  { tx }: Scope,
  study: Study,
  places: readonly { readonly textId: string; readonly start: number }[],
): Promise<(Spoken | undefined)[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<Spoken & { at: number }>`
    select place.at::int, turn.position, turn.speaker, turn.begins, turn.ends
    from unnest(${places.map(({ textId }) => textId)}::uuid[], ${places.map(({ start }) => start)}::int[]) with ordinality as place(text_id, start, at)
    cross join lateral (select t.position, t.speaker, t.begins, t.ends from transcript_turn t
      where t.study_id = ${study.id} and t.text_id = place.text_id and t.ends > place.start order by t.ends limit 1) turn`.execute(tx);
  const turnOf = new Map(rows.map(({ at, ...turn }) => [at, turn]));
  return places.map((_, at) => turnOf.get(at + 1));
}

/** A signed text with its turns: who speaks, what they say, and where it stands in the text (UTF-16 units). Missing unless it is signed. */
export async function textToCode(scope: Scope, study: Study, textId: string) {
  const { tx } = scope;
  const found = (await signedTexts(scope, study)).find(({ id }) => id === textId);
  const row =
    found &&
    (await tx.selectFrom('transcriptText').select('text').where('studyId', '=', study.id).where('id', '=', textId).executeTakeFirst());
  if (!found || !row) throw missing('This text');
  const turns = await tx
    .selectFrom('transcriptTurn')
    .select(['position', 'speaker', 'kind', 'begins', 'ends', 'fromMs'])
    .where('studyId', '=', study.id)
    .where('textId', '=', textId)
    .orderBy('position')
    .execute();
  return { ...found, turns: turns.map((turn) => ({ ...turn, text: row.text.slice(turn.begins, turn.ends) })) };
}
