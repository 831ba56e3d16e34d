import type { Definition } from '#app/platform/definition.ts';

/** How strong what was seen is, from the least to the most, in words; no lesson is worth less for it. */
export const strengths = [
  { id: 'observation', name: 'An observation', means: 'one event or one group, seen by whoever writes' },
  { id: 'observations', name: 'Several observations', means: 'several groups, terms or observers who saw the same' },
  { id: 'before-after', name: 'Measured before and after', means: 'the same measure before and after, without others to compare with' },
  {
    id: 'comparison',
    name: 'Measured against a comparison',
    means: 'the same measure in those who had it and those who had not, at one time or over time',
  },
] as const;

/** The id of a strength of evidence. */
export type Strength = (typeof strengths)[number]['id'];

/** The strengths' ids, as a form's schema takes them. */
export const strengthIds = strengths.map(({ id }) => id) as [Strength, ...Strength[]];

/** What a lesson rests on, as people read it. */
export function strengthName(strength: Strength): string {
  return strengths.find(({ id }) => id === strength)!.name;
}

/** Every figure of the lessons module. */
export const lessonDefinitions = [
  {
    id: 'strength-of-evidence',
    term: 'Strength of evidence',
    definition: `What a lesson rests on, as its authors say: ${strengths.map(({ name, means }) => `${name.toLowerCase()} (${means})`).join('; ')}. It says how something was seen, not whether it worked, and nothing is ordered by it.`,
    unit: 'one of four words',
    denominator: null,
    formula: 'chosen by the authors, read by another school before a lesson is public',
    source: 'Concord',
  },
  {
    id: 'level-as-released',
    term: 'Introduced, practised, as released',
    definition:
      'An activity in required teaching, in-track teaching included, is linked to the competency at that level in the school’s map of the year.',
    unit: 'yes or no',
    denominator: null,
    formula: 'at least one such activity',
    source: 'Concord',
  },
  {
    id: 'lesson-reuse',
    term: 'Used by',
    definition:
      'Schools other than the author’s that say, under their name, that they used the lesson, each counted once, with its sentence. What nobody said is not counted, so the number is the least. Each says so of its own will and is named, so small numbers are shown. Members who belong to no school are named and not counted.',
    unit: 'schools',
    denominator: null,
    formula: 'number of schools with a sentence of reuse that stands',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];
