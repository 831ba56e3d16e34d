/** The kinds of public things that a search finds, as one and as several, in the order in which a choice names them. */
export const foundKinds = {
  page: ['Page', 'Pages'],
  update: ['Update', 'Updates'],
  work: ['The collaborative', 'The collaborative'],
  member: ['Member', 'Members'],
  competency: ['Competency', 'Competencies'],
  framework: ['Framework', 'Frameworks'],
  publication: ['Publication', 'Publications'],
  library: ['Library', 'Library'],
  lesson: ['Lesson', 'Lessons'],
  forum: ['Forum', 'Forum'],
  series: ['Series of the forum', 'Series of the forum'],
  speaker: ['Speaker', 'Speakers'],
  definition: ['Definition of a figure', 'Definitions of figures'],
} as const;
/** One of the kinds. */
export type FoundKind = keyof typeof foundKinds;
