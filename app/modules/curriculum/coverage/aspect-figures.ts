import type { coverageDefinitions } from './definitions.ts';
import type { Aspect } from './schema.ts';

/** What each view's figures mean, by id. */
export const viewFigures = {
  levels: ['coverage-level', 'milestone-coverage', 'touching-hours', 'attributed-hours', 'hours-range', 'unknown-minutes'],
  methods: ['coverage-methods', 'taught', 'assessed', 'hours-range', 'unknown-minutes'],
  grades: ['coverage-grades', 'addressed-extent', 'milestone-coverage', 'confirmed-links'],
  assessment: ['taught', 'assessed', 'formative-summative', 'taught-not-assessed', 'assessed-not-taught'],
  gaps: ['coverage-gap', 'required', 'required-in-track', 'elective', 'unknown-requirement'],
  students: ['track-share', 'elective-seats', 'hours-range', 'unknown-minutes', 'published-measures'],
} as const satisfies Readonly<Record<Aspect, readonly (typeof coverageDefinitions)[number]['id'][]>>;
