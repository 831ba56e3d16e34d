import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { identifyingShapes } from '#app/platform/identifying-shape.ts';
import { mergedPassages } from '#app/platform/merged-passages.ts';
import { indirectProposals } from './indirect.ts';
import type { Proposal } from './proposal.ts';
import { rosterProposals } from './roster.ts';

const roster = [
  { id: 'p1', names: ['Katherine Oakes-Marlow'], kind: 'person' as const },
  { id: 'p2', names: ['José Núñez', 'Pepe'], kind: 'person' as const },
  { id: 'p3', names: ['Will Chen'], kind: 'person' as const },
  { id: 's1', names: ['Ashby Medical Center', 'Ashby'], kind: 'place' as const },
];
function words(text: string, proposals: readonly Proposal[]): string[] {
  return proposals.map(({ start, end, person, category, by }) => `${text.slice(start, end)} = ${person ?? `${category}: ${by}`}`);
}
const named = (text: string) => words(text, rosterProposals(roster, text));
const shaped = (text: string) => words(text, mergedPassages([identifyingShapes(text)]));

test('every listed form of a name is found: whole, single, possessive, in other case, without accents, in its short forms', () => {
  assert.deepEqual(named('Katherine Oakes-Marlow’s case. Oakes said, and KATE agreed; jose said, NÚÑEZ, pepe.'), [
    'Katherine Oakes-Marlow = p1',
    'Oakes = p1',
    'KATE = p1',
    'jose = p2',
    'NÚÑEZ = p2',
    'pepe = p2',
  ]);
});

test('a name with a sign in it that nobody sees, as a soft hyphen, is found', () => {
  assert.deepEqual(named('Then Nú\u00ADñez left with \u200Fpe\u200Bpe.'), ['Nú\u00ADñez = p2', 'pe\u200Bpe = p2']);
});

test('a near spelling is proposed as one, a word that only looks alike is not', () => {
  assert.deepEqual(named('Katharine and Nunes spoke. Oaks grow; kathmandu.'), ['Katharine = p1', 'Nunes = p2']);
  assert.equal(rosterProposals(roster, 'Katharine')[0]?.by, 'near spelling');
});

test('a name that is a word too is found with its capital letter only', () => {
  assert.deepEqual(named('I will ask Will, and Will’s friend will ask.'), ['Will = p3', 'Will = p3']);
});

test('a place is found by its whole name or its single word, not by each word of it', () => {
  assert.deepEqual(named('The medical center at Ashby, Ashby Medical Center.'), ['Ashby = s1', 'Ashby Medical Center = s1']);
});

test('what has an identifying shape is found', () => {
  for (const [text, found] of [
    ['Write to jane.doe+x@school.example.org.', ['jane.doe+x@school.example.org = mail: mail address']],
    ['Call (617) 555-0134 or 617-555-0199', ['(617) 555-0134 = phone: phone number', '617-555-0199 = phone: phone number']],
    [
      'on 3/14/2021, March 14th, the 14th of March 2021, in March 2021',
      ['3/14/2021 = date: date', 'March 14th = date: date', '14th of March 2021 = date: date', 'March 2021 = date: date'],
    ],
    [
      'He is 93, I was 94 years old; she turned ninety-two; I am 24',
      ['93 = age: age over 89', '94 = age: age over 89', 'ninety-two = age: age over 89'],
    ],
    ['MRN: 0012345 and student id 99-1234', ['MRN: 0012345 = number: record number', 'student id 99-1234 = number: record number']],
    ['at 12 Beacon Hill Street, MA 02115', ['12 Beacon Hill Street = street: street', '02115 = zip: ZIP code']],
    ['in room 12B, bed 4', ['room 12B = room: room', 'bed 4 = room: room']],
    ['see https://x.example/a?b=1. Or @jane_doe', ['https://x.example/a?b=1 = address: web address', '@jane_doe = handle: handle']],
    ['SSN 123-45-6789', ['123-45-6789 = number: social security number']],
  ] as const)
    assert.deepEqual(shaped(text), found, text);
});

test('what is only like it is left alone: a year, a share, a score, an age of most people', () => {
  for (const text of ['In 2021 it was 95 % of us', 'two of 3 students', 'she is 45', 'chapter 12', 'a 3-4 hour talk', 'at 17:30'])
    assert.deepEqual(shaped(text), [], text);
});

test('words that point at one person are proposed', () => {
  const found = (text: string) => indirectProposals(text).map(({ by }) => by);
  assert.deepEqual(found('I was the only Black woman in the rural track.'), ['the only one']);
  assert.deepEqual(found('I grew up in Worcester, and I’m first-gen.'), ['first of a family', 'where somebody is from']);
  assert.deepEqual(found('When my father died I was going into palliative care.'), ['specialty and year', 'the own illness or loss']);
  assert.deepEqual(found('We only talked about the plan.'), []);
});

test('of what overlaps the surer layer stands, over both, so that no part of a name is left', () => {
  const merged = mergedPassages([
    [{ start: 5, end: 9, category: 'name', by: 'roster', person: 'p1' }],
    [{ start: 0, end: 7, category: 'indirect', by: 'words' }],
  ]);
  assert.deepEqual(merged, [{ start: 0, end: 9, category: 'name', by: 'roster', person: 'p1' }]);
});

test('for any text proposals lie within it, are sorted and do not overlap', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const merged = mergedPassages([rosterProposals(roster, text), identifyingShapes(text), indirectProposals(text)]);
      let last = 0;
      for (const { start, end } of merged) {
        assert.ok(start >= last && end > start && end <= text.length);
        last = end;
      }
    }),
  );
});

test('hostile texts take time linear in their length', () => {
  for (const piece of ['a', '1', '1-', 'A ', '@a', 'a@', 'the only ', 'I am ', '12 A ', 'when my mother was '])
    for (const act of [identifyingShapes, indirectProposals, (text: string) => rosterProposals(roster, text)]) {
      const [small, large] = [20_000, 80_000].map((length) => {
        const text = piece.repeat(length / piece.length);
        const start = performance.now();
        act(text);
        return performance.now() - start;
      }) as [number, number];
      assert.ok(large < 50 * Math.max(small, 20), `${piece}: ${Math.round(small)} ms, then ${Math.round(large)} ms`);
    }
});
