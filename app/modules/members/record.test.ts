import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeLines, deedWords } from './record.ts';

test('a change is said in words: what was, what is, and nothing that stayed', () => {
  assert.deepEqual(changeLines({ name: 'Ashby', classSize: 100 }, { name: 'Ashby', classSize: 120 }), ['class size: 100, now 120']);
  assert.deepEqual(changeLines(null, { role: 'lead', mail: 'r@ashby.example' }), ['role: lead', 'mail: r@ashby.example']);
  assert.deepEqual(changeLines({ role: 'lead' }, null), ['role: lead, before']);
  assert.deepEqual(changeLines(null, null), []);
});
test('identifiers, hashes and instants say nothing to a reader and are left out', () => {
  assert.deepEqual(changeLines(null, { sha256: 'a'.repeat(64), link: { level: 'practised', linkedAt: '2026-11-25T17:03:27.153Z' } }), [
    'link: level practised',
  ]);
  assert.deepEqual(changeLines(null, { personId: '01900000-0000-7000-8000-000000000101', role: 'lead' }), ['role: lead']);
});
test('lists and parts are read as words, and what is long is cut', () => {
  assert.deepEqual(changeLines([{ name: 'Year 1', mapsTo: 'clerkship' }], [{ name: 'Year One', mapsTo: 'clerkship' }]), [
    'Year 1 · clerkship, now Year One · clerkship',
  ]);
  assert.ok(changeLines(null, { about: 'word '.repeat(200) })[0]!.length < 180);
});
test('a deed is said as people say it, and one without words of its own by its verb and its table', () => {
  assert.equal(deedWords({ verb: 'keep', subject: 'school_phase' }), 'Kept the phases');
  assert.equal(deedWords({ verb: 'publish', subject: 'site_page' }), 'Published a public page');
  assert.equal(deedWords({ verb: 'sign-in', subject: 'person' }), 'Signed in');
  assert.equal(deedWords({ verb: 'merge', subject: 'school_file' }), 'Merge: school file');
});
