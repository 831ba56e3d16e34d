import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { columnFields, fieldNamed } from '#app/modules/curriculum/inventory/column-field.ts';
import { fields } from '#app/modules/curriculum/inventory/matching.ts';
import { importsMarkdown } from './imports-document.ts';

test('docs/imports.md says what the importers do', () => {
  assert.equal(readFileSync('docs/imports.md', 'utf8'), importsMarkdown(), 'Run `node cli/imports.ts` to write the file again.');
});

test('every field that a column can be is in the document, and each of its headers means it', () => {
  assert.deepEqual([...columnFields.map(({ field }) => field), 'ignore'].sort(), [...fields].sort());
  for (const { field, names } of columnFields) for (const name of names) assert.deepEqual(fieldNamed(name), { field, isExact: true }, name);
});
