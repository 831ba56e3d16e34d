import type { Saturation, SaturationBand } from '#app/maths/saturation.ts';
import type { PlainTable } from '../exchange/plain-table.ts';
import type { codesTogether, HeardSession, Presence, talkBySession } from './heard.ts';

/** The tables of reports, by the name that their address has. */
export const reportNames = ['saturation', 'codes', 'together', 'talk', 'turns'] as const;
export type ReportName = (typeof reportNames)[number];
/** Those that count codes, which not every approach does. */
export const countingReports: readonly ReportName[] = ['saturation', 'codes', 'together'];

function columnsOf(first: string, ...more: readonly string[]): PlainTable['columns'] {
  return [{ title: first, width: 30 }, ...more.map((title) => ({ title, width: 18 }))];
}

/** New codes by session, heard so far, and the band of other orders. */
export function saturationTable(
  sessions: readonly HeardSession[],
  { fresh, band }: { fresh: readonly number[]; band: SaturationBand | null },
): PlainTable {
  let heard = 0;
  const rows = sessions.map(({ title, site }, at) => {
    heard += fresh[at]!;
    const { lower = null, middle = null, upper = null } = band?.heard[at] ?? {};
    return [title, site, at + 1, fresh[at]!, heard, lower, middle, upper];
  });
  const columns = columnsOf(
    'Session',
    'School',
    'Number',
    'New codes',
    'Heard so far',
    'Other orders, lower',
    'Other orders, middle',
    'Other orders, upper',
  );
  return { title: 'Saturation by session', columns, rows };
}

/** Runs of sessions against the base. */
export function runsTable({ runs }: Saturation): PlainTable {
  return {
    title: 'Runs of sessions',
    columns: columnsOf('Sessions', 'New codes', 'Share of the base', 'Few enough'),
    rows: runs.map(({ first, last, fresh, ratio, isFew }) => [first === last ? `${first}` : `${first} to ${last}`, fresh, ratio, isFew]),
  };
}

/** A row a code, a column a session. */
export function codesTable(sessions: readonly HeardSession[], presences: readonly Presence[]): PlainTable {
  return {
    title: 'Codes by session',
    columns: columnsOf('Code', ...sessions.map(({ title }) => title), 'Sessions with it', 'Sessions'),
    rows: presences.map(({ code, turns, sessions: own }) => [code.name, ...turns, own, sessions.length]),
  };
}

/** A row a pair of codes. */
export function togetherTable(pairs: ReturnType<typeof codesTogether>): PlainTable {
  return {
    title: 'Codes seen together',
    columns: columnsOf('Code', 'With', 'Turns', 'Share of turns', 'Characters', 'Share of characters', 'Overlaps'),
    rows: pairs.map((pair) => [pair.oneName, pair.otherName, pair.turns, pair.ofTurns, pair.characters, pair.ofCharacters, pair.overlaps]),
  };
}

/** A row a speaker of a session. Time is in seconds. */
export function talkTable(talks: ReturnType<typeof talkBySession>): PlainTable {
  return {
    title: 'Talk share',
    columns: columnsOf('Session', 'Speaker', 'Turns', 'Words', 'Share of words', 'Seconds', 'Share of time', 'Longest turn in words'),
    rows: talks.flatMap(({ session, talk }) =>
      talk.speakers.map((own) => [
        ...[session.title, own.speaker, own.turns, own.words, own.ofWords],
        ...[own.time === null ? null : Math.round(own.time / 1000), own.ofTime, own.longest],
      ]),
    ),
  };
}

/** A row a pair of speakers of a session. */
export function turnsTable(talks: ReturnType<typeof talkBySession>): PlainTable {
  return {
    title: 'Turn-taking',
    columns: columnsOf('Session', 'After', 'Speaks', 'Times'),
    rows: talks.flatMap(({ session, talk }) => talk.taking.map(({ before, after, times }) => [session.title, before, after, times])),
  };
}
