import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Rule } from './ci-xml-element.ts';
import { eventsRule } from './ci-xml-event.ts';
import { expectationsRule } from './ci-xml-expectation.ts';
import { ciXmlFormat } from './ci-xml-format.ts';
import { integrationRule } from './ci-xml-integration.ts';
import { levelsRule } from './ci-xml-level.ts';
import { reportRules } from './ci-xml-report.ts';
import { sequenceRule } from './ci-xml-sequence.ts';

const desk = { line: () => 1, emit() {}, say() {} };
const root: Record<string, Rule> = {
  ...reportRules(desk, { format: 'ci-xml-v10', namespace: '', line: 1 }).rules,
  Events: eventsRule(desk),
  Expectations: expectationsRule(desk),
  AcademicLevels: levelsRule(desk),
  Sequence: sequenceRule(desk, () => {}),
  Integration: integrationRule(desk),
};

/** Elements with text of their own, and those that are passed over, by their path. */
function known(name: string, rule: Rule, above = ''): [string, string][] {
  const path = above === '' ? name : `${above} / ${name}`;
  const own: [string, string][] = rule.isPassedOver ? [[path, 'left out']] : rule.limit > 0 ? [[path, 'read']] : [];
  return [...own, ...[...rule.children].flatMap(([child, each]) => known(child, each, path))];
}

test('every element that the reader knows is in the table with what becomes of it, and no other', () => {
  const said = ciXmlFormat.flatMap(({ fields }) => fields).filter(({ name }) => !name.includes('@'));
  const found = Object.entries(root).flatMap(([name, rule]) => known(name, rule));
  assert.deepEqual(said.map(({ name, fate }) => `${name}: ${fate}`).sort(), found.map(([path, fate]) => `${path}: ${fate}`).sort());
});

test('every attribute that the reader asks for is in the table, and no other', () => {
  const said = ciXmlFormat.flatMap(({ fields }) => fields).flatMap(({ name }) => name.split('@')[1] ?? []);
  const source = globSync('app/modules/curriculum/inventory/ci-xml-*.ts')
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const asked = [...source.matchAll(/(?:attributeOf|count)\(attributes, '(\w+)'/g)].map(([, name]) => name!);
  assert.deepEqual([...new Set(said)].sort(), [...new Set(asked)].sort());
});
