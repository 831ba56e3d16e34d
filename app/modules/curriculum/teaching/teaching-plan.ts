import type { MapRows } from '../editing/edit.ts';

/** A single row of so many minutes may hold the hours of all groups: no learner sits through it at once. */
export const longMinutes = 240;

/** What of a year decides: its courses in the order in which they are asked, the activities that stand in them or are folded, and their places in order. */
export type TaughtYear = {
  readonly courses: readonly MapRows['course'][];
  readonly activities: readonly MapRows['activity'][];
  readonly placements: readonly MapRows['placement'][];
};

/** The minutes of an activity as an answer derives them from the file's. `undefined`: they stay as they are. */
type Derived = { readonly learner?: number | null; readonly delivered?: number | null; readonly groups: number | null };

/**
 * What an answer makes of the rows of a file. `folds`: rows that are one of the groups of another row (`isGroup`), or the same activity as another.
 * `stands`: rows that stand for themselves again. `heirs`: an activity that the file lost, and the row that carries it on. `minutes`: what is derived.
 */
export type TeachingPlan = {
  readonly folds: ReadonlyMap<string, { readonly into: string; readonly isGroup: boolean }>;
  readonly stands: ReadonlySet<string>;
  readonly heirs: ReadonlyMap<string, string>;
  readonly minutes: ReadonlyMap<string, Derived>;
};

type Activity = MapRows['activity'];

/**
 * Derives a year's learner and delivered minutes from its answers and the file's own minutes. In a course of groups, rows of one title (without regard to
 * capitals and spaces) are one activity given so many times: delivered is their sum, a learner sits through the longest. A single long row there holds the
 * hours of all groups where the course says how many: a learner sits through its share, to whole minutes. Elsewhere both are the file's minutes. An activity
 * of two courses goes by the groups. What a person set by hand on one activity stays. Always the same plan for the same year; planned again it changes nothing.
 */
export function teachingPlan({ courses, activities, placements }: TaughtYear): TeachingPlan {
  const byId = new Map(activities.map((activity) => [activity.id, activity]));
  const placedIn = Map.groupBy(placements, ({ courseId }) => courseId);
  const groupsOf = Map.groupBy(activities.filter(isGroup), ({ sameAs }) => sameAs!);
  const folds = new Map<string, { into: string; isGroup: boolean }>();
  const stands = new Set<string>();
  const heirs = new Map<string, string>();
  const minutes = new Map<string, Derived>();
  const decided = new Set<string>();

  function rowsOf(courseId: string): Activity[] {
    const placed = (placedIn.get(courseId) ?? []).flatMap(({ activityId }) => byId.get(activityId) ?? []);
    return [...new Set([...placed, ...placed.flatMap(({ id }) => groupsOf.get(id) ?? [])])];
  }
  function isDerived(row: Activity): boolean {
    return isShared(row) || isGroup(row) || groupsOf.has(row.id);
  }
  function keep(rows: readonly Activity[]) {
    for (const row of rows) decided.add(row.id);
  }
  function fold(rows: readonly Activity[], groups: number | null) {
    const first = firstOf(rows);
    if (first.sameAs !== null) stands.add(first.id);
    for (const row of rows) {
      if (row !== first) folds.set(row.id, { into: first.id, isGroup: true });
      if (row.sameAs !== null && isGone(byId.get(row.sameAs))) heirs.set(row.sameAs, first.id);
    }
    const derived = rows.length > 1 ? together(rows) : alone(first, isDerived(first), groups);
    if (derived) minutes.set(first.id, derived);
  }
  function unfold(row: Activity) {
    if (isGroup(row)) stands.add(row.id);
    if (isDerived(row)) minutes.set(row.id, asFile(row));
    if (isGroup(row) && isGone(byId.get(row.sameAs!)) && !heirs.has(row.sameAs!)) heirs.set(row.sameAs!, row.id);
  }

  for (const { id, groups } of courses.filter(({ teaching }) => teaching === 'groups')) {
    const rows = rowsOf(id).filter((row) => isAsked(row) && !decided.has(row.id));
    const titles = Map.groupBy(rows, (row) => foldedTitle((byId.get(row.sameAs ?? '') ?? row).title));
    for (const set of titles.values()) fold(set, groups);
    keep(rows);
  }
  for (const row of activities.filter((one) => isAsked(one) && !decided.has(one.id))) unfold(row);
  // What a person merged stays merged, also when the file has both again, or lost the one.
  for (const row of activities.filter(({ sameAs, groups }) => sameAs !== null && groups === null)) {
    const into = heirs.get(row.sameAs!) ?? row.sameAs!;
    if (!isGone(byId.get(row.sameAs!)) || heirs.has(row.sameAs!)) {
      folds.set(row.id, { into, isGroup: false });
      continue;
    }
    heirs.set(row.sameAs!, row.id);
    stands.add(row.id);
  }
  return { folds, stands, heirs, minutes };
}

/** A title without regard to capitals and spaces. */
function foldedTitle(title: string): string {
  return title.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** One of the groups of an activity: it stands nowhere itself. */
function isGroup({ sameAs, groups }: Activity): boolean {
  return sameAs !== null && groups !== null;
}
function isGone(row: Activity | undefined): boolean {
  return row === undefined || (row.removedAt !== null && row.sameAs === null);
}
/** Whether an answer decides a row: not what was estimated, not a duplicate that a person merged, not what the file lost. */
function isAsked(row: Activity): boolean {
  return row.estimateSource === null && (row.sameAs === null ? row.removedAt === null : isGroup(row));
}

/** The row that carries on: the one that others are folded into already, else the first that stands. */
function firstOf(rows: readonly Activity[]): Activity {
  const into = new Set(rows.map(({ sameAs }) => sameAs));
  return rows.find(({ id, sameAs }) => sameAs === null && into.has(id)) ?? rows.find(({ sameAs }) => sameAs === null) ?? rows[0]!;
}

function together(rows: readonly Activity[]): Derived {
  const known = rows.flatMap(({ fileMinutes }) => fileMinutes ?? []);
  const groups = rows.length;
  if (known.length === 0) return { groups };
  const isWhole = known.length === groups;
  return { learner: Math.max(...known), delivered: isWhole ? known.reduce((sum, one) => sum + one, 0) : null, groups };
}

function alone(row: Activity, isDerived: boolean, groups: number | null): Derived | null {
  const { fileMinutes } = row;
  const isOpen = isDerived || (row.groups === null && !isOwnWord(row));
  if (groups !== null && fileMinutes !== null && fileMinutes >= longMinutes && isOpen)
    return { learner: Math.round(fileMinutes / groups), delivered: fileMinutes, groups };
  return isDerived ? asFile(row) : null;
}

/** A single row whose minutes an answer shared among groups, or one that the file left with no group beside it (`groups` 1). A file may state groups itself; that is its word. */
function isShared({ groups, fileMinutes, learnerMinutes, deliveredMinutes }: Activity): boolean {
  if (groups === null || fileMinutes === null) return groups === 1;
  return groups === 1 || (fileMinutes > 0 && deliveredMinutes === fileMinutes && learnerMinutes === Math.round(fileMinutes / groups));
}

/** Minutes that a person set by hand, not an answer about groups and not the file. */
function isOwnWord(row: Activity): boolean {
  return row.learnerMinutes !== row.fileMinutes || row.deliveredMinutes !== row.fileMinutes || row.learnerMinutesMost !== null;
}

function asFile({ fileMinutes }: Activity): Derived {
  return fileMinutes === null ? { groups: null } : { learner: fileMinutes, delivered: fileMinutes, groups: null };
}
