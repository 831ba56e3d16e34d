import { coOccurrences } from '../agreement/co-occurrence.ts';
import { type Talk, talkOf } from '../transcripts/talk-share.ts';

/** A turn of a signed text; times are milliseconds of the recording, null where they are not known. */
export type HeardTurn = {
  readonly position: number;
  readonly speaker: string;
  readonly kind: 'participant' | 'moderator' | 'other';
  readonly participantId: string | null;
  readonly begins: number;
  readonly ends: number;
  readonly text: string;
  readonly start: number | null;
  readonly end: number | null;
};
/** A signed text of a session. */
export type HeardText = { readonly id: string; readonly title: string; readonly turns: readonly HeardTurn[] };
/** A session with its signed texts, and the pseudonyms of those who came. */
export type HeardSession = {
  readonly id: string;
  readonly title: string;
  readonly site: string;
  readonly texts: readonly HeardText[];
  readonly came: readonly string[];
};
/** A coding that figures are made of. */
export type HeardCoding = { readonly textId: string; readonly codeId: string; readonly begins: number; readonly ends: number };
/** A code by its name. */
export type NamedCode = { readonly id: string; readonly name: string };

/** A code by session: in how many turns of each it stands, in the order of the sessions, and in how many sessions. */
export type Presence = { readonly code: NamedCode; readonly turns: readonly number[]; readonly sessions: number };

/** Where each code stands: every code that stands anywhere, in the order of the codes. */
export function presencesBySession(
  sessions: readonly HeardSession[],
  codings: readonly HeardCoding[],
  codes: readonly NamedCode[],
): Presence[] {
  const byCode = Map.groupBy(codings, ({ codeId }) => codeId);
  return codes.flatMap((code) => {
    const byText = Map.groupBy(byCode.get(code.id) ?? [], ({ textId }) => textId);
    const turns = sessions.map(({ texts }) => {
      const counts = texts.map(({ id, turns }) => {
        const own = byText.get(id) ?? [];
        return turns.filter((turn) => own.some(({ begins, ends }) => begins < turn.ends && turn.begins < ends)).length;
      });
      return counts.reduce((sum, count) => sum + count, 0);
    });
    const inSessions = turns.filter((count) => count > 0).length;
    return inSessions === 0 ? [] : [{ code, turns, sessions: inSessions }];
  });
}

/** The ids of the codes that each session brings, as saturation takes them. */
export function codesBySession(sessions: readonly HeardSession[], presences: readonly Presence[]): string[][] {
  return sessions.map((_, at) => presences.flatMap(({ code, turns }) => (turns[at]! > 0 ? [code.id] : [])));
}

/** Codes seen together over all texts, the most turns first. */
export function codesTogether(sessions: readonly HeardSession[], codings: readonly HeardCoding[], codes: readonly NamedCode[]) {
  const texts = sessions.flatMap((session) => session.texts);
  const from = new Map<string, number>();
  let length = 0;
  for (const { id, turns } of texts) {
    from.set(id, length);
    length += Math.max(0, ...turns.map(({ ends }) => ends)) + 1;
  }
  const spans = texts.flatMap(({ id, turns }) =>
    turns.map(({ begins, ends }) => ({ start: begins + from.get(id)!, end: ends + from.get(id)! })),
  );
  const placed = codings.flatMap(({ textId, codeId, begins, ends }) => {
    const at = from.get(textId);
    return at === undefined ? [] : [{ code: codeId, start: begins + at, end: ends + at }];
  });
  const nameOf = new Map(codes.map(({ id, name }) => [id, name]));
  const found = coOccurrences(
    spans,
    placed,
    codes.map(({ id }) => id),
  );
  return found
    .map(({ overlaps, ...pair }) => ({
      ...pair,
      oneName: nameOf.get(pair.one)!,
      otherName: nameOf.get(pair.other)!,
      overlaps: overlaps.length,
    }))
    .toSorted((a, b) => b.turns - a.turns || b.characters - a.characters || a.oneName.localeCompare(b.oneName));
}

/** Who talks how much in each session with a signed text, and who follows whom; whoever came and said nothing is there, too. */
export function talkBySession(sessions: readonly HeardSession[]): { readonly session: HeardSession; readonly talk: Talk }[] {
  return sessions.map((session) => ({
    session,
    talk: talkOf(
      session.texts.flatMap(({ turns }) => turns),
      session.came,
    ),
  }));
}
