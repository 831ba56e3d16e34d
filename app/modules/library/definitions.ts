import type { Definition } from '#app/platform/definition.ts';

/** Every figure of the library module. */
export const libraryDefinitions = [
  {
    id: 'library-schools',
    term: 'Other schools that use an item',
    definition:
      'Schools other than the one that keeps the item, with a use of it that they noted and have not ended, each counted once. Fewer than three are not shown, nor is a number from which fewer than three would follow; by version, all numbers are hidden where one of them is. What nobody noted is not counted.',
    unit: 'schools',
    denominator: null,
    formula: 'number of schools with at least one use that has not ended',
    source: 'Concord',
  },
  {
    id: 'library-courses',
    term: 'Courses there',
    definition:
      'Courses of those schools in which they say that they use the item, in any academic year. Shown where at least three schools are in it.',
    unit: 'courses',
    denominator: null,
    formula: 'number of different names of courses, school by school',
    source: 'Concord',
  },
  {
    id: 'library-learners',
    term: 'Learners a year, as stated',
    definition:
      'What the schools say of how many learners their uses reach in a year, added up and cut to whole tens. Somebody who meets the item in two uses is counted in both, and uses that say no number add none. Shown where at least three schools state a number.',
    unit: 'learners a year',
    denominator: null,
    formula: 'sum of the stated numbers of the uses that have not ended, rounded down to tens',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];
