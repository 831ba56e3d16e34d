/** What is needed of a turn to see who talks: who, what, and when (milliseconds) where that is known. */
export type SpokenTurn = {
  readonly speaker: string | null;
  readonly text: string;
  readonly start?: number | null;
  readonly end?: number | null;
};

/** One speaker's part in the talk. `ofWords` and `ofTime` are shares, 0..1, of everybody's; time (milliseconds) is null unless each of all turns has its own. */
export type SpeakerTalk = {
  readonly speaker: string | null;
  readonly turns: number;
  readonly words: number;
  readonly ofWords: number | null;
  readonly time: number | null;
  readonly ofTime: number | null;
  /** Words of their longest turn. */
  readonly longest: number;
};

/** How often one speaker's turn comes right after another's. */
export type TurnTaking = { readonly before: string | null; readonly after: string | null; readonly times: number };

/** Who talks how much, in the order in which they first speak, then those who were there and never did; and who follows whom. */
export type Talk = { readonly speakers: readonly SpeakerTalk[]; readonly taking: readonly TurnTaking[] };

const word = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

/** How many words a text has: letters and digits in a row, with what joins them (don’t, follow-up, 3.5). */
export function wordCount(text: string): number {
  return text.match(word)?.length ?? 0;
}

/** Talk share and turn-taking of one session. `present`: everybody who was there, so that whoever said nothing is seen, too. */
export function talkOf(turns: readonly SpokenTurn[], present: readonly string[] = []): Talk {
  const bySpeaker = Map.groupBy(turns, ({ speaker }) => speaker);
  for (const speaker of present) if (!bySpeaker.has(speaker)) bySpeaker.set(speaker, []);
  const isTimed = turns.length > 0 && turns.every((turn) => timeOf(turn) !== null);
  const parts = [...bySpeaker].map(([speaker, own]) => {
    const words = own.map(({ text }) => wordCount(text));
    const time = isTimed ? sum(own.map((turn) => timeOf(turn)!)) : null;
    return { speaker, turns: own.length, words: sum(words), time, longest: words.reduce((most, count) => Math.max(most, count), 0) };
  });
  const [words, time] = [sum(parts.map((part) => part.words)), sum(parts.map((part) => part.time ?? 0))];
  return {
    speakers: parts.map((part) => ({
      ...part,
      ofWords: words === 0 ? null : part.words / words,
      ofTime: part.time === null || time === 0 ? null : part.time / time,
    })),
    taking: takingOf(turns),
  };
}

function timeOf({ start, end }: SpokenTurn): number | null {
  return typeof start === 'number' && typeof end === 'number' && end >= start ? end - start : null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function takingOf(turns: readonly SpokenTurn[]): TurnTaking[] {
  const times = new Map<string | null, Map<string | null, number>>();
  for (const [at, { speaker }] of turns.entries()) {
    const before = turns[at - 1];
    if (!before || before.speaker === speaker) continue;
    const own = times.get(before.speaker) ?? new Map<string | null, number>();
    times.set(before.speaker, own.set(speaker, (own.get(speaker) ?? 0) + 1));
  }
  return [...times].flatMap(([before, own]) => [...own].map(([after, count]) => ({ before, after, times: count })));
}
