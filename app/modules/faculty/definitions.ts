import type { Definition } from '#app/platform/definition.ts';
import { capacityDefinitions } from './capacity/definitions.ts';
import { facultyEvaluationDefinitions } from './evaluation/definitions.ts';
import { needDefinitions } from './needs/definitions.ts';
import { offeringDefinitions } from './offerings/definitions.ts';
import { pathDefinitions } from './path/definitions.ts';
import { registryDefinitions } from './registry/definitions.ts';

/** Every figure of faculty development. */
export const facultyDefinitions: readonly Definition[] = [
  ...offeringDefinitions,
  ...pathDefinitions,
  ...facultyEvaluationDefinitions,
  ...needDefinitions,
  ...registryDefinitions,
  ...capacityDefinitions,
];
