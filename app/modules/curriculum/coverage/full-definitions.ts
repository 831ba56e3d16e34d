import type { Definition } from '#app/platform/definition.ts';
import { curriculumInventory } from '../standard.ts';

/** What coverage in full adds to the matrix: milestones, levels, methods, grades, gaps, students, and years side by side. */
export const fullDefinitions = [
  {
    id: 'milestone-coverage',
    term: 'Coverage of a milestone',
    definition:
      'The same figures for one milestone of a competency, from the links that name it. Its attributed hours are its part of the competency’s: shared again among the milestones of that competency that the activity is linked to. A link that names no milestone counts for the competency only.',
    unit: 'activities, hours',
    denominator: null,
    formula: 'sum of minutes ÷ (competencies of the activity × milestones of this competency that it is linked to)',
    source: 'Concord',
  },
  {
    id: 'coverage-level',
    term: 'Introduced, practised, assessed',
    definition:
      'How far an activity goes with a competency, in the word of the person who linked it. One link has one level, so the three divide the activities of a cell.',
    unit: 'activities, hours',
    denominator: 'activities counted in the same cell',
    formula: 'activities of the cell whose link has the level',
    source: 'Concord; after Harden, AMEE curriculum map (2001)',
  },
  {
    id: 'taught',
    term: 'Taught',
    definition:
      'Activities that introduce a competency or let students practise it, and those that assess it and have a method of instruction. An activity that only examines does not teach.',
    unit: 'activities',
    denominator: null,
    formula: 'links at the level introduced or practised, or assessed with at least one instructional method',
    source: `Concord; ${curriculumInventory}: an event with both kinds of method counts as instruction`,
  },
  {
    id: 'assessed',
    term: 'Assessed',
    definition:
      'Activities whose link says that they assess the competency. An examination in an activity that only introduces the competency says nothing of it and does not count.',
    unit: 'activities',
    denominator: null,
    formula: 'links at the level assessed',
    source: 'Concord',
  },
  {
    id: 'formative-summative',
    term: 'Formative and summative',
    definition:
      'The purposes of the assessment methods of the activities that assess the competency. An activity with methods of both purposes counts in both. Many files write Summative when nobody chose; a file in which all are one says nothing.',
    unit: 'activities',
    denominator: 'activities that assess the competency',
    formula: 'assessing activities with a method of that purpose; purpose not said is counted apart',
    source: `${curriculumInventory}, AssessmentMethod@purpose`,
  },
  {
    id: 'coverage-methods',
    term: 'Methods by code',
    definition:
      'Activities and hours by method: instruction of the links that teach, assessment of those that assess. An activity with two methods counts whole under both, so hours of methods must not be added up.',
    unit: 'activities, hours',
    denominator: null,
    formula: 'activities of the cell with the method; the code is the standard’s where the file gives its code or name',
    source: 'MedBiquitous Curriculum Inventory standardized vocabulary (November 2015)',
  },
  {
    id: 'coverage-grades',
    term: 'Four grades of coverage',
    definition:
      'Competencies that are met at all; met in teaching required of everybody; taught and also assessed; confirmed as fully addressed by a course director. They are four questions, not steps: a competency can be assessed and stand in no required activity.',
    unit: 'competencies',
    denominator: 'competencies of the framework version shown',
    formula:
      'any: at least one link · required: at least one in a required place · taught and assessed: at least one that teaches and one that assesses · confirmed: at least one link that its course’s director confirmed as fully addressed',
    source: 'Concord; several measures side by side after Theurich et al., GMS J Med Educ 42 (zma001770)',
  },
  {
    id: 'addressed-extent',
    term: 'Addressed fully, in part, not at all',
    definition:
      'Each competency by its fullest link: fully; only mentioned or addressed in part; not at all. The three add up to all of them.',
    unit: 'competencies',
    denominator: 'competencies of the framework version shown',
    formula: 'count by the fullest extent among the links; rounded half up, to one decimal, only for display',
    source: 'after BMC Med Educ 2024, doi 10.1186/s12909-024-05082-1 (Ottawa)',
  },
  {
    id: 'taught-not-assessed',
    term: 'Taught, not assessed',
    definition: 'Competencies and milestones with at least one activity that teaches and none that assesses, in the whole year.',
    unit: 'competencies and milestones',
    denominator: null,
    formula: 'taught > 0 and assessed = 0',
    source: 'Concord',
  },
  {
    id: 'assessed-not-taught',
    term: 'Assessed, not taught',
    definition: 'Competencies and milestones with at least one activity that assesses and none that teaches, in the whole year.',
    unit: 'competencies and milestones',
    denominator: null,
    formula: 'assessed > 0 and taught = 0',
    source: 'Concord',
  },
  {
    id: 'coverage-gap',
    term: 'Gap',
    definition:
      'A competency or milestone that a phase does not meet in required teaching, with what is there instead: only in a track, only elective, not said whether required, or nothing that anybody linked. Nothing linked is not the same as nothing taught.',
    unit: 'competencies and milestones by phase',
    denominator: null,
    formula: 'no activity of the row with a required place in the phase',
    source: 'Concord',
  },
  {
    id: 'track-share',
    term: 'Required in track, for the share of students in it',
    definition:
      'Hours that an average student of the class meets through tracks. A track has as many students as the school says are enrolled; where only its seats are known, from none to all of them. Students of two tracks may be the same ones, so together they are a range. An activity that is also required of everybody in the same phase counts there, not here.',
    unit: 'learner hours of an average student',
    denominator: 'students of a class, as the school says',
    formula: 'sum of minutes × students of the tracks ÷ class size; tracks of unknown size and unknown minutes add nothing and are said',
    source: 'Concord',
  },
  {
    id: 'elective-seats',
    term: 'Elective seats against class size',
    definition:
      'Seats of the elective courses in which a competency is met, each course once, beside the size of a class. A seat is a seat in a course: one student may take several, so the seats are no share of students.',
    unit: 'seats',
    denominator: 'students of a class, as the school says',
    formula: 'sum of seats over distinct elective courses; courses that do not say are counted apart',
    source: 'Concord',
  },
  {
    id: 'confirmed-links',
    term: 'Links and course directors',
    definition:
      'A link in a course that has a named director waits for that director: until the answer, or until the question’s date has passed, it counts nowhere, and neither does one that the director took back. What counts without an answer is said beside the figures.',
    unit: 'links',
    denominator: null,
    formula: 'counted: confirmed, not answered in time, or no director named; left out: waiting, taken back',
    source: 'Concord',
  },
  {
    id: 'published-measures',
    term: 'Our measures beside the published ones',
    definition:
      'The published mapping of four schools (J Palliat Med 2024;27(1):39-46; data July 2019 to April 2021) reports required hours (on average 40 in four years), the elective share of hours (over 80 %) and the limited capacity of electives. Those numbers are of those schools and years and are never shown as ours. Our measures have the same form: required learner hours; elective hours offered ÷ all linked hours; elective seats beside class size. The paper’s own definitions of required, elective, phase and capacity were not to be read, so equal words may not mean equal rules.',
    unit: 'as each measure',
    denominator: null,
    formula:
      'elective share = elective learner hours ÷ (required + required in track + elective learner hours), whole activities over all competencies',
    source: 'J Palliat Med 2024;27(1):39-46 (abstract); Concord for the rules',
  },
  {
    id: 'trend-break',
    term: 'Break in a trend',
    definition:
      'Where two years do not rest on the same ground: another version of the framework, or other definitions of the round. Figures go across a new version only for competencies that are the same in it, or that exactly one took the place of; for the others the earlier years are shown as not comparable.',
    unit: 'a mark between two years',
    denominator: null,
    formula: 'bridged by the same stable id with the same words, or by one “replaced by”; never by a reworded or split competency',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];
