import type { Likable, Words } from './words.ts';

/** An activity with its words read. */
export type Read = { readonly activity: Likable; readonly words: Words };

/** What makes two activities alike, or tells them apart, in the order in which it is said. */
export type Reason =
  | 'title-same'
  | 'title-like'
  | 'title-differs'
  | 'other-number'
  | 'text-same'
  | 'text-like'
  | 'text-differs'
  | 'objectives-same'
  | 'objectives-like'
  | 'course-same'
  | 'course-differs'
  | 'minutes-same'
  | 'minutes-differ'
  | 'rival'
  | 'split'
  | 'merge';

/**
 * How much each side of an activity says, when both files say it; what one of them leaves out counts for nothing. Text and objectives are what a person
 * wrote for this one activity; a title often stands a dozen times; a course and minutes are shared by many.
 */
export const weights = { title: 40, text: 30, objectives: 15, course: 10, minutes: 5 } as const;

/** A title with another number is another one of its series: what its words say counts so much less. */
const otherNumber = 0.6;
/** From here up a side is called like, and below the other it is called different. */
const like = { from: 0.5, differsBelow: 0.3 } as const;

/** How alike two activities are, 0..1, and why. Symmetric; 1 for what is the same in all that both sides say. */
export function likenessOf(one: Read, other: Read, rarity: Float64Array): { likeness: number; why: Reason[] } {
  const why: Reason[] = [];
  let sum = 0;
  let whole = 0;
  function add(weight: number, value: number) {
    sum += weight * value;
    whole += weight;
  }
  const [a, b] = [one.words, other.words];
  add(weights.title, titleLikeness(a, b, rarity, why));
  if (a.wholeText !== '' && b.wholeText !== '') {
    const value = a.wholeText === b.wholeText ? 1 : overlap(a.text, b.text, rarity);
    why.push(...said('text', value));
    add(weights.text, value);
  }
  if (a.wholeObjectives.length > 0 && b.wholeObjectives.length > 0) {
    const value = overlap(a.objectives, b.objectives, rarity);
    if (value === 1) why.push('objectives-same');
    else if (value >= like.from) why.push('objectives-like');
    add(weights.objectives, value);
  }
  if (a.courses.length > 0 && b.courses.length > 0) {
    const isSame = a.courses.some((course) => b.courses.includes(course));
    const value = isSame ? 1 : 0.8 * overlap(a.courseWords, b.courseWords, rarity);
    why.push(isSame ? 'course-same' : 'course-differs');
    const { phase } = one.activity;
    const isOtherPhase = phase !== null && other.activity.phase !== null && phase !== other.activity.phase;
    add(weights.course, isOtherPhase ? value * 0.8 : value);
  }
  const [mine, theirs] = [one.activity.minutes, other.activity.minutes];
  if (mine !== null && theirs !== null) {
    const value = mine === theirs ? 1 : Math.min(mine, theirs) / Math.max(mine, theirs);
    why.push(mine === theirs ? 'minutes-same' : 'minutes-differ');
    add(weights.minutes, value);
  }
  return { likeness: sum / whole, why };
}

function titleLikeness(a: Words, b: Words, rarity: Float64Array, why: Reason[]): number {
  if (a.whole === b.whole) {
    why.push('title-same');
    return 1;
  }
  const value = Math.max(overlap(a.title, b.title, rarity), alike(a.letters, b.letters));
  if (a.numbers !== b.numbers && a.numbers !== '' && b.numbers !== '') {
    why.push('other-number');
    return value * otherNumber;
  }
  why.push(value >= like.from ? 'title-like' : 'title-differs');
  return Math.min(value, 0.99);
}

function said(side: 'text', value: number): Reason[] {
  if (value === 1) return [`${side}-same`];
  if (value >= like.from) return [`${side}-like`];
  return value < like.differsBelow ? [`${side}-differs`] : [];
}

/** Twice what two sets of words share, by the weight of all their words (Dice 1945, weighted); 0 for none. */
export function overlap(a: Int32Array, b: Int32Array, rarity: Float64Array): number {
  const shared = sharedWeight(a, b, rarity);
  return shared === 0 ? 0 : (2 * shared) / (weightOf(a, rarity) + weightOf(b, rarity));
}

/** What share of the first one's words, by weight, stands in the second too. */
export function contained(part: Int32Array, whole: Int32Array, rarity: Float64Array): number {
  const weight = weightOf(part, rarity);
  return weight === 0 ? 0 : sharedWeight(part, whole, rarity) / weight;
}

function alike(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const [x, y] = [a[i]!, b[k]!];
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) k += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}

function sharedWeight(a: Int32Array, b: Int32Array, rarity: Float64Array): number {
  let shared = 0;
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const x = a[i]!;
    const y = b[k]!;
    if (x === y) shared += rarity[x]!;
    if (x <= y) i += 1;
    if (y <= x) k += 1;
  }
  return shared;
}

function weightOf(words: Int32Array, rarity: Float64Array): number {
  let weight = 0;
  for (const word of words) weight += rarity[word]!;
  return weight;
}
