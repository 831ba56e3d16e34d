import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCode } from '../rules.ts';
import type { Study } from '../study/queries.server.ts';
import { inTree } from './codebook.ts';
import { signedTexts } from './text-queries.server.ts';

/** Every code of a study, retired ones too. */
export async function codes({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('code')
    .select([
      'id',
      'parentId',
      'name',
      'definition',
      'include',
      'exclude',
      'example',
      'colour',
      'position',
      'mergedInto',
      'retiredAt',
      'changedAt',
    ])
    .where('studyId', '=', study.id)
    .orderBy('id')
    .execute();
}
export type Code = Awaited<ReturnType<typeof codes>>[number];

/** The codebook as it stands: its version, and the codes in use in the order of the tree. */
export async function codebook(scope: Scope, study: Study) {
  return { version: await codebookVersion(scope, study), codes: inTree(await codes(scope, study)) };
}

/** The number of the codebook's newest version; 0 before the first code. */
export async function codebookVersion({ tx }: Scope, study: Study): Promise<number> {
  const { version } = await tx
    .selectFrom('codebookChange')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('studyId', '=', study.id)
    .executeTakeFirstOrThrow();
  return version ?? 0;
}

/** The rounds of a study, the newest first. */
export async function rounds({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('codingRound')
    .select(['id', 'title', 'kind', 'ofRound', 'seed', 'codebookVersion', 'begunAt', 'openedAt', 'closedAt'])
    .where('studyId', '=', study.id)
    .orderBy('id', 'desc')
    .execute();
}
export type Round = Awaited<ReturnType<typeof rounds>>[number];

/** A round by its id; missing when it is none of the study. */
export async function roundOf(scope: Scope, study: Study, roundId: string): Promise<Round> {
  const round = (await rounds(scope, study)).find(({ id }) => id === roundId);
  if (!round) throw missing('This round');
  return round;
}

/** The codings of a text in a round that the acting person may see: in a blind round the own ones, until it is opened. */
export async function codingsOf({ tx }: Scope, study: Study, { roundId, textId }: { roundId: string; textId: string }) {
  return tx
    .selectFrom('coding')
    .select(['id', 'codeId', 'coderId', 'begins', 'ends', 'memo', 'codebookVersion', 'madeAt', 'changedAt'])
    .where('studyId', '=', study.id)
    .where('roundId', '=', roundId)
    .where('textId', '=', textId)
    .orderBy('begins')
    .orderBy('id')
    .execute();
}

/** A coding of a round, in UTF-16 units of its text. */
export type RoundCoding = {
  readonly id: string;
  readonly textId: string;
  readonly codeId: string;
  readonly coderId: string;
  readonly begins: number;
  readonly ends: number;
  readonly memo: string;
};

/** The codings of a round in the newest signed texts that the acting person may see: in a blind round the own ones, until it is opened. By text and place. */
export async function roundCodings(scope: Scope, study: Study, roundId: string): Promise<RoundCoding[]> {
  const texts = (await signedTexts(scope, study)).map(({ id }) => id);
  if (texts.length === 0) return [];
  return scope.tx
    .selectFrom('coding')
    .select(['id', 'textId', 'codeId', 'coderId', 'begins', 'ends', 'memo'])
    .where('studyId', '=', study.id)
    .where('roundId', '=', roundId)
    .where('textId', 'in', texts)
    .orderBy('textId')
    .orderBy('begins')
    .orderBy('id')
    .execute();
}

/** An own coding in a round that goes on, as an event needs it; undefined where there is none. Forbidden for whoever does not code, conflict when the round is closed. */
export async function assertMayChangeOwn({ actor, tx }: Scope, study: Study, codingId: string) {
  if (!mayCode(study)) throw forbidden('code: the study’s leads and coders do');
  const own = await tx
    .selectFrom('coding')
    .innerJoin('codingRound as round', (join) =>
      join.onRef('round.studyId', '=', 'coding.studyId').onRef('round.id', '=', 'coding.roundId'),
    )
    .select(['coding.roundId', 'coding.textId', 'round.title', 'round.kind', 'round.openedAt', 'round.closedAt'])
    .where('coding.studyId', '=', study.id)
    .where('coding.id', '=', codingId)
    .where('coderId', '=', actor.personId)
    .executeTakeFirst();
  if (own && own.closedAt !== null) throw conflict(`${own.title} is closed, so nothing of it changes any more.`);
  return own && { roundId: own.roundId, textId: own.textId, isBlind: own.kind === 'blind' && own.openedAt === null };
}
