import type { Definition } from '#app/platform/definition.ts';
import { curriculumInventory } from '../standard.ts';
import { fullDefinitions } from './full-definitions.ts';

/** What coverage shows: the matrix, then coverage in full. */
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
    id: 'carried-coverage',
    term: 'Carried coverage',
    definition:
      'Coverage read in another framework than the one that the school mapped against. Each link counts for every competency of the other framework that a crosswalk relates its own competency to; nobody looked at the activity with the other framework in hand. By “the same” the other asks for the same; where ours “is a part of” theirs, theirs is met in part; where ours “asks for more” or is only “related”, theirs may not be met at all.',
    unit: 'as the figure that is carried',
    denominator: null,
    formula:
      'each link (activity, competency) becomes (activity, other competency) for every relation of the crosswalk that was chosen; one link each, by the strongest relation',
    source: 'Concord; relations after SKOS (W3C 2009)',
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
    definition:
      'The time that one student spends in an activity. Eight parallel small groups of one hour are one learner hour. Where a school says that the hour is given to several groups, the learner’s is the longest of them, or the whole divided by the groups.',
    unit: 'hours of one student',
    denominator: null,
    formula: 'touching or attributed hours computed from learner minutes',
    source: 'Concord',
  },
  {
    id: 'delivered-hours',
    term: 'Delivered hours',
    definition:
      'The time that the school teaches, parallel groups counted. Eight parallel small groups of one hour are eight delivered hours. Until a school says that an hour is given to several groups, the file’s minutes count for both.',
    unit: 'hours of teaching',
    denominator: null,
    formula: 'touching or attributed hours computed from delivered minutes',
    source: 'Concord',
  },
  {
    id: 'hours-range',
    term: 'Hours as a range',
    definition:
      'Hours that rest on estimates: at least the first number, at most the second. Exact hours stand in both. The list behind a range adds up to the same range. Colours and the words above a table go by the least.',
    unit: 'hours, from the least to the most',
    denominator: null,
    formula: 'least = sum of exact minutes and of the least of each estimate; most = the same with the most of each',
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
    source: `${curriculumInventory}, SequenceBlock and SequenceBlockEvent read together`,
  },
  {
    id: 'required-in-track',
    term: 'Required in track',
    definition:
      'Every student of one track takes it: the course is required in a track, and the activity’s place in the course is required.',
    unit: 'a class of places',
    denominator: null,
    formula: 'course Required In Track and place required',
    source: `${curriculumInventory}, SequenceBlock and SequenceBlockEvent read together`,
  },
  {
    id: 'elective',
    term: 'Elective',
    definition:
      'A student may leave it out: the course is optional, or the activity’s place in the course is. One of the two words is enough.',
    unit: 'a class of places',
    denominator: null,
    formula: 'course Optional or place not required',
    source: `${curriculumInventory}, SequenceBlock and SequenceBlockEvent read together`,
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
    source: `${curriculumInventory}, StartingAcademicLevel and EndingAcademicLevel; the phases are the school’s own`,
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
  ...fullDefinitions,
] as const satisfies readonly Definition[];
