import { lengthOf, mergedSpans, type Span } from '#app/maths/spans.ts';
import type { Coding, Comparison } from './comparison.ts';
import { endToEnd } from './comparison.ts';

/** A turn of a signed text, with where it stands in it (UTF-16 units). */
export type TextTurn = {
  readonly textId: string;
  readonly position: number;
  readonly speaker: string;
  readonly begins: number;
  readonly ends: number;
};
/** A coding as it was read; `coder` is who, or who and when. */
export type ReadCoding = {
  readonly id: string;
  readonly textId: string;
  readonly codeId: string;
  readonly coder: string;
  readonly begins: number;
  readonly ends: number;
};
/** A coder of a round, by what they are called here; `read`: texts that they said to be done with and coded nothing in, in a round in which they coded nothing at all. */
export type RoundCoder = { readonly key: string; readonly name: string; readonly read: readonly string[] };
/** What is read of a round, or of two for one coder: the coders, codes, texts, turns that were asked, codings. */
export type RoundRead = {
  readonly coders: readonly RoundCoder[];
  readonly codes: readonly {
    readonly id: string;
    readonly name: string;
    readonly mergedInto: string | null;
    readonly isRetired: boolean;
  }[];
  readonly texts: readonly { readonly id: string; readonly title: string }[];
  readonly turns: readonly TextTurn[];
  readonly codings: readonly ReadCoding[];
  /** Turns were drawn for the round: everybody was asked for all of them. */
  readonly isSampled: boolean;
};

/** A round ready to be compared, and the way back from its positions to those of the texts. */
export type ComparedRound = {
  readonly comparison: Comparison;
  readonly read: RoundRead;
  /** Codes that are in use, or were used in the round and not merged. */
  readonly codes: readonly { readonly id: string; readonly name: string }[];
  /** Coders who coded nothing in a text of a round without drawn turns: whether they read it is not known, so it is not compared for them. */
  readonly unread: readonly { readonly coder: string; readonly text: string }[];
  readonly placeOf: (position: number) => { readonly textId: string; readonly at: number };
};

/**
 * Puts the texts end to end. A coding of a merged code counts as what it was merged into. In a round without drawn turns a coder was asked for a text when she coded anything
 * in it, or said to be done with the round and coded nothing at all: other silence about a whole text says nothing of having read it, because coders may have shared the texts out.
 */
export function comparedRound(read: RoundRead): ComparedRound {
  const mergedInto = new Map(read.codes.map(({ id, mergedInto: into }) => [id, into ?? id]));
  const codings = read.codings.map((coding) => ({ ...coding, codeId: mergedInto.get(coding.codeId) ?? coding.codeId }));
  const used = new Set(codings.map(({ codeId }) => codeId));
  const codes = read.codes.filter(({ id, mergedInto: into, isRetired }) => into === null && (!isRetired || used.has(id)));
  const turnsOf = Map.groupBy(read.turns, ({ textId }) => textId);
  const codingsOf = Map.groupBy(codings, ({ textId }) => textId);
  const texts = read.texts.filter(({ id }) => turnsOf.has(id));
  const unread: { coder: string; text: string }[] = [];
  const parts = texts.map(({ id, title }) => {
    const own = codingsOf.get(id) ?? [];
    const by = new Set(own.map(({ coder }) => coder));
    const asked = read.isSampled ? read.coders : read.coders.filter((coder) => by.has(coder.key) || coder.read.includes(id));
    for (const coder of read.coders) if (!asked.includes(coder)) unread.push({ coder: coder.name, text: title });
    const coders = asked.map(({ key }) => key);
    return {
      turns: turnsOf.get(id)!.map(({ begins, ends }) => ({ start: begins, end: ends, coders })),
      codings: own.map(({ coder, codeId, begins, ends }): Coding => ({ coder, code: codeId, start: begins, end: ends })),
    };
  });
  const { shifts, ...joined } = endToEnd(parts);
  return {
    read: { ...read, codings },
    codes,
    unread,
    comparison: { coders: read.coders.map(({ key }) => key), codes: codes.map(({ id }) => id), ...joined },
    placeOf: (position) => {
      const at = Math.max(
        0,
        shifts.findLastIndex((shift) => shift <= position),
      );
      return { textId: texts[at]!.id, at: position - shifts[at]! };
    },
  };
}

/** Whether any turn was asked of two: without one there is no pair to compare, and every figure would be undefined. */
export function hasPair({ comparison }: Pick<ComparedRound, 'comparison'>): boolean {
  return comparison.turns.some(({ coders }) => (coders ?? comparison.coders).length > 1);
}

/** What one coder marked of a stretch. */
export type Stand = { readonly coder: string; readonly spans: readonly Span[]; readonly codingIds: readonly string[] };
/** A code on a stretch of a text that overlapping codings of it make, and what each coder who was asked marked there. */
export type Contested = {
  readonly textId: string;
  readonly codeId: string;
  readonly begins: number;
  readonly ends: number;
  readonly stands: readonly Stand[];
  readonly isAgreed: boolean;
};

/**
 * Every stretch that anybody coded with a code, by text and place: overlapping codings of one code make one. It is agreed when all who were asked marked the same letters.
 * Stretches for which fewer than two were asked are left out.
 */
export function contestedIn({ read, comparison, placeOf }: ComparedRound): Contested[] {
  const askedOf = new Map(comparison.turns.map(({ start, coders }) => [placeOf(start).textId, coders ?? []]));
  const turnsOf = Map.groupBy(read.turns, ({ textId }) => textId);
  const groups = Map.groupBy(read.codings, ({ textId, codeId }) => `${textId} ${codeId}`);
  return [...groups.values()]
    .flatMap((codings): Contested[] => {
      const { textId, codeId } = codings[0]!;
      const asked = askedOf.get(textId) ?? [];
      const turns = turnsOf.get(textId) ?? [];
      const own = codings
        .filter(({ coder, begins, ends }) => asked.includes(coder) && turns.some((turn) => turn.ends > begins && turn.begins < ends))
        .map((coding) => ({ ...coding, start: coding.begins, end: coding.ends }));
      if (asked.length < 2) return [];
      return mergedSpans(own, 'apart').map(({ start, end }) => {
        const inside = own.filter((coding) => coding.start < end && coding.end > start);
        const stands = asked.map((coder) => {
          const marked = inside.filter((coding) => coding.coder === coder);
          return { coder, spans: mergedSpans(marked), codingIds: marked.map(({ id }) => id) };
        });
        return { textId, codeId, begins: start, ends: end, stands, isAgreed: areAlike(stands) };
      });
    })
    .sort((one, other) => one.textId.localeCompare(other.textId) || one.begins - other.begins || one.codeId.localeCompare(other.codeId));
}

function areAlike(stands: readonly Stand[]): boolean {
  const drawn = ({ spans }: Stand) => spans.map(({ start, end }) => `${start}-${end}`).join();
  return lengthOf(stands[0]!.spans) > 0 && stands.every((stand) => drawn(stand) === drawn(stands[0]!));
}
