import type { CsvValue } from '#app/platform/csv.ts';
import type { Grounds, Warning } from './grounds.ts';
import { warningWords } from './warning-words.ts';

/** A theme as a file of the study says it, and its passages as far as words may be shown. */
type Written = {
  readonly id: string;
  readonly claim: string;
  readonly summary: string;
  readonly counterSearch: string;
  readonly setAsideAt: Date | null;
  readonly sharedAt: Date | null;
  readonly grounds: Grounds;
  readonly warnings: readonly Warning[];
  readonly passages: readonly {
    kind: string;
    mayQuote: boolean;
    words: string | null;
    session: string;
    site: string;
    speakers: readonly string[];
    position: number;
    note: string;
  }[];
};

/** A theme as JSON says it: numbers of sites, sessions and participants, and no share of people. */
export function themeDocument({ id, claim, summary, counterSearch, setAsideAt, sharedAt, grounds, warnings, passages }: Written) {
  return {
    ...{ id, claim, summary, counterSearch, isSetAside: setAsideAt !== null, isShared: sharedAt !== null },
    ...{ sites: grounds.sites.length, sessions: grounds.sessions.length, participants: grounds.participants.length },
    warnings: warnings.map((warning) => warningWords[warning].short),
    passages: passages.map(({ kind, mayQuote, words, session, site, speakers, position, note }) => ({
      ...{ kind, mayBeQuoted: mayQuote, words, session, site, speakers, turn: position + 1, note },
    })),
  };
}

/** Themes as lines of a CSV. */
export function themeLines(themes: readonly Written[]): CsvValue[][] {
  return [
    ['claim', 'sites', 'sessions', 'participants', 'quotes', 'counter-examples', 'to answer for', 'set aside', 'shared', 'id'],
    ...themes.map(({ id, claim, grounds, passages, warnings, setAsideAt, sharedAt }) => [
      ...[claim, grounds.sites.length, grounds.sessions.length, grounds.participants.length],
      ...[
        passages.filter(({ kind, mayQuote }) => kind === 'quote' && mayQuote).length,
        passages.filter(({ kind }) => kind === 'counter').length,
      ],
      ...[warnings.map((warning) => warningWords[warning].short).join('; '), setAsideAt !== null, sharedAt !== null, id],
    ]),
  ];
}

/** The passages of a theme as lines of a CSV; words only where they may be quoted. */
export function passageLines({ passages }: Written): CsvValue[][] {
  return [
    ['kind', 'words', 'may be quoted', 'speakers', 'session', 'site', 'turn', 'note'],
    ...passages.map(({ kind, words, mayQuote, speakers, session, site, position, note }) => [
      ...[kind, words, mayQuote, speakers.join('; '), session, site, position + 1, note],
    ]),
  ];
}
