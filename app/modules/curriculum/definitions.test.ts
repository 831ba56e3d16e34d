import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { definitionOf, definitionsMarkdown } from '#app/platform/definition.ts';
import { competencyDefinitions } from '../competencies/definitions.ts';
import { curriculumDefinitions, definitionsVersion, roundDefinitions } from './definitions.ts';

test('docs/definitions.md says what the screens say', () => {
  const file = readFileSync(new URL('../../../docs/definitions.md', import.meta.url), 'utf8');
  assert.equal(
    file,
    definitionsMarkdown([...competencyDefinitions, ...curriculumDefinitions]),
    'Run `node cli/definitions.ts` to write the file again.',
  );
});

test('every figure has one definition with a unit, a formula and a source', () => {
  const all = [...competencyDefinitions, ...curriculumDefinitions];
  const ids = all.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const definition of all) {
    assert.match(definition.id, /^[a-z]+(-[a-z]+)*$/);
    for (const part of [definition.term, definition.definition, definition.unit, definition.formula, definition.source]) {
      assert.ok(part.trim().length > 0, definition.id);
    }
  }
});

test('a figure that nobody defined cannot be shown', () => {
  assert.equal(definitionOf(curriculumDefinitions, 'touching-hours').term, 'Touching hours');
  assert.throws(() => definitionOf(curriculumDefinitions, 'ranking'), /No definition has the id ranking/);
});

test('a set of definitions is known by its words: one other word is another set', () => {
  assert.match(definitionsVersion(), /^[0-9a-f-]{36}$/);
  assert.equal(definitionsVersion(), definitionsVersion(roundDefinitions.map((each) => ({ ...each }))));
  const [first, ...others] = roundDefinitions;
  assert.notEqual(definitionsVersion(), definitionsVersion([{ ...first, definition: `${first.definition} Not.` }, ...others]));
});
