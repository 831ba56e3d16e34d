import type { Definition } from '#app/platform/definition.ts';
import { curriculumInventory } from '../standard.ts';

/** What the check of a file shows. */
export const fileDefinitions = [
  {
    id: 'file-events',
    term: 'Events in the file',
    definition: 'Events that the file holds, each once, whether or not a course places them. An event becomes an activity.',
    unit: 'events',
    denominator: null,
    formula: 'count of Event elements or rows with an id of their own',
    source: curriculumInventory,
  },
  {
    id: 'file-minutes',
    term: 'Minutes in the file',
    definition:
      'The durations of all events, each event once. The file does not say whether parallel groups are counted. A duration that cannot be read counts nothing here and has a message; in the map it is unknown.',
    unit: 'minutes',
    denominator: null,
    formula: 'sum of event durations',
    source: `${curriculumInventory}, EventDuration`,
  },
  {
    id: 'file-objectives',
    term: 'Objectives in the file',
    definition: 'Objectives and competencies that the file spells out, each once.',
    unit: 'objectives',
    denominator: null,
    formula: 'count of CompetencyObject elements with an id of their own',
    source: curriculumInventory,
  },
  {
    id: 'file-sequence-blocks',
    term: 'Sequence blocks in the file',
    definition: 'Courses, clerkships, electives and their parts, by what the file says of them: required, required in track, optional.',
    unit: 'sequence blocks',
    denominator: null,
    formula: 'count of SequenceBlock elements with an id of their own',
    source: curriculumInventory,
  },
  {
    id: 'file-minutes-by-requirement',
    term: 'Minutes by requirement of block and event',
    definition:
      'Minutes of events by the block’s word and by the event’s word in that block. Each placement counts, so an event in two blocks counts twice and one in no block not at all.',
    unit: 'minutes',
    denominator: null,
    formula: 'sum over placements of the event’s duration',
    source: curriculumInventory,
  },
  {
    id: 'file-references',
    term: 'References',
    definition: 'Mentions of one part of the file by another: event to objective, block to event, block to block, block to objective.',
    unit: 'references',
    denominator: null,
    formula: 'count of references of these four kinds',
    source: curriculumInventory,
  },
  {
    id: 'file-dangling-references',
    term: 'Dangling references',
    definition: 'References to something that the file does not hold. Each has a message with its line.',
    unit: 'references',
    denominator: 'references',
    formula: 'count of references whose target is missing',
    source: curriculumInventory,
  },
  {
    id: 'file-methods',
    term: 'Instructional and assessment methods in the file',
    definition:
      'How often each method is named, by its code or, where it has none, its name as written. An event with two methods counts for both.',
    unit: 'mentions',
    denominator: null,
    formula: 'count of method elements by code',
    source: 'MedBiquitous Curriculum Inventory Working Group, Standardized Instructional and Assessment Methods and Resource Types',
  },
] as const satisfies readonly Definition[];
