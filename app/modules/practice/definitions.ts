import type { Definition } from '#app/platform/definition.ts';
import { askDefinitions } from './asks/definitions.ts';
import { cohortDefinitions } from './cohort/definitions.ts';
import { reportDefinitions } from './reports/definitions.ts';

/** Every figure of the practice module. */
export const practiceDefinitions: readonly Definition[] = [...askDefinitions, ...cohortDefinitions, ...reportDefinitions];
