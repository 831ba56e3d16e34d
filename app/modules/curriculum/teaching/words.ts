/** What was said of a course, within a sentence; `none`: nothing yet. */
export const answerPhrases = {
  each: 'every learner sits through each activity',
  groups: 'the same hour is given to several groups',
  none: 'not said yet',
} as const;
