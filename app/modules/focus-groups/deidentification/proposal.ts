import type { ShapeCategory } from '#app/platform/identifying-shape.ts';

/** What a passage may tell. `indirect`: it points at one person together with something else. */
export type Category = ShapeCategory | 'name' | 'place' | 'indirect';

/** A passage of a text, [start, end) in UTF-16 units, that may identify somebody; `by`: what found it; `person`: whom of the roster it names. */
export type Proposal = {
  readonly start: number;
  readonly end: number;
  readonly category: Category;
  readonly by: string;
  readonly person?: string;
};
