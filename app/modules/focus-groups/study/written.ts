import type { CsvValue } from '#app/platform/csv.ts';
import type { Note } from './notebook-queries.server.ts';
import type { Participant, sessions, trail } from './people-queries.server.ts';

type Session = Awaited<ReturnType<typeof sessions>>[number];
type Event = Awaited<ReturnType<typeof trail>>[number];

/** The first line of a CSV of participants, by pseudonym. */
export const participantHead: readonly string[] = [
  'pseudonym',
  'site',
  'state',
  'reason',
  'asked_how',
  'agreed_to',
  'may_be_quoted',
  'may_be_read_across_schools',
  'came',
  'id',
];
/** A participant as a line of CSV. */
export function participantLine({
  pseudonym,
  site,
  state,
  reason,
  askedHow,
  granted,
  mayQuote,
  mayCross,
  came,
  id,
}: Participant): CsvValue[] {
  return [
    pseudonym,
    site,
    state,
    reason,
    askedHow,
    (granted ?? []).join('; '),
    mayQuote ? 'yes' : 'no',
    mayCross ? 'yes' : 'no',
    came ? 'yes' : 'no',
    id,
  ];
}

/** The first line of a CSV of sessions. */
export const sessionHead: readonly string[] = ['session', 'site', 'held_on', 'mode', 'moderator', 'protocol_version', 'came', 'id'];
/** A session as a line of CSV. */
export function sessionLine({ title, site, heldOn, mode, moderator, protocolNumber, came, id }: Session): CsvValue[] {
  return [title, site, heldOn, mode, moderator, protocolNumber, came, id];
}

/** The first line of a CSV of the notebook. */
export const noteHead: readonly string[] = ['kind', 'day', 'by', 'who', 'minutes', 'text', 'decided', 'about', 'id'];
/** A note as a line of CSV. */
export function noteLine({ kind, heldOn, by, who, minutes, text, decided, about, id }: Note): CsvValue[] {
  return [kind, heldOn, by, who, minutes, text, decided, about.map(({ label }) => label).join('; '), id];
}

/** The first line of a CSV of the trail. */
export const trailHead: readonly string[] = ['at', 'by', 'what', 'of', 'id', 'before', 'after'];
/** An event as a line of CSV; what it changed as JSON. */
export function trailLine({ at, by, verb, subject, subjectId, before, after }: Event): CsvValue[] {
  return [at.toISOString(), by, verb, subject, subjectId, before ? JSON.stringify(before) : null, after ? JSON.stringify(after) : null];
}
