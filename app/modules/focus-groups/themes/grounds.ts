import type { PassageKind } from './schema.ts';

/** A turn of a participant on which a theme rests. `participantId` null: a speaker whom nobody linked. */
export type Evidence = {
  readonly themeId: string;
  readonly kind: string;
  readonly textId: string;
  readonly position: number;
  readonly participantId: string | null;
  readonly sessionId: string;
  readonly siteId: string;
  readonly mayCross: boolean;
};
/** Whom a theme rests on, by distinct ids. */
export type Grounds = { readonly sites: readonly string[]; readonly sessions: readonly string[]; readonly participants: readonly string[] };

/** The sites, sessions and participants that a theme rests on. A counter-example is no ground of it. */
export function groundsOf(evidence: readonly Evidence[]): Grounds {
  const grounds = evidence.filter(({ kind }) => kind !== 'counter');
  return {
    sites: distinct(grounds.map(({ siteId }) => siteId)),
    sessions: distinct(grounds.map(({ sessionId }) => sessionId)),
    participants: distinct(grounds.flatMap(({ participantId }) => participantId ?? [])),
  };
}

/** A passage as the warnings need it: who speaks in it. */
export type Spoken = { readonly kind: PassageKind; readonly mayQuote: boolean; readonly participants: readonly string[] };
/** What a reader of the report would ask about a theme. */
export type Warning = 'nothing' | 'one session' | 'one site' | 'one voice' | 'no counter-example' | 'quote gone';

/** From so many quotes on, one participant in at least half of them is one voice too loud. */
const quotesForVoice = 3;

/** What a theme has to answer for, in the order of its weight. */
export function warningsOf(
  grounds: Grounds,
  { passages, counterSearch }: { passages: readonly Spoken[]; counterSearch: string },
): readonly Warning[] {
  const quotes = passages.filter(({ kind, mayQuote }) => kind === 'quote' && mayQuote);
  const counters = passages.filter(({ kind }) => kind === 'counter');
  const found: (Warning | false)[] = [
    passages.some(({ kind, mayQuote }) => kind === 'quote' && !mayQuote) && 'quote gone',
    grounds.sessions.length === 0 && 'nothing',
    grounds.sessions.length === 1 && 'one session',
    grounds.sessions.length > 1 && grounds.sites.length === 1 && 'one site',
    quotes.length >= quotesForVoice && mostQuoted(quotes).quotes * 2 >= quotes.length && 'one voice',
    counters.length === 0 && counterSearch === '' && 'no counter-example',
  ];
  return found.filter((each) => each !== false);
}

/** The participant in most of the quotes, and in how many. */
export function mostQuoted(quotes: readonly Pick<Spoken, 'participants'>[]): { participantId: string | null; quotes: number } {
  const counted = Map.groupBy(
    quotes.flatMap(({ participants }) => distinct(participants)),
    (id) => id,
  );
  let most: { participantId: string | null; quotes: number } = { participantId: null, quotes: 0 };
  for (const [participantId, each] of counted) if (each.length > most.quotes) most = { participantId, quotes: each.length };
  return most;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}
