/** A prompt of a round: what is asked, and a line that helps to begin. */
export type PromptWords = { readonly words: string; readonly help: string };

/** How many prompts a round has at most: more than a few are not answered well on a phone. */
export const mostPrompts = 8;

/** The prompts that a new round begins with; a convener writes others. */
export const proposedPrompts: readonly PromptWords[] = [
  {
    words: 'What do you hope for?',
    help: 'If this works, what will a student, a patient or a colleague meet that they do not meet today?',
  },
  { words: 'What stands in the way?', help: 'Time, people, rules, habits, yourself: whatever you have seen hold such work back.' },
  { words: 'What would you commit to?', help: 'Something that you, or your school, would do within a year. Small is welcome.' },
];
