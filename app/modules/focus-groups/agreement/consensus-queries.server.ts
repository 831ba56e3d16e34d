import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { rounds } from '../coding/queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import type { DifferencePlace } from './schema.ts';

/** The consensus round of a round; missing when none was begun. */
export async function consensusOf(scope: Scope, study: Study, roundId: string): Promise<{ consensusId: string; closedAt: Date | null }> {
  const found = (await rounds(scope, study)).find(({ ofRound, kind }) => kind === 'consensus' && ofRound === roundId);
  if (!found) throw missing('The consensus of this round');
  return { consensusId: found.id, closedAt: found.closedAt };
}

/** The figures that were kept when the consensus of a round began, and when; null when none was begun. */
export async function agreementTaken({ tx }: Scope, study: Study, roundId: string): Promise<{ figures: unknown; takenAt: Date } | null> {
  const row = await tx
    .selectFrom('agreementTaken')
    .innerJoin('codingRound', (join) =>
      join.onRef('codingRound.studyId', '=', 'agreementTaken.studyId').onRef('codingRound.id', '=', 'agreementTaken.consensusId'),
    )
    .select(['figures', 'takenAt'])
    .where('agreementTaken.studyId', '=', study.id)
    .where('codingRound.ofRound', '=', roundId)
    .executeTakeFirst();
  return row ?? null;
}

/** What was settled in a consensus round, the first settled first; `words` says how. */
export async function settlements({ tx }: Scope, study: Study, consensusId: string) {
  const rows = await tx
    .selectFrom('adjudication')
    .leftJoin('person as settler', 'settler.id', 'adjudication.settledBy')
    .leftJoin('person as second', 'second.id', 'adjudication.withPerson')
    .leftJoin('person as source', 'source.id', 'adjudication.takenFrom')
    .select(['adjudication.id', 'textId', 'codeId', 'begins', 'ends', 'decision', 'reason', 'settledAt', 'settledBy'])
    .select(['settler.name as settler', 'second.name as second', 'source.name as source'])
    .where('studyId', '=', study.id)
    .where('consensusId', '=', consensusId)
    .orderBy('adjudication.id')
    .execute();
  return rows.map((row) => ({ ...row, words: settledWords(row) }));
}
export type SettledDifference = Awaited<ReturnType<typeof settlements>>[number];

/** How a difference was settled, as a sentence: "Mo settled this before: as Ada marked it." */
export async function settlementAt(
  scope: Scope,
  study: Study,
  { consensusId, place }: { consensusId: string; place: DifferencePlace },
): Promise<string> {
  const found = (await settlements(scope, study, consensusId)).find(
    ({ textId, codeId, begins, ends }) =>
      textId === place.textId && codeId === place.codeId && begins === place.begins && ends === place.ends,
  );
  return found ? `${found.words}.` : 'Somebody settled this before.';
}

type Settled = { settler: string | null; second: string | null; source: string | null; decision: string };

/** How a difference was settled: "Mo and Ada settled it as Ada marked it". */
function settledWords({ settler, second, source, decision }: Settled): string {
  const who = [settler ?? 'Somebody', second].filter(Boolean).join(' and ');
  const how = {
    coder: `as ${source} marked it`,
    all: 'as all that anybody marked',
    range: 'as another passage',
    none: 'as not coded',
  }[decision as 'coder' | 'all' | 'range' | 'none'];
  return `${who} settled it ${how}`;
}
