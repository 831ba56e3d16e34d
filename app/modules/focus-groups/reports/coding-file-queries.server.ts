import type { Scope } from '#app/platform/scope.server.ts';
import { inTree } from '../coding/codebook.ts';
import { codebook, codes, rounds } from '../coding/queries.server.ts';
import type { CodebookLine } from '../exchange/codebook-table.ts';
import type { PlainTable } from '../exchange/plain-table.ts';
import { codePointsAt } from '../exchange/text-places.ts';
import type { Study } from '../study/queries.server.ts';
import { writingOf } from '../study/writing-queries.server.ts';
import { quotablePositions } from '../themes/passage-queries.server.ts';
import { printableTurns } from '../transcripts/printable-queries.server.ts';
import { heardSessions } from './heard-queries.server.ts';
import { sessionsToName } from './quote-queries.server.ts';

/** The codebook as it stands, as lines of a file; nothing is counted in it. */
export async function codebookLines(scope: Scope, study: Study): Promise<CodebookLine[]> {
  const { codes: inUse } = await codebook(scope, study);
  const above: string[] = [];
  return inUse.map(({ name, depth, definition, include, exclude, example }) => {
    above.length = depth;
    above.push(name);
    return { path: [...above], definition, include, exclude, example, colour: null, codings: null };
  });
}

/** The codings that the acting person may see in the newest signed texts; in a blind round their own alone, until it is opened. */
export async function codingsToTake({ tx }: Scope, study: Study, textIds: readonly string[]) {
  if (textIds.length === 0) return [];
  return tx
    .selectFrom('coding')
    .innerJoin('person', 'person.id', 'coding.coderId')
    .select(['coding.id', 'textId', 'codeId', 'roundId', 'begins', 'ends', 'memo', 'person.name as coder'])
    .where('coding.studyId', '=', study.id)
    .where('textId', 'in', textIds)
    .orderBy('textId')
    .orderBy('begins')
    .orderBy('coding.id')
    .execute();
}

const columns: PlainTable['columns'] = [
  ...['Code', 'Coder', 'Round', 'Session', 'Transcript', 'Speakers'].map((title) => ({ title, width: 24 })),
  ...['Begins', 'Ends'].map((title) => ({ title, width: 10 })),
  { title: 'Words', width: 80 },
  { title: 'Memo', width: 40 },
];

/**
 * The codings as a table to be taken out, with whose words it prints. Places count Unicode code points from the beginning of the text. Words are printed where every turn may be
 * printed today, and sessions are named where at least three were heard at their site. Of a round that is still blind everybody who speaks in its texts is named as whose words these are, so that the record tells nothing of what was coded.
 */
export async function codingsFile(scope: Scope, study: Study) {
  const sessions = await heardSessions(scope, study);
  const placed = new Map(sessions.flatMap((session) => session.texts.map((text) => [text.id, { session, text }] as const)));
  const codings = await codingsToTake(scope, study, [...placed.keys()]);
  const [printable, named] = [await printableTurns(scope, study), await sessionsToName(scope, study)];
  const writing = await writingOf(scope, study);
  const nameOf = new Map((await codes(scope, study)).map(({ id, name }) => [id, name]));
  const byRound = new Map((await rounds(scope, study)).map((round) => [round.id, round]));
  const points = new Map<string, Map<number, number>>();
  for (const [textId, own] of Map.groupBy(codings, (coding) => coding.textId)) {
    const { text } = await scope.tx
      .selectFrom('transcriptText')
      .select('text')
      .where('studyId', '=', study.id)
      .where('id', '=', textId)
      .executeTakeFirstOrThrow();
    points.set(
      textId,
      codePointsAt(
        text,
        own.flatMap(({ begins, ends }) => [begins, ends]),
      ),
    );
  }
  const participants: string[] = [];
  const rows = codings.map(({ textId, codeId, roundId, begins, ends, memo, coder }) => {
    const { session, text } = placed.get(textId)!;
    const turns = text.turns.filter((turn) => turn.begins < ends && begins < turn.ends);
    const mayPrint = turns.every(({ position }) => printable.get(textId)?.has(position));
    const round = byRound.get(roundId);
    const isBlind = round?.kind === 'blind' && round.openedAt === null;
    participants.push(...(isBlind ? text.turns : turns).flatMap(({ participantId }) => participantId ?? []));
    const words = turns.map((turn) => turn.text.slice(Math.max(0, begins - turn.begins), ends - turn.begins)).join('\n');
    return [
      ...[nameOf.get(codeId) ?? null, coder, round?.title ?? null, ...(named.has(session.id) ? [session.title, text.title] : [null, null])],
      ...[[...new Set(turns.map(({ speaker }) => speaker))].join(', '), points.get(textId)!.get(begins)!, points.get(textId)!.get(ends)!],
      ...[mayPrint ? words : 'not to be printed', writing.words(memo) || null],
    ];
  });
  return {
    table: { title: `Codings of ${study.title}`, columns, rows } satisfies PlainTable,
    participants,
    codings: codings.map(({ id }) => id),
  };
}

/** A signed text with the codings that the acting person may see, for a highlighted transcript; null when no such text is read by the team. */
export async function textToHighlight(scope: Scope, study: Study, textId: string) {
  const text = (await heardSessions(scope, study)).flatMap(({ texts }) => texts).find(({ id }) => id === textId);
  if (!text) return null;
  const inUse = inTree(await codes(scope, study)).map(({ id, name }) => ({ id, name }));
  return {
    text,
    codes: inUse,
    codings: await codingsToTake(scope, study, [textId]),
    quotable: new Set(await quotablePositions(scope, study, textId)),
  };
}
