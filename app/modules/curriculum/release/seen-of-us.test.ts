import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresIn, type SeenOfUs } from './seen-of-us.ts';

const seen = (group: SeenOfUs['group'], competency: string, form: SeenOfUs['form']): SeenOfUs => ({
  figure: `${group}/${competency}`,
  ...{ group, competency, form, values: [], methods: [], unanswered: 0 },
});

test('what is not seen is said once for a whole group, and by competency where only some of it is', () => {
  const all = [
    ...['1', '2', '3'].map((code) => seen('electives', code, 'private')),
    seen('required', '1', 'named'),
    seen('required', '2', 'private'),
    ...['1', '2'].map((code) => seen('assessment', code, 'private')),
    seen('assessment', '3', 'aggregate'),
  ];
  assert.equal(figuresIn('private', all), 'Required teaching, competency 2; Electives; Assessment, competencies 1 and 2');
  assert.equal(figuresIn('aggregate', all), 'Assessment, competency 3');
  assert.equal(figuresIn('named', all.slice(0, 3)), '');
});
