import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { extents, levels } from '../link.ts';
import { sumOf } from '../minutes.ts';
import { requirements } from '../placement.ts';
import { coverage } from './coverage.ts';
import { facetsOf, facetWords } from './facets.ts';
import type { FullInput, FullLink } from './full-input.ts';
import { measured } from './measured.ts';
import { measuredList } from './measured-list.ts';
import { readCell } from './reading.ts';
import { attributedMinutes } from './shares.ts';

const phases = [
  { id: 'pre', name: 'Pre-clerkship' },
  { id: 'clerkship', name: 'Clerkship' },
];

/** Invented maps: activities with places, methods and links of every kind, milestones below the first competency. */
const maps: fc.Arbitrary<FullInput> = fc
  .array(
    fc.record({
      minutes: fc.option(fc.nat(90), { nil: null }),
      beyond: fc.nat(30),
      places: fc.array(
        fc.record({ phaseId: fc.constantFrom('pre', 'clerkship', 'spans', null), requirement: fc.constantFrom(...requirements) }),
        {
          maxLength: 2,
        },
      ),
      methods: fc.array(
        fc.record({
          kind: fc.constantFrom('instruction' as const, 'assessment' as const),
          code: fc.constantFrom('IM013', 'Lecture', 'AM004', 'our own'),
          purpose: fc.constantFrom('formative' as const, 'summative' as const, null),
        }),
        { maxLength: 3 },
      ),
      links: fc.uniqueArray(
        fc.record({
          competency: fc.constantFrom('1', '2', '3'),
          level: fc.constantFrom(...levels),
          extent: fc.constantFrom(...extents),
          milestones: fc.subarray(['m1', 'm2']),
        }),
        { selector: ({ competency }) => competency },
      ),
    }),
    { maxLength: 8 },
  )
  .map((drawn) => ({
    phases,
    competencies: [{ code: '1' }, { code: '2' }, { code: '3' }],
    milestones: ['m1', 'm2'].map((id) => ({ id, competency: '1', phase: null, text: id })),
    activities: drawn.map(({ minutes, beyond, places, methods }, at) => ({
      id: `a${at}`,
      learnerMinutes: minutes,
      learnerMinutesMost: minutes !== null && beyond > 0 ? minutes + beyond : null,
      deliveredMinutes: minutes,
      places: places.map((place, course) => ({ ...place, courseId: `c${course}` })),
      methods: methods.map((method) => ({ ...method, name: null })),
    })),
    links: drawn.flatMap(({ links }, at) =>
      links.map(({ milestones, ...link }) => ({
        ...link,
        activityId: `a${at}`,
        confirmation: 'no-director' as const,
        milestones: link.competency === '1' ? milestones : [],
      })),
    ),
    ...{ courses: [], classSize: 100, waitingLinks: 0, withdrawnLinks: 0 },
  }));

test('what is linked is the matrix again, and levels and extents divide it', () => {
  fc.assert(
    fc.property(maps, (input) => {
      const matrix = coverage(input);
      const full = measured(input);
      const competencies = full.rows.filter(({ milestone }) => milestone === null);
      for (const [at, { cells }] of competencies.entries())
        assert.deepEqual(figuresIn(cells.get('linked')!), figuresIn(matrix.rows[at]!.cells));
      assert.deepEqual(figuresIn(full.total.cells.get('linked')!), figuresIn(matrix.total));
      for (const { cells } of competencies)
        for (const family of ['level:', 'extent:'])
          for (const column of [...matrix.columns.map(({ id }) => id), 'all']) {
            const parts = [...cells].filter(([facet]) => facet.startsWith(family)).map(([, each]) => each[column]!.all);
            const whole = cells.get('linked')![column]!.all;
            assert.equal(
              parts.reduce((sum, { activities }) => sum + activities, 0),
              whole.activities,
            );
            assert.equal(
              parts.reduce((sum, { learner }) => sum + learner.most.touching, 0),
              whole.learner.most.touching,
            );
          }
    }),
  );
});

test('the list behind every cell in full adds up to it, milestones included', () => {
  fc.assert(
    fc.property(maps, (input) => {
      const full = measured(input);
      for (const { key, competency, milestone, cells } of [...full.rows, full.total])
        for (const [facet, by] of cells)
          for (const column of [...full.columns.map(({ id }) => id), 'all'])
            for (const count of ['touching', 'attributed'] as const) {
              const reading = { requirement: 'all', count, hours: 'learner' } as const;
              const cell = readCell(by, column, reading, key === 'all');
              const list = measuredList(input, { column, competency, milestone, facet }, reading);
              assert.equal(list.length, cell.activities);
              const sum = sumOf(list.map(({ minutes }) => minutes));
              assert.equal(sum === null, cell.minutes === null);
              if (sum && cell.minutes)
                assert.ok(Math.abs(sum.most - cell.minutes.most) < 1e-6 && Math.abs(sum.least - cell.minutes.least) < 1e-6);
            }
    }),
    { numRuns: 40 },
  );
});

test('an examination says nothing of a competency that its activity only introduces, and an activity that only examines does not teach', () => {
  const activity = {
    ...{ id: 'a', learnerMinutes: 60, deliveredMinutes: 60, places: [] },
    methods: [{ kind: 'assessment' as const, code: 'AM004', name: null, purpose: 'summative' as const }],
  };
  const link: FullLink = {
    ...{ activityId: 'a', competency: '1', extent: 'partly', confirmation: 'no-director', milestones: [] },
    level: 'introduced',
  };
  const introduced = facetsOf(link, activity);
  assert.ok(introduced.includes('taught') && introduced.includes('instruction:not-said'));
  assert.ok(!introduced.some((facet) => facet.startsWith('assessment:') || facet.startsWith('purpose:') || facet === 'assessed'));
  const assessed = facetsOf({ ...link, level: 'assessed' }, activity);
  assert.ok(assessed.includes('assessed') && assessed.includes('assessment:AM004') && assessed.includes('purpose:summative'));
  assert.ok(!assessed.includes('taught'));
});

test('a method is one whether the file gives its code or its name, and one of the file’s own keeps its word', () => {
  assert.equal(facetWords('instruction:IM013'), 'Lecture (IM013)');
  assert.equal(facetWords('assessment:our own: word'), 'our own: word');
});

test('a milestone is attributed its part of the competency’s share', () => {
  const activity = { id: 'a', learnerMinutes: 60, deliveredMinutes: null, methods: [], places: [] };
  const link = { activityId: 'a', level: 'practised', extent: 'fully', confirmation: 'confirmed' } as const;
  const full = measured({
    ...{ phases, competencies: [{ code: '1' }, { code: '2' }], courses: [], classSize: null, waitingLinks: 0, withdrawnLinks: 0 },
    milestones: ['m1', 'm2'].map((id) => ({ id, competency: '1', phase: null, text: id })),
    activities: [activity],
    links: [
      { ...link, competency: '1', milestones: ['m1', 'm2'] },
      { ...link, competency: '2', milestones: [] },
    ],
  });
  const attributed = (key: string) =>
    attributedMinutes(full.rows.find((row) => row.key === key)!.cells.get('linked')!.unplaced!.all.learner.least.attributed);
  assert.deepEqual(['1', 'm1', 'm2', '2'].map(attributed), [30, 15, 15, 30]);
});

/** Cells as numbers, whatever the tally keeps apart. */
function figuresIn(cells: ReturnType<typeof coverage>['total']) {
  return Object.entries(cells).map(([column, by]) => [
    column,
    Object.entries(by).map(([choice, { activities, learner }]) => [
      ...[choice, activities, learner.unknown, learner.zero, learner.estimated, learner.least.touching, learner.most.touching],
      attributedMinutes(learner.least.attributed),
    ]),
  ]);
}
