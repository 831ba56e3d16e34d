import type { CsvValue } from '#app/platform/csv.ts';
import type { Grounds, Warning } from './grounds.ts';
import type { Passage } from './passage-queries.server.ts';
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
  readonly passages: readonly Passage[];
};

/** A passage as a file has it: words where they may be printed, session and site where enough were heard to be named. */
export function printed({ mayPrint, mayName, words, session, site, ...passage }: Passage) {
  return { ...passage, mayPrint, words: mayPrint ? words : null, session: mayName ? session : null, site: mayName ? site : null };
}

/** A theme as JSON says it: numbers of sites, sessions and participants, and no share of people. */
export function themeDocument({ id, claim, summary, counterSearch, setAsideAt, sharedAt, grounds, warnings, passages }: Written) {
  return {
    ...{ id, claim, summary, counterSearch, isSetAside: setAsideAt !== null, isShared: sharedAt !== null },
    ...{ sites: grounds.sites.length, sessions: grounds.sessions.length, participants: grounds.participants.length },
    warnings: warnings.map((warning) => warningWords[warning].short),
    passages: passages.map(printed).map(({ kind, mayPrint, words, session, site, speakers, position, note }) => ({
      ...{ kind, mayBePrinted: mayPrint, words, session, site, speakers, turn: position + 1, note },
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

/** The passages of a theme as lines of a CSV; words only where they may be printed. */
export function passageLines({ passages }: Written): CsvValue[][] {
  return [
    ['kind', 'words', 'may be printed', 'speakers', 'session', 'site', 'turn', 'note'],
    ...passages
      .map(printed)
      .map(({ kind, words, mayPrint, speakers, session, site, position, note }) => [
        ...[kind, words, mayPrint, speakers.join('; '), session, site, position + 1, note],
      ]),
  ];
}
