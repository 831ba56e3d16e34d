import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeHead, changeLine, roleHead, roleLine, writtenChange, writtenRoles } from './written.ts';

const grantedAt = new Date('2026-09-01T12:00:00Z');
const ines = { personId: 'p1', name: 'Ines', mail: 'ines@sample.example', role: 'steering-member', grantedAt } as const;
const rena = { personId: 'p2', name: 'Rena', mail: 'rena@ashby.example', role: 'lead', grantedAt } as const;
const atAshby = { ...rena, schoolId: 's1', slug: 'ashby', school: 'Ashby' };

test('people are written the collaborative first, then the schools, each role with its place', () => {
  const roles = writtenRoles({ inCollaborative: [ines], atSchools: [atAshby] });
  assert.deepEqual(roles, [
    { ...ines, school: null, schoolName: null },
    { ...rena, school: 'ashby', schoolName: 'Ashby' },
  ]);
  assert.deepEqual(roles.map(roleLine), [
    ['The collaborative', 'Ines', 'steering member', 'ines@sample.example', '2026-09-01T12:00:00.000Z', 'p1'],
    ['Ashby', 'Rena', 'lead', 'rena@ashby.example', '2026-09-01T12:00:00.000Z', 'p2'],
  ]);
  assert.equal(roleLine(roles[0]!).length, roleHead.length);
});

test('a change is written in the words of the page, without what the page keeps to itself', () => {
  const before = { classSize: 100 };
  const after = { classSize: 120, sha256: 'a'.repeat(64) };
  const event = { id: 'e1', at: grantedAt, verb: 'edit', subject: 'school', who: 'Rena', about: null, before, after } as const;
  const written = writtenChange(event);
  assert.deepEqual(written, {
    id: 'e1',
    at: grantedAt,
    verb: 'edit',
    subject: 'school',
    who: 'Rena',
    about: null,
    deed: 'Changed a school',
    changes: ['class size: 100, now 120'],
  });
  const line = ['2026-09-01T12:00:00.000Z', 'Rena', 'Changed a school', null, 'class size: 100, now 120', 'e1'];
  assert.deepEqual(changeLine(written), line);
  assert.equal(line.length, changeHead.length);
  assert.equal(changeLine({ ...written, who: null })[1], 'Somebody of the collaborative, or who has left');
});
