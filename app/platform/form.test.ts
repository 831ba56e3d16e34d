import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { parseForm } from './form.ts';

const Shape = z.object({ year: z.string().regex(/^\d{4}-\d{2}$/, 'Write it as 2025-26'), name: z.string().min(1, 'Write a name') });

test('a form with mistakes names every field and loses nothing that was typed', () => {
  const form = new FormData();
  form.set('year', '25/26');
  form.set('name', '');
  form.set('note', 'typed with care');
  assert.deepEqual(parseForm(Shape, form), {
    ok: false,
    errors: [
      { field: 'year', message: 'Write it as 2025-26' },
      { field: 'name', message: 'Write a name' },
    ],
    values: { year: '25/26', name: '', note: 'typed with care' },
  });
});
test('a good form is the schema’s type, and nothing else', () => {
  const form = new FormData();
  form.set('year', '2025-26');
  form.set('name', 'Ashby');
  form.set('role', 'convener');
  assert.deepEqual(parseForm(Shape, form), { ok: true, data: { year: '2025-26', name: 'Ashby' } });
});
