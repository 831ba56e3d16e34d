import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionOf } from '#app/platform/definition.ts';
import { curriculumDefinitions, definitionsVersion, roundDefinitions } from './definitions.ts';

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
