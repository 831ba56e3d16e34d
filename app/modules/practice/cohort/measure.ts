/** What is counted in a cohort: students who did it at least once in a half-year. `of` competencies where it is counted for each. */
export const measures = [
  { id: 'noted', label: 'Noted a conversation', isOfCompetency: false },
  { id: 'real', label: 'Took part in a real conversation', isOfCompetency: false },
  { id: 'observed', label: 'Were observed by somebody who answered', isOfCompetency: false },
  { id: 'debriefed', label: 'Were debriefed', isOfCompetency: false },
  { id: 'tried', label: 'Tried it', isOfCompetency: true },
  { id: 'seen', label: 'Were observed in it', isOfCompetency: true },
] as const;
export type Measure = (typeof measures)[number]['id'];
