import { keptText, quoted } from '#app/platform/kept-text.ts';
import type { MessageList } from '#app/platform/message-list.ts';
import type { BlockReference } from './block-nesting.ts';
import type { Check, InventoryBlock, InventoryEvent, InventoryIntegration, Part } from './inventory.ts';
import { emptyCheck } from './inventory.ts';
import type { CountedEvent, Placement, Reference, Wording } from './inventory-findings.ts';
import { closingFindings, wordings } from './inventory-findings.ts';

/** Lines of the references of one part, in the order objectives, events, blocks; a missing one is taken to be the part's own line. */
export type ReferenceLines = { objectives?: number[]; events?: number[]; blocks?: number[] };

/** Counts what a file holds while it is read, in memory for its ids only. */
export type Tally = {
  /** False when the part carries the id of an earlier one and is to be left out. */
  add(part: Part, lines?: ReferenceLines): boolean;
  /** The line of the event with this id; null when there is none yet. */
  lineOfEvent(sourceId: string): number | null;
  /** The tally's own copy of an objective's id, which is found again fastest; null when there is none yet. */
  ownObjectiveId(sourceId: string): string | null;
  /** How many events it counts. */
  events(): number;
  /** How many ids, references and places it remembers, which is what its memory grows with. */
  size(): number;
  /** Of how many characters those ids and the titles of events are, which its memory grows with as well. */
  characters(): number;
  /** How many different methods it counts, each by its code. */
  methods(): number;
  /** The counts, after the last part; also adds what can only be known then to the messages. */
  finish(): Omit<Check, 'messages'>;
};

/** The key of `minutesByBlockAndEventRequirement` for a placement. */
function requirementKey(block: InventoryBlock['requirement'], isRequired: boolean | null): string {
  const names = { required: 'Required', 'required-in-track': 'Required In Track', elective: 'Optional' };
  return `block ${block ? names[block] : 'unknown'}, event ${isRequired === null ? 'unknown' : isRequired ? 'required' : 'optional'}`;
}

/** An empty tally whose findings go to `messages`. */
export function createTally(messages: MessageList, wording: Wording = wordings.xml): Tally {
  const check = emptyCheck();
  const events = new Map<string, CountedEvent>();
  const objectives = new Map<string, number>();
  const blocks = new Map<string, number>();
  const levels = new Map<string, number>();
  const known = { event: events, objective: objectives, block: blocks, level: levels };
  const ids = new Map<string, string>();
  const references: Reference[] = [];
  const placements: Placement[] = [];
  const nesting: (BlockReference & { line: number })[] = [];
  const purposes = new Map<string, number>();
  const requirements = new Map<string, number>();
  let referenceCount = 0;
  let characters = 0;

  function shared(id: string): string {
    const known = ids.get(id);
    if (known !== undefined) return known;
    const own = keptText(id);
    ids.set(own, own);
    characters += own.length;
    return own;
  }

  function isNew(place: Map<string, { line: number } | number>, part: { sourceId: string; line: number }, noun: string): boolean {
    const first = place.get(part.sourceId);
    if (first === undefined) return true;
    const line = typeof first === 'number' ? first : first.line;
    messages.add({
      severity: 'error',
      line: part.line,
      path: `${noun} ${keptText(part.sourceId)}`,
      found: `A second ${noun} with the id ${quoted(part.sourceId)}; the first is in line ${line}`,
      expected: 'An id that is used once',
      did: 'The second was left out; references to the id mean the first.',
    });
    return false;
  }

  function refer(kind: Reference['kind'], owner: { noun: string; id: string }, at: { id: string; line: number }) {
    if (isCounted(kind, owner.noun)) referenceCount += 1;
    if (!known[kind].has(at.id)) references.push({ kind, id: shared(at.id), line: at.line, noun: owner.noun, ownerId: owner.id });
  }

  function addEvent(event: InventoryEvent, lines: ReferenceLines) {
    const id = shared(event.sourceId);
    check.events += 1;
    characters += event.title.length;
    check.minutes += event.minutes ?? 0;
    events.set(id, { line: event.line, minutes: event.minutes, title: keptText(event.title), places: 0 });
    for (const method of event.methods) {
      const counts = method.kind === 'instruction' ? instruction : assessment;
      const code = shared(method.code);
      counts.set(code, (counts.get(code) ?? 0) + 1);
      if (method.kind === 'assessment') increase(purposes, method.purpose ?? 'unknown', 1);
    }
    const owner = { noun: 'Event', id };
    event.objectiveIds.forEach((objectiveId, at) => {
      if (objectives.has(objectiveId)) referenceCount += 1;
      else refer('objective', owner, { id: objectiveId, line: lines.objectives?.[at] ?? event.line });
    });
  }

  function addBlock(block: InventoryBlock, lines: ReferenceLines) {
    const id = shared(block.sourceId);
    blocks.set(id, block.line);
    check.sequenceBlocks += 1;
    if (block.requirement === 'required') check.requiredBlocks += 1;
    if (block.requirement === 'required-in-track') check.requiredInTrackBlocks += 1;
    if (block.requirement === 'elective') check.optionalBlocks += 1;
    increase(requirements, block.requirement ?? 'unknown', 1);
    const owner = { noun: 'SequenceBlock', id };
    block.objectiveIds.forEach((objectiveId, at) => {
      refer('objective', owner, { id: objectiveId, line: lines.objectives?.[at] ?? block.line });
    });
    block.events.forEach(({ eventId, isRequired }, at) => {
      refer('event', owner, { id: eventId, line: lines.events?.[at] ?? block.line });
      placements.push({ eventId: shared(eventId), requirement: block.requirement, isRequired });
    });
    block.blocks.forEach(({ blockId }, at) => {
      const line = lines.blocks?.[at] ?? block.line;
      refer('block', owner, { id: blockId, line });
      nesting.push({ parentId: id, childId: shared(blockId), line });
    });
    for (const level of new Set([block.startLevel, block.endLevel]))
      if (level !== null) refer('level', owner, { id: level, line: block.line });
  }

  function addThread(thread: InventoryIntegration) {
    const owner = { noun: 'IntegrationBlock', id: shared(thread.sourceId) };
    for (const id of thread.objectiveIds) refer('objective', owner, { id, line: thread.line });
    for (const id of thread.eventIds) refer('event', owner, { id, line: thread.line });
    for (const id of thread.blockIds) refer('block', owner, { id, line: thread.line });
  }

  const instruction = new Map<string, number>();
  const assessment = new Map<string, number>();
  return {
    add(part, lines = {}) {
      if (part.kind === 'report') check.format = part.format;
      if (part.kind === 'event') {
        if (!isNew(events, part, 'Event')) return false;
        addEvent(part, lines);
      }
      if (part.kind === 'objective') {
        if (!isNew(objectives, part, 'CompetencyObject')) return false;
        objectives.set(shared(part.sourceId), part.line);
        check.objectives += 1;
      }
      if (part.kind === 'level') {
        if (!isNew(levels, { sourceId: part.number, line: part.line }, 'Level')) return false;
        levels.set(shared(part.number), part.line);
      }
      if (part.kind === 'block') {
        if (!isNew(blocks, part, 'SequenceBlock')) return false;
        addBlock(part, lines);
      }
      if (part.kind === 'integration') addThread(part);
      return true;
    },
    lineOfEvent: (sourceId) => events.get(sourceId)?.line ?? null,
    ownObjectiveId: (sourceId) => (objectives.has(sourceId) ? (ids.get(sourceId) ?? null) : null),
    characters: () => characters,
    events: () => check.events,
    methods: () => instruction.size + assessment.size,
    size: () => ids.size + references.length + placements.length + nesting.length,
    finish() {
      const byRequirement = new Map<string, number>();
      for (const { eventId, requirement, isRequired } of placements) {
        const event = events.get(eventId);
        if (!event) continue;
        event.places += 1;
        increase(byRequirement, requirementKey(requirement, isRequired), event.minutes ?? 0);
      }
      const dangling = references.filter(({ kind, id }) => !known[kind].has(id) && (kind !== 'level' || levels.size > 0));
      for (const message of closingFindings({ dangling, events, nesting, placements, purposes, requirements }, wording))
        messages.add(message);
      const { messages: _, ...counts } = check;
      return {
        ...counts,
        minutesByBlockAndEventRequirement: sorted(byRequirement),
        references: referenceCount,
        danglingReferences: dangling.filter(({ kind, noun }) => isCounted(kind, noun)).length,
        instructionalMethods: sorted(instruction),
        assessmentMethods: sorted(assessment),
      };
    },
  };
}

function isCounted(kind: Reference['kind'], ownerNoun: string): boolean {
  return kind !== 'level' && ownerNoun !== 'IntegrationBlock';
}

function increase(counts: Map<string, number>, key: string, by: number) {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function sorted(counts: Map<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
