import type { Definition } from '#app/platform/definition.ts';

const inventory = 'MedBiquitous Curriculum Inventory (ANSI/MEDBIQ CI.10.1-2013)';

/** What coverage shows. */
export const coverageDefinitions = [
  {
    id: 'link',
    term: 'Links',
    definition:
      'A person’s word that an activity addresses a competency, with a level and an extent. A suggestion that nobody has accepted is not a link. All coverage figures rest on links only.',
    unit: 'links; at most one for an activity and a competency',
    denominator: null,
    formula: 'count of pairs of an activity and a competency that somebody accepted',
    source: 'Concord',
  },
  {
    id: 'activities-counted',
    term: 'Activities counted',
    definition:
      'The distinct activities that are linked to the competency and stand where the column and the requirement say. An activity counts once, however often it is placed there.',
    unit: 'activities',
    denominator: 'activities of the school in that academic year, where a share is shown',
    formula: 'size of the set of activities',
    source: 'Concord',
  },
  {
    id: 'touching-hours',
    term: 'Touching hours',
    definition:
      'The whole time of every activity that is linked to the competency. An activity linked to three competencies counts whole for each of them, so touching hours of several competencies must not be added up.',
    unit: 'hours (whole minutes ÷ 60)',
    denominator: null,
    formula: 'sum of minutes over the activities counted',
    source: 'Concord; never mixed with attributed hours',
  },
  {
    id: 'attributed-hours',
    term: 'Attributed hours',
    definition:
      'The time of every linked activity, shared equally among all the competencies that it is linked to. Attributed hours of all competencies add up to the time of the linked activities.',
    unit: 'hours (minutes ÷ 60); kept exact, rounded only for display',
    denominator: null,
    formula: 'sum over the activities counted of minutes ÷ number of competencies that the activity is linked to, with all its links',
    source: 'Concord',
  },
  {
    id: 'learner-hours',
    term: 'Learner hours',
    definition: 'The time that one student spends in an activity. Eight parallel small groups of one hour are one learner hour.',
    unit: 'hours of one student',
    denominator: null,
    formula: 'touching or attributed hours computed from learner minutes',
    source: 'Concord',
  },
  {
    id: 'delivered-hours',
    term: 'Delivered hours',
    definition:
      'The time that the school teaches, parallel groups counted. Eight parallel small groups of one hour are eight delivered hours.',
    unit: 'hours of teaching',
    denominator: null,
    formula: 'touching or attributed hours computed from delivered minutes',
    source: 'Concord',
  },
  {
    id: 'unknown-minutes',
    term: 'Activities with unknown minutes',
    definition: 'Activities counted whose minutes nobody has stated. They add nothing to hours, and are never taken to be zero.',
    unit: 'activities',
    denominator: 'activities counted in the same cell',
    formula: 'count of activities without minutes, for learner and for delivered minutes separately',
    source: 'Concord',
  },
  {
    id: 'zero-minutes',
    term: 'Activities of zero minutes',
    definition: 'Activities counted that are stated to take no time. They are shown, not dropped.',
    unit: 'activities',
    denominator: 'activities counted in the same cell',
    formula: 'count of activities with minutes = 0, for learner and for delivered minutes separately',
    source: 'Concord',
  },
  {
    id: 'required',
    term: 'Required',
    definition: 'Every student takes it: the course is required, and so is the activity’s place in the course.',
    unit: 'a class of places',
    denominator: null,
    formula: 'course Required and place required',
    source: `${inventory}, SequenceBlock and SequenceBlockEvent read together`,
  },
  {
    id: 'required-in-track',
    term: 'Required in track',
    definition:
      'Every student of one track takes it: the course is required in a track, and the activity’s place in the course is required.',
    unit: 'a class of places',
    denominator: null,
    formula: 'course Required In Track and place required',
    source: `${inventory}, SequenceBlock and SequenceBlockEvent read together`,
  },
  {
    id: 'elective',
    term: 'Elective',
    definition:
      'A student may leave it out: the course is optional, or the activity’s place in the course is. One of the two words is enough.',
    unit: 'a class of places',
    denominator: null,
    formula: 'course Optional or place not required',
    source: `${inventory}, SequenceBlock and SequenceBlockEvent read together`,
  },
  {
    id: 'unknown-requirement',
    term: 'Requirement unknown',
    definition:
      'The course or the place does not say whether it must be taken, and neither says elective. Activities in no course are here too.',
    unit: 'a class of places',
    denominator: null,
    formula: 'neither says elective, and at least one says nothing',
    source: 'Concord',
  },
  {
    id: 'spans-phases',
    term: 'Spans phases',
    definition:
      'Places in courses whose academic levels lie in more than one phase, until the school says more. Their hours are in no phase’s column.',
    unit: 'a column of coverage',
    denominator: null,
    formula: 'the levels from the course’s first to its last belong to two or more phases',
    source: `${inventory}, StartingAcademicLevel and EndingAcademicLevel; the phases are the school’s own`,
  },
  {
    id: 'no-phase-yet',
    term: 'No phase yet',
    definition: 'Places in courses without an academic level, or with a level that the school has not yet given to a phase.',
    unit: 'a column of coverage',
    denominator: null,
    formula: 'no phase can be said from the levels, and the school has not named one',
    source: 'Concord',
  },
  {
    id: 'in-no-course',
    term: 'In no course',
    definition: 'Linked activities that no course of the school places.',
    unit: 'a column of coverage',
    denominator: null,
    formula: 'activities without a place',
    source: 'Concord',
  },
  {
    id: 'coverage-cell',
    term: 'Coverage cell',
    definition:
      'The set of activities that are linked to one competency and have a place in one column with one requirement. An activity with places in two columns stands in both cells. The list behind a cell adds up to exactly the cell.',
    unit: 'activities, hours',
    denominator: null,
    formula: 'activities linked to the competency ∩ activities with a place of that column and requirement',
    source: 'Concord',
  },
  {
    id: 'coverage-total',
    term: 'Total',
    definition:
      'The same over all columns, requirements or competencies, each activity counted once. A total can be less than the sum of its parts when an activity stands in several of them.',
    unit: 'activities, hours',
    denominator: null,
    formula: 'size and minutes of the union of the sets',
    source: 'Concord',
  },
  {
    id: 'linked-activities',
    term: 'Linked activities',
    definition: 'Activities that are linked to at least one competency of the framework version shown.',
    unit: 'activities',
    denominator: 'activities of the school in that academic year',
    formula: 'count of distinct activities with at least one link',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

/** What the keyword scan and the review of its hits show. */
export const scanDefinitions = [
  {
    id: 'hit',
    term: 'Hits',
    definition:
      'A keyword that was found in an activity’s title, description, objectives or keywords. However often it stands there it is one hit. A hit is a suggestion: it becomes a link only when a person accepts it.',
    unit: 'hits; at most one for an activity and a keyword',
    denominator: null,
    formula: 'count of pairs of an activity and a keyword of the list',
    source: 'Concord',
  },
  {
    id: 'hits-by-keyword',
    term: 'Hits by keyword',
    definition: 'The activities in which one keyword of the list was found.',
    unit: 'activities',
    denominator: 'activities scanned',
    formula: 'count of activities with a hit of the keyword',
    source: 'Concord',
  },
  {
    id: 'activities-scanned',
    term: 'Activities scanned',
    definition: 'Activities of the school’s academic year whose text was read for every keyword of the list.',
    unit: 'activities',
    denominator: null,
    formula: 'count of activities',
    source: 'Concord',
  },
  {
    id: 'hits-answered',
    term: 'Hits answered',
    definition: 'Hits that a person accepted or rejected. The others are open.',
    unit: 'hits',
    denominator: 'all hits of the school’s academic year',
    formula: 'accepted + rejected',
    source: 'Concord',
  },
  {
    id: 'time-left',
    term: 'Time left',
    definition:
      'An estimate of how long the open hits take at the pace of your last answers. Shown once there are enough answers to go by.',
    unit: 'minutes, rounded up',
    denominator: null,
    formula: 'median time between two answers, breaks of more than five minutes left out, × open hits',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

/** What the lists of activities and courses show. */
export const listDefinitions = [
  {
    id: 'activities-listed',
    term: 'Activities listed',
    definition:
      'The activities of the academic year that are in the school’s file and meet every filter. Each is listed once, however often courses place it. Course, phase and requirement are asked of one and the same place.',
    unit: 'activities',
    denominator: null,
    formula: 'count of activities',
    source: 'Concord',
  },
  {
    id: 'activities-of-a-course',
    term: 'Activities of a course',
    definition: 'The activities that the course itself places. Those of its parts are counted there.',
    unit: 'activities',
    denominator: null,
    formula: 'count of the course’s places whose activity is in the school’s file',
    source: `${inventory}, SequenceBlockEvent`,
  },
  {
    id: 'learner-hours-of-a-course',
    term: 'Learner hours of a course',
    definition:
      'The time that one student spends in the activities that the course itself places. Activities whose minutes nobody stated add nothing and are said apart; when none are stated, the hours are unknown. An activity in two courses counts for both, so hours of courses must not be added up.',
    unit: 'hours (whole minutes ÷ 60)',
    denominator: null,
    formula: 'sum of learner minutes over the activities of the course',
    source: 'Concord',
  },
  {
    id: 'seats',
    term: 'Seats',
    definition: 'How many students the course can take in a year, where the school says so; a Curriculum Inventory file does not.',
    unit: 'students',
    denominator: null,
    formula: 'as stated by the school',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

/** What the check of a file shows. */
export const fileDefinitions = [
  {
    id: 'file-events',
    term: 'Events in the file',
    definition: 'Events that the file holds, each once, whether or not a course places them. An event becomes an activity.',
    unit: 'events',
    denominator: null,
    formula: 'count of Event elements or rows with an id of their own',
    source: inventory,
  },
  {
    id: 'file-minutes',
    term: 'Minutes in the file',
    definition:
      'The durations of all events, each event once. The file does not say whether parallel groups are counted. A duration that cannot be read counts nothing here and has a message; in the map it is unknown.',
    unit: 'minutes',
    denominator: null,
    formula: 'sum of event durations',
    source: `${inventory}, EventDuration`,
  },
  {
    id: 'file-objectives',
    term: 'Objectives in the file',
    definition: 'Objectives and competencies that the file spells out, each once.',
    unit: 'objectives',
    denominator: null,
    formula: 'count of CompetencyObject elements with an id of their own',
    source: inventory,
  },
  {
    id: 'file-sequence-blocks',
    term: 'Sequence blocks in the file',
    definition: 'Courses, clerkships, electives and their parts, by what the file says of them: required, required in track, optional.',
    unit: 'sequence blocks',
    denominator: null,
    formula: 'count of SequenceBlock elements with an id of their own',
    source: inventory,
  },
  {
    id: 'file-minutes-by-requirement',
    term: 'Minutes by requirement of block and event',
    definition:
      'Minutes of events by the block’s word and by the event’s word in that block. Each placement counts, so an event in two blocks counts twice and one in no block not at all.',
    unit: 'minutes',
    denominator: null,
    formula: 'sum over placements of the event’s duration',
    source: inventory,
  },
  {
    id: 'file-references',
    term: 'References',
    definition: 'Mentions of one part of the file by another: event to objective, block to event, block to block, block to objective.',
    unit: 'references',
    denominator: null,
    formula: 'count of references of these four kinds',
    source: inventory,
  },
  {
    id: 'file-dangling-references',
    term: 'Dangling references',
    definition: 'References to something that the file does not hold. Each has a message with its line.',
    unit: 'references',
    denominator: 'references',
    formula: 'count of references whose target is missing',
    source: inventory,
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

/** Every figure of the curriculum module. Screens, exports and `docs/definitions.md` show these words. */
export const curriculumDefinitions = [...coverageDefinitions, ...listDefinitions, ...scanDefinitions, ...fileDefinitions] as const;

/** The ids of the curriculum module's figures. */
export type CurriculumFigure = (typeof curriculumDefinitions)[number]['id'];
