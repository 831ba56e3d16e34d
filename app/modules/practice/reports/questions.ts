/** A question with its ordered answers, from least to most; an answer is kept as its place, from 1. */
export type Question = {
  readonly id: string;
  readonly topic: Topic;
  readonly words: string;
  readonly answers: readonly [string, string, string, string];
};
/** What a question is about: the four words of the mission that a graduate can speak to. */
export type Topic = 'Exposure' | 'Practice' | 'Inspiration' | 'Confidence';

const often = ['None', 'One or two', 'Three to five', 'More'] as const;
/** How sure somebody is of themselves; it says nothing of what they can do (143 trainees: no association with ratings by others; PMC3322515). */
const sure = ['Not yet', 'With somebody beside me', 'Mostly on my own', 'On my own'] as const;

/** The questions of a year, in order: four of everybody, and one on each competency in force. */
export function questionsOf(competencies: readonly { stableId: string; code: string; shortTitle: string }[]): Question[] {
  return [
    {
      id: 'seen',
      topic: 'Exposure',
      words: 'In the past year, how many conversations with seriously ill people or their families did you see from beginning to end?',
      answers: often,
    },
    { id: 'practised', topic: 'Practice', words: 'How many did you lead, or lead a part of, simulated ones too?', answers: often },
    { id: 'heard', topic: 'Practice', words: 'After how many of these did somebody tell you what they had seen?', answers: often },
    {
      id: 'willing',
      topic: 'Inspiration',
      words: 'Do you want to have such conversations as a resident?',
      answers: ['I would rather not', 'If I have to', 'Yes', 'Yes, and I want to go on practising'],
    },
    ...competencies.map(
      ({ stableId, code, shortTitle }): Question => ({
        id: `confident.${stableId}`,
        topic: 'Confidence',
        words: `${code} ${shortTitle}: as a resident I could do this`,
        answers: sure,
      }),
    ),
  ];
}

/** The answers out of a form's fields, as places from 1; what is no answer is left out. */
export function readReport(questions: readonly Question[], typed: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(
    questions.flatMap(({ id, answers }) => {
      const at = Number(typed[id]);
      return Number.isInteger(at) && at >= 1 && at <= answers.length ? [[id, at]] : [];
    }),
  );
}
