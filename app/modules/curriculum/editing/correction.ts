import { type EditedRow, isChange, type MapRows, onlyChanges, rowsBetween } from './edit.ts';
import type { EnteredMethod } from './entry.ts';

/** What of an activity a person corrects. */
export type CorrectedActivity = Pick<
  MapRows['activity'],
  | 'id'
  | 'title'
  | 'description'
  | 'learnerMinutes'
  | 'learnerMinutesMost'
  | 'deliveredMinutes'
  | 'deliveredMinutesMost'
  | 'isInterprofessional'
  | 'removedAt'
  | 'sameAs'
>;
/** An activity as it stands, with its places and methods. */
export type Standing = {
  readonly activity: CorrectedActivity;
  readonly places: readonly MapRows['placement'][];
  readonly methods: readonly MapRows['activity_method'][];
};

/** What is to be true of activities from now on; what is left out stays as it is. Minutes are exact: an estimate gives way. Null is unknown. */
export type Correction = {
  readonly title?: string;
  readonly description?: string | null;
  readonly learnerMinutes?: number | null;
  /** Where it is left out, delivered minutes go with the learner minutes as long as both were the same. */
  readonly deliveredMinutes?: number | null;
  readonly isInterprofessional?: boolean;
  /** Whether it must be taken in its places: as the course says (true), not (false), or nobody has said. */
  readonly isRequired?: boolean | null;
  readonly place?: { readonly courseId: string; readonly how: 'move' | 'also' };
  /** The places in these courses, by the course's id: whether it must be taken there, or that it does not stand there any more. */
  readonly places?: Readonly<Record<string, boolean | null | 'out'>>;
  /** The positions of the methods that stay, before `methods` are added. */
  readonly methodsKept?: readonly number[];
  /** `replace` takes methods of the same kinds away first. */
  readonly methods?: { readonly how: 'replace' | 'add'; readonly these: readonly EnteredMethod[] };
  /** When it was taken off the map; null puts it back. */
  readonly removedAt?: Date | null;
};

/** The rows that a correction changes, of all these activities; those that are so already give none. */
export function correctedRows(standing: readonly Standing[], correction: Correction): EditedRow[] {
  const rows = standing.flatMap(({ activity, places, methods }) => [
    ...rowsBetween('activity', [activity as MapRows['activity']], [{ ...activity, ...ownFields(activity, correction) }]),
    ...rowsBetween('placement', places, placesAfter(activity.id, places, correction)),
    ...rowsBetween('activity_method', methods, methodsAfter(activity.id, methods, correction)),
  ]);
  return rows.map(onlyChanges).filter(isChange);
}

function ownFields(before: CorrectedActivity, correction: Correction): Partial<CorrectedActivity> {
  const { title, description, isInterprofessional, removedAt } = correction;
  // Taking off what is off already would only change the day; what is one with another comes back with the undo of that alone.
  const isRepeat = before.sameAs !== null || (removedAt !== undefined && (removedAt === null) === (before.removedAt === null));
  const fields = { title, description, isInterprofessional, ...(isRepeat ? {} : { removedAt }), ...minutesFields(before, correction) };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function minutesFields(before: CorrectedActivity, { learnerMinutes, deliveredMinutes }: Correction): Partial<CorrectedActivity> {
  const isOne = before.deliveredMinutes === before.learnerMinutes && before.deliveredMinutesMost === before.learnerMinutesMost;
  const delivered = deliveredMinutes === undefined && learnerMinutes !== undefined && isOne ? learnerMinutes : deliveredMinutes;
  return {
    ...(learnerMinutes === undefined ? {} : { learnerMinutes, learnerMinutesMost: null }),
    ...(delivered === undefined ? {} : { deliveredMinutes: delivered, deliveredMinutesMost: null }),
  };
}

function placesAfter(activityId: string, standing: Standing['places'], correction: Correction): Partial<MapRows['placement']>[] {
  const { place, isRequired, places: named = {} } = correction;
  const places = standing.flatMap((each) => {
    const said = named[each.courseId];
    if (said === 'out') return [];
    return [said === undefined ? each : { ...each, isRequired: said }];
  });
  const kept = place?.how === 'move' ? places.filter(({ courseId }) => courseId === place.courseId) : places;
  const isThere = place === undefined || kept.some(({ courseId }) => courseId === place.courseId);
  const moved = place?.how === 'move' ? places[0] : undefined;
  const all: Partial<MapRows['placement']>[] = isThere
    ? [...kept]
    : [...kept, { courseId: place.courseId, activityId, isRequired: moved ? moved.isRequired : true, position: moved?.position ?? 0 }];
  return isRequired === undefined ? all : all.map((each) => ({ ...each, isRequired }));
}

function methodsAfter(activityId: string, standing: Standing['methods'], correction: Correction): Partial<MapRows['activity_method']>[] {
  const { methods: wanted, methodsKept } = correction;
  const methods = methodsKept === undefined ? standing : standing.filter(({ position }) => methodsKept.includes(position));
  if (wanted === undefined) return [...methods];
  const kinds = new Set(wanted.these.map(({ kind }) => kind));
  const isWanted = (code: string) => wanted.these.some((method) => isSameCode(method.code, code));
  // A method that stays keeps its row, with what else the file says of it.
  const kept = wanted.how === 'add' ? methods : methods.filter(({ kind, code }) => !kinds.has(kind) || isWanted(code));
  const coming = wanted.these.filter(({ code }) => !kept.some((method) => isSameCode(method.code, code)));
  const last = Math.max(0, ...standing.map(({ position }) => position));
  return [...kept, ...coming.map((method, at) => ({ activityId, position: last + 1 + at, ...method, isPrimary: kept.length + at === 0 }))];
}

function isSameCode(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
