import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Acceptance, answerFields, ReviewSearch, Undone } from './schema.ts';

test('a competency in the address of the queue is a code that the database can look for, or none', () => {
  assert.equal(ReviewSearch.parse({ competency: '1.10' }).competency, '1.10');
  for (const competency of ['\0', '1\0', '', 'x'.repeat(21)]) assert.equal(ReviewSearch.parse({ competency }).competency, undefined);
});

test('of the milestones ticked only those of the chosen competency are kept, and empty evidence is none', () => {
  const [competencyId, other, milestone] = [1, 2, 3].map((at) => `01900000-0000-7000-8000-00000000000${at}`) as [string, string, string];
  const typed = { hitId: milestone, competencyId, level: 'practised', extent: 'partly', evidence: ' \0 ' };
  const ticked = { [`milestone.${competencyId}.${milestone}`]: 'yes', [`milestone.${other}.${competencyId}`]: 'yes' };
  const { milestoneIds, evidence } = Acceptance.parse(answerFields({ ...typed, ...ticked }));
  assert.deepEqual([milestoneIds, evidence], [[milestone], undefined]);
});
test('what is taken back is a hit, or a link by its activity and its competency', () => {
  const [one, two] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
  assert.deepEqual(Undone.parse(one), { hitId: one });
  assert.deepEqual(Undone.parse(`${one}.${two}`), { activityId: one, competencyId: two });
  assert.equal(Undone.safeParse(`${one}.`).success, false);
});
