import { writeFileSync } from 'node:fs';
import { importsMarkdown } from './imports-document.ts';

/** Writes `docs/imports.md` from the importers' own tables. */
writeFileSync('docs/imports.md', importsMarkdown());
