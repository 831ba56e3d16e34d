import { hoursBetween } from '#app/ui/hours.ts';
import { findTerm } from '../method-vocabulary.ts';
import type { MinuteRange } from '../minutes.ts';
import type { Requirement } from '../placement.ts';
import type { Method } from './queries.server.ts';

type Phase = { readonly id: string; readonly name: string };

/** A column of coverage by its name: a phase's own, "Spans phases", "No phase yet". */
export function phaseWord(phase: string | null, phases: readonly Phase[]): string {
  if (phase === null) return 'No phase yet';
  return phases.find(({ id }) => id === phase)?.name ?? 'Spans phases';
}

/** Where the places of an activity lie, each word once: "Clerkship", or "In no course" when it has no place. */
export function phaseWords(places: readonly { readonly phaseId: string | null }[], phases: readonly Phase[]): string[] {
  return places.length === 0 ? ['In no course'] : [...new Set(places.map(({ phaseId }) => phaseWord(phaseId, phases)))];
}

/** Whether an activity must be taken where it stands, each word once; in no course nobody has said. */
export function requirementsOf(places: readonly { readonly requirement: Requirement }[]): Requirement[] {
  return places.length === 0 ? ['unknown'] : [...new Set(places.map(({ requirement }) => requirement))];
}

/** A method by the name that the file gives it, else by the vocabulary's for its code, else by the code. */
export function methodName({ kind, code, name }: Pick<Method, 'kind' | 'code' | 'name'>): string {
  return name ?? findTerm(kind, code)?.name ?? code;
}

/** The names of an activity's methods of one kind, each once, an assessment with its purpose. */
export function methodNames(methods: readonly Method[], kind: Method['kind']): string[] {
  const names = methods
    .filter((method) => method.kind === kind)
    .map((method) => (method.purpose ? `${methodName(method)} (${method.purpose})` : methodName(method)));
  return [...new Set(names)];
}

/** The academic levels of a course by their labels: "M1", "M1 to M3", "none". A level that the file does not describe is called by its number. */
export function levelWords(
  { startLevel, endLevel }: { readonly startLevel: number | null; readonly endLevel: number | null },
  levels: readonly { readonly number: number; readonly label: string }[],
): string {
  const word = (number: number) => levels.find((level) => level.number === number)?.label || `Level ${number}`;
  const start = startLevel ?? endLevel;
  const end = endLevel ?? startLevel;
  if (start === null || end === null) return 'none';
  return start === end ? word(start) : `${word(Math.min(start, end))} to ${word(Math.max(start, end))}`;
}

/** Minutes as a reader needs them: nobody's word is "unknown", a stated zero is said to be one, an estimate is both its bounds. */
export function statedMinutes(minutes: MinuteRange | null): string {
  return minutes?.most === 0 ? '0 min (stated)' : hoursBetween(minutes);
}

/** Learner hours of a course: the stated ones, and apart how many activities state none ("12 h, 2 unknown"). */
export function hoursOfCourse({
  minutes,
  unknownMinutes,
  activities,
}: {
  minutes: MinuteRange | null;
  unknownMinutes: number;
  activities: number;
}): string {
  if (activities === 0) return '–';
  return minutes !== null && unknownMinutes > 0 ? `${statedMinutes(minutes)}, ${unknownMinutes} unknown` : statedMinutes(minutes);
}

/** A given answer to a hit: "Linked, by Ada", "Not this, by Ben: only a title". */
export function answerWords({
  answer,
  answeredBy,
  reason,
}: {
  answer: 'accepted' | 'rejected';
  answeredBy: string | null;
  reason: string | null;
}): string {
  const said = answer === 'accepted' ? 'Linked' : 'Not this';
  return `${said}${answeredBy ? `, by ${answeredBy}` : ''}${reason ? `: ${reason}` : ''}`;
}
