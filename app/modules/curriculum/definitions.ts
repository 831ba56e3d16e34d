import { v5 } from 'uuid';
import type { Definition } from '#app/platform/definition.ts';
import { listDefinitions } from './activities/definitions.ts';
import { calibrationDefinitions } from './calibration/definitions.ts';
import { comparisonDefinitions } from './comparison/definitions.ts';
import { coverageDefinitions } from './coverage/definitions.ts';
import { fileDefinitions } from './inventory/definitions.ts';
import { likenessDefinitions } from './likeness/definitions.ts';
import { recallDefinitions } from './recall/definitions.ts';
import { boardDefinitions } from './rounds/definitions.ts';
import { scanDefinitions } from './scan/definitions.ts';
import { teachingDefinitions } from './teaching/definitions.ts';

/** Every figure of the curriculum module. Screens, exports and `docs/definitions.md` show these words. */
export const curriculumDefinitions = [
  ...coverageDefinitions,
  ...comparisonDefinitions,
  ...teachingDefinitions,
  ...listDefinitions,
  ...scanDefinitions,
  ...recallDefinitions,
  ...boardDefinitions,
  ...calibrationDefinitions,
  ...fileDefinitions,
  ...likenessDefinitions,
] as const;

/** The ids of the curriculum module's figures. */
export type CurriculumFigure = (typeof curriculumDefinitions)[number]['id'];

/** What stands behind the figures that schools share in a round. */
export const roundDefinitions = [...coverageDefinitions, ...teachingDefinitions] as const satisfies readonly Definition[];

/**
 * Names what these definitions mean: the same words, the same name. A round keeps it, so that a trend can mark where a definition changed.
 * The namespace (RFC 9562, version 5) never changes.
 */
export function definitionsVersion(definitions: readonly Definition[] = roundDefinitions): string {
  return v5(JSON.stringify(definitions), '5b1f0c9e-6d4b-5a0d-8f57-0a4c1d9be2f3');
}
