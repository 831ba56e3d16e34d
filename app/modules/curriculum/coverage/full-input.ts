import type { CoverageInput, CoveredActivity, Link } from './coverage.ts';

/** How an activity teaches or assesses, by the code that the file gives (a standard code, or the file's own word). */
export type Method = {
  readonly kind: 'instruction' | 'assessment';
  readonly code: string;
  readonly name: string | null;
  readonly purpose: 'formative' | 'summative' | null;
};

/**
 * What the course's director said about a link: fully so, still so, nothing until the question's date passed; or the course has no named director.
 * Links that wait for an answer, and those taken back, are not here: they count nowhere.
 */
export type Confirmation = 'confirmed-fully' | 'confirmed' | 'unanswered' | 'no-director';

/** A link with what its course's director said, and the milestones of its competency that it was made to (their ids). */
export type FullLink = Link & { readonly confirmation: Confirmation; readonly milestones: readonly string[] };

/** An activity with its methods. */
export type FullActivity = CoveredActivity & { readonly methods: readonly Method[] };

/** How many students a course can take, and how many take it, as the school says; null: not said. */
export type CourseSize = { readonly id: string; readonly title: string; readonly seats: number | null; readonly enrolled: number | null };

/** A milestone of a competency (its code), a row under it. */
export type Milestone = { readonly id: string; readonly competency: string; readonly phase: string | null; readonly text: string };

/** What coverage in full is computed from: the matrix's input, with methods, sizes, milestones and what directors said. */
export type FullInput = Omit<CoverageInput, 'activities' | 'links'> & {
  readonly activities: readonly FullActivity[];
  readonly links: readonly FullLink[];
  readonly milestones: readonly Milestone[];
  /** Every course in which one of the activities stands. */
  readonly courses: readonly CourseSize[];
  /** Students of a class; null: the school has not said. */
  readonly classSize: number | null;
  /** Links that wait for a course director, and links that one took back. */
  readonly waitingLinks: number;
  readonly withdrawnLinks: number;
};
