import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { codings } from './coded-queries.server.ts';
import { lookAgain } from './look-again.ts';
import { codes, rounds } from './queries.server.ts';
import { snippetAt } from './snippet.ts';
import { turnsAt } from './text-queries.server.ts';

/** The own codings of rounds that go on which have to be looked at again, each with its cause, by cause, text and place. Nothing of what others coded. */
export async function toLookAgain(scope: Scope, study: Study) {
  const { actor, tx } = scope;
  const open = new Map((await rounds(scope, study)).filter(({ closedAt }) => closedAt === null).map((round) => [round.id, round]));
  const own = (await codings(scope, study, { coderId: actor.personId })).filter(({ roundId }) => open.has(roundId));
  if (own.length === 0) return [];
  const changes = await tx
    .selectFrom('codebookChange')
    .select(['version', 'act', 'codeId', 'intoId', 'reason', 'before', 'after'])
    .where('studyId', '=', study.id)
    .orderBy('version')
    .execute();
  const changesOf = Map.groupBy(changes, ({ codeId }) => codeId);
  const all = own.flatMap((coding) => {
    const again = lookAgain(coding, changesOf.get(coding.codeId) ?? []);
    return again === null ? [] : [{ ...coding, ...again, round: open.get(coding.roundId)!.title }];
  });
  const order = ['split', 'words', 'meaning', 'merge', 'retire'];
  return all.sort((one, other) => order.indexOf(one.cause) - order.indexOf(other.cause));
}
export type ToLookAgain = Awaited<ReturnType<typeof toLookAgain>>[number];

/** The worklist: how many wait, the first of them (or the one named) with its words, codes that it may get, and how many wait for the same cause. */
export async function worklist(scope: Scope, study: Study, codingId?: string) {
  const waiting = await toLookAgain(scope, study);
  const first = waiting.find(({ id }) => id === codingId) ?? waiting[0];
  if (!first) return { total: 0, item: null };
  const known = await codes(scope, study);
  const byId = new Map(known.map((code) => [code.id, code]));
  const { text, title } = await scope.tx
    .selectFrom('transcriptText')
    .innerJoin('transcript', (join) =>
      join.onRef('transcript.studyId', '=', 'transcriptText.studyId').onRef('transcript.id', '=', 'transcriptText.transcriptId'),
    )
    .select(['text', 'transcript.title'])
    .where('transcriptText.studyId', '=', study.id)
    .where('transcriptText.id', '=', first.textId)
    .executeTakeFirstOrThrow();
  const { id, roundId, round, textId, begins, ends, memo, cause, reason } = first;
  const [turn] = await turnsAt(scope, study, [{ textId, start: begins }]);
  return {
    total: waiting.length,
    item: {
      ...{ id, roundId, round, textId, memo, cause, reason, title },
      code: byId.get(first.codeId)?.name ?? '',
      ...snippetAt(text, { start: begins, end: ends }, 160),
      position: turn?.position ?? null,
      into: first.into.flatMap((each) => {
        const code = byId.get(each);
        return code && code.retiredAt === null ? [{ id: code.id, name: code.name, definition: code.definition }] : [];
      }),
      same: waiting.filter((each) => each.cause === cause && each.codeId === first.codeId && each.id !== id).length,
    },
  };
}
/** One coding of the worklist, as its coder meets it. */
export type WorklistItem = NonNullable<Awaited<ReturnType<typeof worklist>>['item']>;

/** How many of the own codings were lost because no word of them is left, by transcript; those of which the coder was not told yet. */
export async function lostCodings({ actor, tx }: Scope, study: Study) {
  return tx
    .selectFrom('lostCoding')
    .innerJoin('transcript', (join) =>
      join.onRef('transcript.studyId', '=', 'lostCoding.studyId').onRef('transcript.id', '=', 'lostCoding.transcriptId'),
    )
    .select(({ fn }) => ['transcript.title', fn.countAll<number>().as('lost')])
    .where('lostCoding.studyId', '=', study.id)
    .where('coderId', '=', actor.personId)
    .where('toldAt', 'is', null)
    .groupBy('transcript.title')
    .orderBy('transcript.title')
    .execute();
}
