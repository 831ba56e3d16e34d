import type { MessageSubject } from '../inventory/inventory.ts';

/** What of an academic year lacks something: how many activities, courses, levels, groups or messages. */
export type Unsettled = {
  readonly unknownMinutes: number;
  readonly zeroMinutes: number;
  readonly longMinutes: number;
  readonly unplaced: number;
  readonly withoutMethod: number;
  readonly otherMethod: number;
  readonly coursesWithoutRequirement: number;
  readonly levelsWithoutPhase: number;
  readonly openPairs: number;
  readonly pairsImport: string | null;
  readonly duplicates: number;
  readonly openMessages: number;
};

/**
 * One thing to settle: how many, what it means, what to do, and where (`to` follows the school's address). `isDoubt`: it may be right as it is, so it is worth
 * a look and does not count as open.
 */
export type Matter = {
  readonly key: string;
  readonly title: string;
  readonly count: number;
  readonly means: string;
  readonly act: string;
  readonly to: string;
  readonly isDoubt: boolean;
};

/** The things to settle of a year that are there, in the order in which settling them helps most. `openQuestions`: courses whose question about groups is open. */
export function mattersOf(year: string, state: Unsettled, openQuestions: number): Matter[] {
  const activities = (filter: string) => `/activities?year=${year}&${filter}`;
  const all: Omit<Matter, 'isDoubt'>[] = [
    {
      key: 'pairs',
      title: 'Activities of a new file that may be ones you have',
      count: state.openPairs,
      means: 'Links go along only once somebody says that both are the same.',
      act: 'Look at them side by side',
      to: `/imports/${state.pairsImport}/pairs`,
    },
    {
      key: 'levels',
      title: 'Levels without a phase',
      count: state.levelsWithoutPhase,
      means: 'Hours of these levels stand in no phase of the coverage.',
      act: 'Say which levels make your phases',
      to: `/phases?year=${year}`,
    },
    {
      key: 'questions',
      title: 'Courses whose hours may be given to several groups',
      count: openQuestions,
      means: 'One learner’s hours and the hours that you teach are the same figure until you say.',
      act: 'Answer for each course',
      to: `/groups?year=${year}`,
    },
    {
      key: 'duplicates',
      title: 'Groups of activities that may be one',
      count: state.duplicates,
      means: 'What is listed twice counts twice.',
      act: 'Compare them side by side',
      to: `/duplicates?year=${year}`,
    },
    {
      key: 'unplaced',
      title: 'Activities in no course',
      count: state.unplaced,
      means: 'They stand in no phase, and nobody knows whether they are required.',
      act: 'Choose them and place them in a course',
      to: activities('phase=unplaced'),
    },
    {
      key: 'minutes',
      title: 'Activities without hours',
      count: state.unknownMinutes,
      means: 'They count as unknown, never as zero: every sum says how many are missing.',
      act: 'Choose them and say their hours, or estimate them',
      to: activities('minutes=unknown'),
    },
    {
      key: 'requirement',
      title: 'Courses without a requirement',
      count: state.coursesWithoutRequirement,
      means: 'Their hours are in neither the required nor the elective figures.',
      act: 'Open each and say whether it is required',
      to: `/courses?year=${year}&requirement=unknown`,
    },
    {
      key: 'method',
      title: 'Activities without a method',
      count: state.withoutMethod,
      means: 'Nobody has said how they teach or assess.',
      act: 'Choose them and say their method',
      to: activities('method=none'),
    },
    {
      key: 'messages',
      title: 'Messages of the latest files that still hold',
      count: state.openMessages,
      means: 'Something in the file could not be read, and the map still lacks it.',
      act: 'See each message with its activity below',
      to: `/to-settle?year=${year}#messages`,
    },
  ];
  const doubts: Omit<Matter, 'isDoubt'>[] = [
    {
      key: 'zero',
      title: 'Activities of zero hours',
      count: state.zeroMinutes,
      means: 'The file states zero. Where that is right, nothing is to do; where it means “not known”, it should be unknown.',
      act: 'Look through them',
      to: activities('minutes=zero'),
    },
    {
      key: 'long',
      title: 'Activities longer than a day',
      count: state.longMinutes,
      means: 'They may hold the hours of all groups, or of a whole clerkship.',
      act: 'Look through them',
      to: activities('minutes=long'),
    },
    {
      key: 'other-method',
      title: 'Activities with a method outside the vocabulary',
      count: state.otherMethod,
      means: 'They are in no comparison by method with other schools.',
      act: 'Choose them and say the method in the vocabulary’s words',
      to: activities('method=other'),
    },
  ];
  return [...all.map((each) => ({ ...each, isDoubt: false })), ...doubts.map((each) => ({ ...each, isDoubt: true }))].filter(
    ({ count }) => count > 0,
  );
}

/** What names the subject of a message: its kind, its id in the file, and the field. */
export function subjectKey({ kind, sourceId, field }: MessageSubject): string {
  return `${kind} ${field} ${sourceId}`;
}
