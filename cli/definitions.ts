import { writeFileSync } from 'node:fs';
import { allDefinitions } from '#app/modules/public/definitions.ts';
import { definitionsMarkdown } from '#app/platform/definition.ts';

/** Writes `docs/definitions.md` from the definitions that screens show. */
writeFileSync('docs/definitions.md', definitionsMarkdown(allDefinitions));
