import assert from 'node:assert/strict';
import { test } from 'node:test';
import { railNouns, railRoles, railSchool } from './rail.ts';

const ashby = { id: '1', slug: 'ashby', name: 'Ashby', roles: ['lead', 'faculty'] as const };
const brook = { id: '2', slug: 'brook', name: 'Brook', roles: ['student'] as const };

test('the rail names a curriculum only for whoever may see one', () => {
  const labels = (schools: Parameters<typeof railNouns>[0]['schools']) =>
    railNouns({ schools, collaborativeRoles: [] }, '/home').map(({ label }) => label);
  assert.deepEqual(labels([brook]), ['Home', 'Members', 'Competencies', 'Practice', 'Forum', 'Library', 'Lessons']);
  assert.deepEqual(labels([]), ['Home', 'Members', 'Competencies', 'Focus groups', 'Forum']);
  assert.deepEqual(labels([ashby, brook]), [
    'Home',
    'Members',
    'Competencies',
    'Curriculum',
    'Focus groups',
    'Faculty',
    'Practice',
    'Forum',
    'Library',
    'Lessons',
  ]);
  const convener = railNouns({ schools: [], collaborativeRoles: ['convener'] }, '/home');
  assert.ok(
    ['Curriculum', 'Public pages'].every((noun) => convener.some(({ label }) => label === noun)),
    'whoever convenes sees its rounds there, and keeps what visitors read',
  );
});
test('the noun of the page is the current one, and only it', () => {
  const current = railNouns({ schools: [ashby], collaborativeRoles: [] }, '/w/curriculum/ashby/scan').filter(({ isCurrent }) => isCurrent);
  assert.deepEqual(
    current.map(({ label }) => label),
    ['Curriculum'],
  );
});
test('the rail names the school of the address, the only school, or none; never another’s', () => {
  assert.equal(railSchool({ schools: [ashby, brook] }, 'brook'), brook);
  assert.equal(railSchool({ schools: [ashby, brook] }, undefined), null);
  assert.equal(railSchool({ schools: [ashby] }, undefined), ashby);
  assert.equal(railSchool({ schools: [ashby] }, 'brook'), null);
});
test('the rail says what one is at the school acted for, once each', () => {
  const member = { schools: [ashby, brook], collaborativeRoles: ['steering-member'] as const };
  assert.equal(railRoles(member, 'ashby'), 'lead, faculty, steering member');
  assert.equal(railRoles(member, undefined), 'lead, faculty, student, steering member');
});
