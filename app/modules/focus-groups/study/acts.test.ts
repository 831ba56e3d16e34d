import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFiles } from '../../../../tests/source.ts';
import { actSubjects } from './acts.ts';

test('the trail has a word for whatever an act of a study is done to', () => {
  const named = sourceFiles('app/modules/focus-groups/**/*.server.ts').flatMap(({ source }) =>
    [...source.matchAll(/subject: '(\w+)'/g)].map(([, subject]) => subject!),
  );
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((subject) => !Object.hasOwn(actSubjects, subject)),
    [],
  );
});
