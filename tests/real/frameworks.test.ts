import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { casePackage } from '#app/modules/competencies/exchange/case-export.ts';
import { readCasePackage } from '#app/modules/competencies/exchange/case-package.ts';
import { importFramework } from '#app/modules/competencies/exchange/commands.server.ts';
import { readFrameworkFile } from '#app/modules/competencies/exchange/framework-file.server.ts';
import type { FrameworkFile } from '#app/modules/competencies/exchange/framework-file.ts';
import { released } from '#app/modules/competencies/exchange/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor } from '../people.ts';

const folder = join(process.env.REAL_DATA!, 'competencies');
const convener = await actor('Ines', ['convener']);

/** What comes in: items and associations, those of the tree too. Every other file is refused. */
const frameworks: Record<string, readonly [items: number, associations: number]> = {
  'AdoptedTestFramework.json': [1, 1],
  'MarkdownFramework.json': [2, 2],
  'Ordering.json': [28, 28],
  'SequenceNumberFramework.json': [2, 2],
  'Utf8TestFramework.json': [1, 1],
  'opensalt-framework-20c5134f.json': [16, 39],
  'test_framework_case.json': [65, 65],
  'sample_case.csv': [10, 14],
  'spreadsheet_import_sample.xlsx': [4, 10],
  'ilios-dataimport/aamc_pcrs.csv': [66, 66],
  'ilios-dataimport/competency.csv': [35, 35],
};
const files = globSync(`${folder}/**/*.{json,csv,xlsx}`).sort();

const ajv = new Ajv2020({
  formats: {
    uri: /^[a-z][a-z0-9+.-]*:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/i,
    date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  },
});
const isValid = ajv.compile(JSON.parse(readFileSync(join(folder, 'case-v1p1-package.schema.json'), 'utf8')));

test('every framework that is named here is there', () => {
  const names = files.map((path) => relative(folder, path));
  assert.deepEqual(
    Object.keys(frameworks).filter((name) => !names.includes(name)),
    [],
  );
});
for (const path of files) {
  const name = relative(folder, path);
  const expected = frameworks[name];
  if (!expected) {
    test(`${name} is refused with what it seems to be, and changes nothing`, async () => {
      const { file, messages } = await readFrameworkFile(path, { name: basename(path) });
      assert.equal(file, null);
      assert.match(messages[0]!.found, /schema|another program|links two lists|settings/);
    });
    continue;
  }
  test(`${name} comes in, goes out valid, and comes in again the same`, async () => {
    const { file, messages } = await readFrameworkFile(path, { name: basename(path) });
    assert.ok(file, JSON.stringify(messages));
    assert.ok(messages.every(({ severity }) => severity !== 'error'));
    const made = await as(convener, (scope) => importFramework(scope, file, { messages }));
    assert.deepEqual([made.items, made.associations], expected);
    const version = await as(operator(), (scope) => released(scope, made.versionId));
    const out = casePackage(version, 'https://concord.example');
    assert.ok(isValid(out), JSON.stringify(isValid.errors));
    const again = readCasePackage(JSON.stringify(out));
    assert.deepEqual(again.messages, []);
    assert.deepEqual(facts(again.file!, file), facts(file, file));
  });
}

/** All that a file says; a time only where `said` has one, since the time of the import stands in for it. */
function facts(file: FrameworkFile, said: FrameworkFile) {
  const { stableId: _, number: __, changedAt: ___, ...rest } = file;
  return {
    ...rest,
    items: file.items.map(({ hasOwnId: _, changedAt, ...item }, at) => ({
      ...item,
      changedAt: said.items[at]?.changedAt ? changedAt : null,
    })),
    associations: file.associations.map(({ changedAt, ...each }, at) => ({
      ...each,
      changedAt: said.associations[at]?.changedAt ? changedAt : null,
    })),
  };
}
