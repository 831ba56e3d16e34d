import type { Read } from './score.ts';

/** A mark that more activities bear than this says nothing about any one of them. */
const mostBearers = 120;
/** Rarest words of text and objectives that serve as marks. */
const rareWords = 12;
/** So many candidates of one activity are scored. */
const mostCandidates = 10;

/**
 * Finds, for an activity, the few of the other side that may be the same one: those that share rare marks with it (whole title, title and course, pairs of
 * title words, whole text, rarest words, whole objectives). An inverted index, so that nothing is compared with everything.
 */
export function createIndex(side: readonly Read[], rarity: Float64Array) {
  const bearers = new Map<string, number[]>();
  side.forEach((read, at) => {
    for (const mark of marksOf(read, rarity)) {
      const list = bearers.get(mark);
      if (list === undefined) bearers.set(mark, [at]);
      else list.push(at);
    }
  });
  const points = new Float64Array(side.length);

  /** Places in `side` of the candidates for this activity, the likeliest first. */
  return function candidates(read: Read): number[] {
    const touched: number[] = [];
    for (const mark of marksOf(read, rarity)) {
      const list = bearers.get(mark);
      if (list === undefined || list.length > mostBearers) continue;
      const point = Math.log(1 + side.length / list.length);
      for (const at of list) {
        if (points[at] === 0) touched.push(at);
        points[at] = points[at]! + point;
      }
    }
    touched.sort((a, b) => points[b]! - points[a]! || a - b);
    const found = touched.slice(0, mostCandidates);
    for (const at of touched) points[at] = 0;
    return found;
  };
}

function marksOf({ words }: Read, rarity: Float64Array): Set<string> {
  const { whole, wholeText, wholeObjectives, courses, title } = words;
  const marks = new Set<string>([`t ${whole}`]);
  if (wholeText !== '') marks.add(`x ${wholeText}`);
  for (const course of courses) marks.add(`tc ${whole}|${course}`);
  for (const objective of wholeObjectives) marks.add(`o ${objective}`);
  for (const word of title) {
    marks.add(`w ${word}`);
    for (const course of courses) marks.add(`wc ${word}|${course}`);
  }
  const inTitle = whole.split(' ');
  for (let at = 1; at < inTitle.length; at++) marks.add(`b ${inTitle[at - 1]} ${inTitle[at]}`);
  for (const word of rarest([...words.text, ...words.objectives], rarity)) marks.add(`r ${word}`);
  return marks;
}

function rarest(words: number[], rarity: Float64Array): number[] {
  return words.sort((a, b) => rarity[b]! - rarity[a]! || a - b).slice(0, rareWords);
}
