import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksCovers, proposedCovers } from './covers.ts';

const overlap = { kept: 0, gone: 0, likely: 0, goneCourses: 0 };

test('a file that holds half of the year or more is taken for the whole of it, a smaller one for a part', () => {
  assert.equal(proposedCovers({ ...overlap, kept: 50, gone: 50 }).covers, 'year');
  assert.equal(proposedCovers({ ...overlap, kept: 49, gone: 51 }).covers, 'part');
  assert.equal(proposedCovers({ ...overlap, gone: 40, likely: 36 }).covers, 'year', 'retitled activities that are proposed as pairs count');
  assert.match(
    proposedCovers({ ...overlap, kept: 12, gone: 400 }).because,
    /^12 of the 412 activities that the year holds are in the file \(3 percent\)/,
  );
});
test('what a file covers is asked only where the year holds something that it lacks', () => {
  assert.equal(asksCovers({ ...overlap, kept: 9 }), false);
  assert.equal(asksCovers({ ...overlap, gone: 1 }), true);
  assert.equal(asksCovers({ ...overlap, goneCourses: 1 }), true);
});
