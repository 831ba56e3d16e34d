import type { Definition } from '#app/platform/definition.ts';
import { attendanceDefinitions } from '../attendance/definitions.ts';
import { competencyDefinitions } from '../competencies/definitions.ts';
import { curriculumDefinitions } from '../curriculum/definitions.ts';
import { facultyDefinitions } from '../faculty/definitions.ts';
import { focusGroupDefinitions } from '../focus-groups/definitions.ts';
import { lessonDefinitions } from '../lessons/definitions.ts';
import { libraryDefinitions } from '../library/definitions.ts';
import { perspectiveDefinitions } from '../perspectives/definitions.ts';
import { practiceDefinitions } from '../practice/definitions.ts';

/** Every figure of every module, as the page of definitions and `docs/definitions.md` have them. */
export const allDefinitions: readonly Definition[] = [
  ...competencyDefinitions,
  ...curriculumDefinitions,
  ...focusGroupDefinitions,
  ...perspectiveDefinitions,
  ...libraryDefinitions,
  ...attendanceDefinitions,
  ...facultyDefinitions,
  ...practiceDefinitions,
  ...lessonDefinitions,
];
