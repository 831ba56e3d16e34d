import { identifyingShapes } from '#app/platform/identifying-shape.ts';

/** Words in a text that could tell of a learner or a patient, by what they look like; each once. */
export type Telling = { readonly kind: string; readonly found: readonly string[] };

/** Shapes that material to teach with has no need of. Web and email addresses, rooms and bare years are everyday there. */
const wanted = new Set(['date', 'number', 'phone', 'age', 'zip', 'street']);
const titled = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s+(?:[A-Z]\.\s*)?\p{Lu}[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+)?/gu;

/** Looks a text through for dates with their day, numbers of records, phones, ages over 89, places, and names with a title. `known`: names that may stand, such as the authors'. */
export function tellingWords(text: string, known: readonly string[] = []): Telling[] {
  const found: { kind: string; words: string }[] = identifyingShapes(text)
    .filter(({ category }) => wanted.has(category))
    .map(({ by, category, start, end }) => ({ kind: category === 'date' ? 'date' : by, words: text.slice(start, end) }))
    // A month and a year, as a reference has them, tell of nobody.
    .filter(({ kind, words }) => kind !== 'date' || /\d{1,2}(?:st|nd|rd|th)?(?!\d)/.test(words.replace(/\b\d{4}\b/, '')));
  for (const [words] of text.matchAll(titled)) {
    const family = words.split(/\s+/).at(-1)!;
    if (!known.some((name) => name.includes(family))) found.push({ kind: 'name', words });
  }
  return [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, all]) => ({
    kind,
    found: [...new Set(all.map(({ words }) => words.trim()))],
  }));
}
