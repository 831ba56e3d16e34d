import type { Definition } from '#app/platform/definition.ts';
import { curriculumInventory } from '../standard.ts';

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
    source: `${curriculumInventory}, SequenceBlockEvent`,
  },
  {
    id: 'learner-hours-of-a-course',
    term: 'Learner hours of a course',
    definition:
      'The time that one student spends in the activities that the course itself places. Activities whose minutes nobody stated add nothing and are said apart; when none are stated, the hours are unknown. Where some are estimates, the hours are a range. An activity in two courses counts for both, so hours of courses must not be added up.',
    unit: 'hours (whole minutes ÷ 60)',
    denominator: null,
    formula: 'sum of learner minutes over the activities of the course',
    source: 'Concord',
  },
  {
    id: 'activities-without-hours',
    term: 'Activities without hours',
    definition:
      'The activities of the academic year whose learner hours nobody stated or estimated. Their time is unknown: it is in no figure, and is never taken to be zero.',
    unit: 'activities',
    denominator: 'activities of the school in that academic year',
    formula: 'count of activities without learner minutes',
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
  {
    id: 'duplicates',
    term: 'Groups of duplicates',
    definition:
      'Groups of two or more activities that stand in one course with the same title (without regard to capitals), or with the same text of at least 40 characters under other titles, at most ten of one text. Courses are left out of which the school said that every student sits through each of their activities.',
    unit: 'groups',
    denominator: null,
    formula: 'count of groups by course and title, and by course and text',
    source: 'Concord',
  },
  {
    id: 'to-settle',
    term: 'To settle',
    definition:
      'What the map of the academic year does not say yet, counted from the map as it stands: activities without hours, without a method or in no course; courses without a requirement or with an open question about groups; levels without a phase; groups of duplicates; pairs of a new file that nobody answered; messages of the three latest imports whose field is still missing. What may be right as it is (zero hours, more than a day, a method outside the vocabulary) is listed apart.',
    unit: 'activities, courses, levels, groups, pairs or messages, each said apart',
    denominator: null,
    formula: 'count for each matter',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];
