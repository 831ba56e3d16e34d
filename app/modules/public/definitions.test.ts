import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { definitionsMarkdown } from '#app/platform/definition.ts';
import { allDefinitions } from './definitions.ts';

test('docs/definitions.md says what the screens say', () => {
  const file = readFileSync(new URL('../../../docs/definitions.md', import.meta.url), 'utf8');
  assert.equal(file, definitionsMarkdown(allDefinitions), 'Run `node cli/definitions.ts` to write the file again.');
});

test('every figure has one definition with a unit, a formula and a source', () => {
  const ids = allDefinitions.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const definition of allDefinitions) {
    assert.match(definition.id, /^[a-z]+(-[a-z]+)*$/);
    for (const part of [definition.term, definition.definition, definition.unit, definition.formula, definition.source]) {
      assert.ok(part.trim().length > 0, definition.id);
    }
  }
});
