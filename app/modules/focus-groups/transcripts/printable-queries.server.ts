import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';

/** The positions of turns, by text, that may stand today in a file of the whole study: quotable, and where several schools stand together, of whoever agreed to that. */
export async function printableTurns({ tx }: Scope, study: Study): Promise<Map<string, Set<number>>> {
  const rows = await tx.selectFrom('printableTurn').select(['textId', 'position']).where('studyId', '=', study.id).execute();
  const byText = new Map<string, Set<number>>();
  for (const { textId, position } of rows) {
    if (textId === null || position === null) continue;
    byText.set(textId, (byText.get(textId) ?? new Set()).add(position));
  }
  return byText;
}

/** The ids of transcripts whose title may stand in a file: of sites where at least three participants are heard; another would single out who spoke. */
export async function transcriptsToName({ tx }: Scope, study: Study): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('transcript')
    .innerJoin('siteToName as n', (join) => join.onRef('n.studyId', '=', 'transcript.studyId').onRef('n.siteId', '=', 'transcript.siteId'))
    .select('transcript.id')
    .where('transcript.studyId', '=', study.id)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
