/** How soon a school wants a need met, in the order of the words. */
export const priorityWords = ['now', 'next', 'later', 'not for us'] as const;
export type PriorityWord = (typeof priorityWords)[number];

/** What each word says. */
export const priorityMeans: Readonly<Record<PriorityWord, string>> = {
  now: 'This academic year',
  next: 'The year after',
  later: 'When other needs are met',
  'not for us': 'Our school does not need it',
};

/** A need as the board orders it. */
type Prioritised = {
  readonly id: string;
  readonly shownAt: Date | null;
  readonly begunAt: Date;
  readonly priorities: readonly { readonly word: PriorityWord }[];
};

/** How many schools said a word. */
export function saying(word: PriorityWord, { priorities }: Pick<Prioritised, 'priorities'>): number {
  return priorities.filter((each) => each.word === word).length;
}

/** The order of the board: by how many schools said “now”, and of as many the newest first. Words are counted and never averaged. */
export function byNow<Need extends Prioritised>(needs: readonly Need[]): Need[] {
  const since = ({ shownAt, begunAt }: Need) => (shownAt ?? begunAt).getTime();
  return needs.toSorted(
    (one, other) => saying('now', other) - saying('now', one) || since(other) - since(one) || one.id.localeCompare(other.id),
  );
}
