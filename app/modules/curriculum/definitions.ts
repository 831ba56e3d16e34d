import { listDefinitions } from './activities/definitions.ts';
import { coverageDefinitions } from './coverage/definitions.ts';
import { fileDefinitions } from './inventory/definitions.ts';
import { likenessDefinitions } from './likeness/definitions.ts';
import { scanDefinitions } from './scan/definitions.ts';
import { teachingDefinitions } from './teaching/definitions.ts';

/** Every figure of the curriculum module. Screens, exports and `docs/definitions.md` show these words. */
export const curriculumDefinitions = [
  ...coverageDefinitions,
  ...teachingDefinitions,
  ...listDefinitions,
  ...scanDefinitions,
  ...fileDefinitions,
  ...likenessDefinitions,
] as const;

/** The ids of the curriculum module's figures. */
export type CurriculumFigure = (typeof curriculumDefinitions)[number]['id'];
