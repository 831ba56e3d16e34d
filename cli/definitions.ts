import { writeFileSync } from 'node:fs';
import { competencyDefinitions } from '#app/modules/competencies/definitions.ts';
import { curriculumDefinitions } from '#app/modules/curriculum/definitions.ts';
import { definitionsMarkdown } from '#app/platform/definition.ts';

/** Writes `docs/definitions.md` from the definitions that screens show. */
writeFileSync('docs/definitions.md', definitionsMarkdown([...competencyDefinitions, ...curriculumDefinitions]));
