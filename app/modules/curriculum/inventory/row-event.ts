import type { InventoryEvent } from './inventory.ts';
import { emptyEvent } from './inventory.ts';
import type { Fault, RowDraft } from './row-draft.ts';

/** How rows that follow each other and are one activity are put together. */
export type Repeats = 'apart' | 'together' | 'groups' | 'parts';

/** Works out what its days and times say; what contradicts itself is left out and told. `tell` gets it with the column of the end. */
export function settleTimes(draft: RowDraft, overnight: 'mistake' | 'next-day', tell: (fault: Omit<Fault, 'path'>) => void) {
  const start = draft.startDay ?? draft.day;
  if (start !== null && draft.endDay !== null && draft.endDay < start) {
    tell({
      severity: 'warning',
      found: `An end on ${draft.endDay}, before the start on ${start}`,
      expected: 'An end on or after the start',
      did: 'The end was left out.',
      field: 'endsOn',
    });
    draft.endDay = null;
    draft.endTime = null;
  }
  const { startTime, endTime } = draft;
  if (draft.minutes !== null || startTime === null || endTime === null) return;
  const isSameDay = draft.endDay === null || draft.endDay === start;
  const minutes = endTime - startTime;
  if (isSameDay && minutes >= 0) draft.minutes = minutes;
  else if (isSameDay && overnight === 'next-day') draft.minutes = minutes + 24 * 60;
  else if (isSameDay)
    tell({
      severity: 'warning',
      found: 'An end that is earlier than the start',
      expected: 'An end on the same day after the start, or a day with it',
      did: 'Its minutes are unknown and add nothing.',
      field: 'minutes',
    });
  else if (draft.endDay !== null && start !== null && daysBetween(start, draft.endDay) === 1 && minutes < 0)
    draft.minutes = minutes + 24 * 60;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The activity that a row says, under its id. */
export function eventOf(draft: RowDraft, sourceId: string, line: number): InventoryEvent {
  const groups = draft.groups;
  const isTold = draft.deliveredMinutes !== null;
  const times = groups !== null && groups > 1 && draft.minutes !== null ? groups : null;
  let primary = false;
  return {
    ...emptyEvent(sourceId, line),
    title: draft.title,
    description: draft.texts.length === 0 ? null : draft.texts.join('\n\n'),
    minutes: draft.minutes,
    minutesMost: draft.most,
    deliveredMinutes: isTold ? draft.deliveredMinutes : times === null ? null : times * draft.minutes!,
    deliveredMinutesMost: isTold ? draft.deliveredMost : times === null || draft.most === null ? null : times * draft.most,
    groups,
    estimateSource: draft.estimateSource,
    isInterprofessional: draft.isInterprofessional,
    keywords: draft.keywords,
    resources: draft.resources,
    methods: draft.methods.map(({ kind, code, name }) => {
      const isPrimary = kind === 'instruction' && !primary;
      primary ||= isPrimary;
      return { kind, code, name, isPrimary, minutes: null, purpose: kind === 'assessment' ? draft.purpose : null };
    }),
  };
}

/** Puts what the next row of the same activity says into its draft. */
export function joinRows(first: RowDraft, next: RowDraft, how: Repeats) {
  for (const part of ['texts', 'objectives', 'resources'] as const) first[part] = union(first[part], next[part], (value) => value);
  first.methods = union(first.methods, next.methods, ({ kind, code }) => `${kind} ${code}`);
  first.keywords = union(first.keywords, next.keywords, ({ term }) => term);
  first.requirement ??= next.requirement;
  first.purpose ??= next.purpose;
  first.isInterprofessional ||= next.isInterprofessional;
  first.startDay ??= next.startDay;
  if (next.endDay !== null && (first.endDay === null || next.endDay > first.endDay)) first.endDay = next.endDay;
  if (how === 'parts') {
    if (next.minutes !== null) {
      first.most = first.most === null && next.most === null ? null : (first.most ?? first.minutes ?? 0) + (next.most ?? next.minutes);
      first.minutes = (first.minutes ?? 0) + next.minutes;
    }
  } else if (how === 'groups') {
    const taught = (draft: RowDraft) => draft.deliveredMinutes ?? (draft.minutes === null ? null : draft.minutes * (draft.groups ?? 1));
    const [one, other] = [taught(first), taught(next)];
    first.deliveredMinutes = one === null || other === null ? (one ?? other) : one + other;
    first.groups = (first.groups ?? 1) + (next.groups ?? 1);
    first.minutes ??= next.minutes;
  } else first.minutes ??= next.minutes;
}

function union<Value>(values: Value[], more: readonly Value[], key: (value: Value) => string): Value[] {
  if (more.length === 0) return values;
  const known = new Set(values.map(key));
  return [...values, ...more.filter((value) => !known.has(key(value)))];
}
