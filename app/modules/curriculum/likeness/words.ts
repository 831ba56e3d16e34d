/** An activity as likeness sees it. What is not known is null, or an empty list. */
export type Likable = {
  /** Names it among those of its side. */
  readonly key: string;
  readonly title: string;
  readonly text: string | null;
  /** Titles of the courses that it stands in. */
  readonly courses: readonly string[];
  /** The phase or level of its first course, in any words that both sides use. */
  readonly phase: string | null;
  readonly minutes: number | null;
  readonly objectives: readonly string[];
};

/** The words of one activity as sorted numbers, each once; a word has the same number on both sides. */
export type Words = {
  readonly whole: string;
  readonly title: Int32Array;
  /** Numbers of the title (`Small group 3`, `Doctoring II`), since they tell apart what is otherwise the same. */
  readonly numbers: string;
  readonly letters: Int32Array;
  readonly text: Int32Array;
  readonly wholeText: string;
  readonly objectives: Int32Array;
  readonly wholeObjectives: readonly string[];
  readonly courses: readonly string[];
  readonly courseWords: Int32Array;
};

const roman: Readonly<Record<string, string>> = { ii: '2', iii: '3', iv: '4', vi: '6', vii: '7', viii: '8', ix: '9' };

/** Small letters without accents, words parted by one space; Roman numerals from II are written in figures. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\b[ivx]{2,4}\b/g, (numeral) => roman[numeral] ?? numeral);
}

/** Gives words numbers, counts in how many activities each stands, and so knows how rare it is. */
export function createLexicon() {
  const numberOf = new Map<string, number>();
  const counts: number[] = [];
  let activities = 0;

  function wordsOf(text: string): Int32Array {
    const numbers = new Set<number>();
    if (text !== '')
      for (const word of text.split(' ')) {
        // A plural is its singular: the cheapest stem there is, and enough to compare a text with its own new edition.
        const stem = word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
        let number = numberOf.get(stem);
        if (number === undefined) {
          number = numberOf.size;
          numberOf.set(stem, number);
          counts.push(0);
        }
        numbers.add(number);
      }
    return Int32Array.from(numbers).sort();
  }

  return {
    /** The words of an activity; it counts from now on. */
    read({ title, text, courses, objectives }: Likable): Words {
      activities += 1;
      const whole = folded(title);
      const wholeText = folded(text ?? '');
      const wholeObjectives = [...new Set(objectives.map(folded))].sort();
      const wholeCourses = courses.map(folded);
      const words = {
        whole,
        title: wordsOf(whole),
        numbers: (whole.match(/\b\p{N}+\p{L}?\b/gu) ?? []).join(' '),
        letters: trigrams(whole),
        text: wordsOf(wholeText),
        wholeText,
        objectives: wordsOf(wholeObjectives.join(' ')),
        wholeObjectives,
        courses: wholeCourses,
        courseWords: wordsOf(wholeCourses.join(' ')),
      };
      for (const word of new Set([...words.title, ...words.text, ...words.objectives])) counts[word] = counts[word]! + 1;
      return words;
    },
    /** How much each word says, by its number: the logarithm of how rare it is (inverse document frequency, smoothed). */
    weights(): Float64Array {
      return Float64Array.from(counts, (count) => Math.log(1 + activities / Math.max(1, count)));
    },
  };
}

/** Every three letters that follow each other, as numbers, each once. */
function trigrams(text: string): Int32Array {
  const padded = ` ${text} `;
  const found = new Set<number>();
  for (let at = 0; at + 3 <= padded.length; at++)
    found.add(((padded.charCodeAt(at) * 31 + padded.charCodeAt(at + 1)) * 1021 + padded.charCodeAt(at + 2)) | 0);
  return Int32Array.from(found).sort();
}
