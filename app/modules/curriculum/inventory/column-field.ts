import { foldedName } from './folded-text.ts';
import type { Field } from './matching.ts';

/** What a column of this kind means and what its header is usually called. */
export type ColumnField = {
  readonly field: Exclude<Field, 'ignore'>;
  /** Its name in a list to choose from. */
  readonly label: string;
  readonly meaning: string;
  /** How its values are written. */
  readonly values: string;
  /** Headers, folded, that mean it and nothing else. */
  readonly names: readonly string[];
  /** A folded header that may mean it. */
  readonly pattern: RegExp;
  /** Several columns of a sheet may be it; their values are put together. */
  readonly isMany?: boolean;
};

const list = (names: string) => names.split('|');

/** Every field, in the order in which headers are tried: what is more particular comes first. The tables of `docs/imports.md` are made from this. */
export const columnFields: readonly ColumnField[] = [
  {
    field: 'course-requirement',
    label: 'Whether the course is required',
    meaning: 'Whether students must take the course that the row stands in',
    values: 'required, elective, required in track; yes or no',
    names: list('course requirement|course required|block required|required course|course required elective|required elective course'),
    pattern: /^(?:course|block|module|clerkship) (?:requirement|required|elective)/,
  },
  {
    field: 'course-id',
    label: 'Course id',
    meaning: 'What names the course in the school’s own systems; kept as text, so that 1.10 is not 1.1',
    values: 'any text',
    names: list(
      'course id|course code|course number|course no|course num|block id|block code|module code|module id|clerkship id|crn|catalog number|catalogue number|course key|course external id',
    ),
    pattern: /^(?:course|block|module|clerkship|unit) (?:id|code|number|no|key)\b|\bcrn\b|catalog/,
  },
  {
    field: 'id',
    label: 'Activity id',
    meaning: 'What names the activity in the school’s own systems, the same every year; kept as text',
    values: 'any text, once for each activity',
    names: list(
      'id|session id|event id|activity id|uid|unique id|uuid|guid|session number|event number|activity number|session code|activity code|event code|code|key|external id|source id|record id|session key|id number',
    ),
    pattern: /^(?:session|event|activity|lecture|offering|item) (?:id|code|number|no|key)\b/,
  },
  {
    field: 'delivered-minutes',
    label: 'Minutes delivered',
    meaning: 'Minutes that are taught, all groups together',
    values: '480, 8 h',
    names: list('delivered minutes|minutes delivered|faculty minutes|teaching minutes|teacher minutes|total faculty minutes|staff minutes'),
    pattern: /\b(?:delivered|faculty|teacher|staff|instructor)\b.*\bmin/,
  },
  {
    field: 'delivered-hours',
    label: 'Hours delivered',
    meaning: 'Hours that are taught, all groups together',
    values: '8, 8 h',
    names: list('delivered hours|hours delivered|faculty hours|teacher hours|total faculty hours|staff hours|faculty contact hours'),
    pattern: /\b(?:delivered|faculty|teacher|staff|instructor)\b.*\b(?:hours?|hrs?)\b/,
  },
  {
    field: 'minutes',
    label: 'Minutes of a learner',
    meaning: 'How long one learner is taught',
    values: '90, 1.5 h, 1:30, 60-90 (a range), 8 x 60',
    names: list(
      'minutes|mins|min|length min|length mins|length minutes|duration min|duration mins|duration minutes|contact minutes|learner minutes|student minutes|time min|time minutes|total minutes|minutes per student|duration in minutes|event minutes|session minutes|instructional minutes',
    ),
    pattern: /\b(?:min|mins|minutes)\b/,
  },
  {
    field: 'hours',
    label: 'Hours of a learner',
    meaning: 'How long one learner is taught',
    values: '1.5, 90 min, 1:30, 2-3 (a range), 8 x 1',
    names: list(
      'hours|hrs|hr|h|contact hours|contact hrs|hours per student|learner hours|student hours|length hours|length hrs|duration hours|duration hrs|duration h|duration in hours|total hours|instructional hours|hours of instruction|session hours|teaching hours|student contact hours',
    ),
    pattern: /(?<!\bcredit )\b(?:hours|hrs)\b/,
  },
  {
    field: 'duration',
    label: 'Length, in a unit that you say',
    meaning: 'How long one learner is taught; what a number alone counts is asked',
    values: '90, 1.5 h, 1:30, 2-3 hours',
    names: list(
      'duration|length|contact time|dur|session length|event duration|session duration|time allotted|instructional time|length of session',
    ),
    pattern: /\b(?:duration|length)\b/,
  },
  {
    field: 'groups',
    label: 'Parallel groups',
    meaning: 'How many groups have the same hour, at once or one after another',
    values: 'a whole number',
    names: list(
      'groups|number of groups|no of groups|parallel groups|group count|num groups|of groups|small groups|groups number|number groups',
    ),
    pattern: /\b(?:number|no|count) of (?:\w+ )?groups\b/,
  },
  {
    field: 'seats',
    label: 'Seats',
    meaning: 'How many students the course has places for',
    values: 'a whole number',
    names: list(
      'seats|capacity|max enrollment|max enrolment|maximum enrollment|maximum enrolment|places|max students|maximum students|seats available|class capacity|max|cap|slots',
    ),
    pattern: /\b(?:seats|capacity)\b|\bmax(?:imum)? (?:enroll?ment|students|size)\b/,
  },
  {
    field: 'enrolled',
    label: 'Enrolled',
    meaning: 'How many students took the course',
    values: 'a whole number',
    names: list(
      'enrolled|enrolment|enrollment|registered|students|number of students|headcount|no of students|students enrolled|number students|total students|actual enrollment|class size',
    ),
    pattern: /\b(?:enrolled|enroll?ment|headcount)\b|\b(?:number|no) of (?:students|learners)\b/,
  },
  {
    field: 'interprofessional',
    label: 'Interprofessional',
    meaning: 'Whether students of other professions take part',
    values: 'yes or no',
    names: list('interprofessional|ipe|interprofessional education|inter professional|is interprofessional|ip|interprofessional y n'),
    pattern: /\binter ?professional\b|\bipe\b/,
  },
  {
    field: 'purpose',
    label: 'Formative or summative',
    meaning: 'What the assessment is for',
    values: 'formative, summative, F, S',
    names: list(
      'formative summative|formative or summative|assessment purpose|summative formative|f s|formative|summative|stakes|purpose of assessment',
    ),
    pattern: /\bformative\b|\bsummative\b/,
  },
  {
    field: 'assessment',
    label: 'Assessment method',
    meaning: 'How students are assessed in the activity',
    values: 'codes (AM004) or names, several in one cell',
    names: list(
      'assessment|assessments|assessment method|assessment methods|assessment type|evaluation method|evaluation methods|assessed by|assessment format|am|am code|exam type|method of assessment|methods of assessment|assessment code',
    ),
    pattern: /\bassess(?:ment|ments|ed)\b|\bevaluation methods?\b/,
    isMany: true,
  },
  {
    field: 'objectives',
    label: 'Objectives',
    meaning: 'What students can do afterwards; the same text is the same objective wherever it stands',
    values: 'texts, several in one cell or in several columns',
    names: list(
      'objectives|objective|learning objectives|learning objective|los|lo|learning outcomes|learning outcome|session objectives|session objective|outcomes|outcome|slo|slos|ilo|ilos|goals|goals and objectives|goals objectives|session learning objectives|event objectives|activity objectives|objective text|student learning outcomes',
    ),
    pattern: /\b(?:objectives?|outcomes?|slos?|ilos?)\b/,
    isMany: true,
  },
  {
    field: 'keywords',
    label: 'Keywords',
    meaning: 'Terms of a vocabulary or of the school’s own',
    values: 'words, several in one cell',
    names: list(
      'keywords|keyword|key words|mesh|mesh terms|mesh term|mesh headings|mesh descriptors|tags|tag|topics covered|themes|threads|terms|content tags',
    ),
    pattern: /\bkey ?words?\b|\bmesh\b|\btags?\b/,
    isMany: true,
  },
  {
    field: 'resources',
    label: 'Resource types',
    meaning: 'What the activity is taught with',
    values: 'codes (RE005) or names, several in one cell',
    names: list('resources|resource|resource type|resource types|educational resources|teaching resources|resource code'),
    pattern: /\bresources?\b/,
    isMany: true,
  },
  {
    field: 'instruction',
    label: 'Instructional method',
    meaning: 'How the activity is taught; the first of several is the primary one. A method of assessment in this column is read as one',
    values: 'codes (IM013) or names, several in one cell',
    names: list(
      'instructional method|instructional methods|teaching method|teaching methods|method|methods|type|format|session type|activity type|event type|learning method|learning activity type|instruction|pedagogy|modality|teaching modality|delivery method|delivery mode|teaching format|instructional format|session format|mode|im|im code|instruction method|instruction type|instructional method code|method code|type of session|session type title|learning event type|teaching type|instructional modality|delivery',
    ),
    pattern:
      /\b(?:instructional|teaching|learning|delivery) (?:method|format|mode|modality|type)s?\b|\b(?:session|event|activity) (?:type|format)\b|\bim\d{3}\b/,
    isMany: true,
  },
  {
    field: 'date',
    label: 'Day',
    meaning: 'The day of the activity',
    values: '2025-03-04, 3/4/2025, 4 March 2025',
    names: list('date|session date|event date|class date|date of session|day|activity date|day and date|calendar date'),
    pattern: /^(?!.*\b(?:start|end|due|updated|modified|created|published)).*\bdate\b/,
  },
  {
    field: 'start',
    label: 'Start',
    meaning: 'The day or the time at which it begins; with an end on the same day it says how long the activity is, where no column does',
    values: '2025-03-04 09:00, 9:00 AM, 9:00-10:30',
    names: list(
      'start|start time|start date|begins|begin|starts|from|start date time|time start|start datetime|begin time|begin date|time|times|session time|start at|starts at|start date and time',
    ),
    pattern: /\b(?:start|starts|begin|begins)\b/,
  },
  {
    field: 'end',
    label: 'End',
    meaning: 'The day or the time at which it ends',
    values: '2025-03-04 10:30, 10:30 AM',
    names: list(
      'end|end time|end date|ends|to|finish|until|end date time|time end|end datetime|stop|stop time|finish time|ends at|end date and time|through',
    ),
    pattern: /\b(?:end|ends|finish|stop)\b/,
  },
  {
    field: 'requirement',
    label: 'Whether it is required',
    meaning: 'Whether students must take the activity; without a column about the course, what its activities say is what the course is',
    values: 'required, elective, required in track, R, E; yes or no',
    names: list(
      'required|requirement|required elective|elective required|r e|e r|mandatory|mandatory optional|compulsory|elective|optional|core|core elective|is required|required or elective|required optional|req|is elective|required y n|mandatory y n|elective y n|core or elective',
    ),
    pattern: /^(?!.*attendance).*\b(?:required|mandatory|compulsory|elective)\b/,
  },
  {
    field: 'estimate-source',
    label: 'How the time is known',
    meaning: 'The source of estimated minutes, for teaching without events',
    values: 'any text',
    names: list('source of estimate|estimate source|basis|basis of estimate|source of hours|how known|estimated from|source of time'),
    pattern: /\bestimate\b/,
  },
  {
    field: 'level',
    label: 'Academic level',
    meaning: 'The year or years in which students take it; a name such as Pre-clerkship is asked about',
    values: '1, MS1, Year 1, M3-M4',
    names: list(
      'year|level|academic level|class year|ms year|student year|yr|curriculum year|program year|programme year|year of study|medical school year|year level|learner level|student level|class|ms|year in program|academic levels|course level|training level',
    ),
    pattern: /\b(?:year|level)s?\b/,
  },
  {
    field: 'phase',
    label: 'Phase',
    meaning: 'The school’s own name of a part of its curriculum; which levels it has is asked',
    values: 'Pre-clerkship, Clerkship',
    names: list('phase|curriculum phase|stage|segment|curriculum stage|phase name|phase of curriculum|program phase'),
    pattern: /\b(?:phase|stage)\b/,
  },
  {
    field: 'course',
    label: 'Course',
    meaning: 'The course, block or clerkship that the activity stands in',
    values: 'its title, the same in each of its rows',
    names: list(
      'course|block|clerkship|module|course title|course name|unit|rotation|block name|block title|module name|module title|sequence block|clerkship name|course block|system|organ system|theme block|unit name|unit title|course module|rotation name|subject area|course clerkship|department course',
    ),
    pattern: /\b(?:course|block|clerkship|module|rotation)\b/,
  },
  {
    field: 'text',
    label: 'Text',
    meaning: 'What the activity is about; its paragraphs stay',
    values: 'any text',
    names: list(
      'description|abstract|summary|details|content|overview|text|session description|event description|activity description|outline|content outline|synopsis|content description',
    ),
    pattern: /\b(?:description|abstract|summary|synopsis|outline|overview)\b/,
    isMany: true,
  },
  {
    field: 'title',
    label: 'Title',
    meaning: 'What the activity is called; a row without one is no activity',
    values: 'any text on one line',
    names: list(
      'title|session|session title|session name|event|event title|event name|activity|activity title|activity name|topic|topic title|lecture|lecture title|name|subject|class title|class name|teaching session|learning event|learning activity|item|session topic|lecture topic|lecture name|topics|event topic|titles|activities|sessions|events|lectures|learning session|educational activity',
    ),
    pattern: /\b(?:title|topic|session|lecture|activity|event)\b/,
  },
];

const people =
  /\b(?:instructors?|lecturers?|professors?|presenters?|speakers?|facilitators?|directors?|coordinators?|tutors?|preceptors?|teachers?|chairs?|e ?mails?|mail|phone|contact (?:person|name|email)|author|owner|created by|modified by|updated by|entered by|last name|first name|surname|staff|user ?name|lead|leads|leader|faculty)\b(?!.*\b(?:hours?|hrs?|min|mins|minutes|number|count)\b)/;
const byName = new Map(columnFields.flatMap(({ field, names }) => names.map((name) => [name, field] as const)));
const fieldOf = new Map(columnFields.map((each) => [each.field as Field, each]));

/** The definition of a field; null for `ignore`. */
export function columnFieldOf(field: Field): ColumnField | null {
  return fieldOf.get(field) ?? null;
}

/** A field's name for people. */
export function fieldLabel(field: Field): string {
  return fieldOf.get(field)?.label ?? 'Not used';
}

/** What a header means by its name: a field (`exact`, or `alike`), people (whose names are left out), or nothing that is known. */
export type NameFound = { readonly field: Exclude<Field, 'ignore'>; readonly isExact: boolean } | 'people' | null;

/** The field that a header names. */
export function fieldNamed(header: string): NameFound {
  const name = foldedName(header);
  const bare = name.replace(/ ?\d{1,2}$/, '').replace(/ (?:optional|if any|if known)$/, '');
  const exact = byName.get(name) ?? byName.get(bare);
  if (exact) return { field: exact, isExact: true };
  if (people.test(name)) return 'people';
  if (name.split(' ').length > 6 || name === '') return null;
  const field = columnFields.find(({ pattern }) => pattern.test(name))?.field;
  return field ? { field, isExact: false } : null;
}
