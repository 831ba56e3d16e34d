import { instrumentOf, readText } from '#app/modules/curriculum/keywords/instrument.ts';
import { scanText } from '#app/modules/curriculum/keywords/scan-text.ts';
import { compileTerms } from '#app/modules/curriculum/keywords/scanner.ts';
import { starterKeywords } from '#app/modules/curriculum/keywords/starter-keywords.ts';
import type { Term } from '#app/modules/curriculum/keywords/terms.ts';

/**
 * All terms over the text of all activities: 100,000 texts of about 400 characters, 200 terms; the limit is one second on one core.
 * Reference: one combined regular expression of the same terms (`giu`) over the same texts. It does less: of the terms that stand at one
 * place it finds one, and it knows no HTML. On a part of the texts every term's own expression must find exactly what the scan finds.
 * Then the same texts with a whole list: an exclusion for each keyword, context for one in four, and words of negation that are common in the texts.
 */
export async function* run() {
  const next = randomNumbers(2_026);
  const words = vocabulary(next);
  const terms = sampleTerms(words, next);
  const texts = Array.from({ length: 100_000 }, () => sampleText({ words, terms, next }));
  const scanner = compileTerms(terms);
  compare(terms, texts.slice(0, 200));
  let hits = 0;
  const start = performance.now();
  for (const text of texts) hits += scanText(scanner, text).length;
  const ms = performance.now() - start;
  const combined = new RegExp(terms.map(({ phrase }) => source(phrase)).join('|'), 'giu');
  let referenceHits = 0;
  const referenceStart = performance.now();
  for (const text of texts) referenceHits += text.match(combined)?.length ?? 0;
  const referenceMs = performance.now() - referenceStart;
  if (referenceHits > hits) throw new Error(`The scan found ${hits} places, the combined expression ${referenceHits}.`);
  yield {
    bench: 'curriculum/scan',
    n: texts.length,
    terms: terms.length,
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    hits,
    ms: Math.round(ms),
    reference: 'one combined regular expression (giu)',
    referenceMs: Math.round(referenceMs),
    ratio: Number((ms / referenceMs).toFixed(3)),
  };
  const instrument = instrumentOf(terms.map(wholeKeyword), { before: ['in a', 'without'], after: ['of the', 'not covered'], window: 5 });
  let places = 0;
  let counted = 0;
  const wholeStart = performance.now();
  for (const text of texts) {
    const reading = readText(instrument, text);
    places += reading.places.length;
    for (const { unless } of reading.places) if (unless === null) counted++;
  }
  const wholeMs = performance.now() - wholeStart;
  if (places !== hits || counted === hits || counted === 0)
    throw new Error(`Of ${hits} places the list has ${places}, and ${counted} count.`);
  yield {
    bench: 'curriculum/scan, with exclusions, context and negation',
    n: texts.length,
    terms: instrument.roleOf.size,
    hits: places,
    counted,
    ms: Math.round(wholeMs),
    reference: 'the same texts for the phrases alone',
    referenceMs: Math.round(ms),
    ratio: Number((wholeMs / ms).toFixed(3)),
  };
}

/** A keyword of the bench's terms with all that a list may say of it. */
function wholeKeyword({ id, phrase }: Term, at: number) {
  return { id, phrase, synonyms: [], exclusions: [`the ${phrase}`], context: at % 4 === 0 ? ['students', 'care'] : [] };
}

function source(phrase: string): string {
  const words = phrase.split(' ').map((word) => word.replace('*', '[\\p{L}\\p{N}_]*'));
  return `(?<![\\p{L}\\p{N}_])${words.join('[^\\p{L}\\p{N}_]+')}(?![\\p{L}\\p{N}_])`;
}

function compare(terms: readonly Term[], texts: readonly string[]) {
  const scanner = compileTerms(terms);
  for (const text of texts) {
    const ours = scanText(scanner, text).map(({ termId, start, length }) => `${termId} ${start} ${length}`);
    const theirs = terms.flatMap(({ id, phrase }) =>
      [...text.matchAll(new RegExp(source(phrase), 'giu'))].map((found) => `${id} ${found.index} ${found[0].length}`),
    );
    if (ours.sort().join() !== theirs.sort().join()) throw new Error(`The scan and the terms' own expressions differ on: ${text}`);
  }
}

/** Numbers in [0, 1), always the same for one seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** 3,000 made-up words, with those of the starter list among the commonest, so that many phrases begin and few are completed. */
function vocabulary(next: () => number): string[] {
  const syllables =
    'pal li gno sis car di ren al pul mo na re spi ra ti on co mu ni ca tion ex plo ra the ra py a nat o my e va lu ate'.split(' ');
  const ofTerms = starterKeywords.terms.flatMap(({ phrase }) => phrase.replaceAll('*', '').split(' '));
  const madeUp = Array.from({ length: 3_000 }, () => {
    const count = 1 + Math.floor(next() * 4);
    return Array.from({ length: count }, () => syllables[Math.floor(next() * syllables.length)]).join('');
  });
  return ['the', 'and', 'of', 'to', 'in', 'a', ...ofTerms, ...madeUp];
}

/** The starter list and, up to 200, words, stems and phrases of two and three words. */
function sampleTerms(words: readonly string[], next: () => number): Term[] {
  const phrases = new Set(starterKeywords.terms.map(({ phrase }) => phrase));
  while (phrases.size < 200) {
    const word = () => words[200 + Math.floor(next() * (words.length - 200))]!;
    const shape = Math.floor(next() * 4);
    phrases.add(shape === 0 ? word() : shape === 1 ? `${word()}tion*` : shape === 2 ? `${word()} ${word()}` : `${word()} of ${word()}s*`);
  }
  return [...phrases].map((phrase, index) => ({ id: `t${index}`, phrase }));
}

/** About 400 characters; common words come often, one text in four holds a term, one in five typographic quotes. */
function sampleText({ words, terms, next }: { words: readonly string[]; terms: readonly Term[]; next: () => number }): string {
  const parts: string[] = [];
  let length = 0;
  while (length < 400) {
    const word = words[Math.floor(next() ** 3 * words.length)]!;
    parts.push(next() < 0.1 ? word.charAt(0).toUpperCase() + word.slice(1) : word);
    length += word.length + 1;
  }
  if (next() < 0.25) parts[Math.floor(next() * parts.length)] = terms[Math.floor(next() * terms.length)]!.phrase.replaceAll('*', 'ing');
  const text = `${parts.join(' ')}.`;
  return next() < 0.2 ? `“${text}”` : text;
}
