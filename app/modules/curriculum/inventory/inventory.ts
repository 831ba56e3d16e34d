import type { Message as FileMessage } from '#app/platform/message.ts';

/** What a person is told about one place in a curriculum file. */
export type Message = FileMessage & {
  /** The activity or course that it is about, and what of it, so that a list of things to do can tell when it is settled. */
  about?: MessageSubject;
};

/** A part of a file by its kind and id, and the name of what a message says about it: `minutes`, `title`, `startsOn`. */
export type MessageSubject = { kind: 'event' | 'block'; sourceId: string; field: string };

/** The header of a file: whose curriculum it is and which year it tells about. Comes before every other part; texts that the file lacks are null. */
export type InventoryReport = {
  kind: 'report';
  format: InventoryFormat;
  namespace: string;
  reportId: string | null;
  reportDomain: string | null;
  title: string | null;
  description: string | null;
  language: string | null;
  institution: string | null;
  institutionId: string | null;
  program: string | null;
  programId: string | null;
  /** Dates are `YYYY-MM-DD`; null when absent or not a date. */
  reportDate: string | null;
  startsOn: string | null;
  endsOn: string | null;
  supportingLink: string | null;
  line: number;
};

/** The forms that a curriculum comes in. */
export type InventoryFormat = 'ci-xml-v1' | 'ci-xml-v10' | 'csv' | 'xlsx';

/** A keyword of an event with its vocabulary (MeSH, say) and its id there. */
export type InventoryKeyword = { term: string; source: string | null; sourceId: string | null };

/** One mention of a method in an event. */
export type InventoryMethod = {
  kind: 'instruction' | 'assessment';
  /** As counted: the code or the name as written, `(empty)` when nothing is. */
  code: string;
  /** The vocabulary's name of a known code; otherwise as written. */
  name: string;
  isPrimary: boolean;
  /** The minutes that the file gives this method; null when it gives none. */
  minutes: number | null;
  purpose: 'formative' | 'summative' | null;
};

/** An activity of the file. */
export type InventoryEvent = {
  kind: 'event';
  sourceId: string;
  title: string;
  description: string | null;
  /** Null when absent or not readable; 0 only when the file says zero. */
  minutes: number | null;
  /** The most of a range such as 2-3 hours, whose least is `minutes`; null where it is no range. */
  minutesMost: number | null;
  /** Minutes that are taught, all groups together, where the file tells them apart from a learner's; else null. */
  deliveredMinutes: number | null;
  deliveredMinutesMost: number | null;
  /** How many groups have the same hour at once or one after another; null when the file does not say. */
  groups: number | null;
  /** How the minutes are known, where the file says so. */
  estimateSource: string | null;
  isInterprofessional: boolean;
  keywords: InventoryKeyword[];
  resources: string[];
  methods: InventoryMethod[];
  /** `sourceId`s of objectives as referred to; one that the file does not hold is named in a message. */
  objectiveIds: string[];
  line: number;
};

/** An objective or competency that the file spells out. */
export type InventoryObjective = {
  kind: 'objective';
  /** The entry of its identifier, usually an address. */
  sourceId: string;
  text: string;
  /** `program-level-competency`, `sequence-block-level-competency`, `event-level-competency`, `program-objective-domain`, or as written. */
  category: string | null;
  line: number;
};

/** A line of the file's competency framework, between identifiers of objectives and addresses such as those of the PCRS. */
export type InventoryRelation = {
  kind: 'relation';
  from: string;
  /** `broader`, `narrower`, `related`, or as written. */
  relationship: string;
  to: string;
  line: number;
};

/** An academic level, usually a year. */
export type InventoryLevel = {
  kind: 'level';
  number: string;
  label: string;
  description: string | null;
  line: number;
};

/** A course: the file's sequence block, with the events that stand in it. */
export type InventoryBlock = {
  kind: 'block';
  sourceId: string;
  title: string;
  description: string | null;
  /** Null when the file does not say it in a way that can be read. */
  requirement: 'required' | 'required-in-track' | 'elective' | null;
  order: 'ordered' | 'unordered' | 'parallel' | null;
  isTrack: boolean | null;
  minimum: number | null;
  maximum: number | null;
  durationDays: number | null;
  startsOn: string | null;
  endsOn: string | null;
  /** `number`s of levels. */
  startLevel: string | null;
  endLevel: string | null;
  clerkshipModel: string | null;
  precondition: string | null;
  postcondition: string | null;
  seats: number | null;
  enrolled: number | null;
  /** The file's own name for the phase that it stands in. */
  phase: string | null;
  /** Whether every learner sits through each of its activities, or the same hour is given to several groups; null: the file does not say. */
  teaching: 'each' | 'groups' | null;
  objectiveIds: string[];
  events: { eventId: string; isRequired: boolean | null; startsOn: string | null; endsOn: string | null }[];
  blocks: { blockId: string; order: number | null }[];
  line: number;
};

/** A thread that runs through blocks and events. */
export type InventoryIntegration = {
  kind: 'integration';
  sourceId: string;
  title: string;
  description: string | null;
  objectiveIds: string[];
  eventIds: string[];
  blockIds: string[];
  line: number;
};

/** What a file holds, one at a time, in the order of the file; the report comes first. References may point forward. */
export type Part =
  | InventoryReport
  | InventoryEvent
  | InventoryObjective
  | InventoryRelation
  | InventoryLevel
  | InventoryBlock
  | InventoryIntegration;

/** What `curriculum check` answers: counts of what the file holds and everything that a person should know about it. */
export type Check = {
  format: InventoryFormat | 'unknown';
  events: number;
  /** Sum of the events' durations; one that cannot be read counts 0. */
  minutes: number;
  objectives: number;
  sequenceBlocks: number;
  requiredBlocks: number;
  requiredInTrackBlocks: number;
  optionalBlocks: number;
  /** Keys such as `block Required, event required`; each placement of an event counts. */
  minutesByBlockAndEventRequirement: Record<string, number>;
  /** Event to objective, block to event, block to block, block to objective. */
  references: number;
  danglingReferences: number;
  instructionalMethods: Record<string, number>;
  assessmentMethods: Record<string, number>;
  messages: Message[];
};

/** A check and whether the file was refused as a whole: then nothing of it may be kept. */
export type CheckedInventory = { check: Check; isRejected: boolean };

/** Counts of nothing, to begin with. */
export function emptyCheck(): Check {
  return {
    format: 'unknown',
    events: 0,
    minutes: 0,
    objectives: 0,
    sequenceBlocks: 0,
    requiredBlocks: 0,
    requiredInTrackBlocks: 0,
    optionalBlocks: 0,
    minutesByBlockAndEventRequirement: {},
    references: 0,
    danglingReferences: 0,
    instructionalMethods: {},
    assessmentMethods: {},
    messages: [],
  };
}

/** An activity of which nothing is known yet but its id and its line. */
export function emptyEvent(sourceId: string, line: number): InventoryEvent {
  return {
    kind: 'event',
    sourceId,
    title: '',
    description: null,
    minutes: null,
    minutesMost: null,
    deliveredMinutes: null,
    deliveredMinutesMost: null,
    groups: null,
    estimateSource: null,
    isInterprofessional: false,
    keywords: [],
    resources: [],
    methods: [],
    objectiveIds: [],
    line,
  };
}

/** The head of a file that says nothing of itself; `format` and `line` are the reader's to add. */
export function emptyReport(): Omit<InventoryReport, 'format' | 'line'> {
  return {
    kind: 'report',
    namespace: '',
    reportId: null,
    reportDomain: null,
    title: null,
    description: null,
    language: null,
    institution: null,
    institutionId: null,
    program: null,
    programId: null,
    reportDate: null,
    startsOn: null,
    endsOn: null,
    supportingLink: null,
  };
}

/** A course of which nothing is known yet but its id and its line. */
export function emptyBlock(sourceId: string, line: number): InventoryBlock {
  return {
    kind: 'block',
    sourceId,
    title: '',
    description: null,
    requirement: null,
    order: null,
    isTrack: null,
    minimum: null,
    maximum: null,
    durationDays: null,
    startsOn: null,
    endsOn: null,
    startLevel: null,
    endLevel: null,
    clerkshipModel: null,
    precondition: null,
    postcondition: null,
    seats: null,
    enrolled: null,
    phase: null,
    teaching: null,
    objectiveIds: [],
    events: [],
    blocks: [],
    line,
  };
}
