import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPastedDirectors } from './pasted-directors.ts';
import { DirectorsSearch, NamedDirector } from './schema.ts';

const id = (number: number) => `01900000-0000-7000-8000-00000000000${number}`;
const courses = [
  { stableId: id(1), title: 'Doctoring' },
  { stableId: id(2), title: 'Life, Death and Medicine' },
  { stableId: id(3), title: 'Elective' },
  { stableId: id(4), title: 'Elective' },
];
for (const [what, lines, director] of [
  ['commas', 'Doctoring, Ada Moreau, Ada@School.example', [id(1), 'Ada Moreau', 'ada@school.example']],
  ['a title that holds commas', 'Life, Death and Medicine, Bo Lind, bo@school.example', [id(2), 'Bo Lind', 'bo@school.example']],
  ['cells of a spreadsheet', 'doctoring\tMoreau, Ada\tada@school.example', [id(1), 'Moreau, Ada', 'ada@school.example']],
  ['empty lines between', '\n\nDoctoring;Ada;ada@school.example\n', [id(1), 'Ada', 'ada@school.example']],
] as const)
  test(`a pasted line names a director: ${what}`, () => {
    const read = readPastedDirectors(lines, courses);
    assert.deepEqual(read.errors, []);
    assert.deepEqual(
      read.directors.map((each) => [each.courseStableId, each.name, each.mail]),
      [director],
    );
  });
for (const [what, line, says] of [
  ['no mail', 'Doctoring, Ada', /Line 2: write the course/],
  ['another course', 'Surgery, Ada, a@b.example', /Line 2: no course of this year is called “Surgery”/],
  ['a title that stands twice', 'Elective, Ada, a@b.example', /2 courses/],
  ['no address', 'Doctoring, Ada, ada at school', /Line 2: Write an email address/],
] as const)
  test(`a line that cannot be read is named: ${what}`, () => {
    assert.match(readPastedDirectors(`Doctoring, Bo, bo@b.example\n${line}`, courses).errors[0]!.message, says);
  });

test('the two lists of the page of directors are paged apart, and what is no page is the first', () => {
  assert.deepEqual(DirectorsSearch.parse({ year: '2025-26', page: '3', courses: '-1' }), { year: '2025-26', page: 3, courses: 1 });
  assert.deepEqual(DirectorsSearch.parse({ page: 'x', courses: '2' }), { page: 1, courses: 2 });
});

test('an email address that no mail server knows is refused where it is written', () => {
  const named = { courseStableId: '01900000-0000-7000-8000-000000000101', name: 'Vic' };
  const mail = `${'a'.repeat(250)}@school.edu`;
  assert.equal(NamedDirector.safeParse({ ...named, mail }).success, false);
  assert.equal(NamedDirector.safeParse({ ...named, mail: mail.slice(20) }).success, true);
});
