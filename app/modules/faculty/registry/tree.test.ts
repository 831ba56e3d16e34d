import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Branch, drawnTree, peopleIn, reachOf, type Training, treeOf } from './tree.ts';

const person = (id: string, lastOn: string | null = null) => ({ id, name: id, school: 'Ashby', lastOn });
const training = (trainerId: string, personId: string, words = 'A course'): Training => ({
  trainerId,
  personId,
  words,
  onDay: null,
  isOurs: true,
});
const outline = (tree: readonly Branch[]): unknown[] =>
  tree.map(({ person: { id }, isAgain, below }) => (isAgain ? `${id} again` : below.length > 0 ? [id, ...outline(below)] : id));

test('two cohorts of 18 and 14 with 3 people in both are 29 trained people, each counted once', () => {
  // USUHS “Ripple Effect”: cohorts of 18 and 14, 3 in both, 29 trainers.
  const first = Array.from({ length: 18 }, (_, at) => `p${at}`);
  const second = Array.from({ length: 14 }, (_, at) => `p${15 + at}`);
  const people = [person('T'), ...[...new Set([...first, ...second])].map((id) => person(id))];
  const trainings = [...first.map((id) => training('T', id, 'Cohort 1')), ...second.map((id) => training('T', id, 'Cohort 2'))];
  assert.deepEqual(reachOf(people, trainings, '2025-01-01').get('T'), { direct: 29, through: 0, active: 0 });
  assert.equal(peopleIn(treeOf(people, trainings)), 30);
});
test('whom one’s people trained is reached through them, once, however many ways lead there', () => {
  const people = [person('A'), person('B', '2026-02-01'), person('C'), person('D', '2024-02-01'), person('Z')];
  const trainings = [training('A', 'B'), training('A', 'C'), training('B', 'D'), training('C', 'D')];
  assert.deepEqual(reachOf(people, trainings, '2025-06-01').get('A'), { direct: 2, through: 1, active: 1 });
  // D has two trainers: in full under the first, by name under the other. Z trained nobody and is not in the tree.
  assert.deepEqual(outline(treeOf(people, trainings)), [['A', ['B', 'D'], ['C', 'D again']]]);
});
test('a ring is shown once and ends, whoever is asked reaches the others and never themselves', () => {
  const people = ['A', 'B', 'C'].map((id) => person(id));
  const ring = [training('A', 'B'), training('B', 'C'), training('C', 'A'), training('A', 'A')];
  assert.deepEqual(outline(treeOf(people, ring)), [['A', ['B', ['C', 'A again']]]]);
  assert.deepEqual(reachOf(people, ring, '2025-01-01').get('B'), { direct: 1, through: 1, active: 0 });
});
test('who is not shown is in no line and in no number', () => {
  const people = [person('A'), person('B')];
  const trainings = [training('A', 'B'), training('A', 'hidden'), training('hidden', 'B')];
  assert.deepEqual(reachOf(people, trainings, '2025-01-01').get('A'), { direct: 1, through: 0, active: 0 });
  assert.deepEqual(
    drawnTree(treeOf(people, trainings)).map(({ person: { id }, depth, row, under }) => [id, depth, row, under]),
    [
      ['A', 0, 0, null],
      ['B', 1, 1, 0],
    ],
  );
});
