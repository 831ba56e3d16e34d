import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownFigure } from '../curriculum/release/shown-figure.ts';
import { citedLesson, lessonSlug, missingParts, whatChanged } from './lesson.ts';
import { emptyLesson, readLesson } from './schema.ts';

const said = { ...emptyLesson, title: 'A pocket card', tried: 'A card with seven sentences.', happened: 'Nobody opened it.' };
const referred = {
  ...{ figure: 'required/1', cell: 'pre-clerkship', number: 1, releaseId: '01900000-0000-7000-8000-000000000001' },
  ...{ roundTitle: 'Mapping', year: '2025-26', withdrawnAt: null },
};

test('a short name is made of the title’s words and a few letters', () => {
  assert.equal(lessonSlug('Ärger, 2 × nothing!', 'a1'), 'arger-2-nothing-a1');
  assert.equal(lessonSlug('…', 'a1'), 'lesson-a1');
});
test('what has to be written is what was tried and what happened; a figure, or a success, never is', () => {
  assert.deepEqual(missingParts(emptyLesson), ['What we tried', 'What happened']);
  assert.deepEqual(missingParts(said), []);
});
test('what changed is said part by part, with the words that went and came', () => {
  const [only, ...others] = whatChanged(said, { ...said, happened: 'Hardly anybody opened it.' });
  assert.equal(others.length, 0);
  assert.equal(only!.part, 'What happened');
  const text = (text: string) => ({ kind: 'text', text });
  const inside = [{ kind: 'removed', inside: [text('Nobody ')] }, { kind: 'added', inside: [text('Hardly anybody ')] }, text('opened it.')];
  assert.deepEqual(only!.blocks, [{ kind: 'paragraph', inside }]);
});
test('a figure has its unit, its interval where estimates are in it, and whom it counts; unknown is never zero', () => {
  const range = shownFigure({ ...referred, standing: { number: 1, cells: { 'pre-clerkship': [60, 120] }, unanswered: 2 } });
  assert.deepEqual([range.value, range.unit, range.interval], ['1 to 2 h', 'hours', { least: 60, most: 120 }]);
  assert.match(range.says!, /From the least to the most.*2 links unanswered/);
  assert.equal(shownFigure({ ...referred, standing: { number: 1, cells: { 'pre-clerkship': null }, unanswered: 0 } }).value, 'unknown');
});
test('a withdrawn figure has no value, even where one is at hand; a corrected one says what it was written on', () => {
  const standing = { number: 2, cells: { 'pre-clerkship': [60, 60] }, unanswered: 0 };
  const gone = shownFigure({ ...referred, withdrawnAt: new Date('2026-01-02'), standing });
  assert.deepEqual([gone.state, gone.value], ['withdrawn', null]);
  const corrected = shownFigure({ ...referred, standing });
  assert.deepEqual([corrected.state, corrected.value, corrected.basis], ['corrected', '1 h', 'Mapping, release 2']);
  assert.equal(shownFigure({ ...referred, standing: null }).state, 'hidden');
});
test('a form that comes back holds all that was typed, also what is too long; an address of a lesson is its short name', () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    ...{ title: '', kind: 'challenge', again: 'no', strength: 'observation' },
    tried: 'x'.repeat(30_000),
  }))
    form.set(name, value);
  const read = readLesson(form);
  assert.ok(!read.ok && read.typed.tried.length === 30_000 && read.typed.again === 'no');
  assert.deepEqual(
    read.errors.map(({ field }) => field),
    ['title', 'tried', 'namesSchool'],
  );
  for (const [name, value] of Object.entries({
    title: 'T',
    tried: '',
    namesSchool: 'no',
    buildsOn: 'https://concord.example/lessons/a-card-a1?x#y',
  }))
    form.set(name, value);
  form.append('barrier', 'time');
  form.append('barrier', 'no such thing');
  const whole = readLesson(form);
  assert.ok(whole.ok);
  assert.deepEqual([whole.said.buildsOn, whole.said.barriers, whole.said.namesSchool], ['a-card-a1', ['time'], false]);
});
test('a lesson is cited by who is named, and by nobody else', () => {
  const of = { slug: 'a-card-a1', said, number: 2, on: new Date('2026-03-05T02:00:00Z') }; // still the fourth where its page is dated
  assert.equal(citedLesson({ ...of, author: null, school: null }, 'https://x.example').creator, 'A school of the collaborative');
  const { creator, address, adoptedOn } = citedLesson({ ...of, author: 'Ada Quill', school: 'Ashby' }, 'https://x.example');
  assert.deepEqual([creator, address, adoptedOn], ['Ada Quill, Ashby', 'https://x.example/lessons/a-card-a1', '2026-03-04']);
});
