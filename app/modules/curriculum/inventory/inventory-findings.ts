import { counted, quoted } from '#app/platform/kept-text.ts';
import type { BlockReference } from './block-nesting.ts';
import { nestBlocks } from './block-nesting.ts';
import type { InventoryBlock, Message } from './inventory.ts';

/** What is remembered of an event; `places` counts the blocks' mentions of it. */
export type CountedEvent = { line: number; minutes: number | null; title: string; places: number };

/** A reference whose goal was not yet known when it was read; those of levels and threads are no part of the counts. */
export type Reference = { kind: 'event' | 'objective' | 'block' | 'level'; id: string; line: number; noun: string; ownerId: string };

/** An event's place in a block. */
export type Placement = { eventId: string; requirement: InventoryBlock['requirement']; isRequired: boolean | null };

/** All that can be judged only when the whole file has been read. */
export type Remembered = {
  dangling: Reference[];
  events: Map<string, CountedEvent>;
  nesting: (BlockReference & { line: number })[];
  placements: Placement[];
  purposes: Map<string, number>;
  requirements: Map<string, number>;
};

const longMinutes = 24 * 60;
const fewestAlike = 5;
const mostNamed = 10;

/** Findings about the file as a whole: references to nothing, circles, events in no or two blocks, long and same-titled events, values that say nothing. */
export function closingFindings(remembered: Remembered, wording: Wording = wordings.xml): Message[] {
  return [
    ...remembered.dangling.map(aboutDangling),
    ...aboutNesting(remembered.nesting),
    ...aboutPlaces(remembered.events, wording),
    ...aboutLongEvents(remembered.events, wording),
    ...aboutFamilies(remembered.events, wording),
    ...aboutSameValues(remembered, wording),
  ];
}

/** What people who read the messages call the parts of their file. */
export type Wording = {
  readonly event: string;
  readonly block: string;
  readonly placed: string;
  readonly places: string;
  readonly paths: Readonly<Record<'events' | 'purpose' | 'place' | 'block', string>> | null;
};

/** The standard's words for XML; what a spreadsheet shows for the others. */
export const wordings = {
  xml: {
    event: 'event',
    block: 'block',
    placed: 'Each event stands in a sequence block, which says when it is and whether it is required',
    places: 'An event usually stands in one block',
    paths: { events: 'Events', purpose: 'AssessmentMethod purpose', place: 'SequenceBlockEvent required', block: 'SequenceBlock required' },
  },
  sheet: {
    event: 'row',
    block: 'course',
    placed: 'Each activity stands in a course, which says in which years it is and whether it is required',
    places: 'An activity usually stands in one course',
    paths: null,
  },
} as const satisfies Record<string, Wording>;

const nounOf = { event: 'an event', objective: 'an objective', block: 'a block', level: 'an academic level' };

function aboutDangling({ kind, id, line, noun, ownerId }: Reference): Message {
  return {
    severity: 'error',
    line,
    path: `${noun} ${ownerId}`,
    found: `A reference to ${nounOf[kind]} ${quoted(id)} that the file does not hold`,
    expected: 'Every reference names something in the same file',
    did: 'Everything else was read; this link was left out.',
  };
}

function aboutNesting(nesting: Remembered['nesting']): Message[] {
  const { circles, secondParents } = nestBlocks(nesting);
  const lineOf = new Map(nesting.map(({ parentId, childId, line }) => [`${parentId}\n${childId}`, line]));
  return [
    ...circles.map(
      ({ parentId, childId }): Message => ({
        severity: 'error',
        line: lineOf.get(`${parentId}\n${childId}`),
        path: `SequenceBlock ${parentId}`,
        found:
          parentId === childId
            ? `Block ${quoted(childId)} names itself as its part`
            : `Block ${quoted(childId)} is part of itself through ${quoted(parentId)}`,
        expected: 'Blocks that stand in each other like boxes',
        did: 'The blocks were read; this reference does not put one into the other.',
      }),
    ),
    ...secondParents.map(
      ({ parentId, childId, firstParentId }): Message => ({
        severity: 'warning',
        line: lineOf.get(`${parentId}\n${childId}`),
        path: `SequenceBlock ${parentId}`,
        found: `Block ${quoted(childId)} is a part of block ${quoted(firstParentId)} and of block ${quoted(parentId)}`,
        expected: 'A block stands in one other block at most',
        did: `It stands in ${quoted(firstParentId)} only, so that its minutes count once.`,
      }),
    ),
  ];
}

function aboutPlaces(events: Map<string, CountedEvent>, { event, block, placed, places, paths }: Wording): Message[] {
  const path = paths ? { path: paths.events } : {};
  const unplaced = [...events].filter(([, event]) => event.places === 0);
  const repeated = [...events].filter(([, event]) => event.places > 1);
  const messages: Message[] = [];
  if (unplaced[0])
    messages.push({
      severity: 'warning',
      line: unplaced[0][1].line,
      ...path,
      found: `${counted(unplaced.length, event)} that no ${block} places: ${named(unplaced, paths === null)}`,
      expected: placed,
      did: `They were read; their minutes are in no ${block} and in no phase.`,
    });
  if (repeated[0])
    messages.push({
      severity: 'note',
      line: repeated[0][1].line,
      ...path,
      found: `${counted(repeated.length, event)} with more than one place in ${block}s: ${named(repeated, paths === null)}`,
      expected: places,
      did: `Each place was kept; minutes by ${block} count each of them, the total counts the ${event} once.`,
    });
  return messages;
}

function aboutLongEvents(events: Map<string, CountedEvent>, { event, paths }: Wording): Message[] {
  const long = [...events]
    .filter(([, event]) => (event.minutes ?? 0) > longMinutes)
    .sort((a, b) => (b[1].minutes ?? 0) - (a[1].minutes ?? 0));
  if (!long[0]) return [];
  return [
    {
      severity: 'warning',
      line: long[0][1].line,
      ...(paths && { path: paths.events }),
      found: `${counted(long.length, event)} longer than 24 hours, the longest first: ${named(long, paths === null, ({ minutes }) => ` (${minutes} minutes)`)}`,
      expected: 'The minutes of one learner. Some exporters add up all parallel groups: 20 groups of 2 hours become one event of 40 hours',
      did: 'The minutes were kept as written; say at import whether they are a learner’s minutes or all groups’ together.',
    },
  ];
}

function aboutFamilies(events: Map<string, CountedEvent>, { event, paths }: Wording): Message[] {
  const families = new Map<string, { title: string; line: number; count: number; minutes: number }>();
  for (const { title, line, minutes } of events.values()) {
    if (title === '') continue;
    const key = title.toLowerCase();
    const family = families.get(key);
    if (family) {
      family.count += 1;
      family.minutes += minutes ?? 0;
    } else families.set(key, { title, line, count: 1, minutes: minutes ?? 0 });
  }
  const large = [...families.values()].filter(({ count }) => count >= 3).sort((a, b) => b.count - a.count);
  if (!large[0]) return [];
  const list = large
    .slice(0, mostNamed)
    .map(({ title, count, minutes }) => `${quoted(title)} (${counted(count, event)}, ${minutes} minutes)`);
  return [
    {
      severity: 'note',
      line: large[0].line,
      ...(paths && { path: paths.events }),
      found: `${counted(large.length, 'title')} that three or more ${event}s share, the most frequent first: ${list.join(', ')}${large.length > mostNamed ? ', …' : ''}`,
      expected: `One ${event} for what one learner attends. Some exporters write ${event === 'event' ? 'an' : 'a'} ${event} for each parallel group`,
      did: `Each ${event} was kept and counted; say at import whether such ${event}s are parallel groups.`,
    },
  ];
}

function aboutSameValues({ purposes, placements, requirements }: Remembered, { block, paths }: Wording): Message[] {
  const words = new Map<string, number>();
  for (const { isRequired } of placements) {
    const word = isRequired === null ? 'unknown' : isRequired ? 'required' : 'optional';
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return [
    ...aboutSameValue({ counts: purposes, noun: 'assessment', path: paths?.purpose, fewest: fewestAlike, usual: null }),
    ...aboutSameValue({ counts: words, noun: 'place', path: paths?.place, fewest: fewestAlike, usual: 'required' }),
    ...aboutSameValue({ counts: requirements, noun: block, path: paths?.block, fewest: 2, usual: 'required' }),
  ];
}

type Sameness = { counts: Map<string, number>; noun: string; path: string | undefined; fewest: number; usual: string | null };

function aboutSameValue({ counts, noun, path, fewest, usual }: Sameness): Message[] {
  const [only, ...others] = [...counts];
  if (!only || others.length > 0 || only[1] < fewest || only[0] === 'unknown') return [];
  return [
    {
      severity: only[0] === usual ? 'note' : 'warning',
      ...(path !== undefined && { path }),
      found: `All ${counted(only[1], noun)} say “${only[0]}”`,
      expected: 'Values that differ where the curriculum does. Some exporters write the same value everywhere when nobody chose one',
      did: 'The value was kept as written; it may say nothing about the curriculum.',
    },
  ];
}

function named(events: [string, CountedEvent][], isByTitle: boolean, extra: (event: CountedEvent) => string = () => ''): string {
  const list = events
    .slice(0, mostNamed)
    .map(([id, event]) => `${quoted(isByTitle ? event.title : id)} in line ${event.line}${extra(event)}`);
  return `${list.join(', ')}${events.length > mostNamed ? ', …' : ''}`;
}
