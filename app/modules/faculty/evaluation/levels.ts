/** The four levels of an evaluation of training (Kirkpatrick, Evaluating Training Programs, 1994). */
export const kirkpatrickLevels = [
  { level: 1, name: 'Reaction', means: 'what people thought of it' },
  { level: 2, name: 'Learning', means: 'what people say, or show, that they know or can do' },
  { level: 3, name: 'Behaviour', means: 'what people do differently in their work' },
  { level: 4, name: 'Results', means: 'what came of it for learners, patients or the school' },
] as const;

/** The seven levels of outcomes of continuing medical education (Moore, Green & Gallis, J Contin Educ Health Prof 2009;29:1-15), the third in its two halves as 3. */
export const mooreLevels = [
  { level: 1, name: 'Participation' },
  { level: 2, name: 'Satisfaction' },
  { level: 3, name: 'Knowledge, as said or shown' },
  { level: 4, name: 'Competence, as said or shown' },
  { level: 5, name: 'Performance in practice, as said or seen' },
  { level: 6, name: 'Patient health' },
  { level: 7, name: 'Community health' },
] as const;

/** "Kirkpatrick level 2, learning". */
export function kirkpatrickWords(level: number): string {
  const found = kirkpatrickLevels.find((each) => each.level === level)!;
  return `Kirkpatrick level ${level}, ${found.name.toLowerCase()}`;
}

/** "Moore level 4, competence, as said or shown". */
export function mooreWords(level: number): string {
  const found = mooreLevels.find((each) => each.level === level)!;
  return `Moore level ${level}, ${found.name.toLowerCase()}`;
}
