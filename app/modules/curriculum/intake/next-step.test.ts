import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextStep } from './next-step.ts';

const all = { bringIn: true, review: true };
const done = { year: '2025-26', levelsWithoutPhase: 0, hits: 9, openHits: 0, links: 4 };

test('the next step goes from a file over phases, scan and review to the coverage', () => {
  const way = [
    nextStep({ years: [], imports: [] }, all),
    nextStep({ years: [], imports: [{ id: 'm', year: '2025-26', file: 'a.csv', status: 'matching' }] }, all),
    nextStep({ years: [done], imports: [{ id: 'i', year: '2025-26', file: 'a.xml', status: 'checked' }] }, all),
    nextStep({ years: [{ ...done, levelsWithoutPhase: 1 }], imports: [] }, all),
    nextStep({ years: [{ ...done, hits: 0, links: 0 }], imports: [] }, all),
    nextStep({ years: [{ ...done, openHits: 3 }], imports: [] }, all),
    nextStep({ years: [done], imports: [] }, all),
  ];
  assert.deepEqual(
    way.map((step) => step?.to.split('?')[0]),
    ['/imports/new', '/imports/m', '/imports/i', '/phases', '/scan', '/review', '/coverage'],
  );
});

test('nobody is asked for what they may not do', () => {
  assert.equal(nextStep({ years: [], imports: [] }, { bringIn: false, review: true }), null);
  const teacher = nextStep({ years: [{ ...done, levelsWithoutPhase: 1, openHits: 3 }], imports: [] }, { bringIn: false, review: false });
  assert.equal(teacher?.to, '/coverage?year=2025-26');
});
test('once everything is reviewed, what is left to settle comes before the coverage', () => {
  const year = { year: '2025-26', levelsWithoutPhase: 0, hits: 5, openHits: 0, links: 2 };
  const can = { bringIn: true, review: true };
  assert.equal(nextStep({ years: [year], imports: [], matters: 3 }, can)?.to, '/to-settle?year=2025-26');
  assert.equal(nextStep({ years: [year], imports: [], matters: 0 }, can)?.to, '/coverage?year=2025-26');
});
