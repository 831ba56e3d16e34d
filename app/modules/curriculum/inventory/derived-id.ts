import { fingerprintOf, foldedText } from './folded-text.ts';

const most = { title: 350, course: 180, objective: 48 } as const;

/**
 * The id of an activity to which its file gives none: `title:` with its course and its title, folded, and `#2` from the second of that name on. The same
 * sheet again has the same ids, and an unchanged title in an unchanged course is the same activity wherever its row stands. At most 600 characters.
 */
export function activityIdOf(course: string, title: string): string {
  return course === ''
    ? `title:${shortened(title, most.title)}`
    : `title:${shortened(course, most.course)} / ${shortened(title, most.title)}`;
}

/** The id of a course to which its file gives none: `course:` with its title, folded. */
export function courseIdOf(title: string): string {
  return `course:${shortened(title, most.title)}`;
}

/** The id of an objective, which spreadsheets do not have: `objective:` with the beginning of its text and a fingerprint of all of it; the same text is the same objective. */
export function objectiveIdOf(text: string): string {
  return `objective:${shortened(text, most.objective)}`;
}

function shortened(text: string, length: number): string {
  const folded = foldedText(text);
  return folded.length <= length ? folded : `${folded.slice(0, length - 12)}~${fingerprintOf(folded)}`;
}
