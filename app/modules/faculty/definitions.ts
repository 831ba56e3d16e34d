import type { Definition } from '#app/platform/definition.ts';
import { facultyEvaluationDefinitions } from './evaluation/definitions.ts';
import { needDefinitions } from './needs/definitions.ts';

/** Every figure of faculty development. */
export const facultyDefinitions: readonly Definition[] = [...facultyEvaluationDefinitions, ...needDefinitions];
