import type { Definition } from '#app/platform/definition.ts';

const rule =
  'It is told as an interval of at least ten numbers, so that nobody is known to have done it, or not to have. Each student is in one cohort, and a half-year is counted once, two weeks after it is over.';

/** Every figure of cohorts. */
export const cohortDefinitions = [
  {
    id: 'practice-cohort',
    term: 'Cohort',
    definition:
      'Students of one class of a school who keep a log of their practice and said that they count in figures of their class. It is no list of the class: who keeps no log, or does not want to count, is not in it. A cohort of fewer than ten is not shown and is in no sum.',
    unit: 'students, as an interval',
    denominator: null,
    formula: 'number of such students whose log began before the half-year ended, in tens',
    source: 'Concord; at least ten after US Department of Education, PTAC, disclosure avoidance',
  },
  {
    id: 'practice-noted',
    term: 'Noted a conversation, took part in a real one, were debriefed, tried a competency',
    definition: `Students of the cohort who noted it in at least one entry of the half-year. It is what students chose to note of themselves, so it says nothing of what was not noted, and nothing of skill. ${rule}`,
    unit: 'students, as an interval',
    denominator: 'Cohort',
    formula: 'number of students with at least one such entry, as whole tens; the last interval is open to the end of the cohort',
    source: 'Concord',
  },
  {
    id: 'practice-observed',
    term: 'Were observed',
    definition: `Students of the cohort of whom somebody else answered at least one request for feedback in the half-year; of a competency: who said what they saw of it. An observer need not have confirmed who they are. What observers saw is in no figure. ${rule}`,
    unit: 'students, as an interval',
    denominator: 'Cohort',
    formula: 'number of students with at least one such observation, as whole tens; the last interval is open to the end of the cohort',
    source: 'Concord',
  },
  {
    id: 'practice-all-cohorts',
    term: 'Over all cohorts',
    definition:
      'The same over all cohorts that are shown, where they are of at least three schools. It is told so that it says no more of one cohort than that cohort’s own interval.',
    unit: 'students, as an interval',
    denominator: 'all cohorts that are shown',
    formula: 'sum over cohorts, as whole tens; the first and the last interval are as wide as the intervals of single cohorts ask',
    source: 'Concord, docs/disclosure.md',
  },
] as const satisfies readonly Definition[];
