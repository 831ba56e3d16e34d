import type { Check, InventoryBlock, InventoryEvent, InventoryLevel, InventoryReport, Message, Part } from '../inventory/inventory.ts';

/** An activity as a preview shows it; minutes are null when unknown. */
export type PreviewActivity = { sourceId: string; title: string; minutes: number | null; methods: string[] };
/** A course as a preview shows it; `minutes` sums its activities, unknown ones add nothing; null when all are unknown or there are none. */
export type PreviewCourse = Pick<InventoryBlock, 'sourceId' | 'title' | 'requirement' | 'startLevel' | 'endLevel'> & {
  activities: number;
  minutes: number | null;
};
/** Activities of one title, which may be the parallel groups of one. `minutes` is their sum; unknown ones add nothing, and null is none known. */
export type Family = { title: string; activities: number; minutes: number | null };

/** What a person looks at before anything is written. Lists hold the first few, or the largest. */
export type Preview = {
  head: Pick<InventoryReport, 'title' | 'institution' | 'program' | 'startsOn' | 'endsOn'> | null;
  activities: PreviewActivity[];
  courses: PreviewCourse[];
  levels: Pick<InventoryLevel, 'number' | 'label'>[];
  /** Activities whose minutes the file does not say, and those that it says take none. */
  unknownMinutes: number;
  zeroMinutes: number;
  longest: PreviewActivity[];
  families: Family[];
};

/** What the check of a file found, as the import keeps it. */
export type ImportReport = { check: Check; preview: Preview };

const shown = { activities: 12, courses: 200, levels: 50, suspects: 20 } as const;
/** Longer than a day is more likely the sum of parallel groups than one learner's time. */
const longMinutes = 24 * 60;
const fewestAlike = 3;

/** Gathers a preview while parts go by; it remembers ids, titles and counts, no texts. */
export function createPreview(): { add(part: Part): void; finish(): Preview } {
  const preview: Preview = {
    head: null,
    activities: [],
    courses: [],
    levels: [],
    unknownMinutes: 0,
    zeroMinutes: 0,
    longest: [],
    families: [],
  };
  const families = new Map<string, Family>();
  const minutesOf = new Map<string, number>();
  const placed: { course: PreviewCourse; eventIds: Set<string> }[] = [];

  function addEvent(event: InventoryEvent) {
    const { sourceId, title, minutes } = event;
    const activity = { sourceId, title, minutes, methods: event.methods.map(({ name }) => name) };
    if (preview.activities.length < shown.activities) preview.activities.push(activity);
    if (minutes === null) preview.unknownMinutes += 1;
    else if (!minutesOf.has(sourceId)) minutesOf.set(sourceId, minutes);
    if (minutes === 0) preview.zeroMinutes += 1;
    if (minutes !== null && minutes > longMinutes) {
      preview.longest.push(activity);
      preview.longest.sort((a, b) => b.minutes! - a.minutes!).splice(shown.suspects);
    }
    const key = title.toLowerCase();
    const family = families.get(key) ?? { title, activities: 0, minutes: null };
    const together = minutes === null ? family.minutes : (family.minutes ?? 0) + minutes;
    families.set(key, { title: family.title, activities: family.activities + 1, minutes: together });
  }

  return {
    add(part) {
      if (part.kind === 'report') {
        const { title, institution, program, startsOn, endsOn } = part;
        preview.head = { title, institution, program, startsOn, endsOn };
      } else if (part.kind === 'event') addEvent(part);
      else if (part.kind === 'level') {
        if (preview.levels.length < shown.levels) preview.levels.push({ number: part.number, label: part.label });
      } else if (part.kind === 'block' && placed.length < shown.courses) {
        const { sourceId, title, requirement, startLevel, endLevel, events } = part;
        const eventIds = new Set(events.map(({ eventId }) => eventId));
        placed.push({ course: { sourceId, title, requirement, startLevel, endLevel, activities: eventIds.size, minutes: null }, eventIds });
      }
    },
    finish() {
      // Only now, since a course may stand before its activities.
      preview.courses = placed.map(({ course, eventIds }) => {
        const known = [...eventIds].flatMap((id) => minutesOf.get(id) ?? []);
        return { ...course, minutes: known.length > 0 ? known.reduce((sum, minutes) => sum + minutes, 0) : null };
      });
      preview.families = [...families.values()]
        .filter(({ title, activities }) => title !== '' && activities >= fewestAlike)
        .sort((a, b) => b.activities - a.activities)
        .slice(0, shown.suspects);
      return preview;
    },
  };
}

/** Messages of one kind: those that expected the same. */
export type MessageKind = { number: number; severity: Message['severity']; expected: string; count: number; first: Message };

const severities = ['error', 'warning', 'note'] as const;

/** The kinds of message in a report, errors first, the most frequent first; `number` counts from 1 and names the kind in an address. */
export function kindsOf(messages: readonly Message[]): MessageKind[] {
  const groups = Map.groupBy(messages, keyOf);
  return [...groups.values()]
    .map((group) => ({ severity: group[0]!.severity, expected: group[0]!.expected, count: group.length, first: group[0]! }))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.count - a.count)
    .map((kind, at) => ({ number: at + 1, ...kind }));
}

/** The messages of one severity, or of one kind, in the order of the report. */
export function chosenMessages(
  messages: readonly Message[],
  { severity, kind: number }: { severity?: Message['severity']; kind?: number },
): Message[] {
  const kind = number === undefined ? undefined : kindsOf(messages)[number - 1];
  return messages.filter(
    (message) =>
      (severity === undefined || message.severity === severity) &&
      (kind === undefined || keyOf(message) === `${kind.severity} ${kind.expected}`),
  );
}

function keyOf({ severity, expected }: Message): string {
  return `${severity} ${expected}`;
}

/** At most so many messages, and kinds of them, stand in a page; the downloads have all. */
const onPage = { messages: 200, kinds: 50 } as const;

/** The messages for a page: the chosen ones, errors first, as far as a page holds them, with how many there are. */
export function shownMessages(messages: readonly Message[], { severity, kind }: { severity?: Message['severity']; kind?: number }) {
  const chosen = chosenMessages(messages, { severity, kind });
  const sorted = chosen.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const counts = { error: 0, warning: 0, note: 0 };
  for (const message of messages) counts[message.severity] += 1;
  return {
    shown: sorted.slice(0, onPage.messages),
    chosen: chosen.length,
    all: messages.length,
    counts,
    kinds: kindsOf(messages).slice(0, onPage.kinds),
    severity,
    kind,
  };
}

/** Whether the file tells about another year than the one it is brought in as: its period begins more than half a year off. Unknown is not other. */
export function isOtherYear(year: string, startsOn: string | null | undefined): boolean {
  if (!startsOn) return false;
  const months = (Number(startsOn.slice(0, 4)) - Number(year.slice(0, 4))) * 12 + Number(startsOn.slice(5, 7)) - 7;
  return Math.abs(months) > 6;
}
