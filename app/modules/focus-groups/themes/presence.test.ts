import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byCompetency, leastHeard, type Presence, shownOutside } from './presence.ts';
import { presenceLines, presenceRows } from './presence-rows.ts';

const [themeIds, siteIds, competencyIds] = [
  ['t1', 't2', 't3'],
  ['s1', 's2', 's3'],
  ['c1', 'c2'],
];
const sites = siteIds.map((id) => ({ id, name: id }));
const themes = themeIds.map((id) => ({ id, claim: id }));
const competencies = competencyIds.map((id) => ({ id, title: id }));

const pairs = themeIds.flatMap((themeId) => siteIds.map((siteId) => ({ themeId, siteId })));
/** How many were heard in each cell; nobody is no presence at all. */
const worlds = fc.array(fc.nat({ max: 6 }), { minLength: pairs.length, maxLength: pairs.length });
const linkings = fc.subarray(themeIds.flatMap((themeId) => competencyIds.map((competency) => ({ themeId, competency }))));

function presencesIn(heard: readonly number[]): Presence[] {
  return pairs.flatMap((pair, at) => (heard[at]! > 0 ? [{ ...pair, participants: heard[at]!, sessions: 1 }] : []));
}
/** All that is published of a world: the matrix, and what stands by competency. */
function published(heard: readonly number[], links: readonly { themeId: string; competency: string }[]): string {
  const presences = presencesIn(heard);
  const rows = presenceRows({ themes, sites, competencies, links }, presences, { isOutside: true });
  return JSON.stringify([rows, presenceLines(rows, sites), byCompetency(shownOutside(presences), links)]);
}

test('who knows everything that is published and every other cell cannot tell a cell of too few from an empty one', () => {
  fc.assert(
    fc.property(worlds, linkings, fc.nat({ max: pairs.length - 1 }), fc.nat({ max: leastHeard - 1 }), (heard, links, at, other) => {
      fc.pre(heard[at]! < leastHeard);
      assert.equal(published(heard.with(at, other), links), published(heard, links));
    }),
  );
});

test('nor how many were heard in a cell that is shown', () => {
  fc.assert(
    fc.property(
      worlds,
      linkings,
      fc.nat({ max: pairs.length - 1 }),
      fc.integer({ min: leastHeard, max: 99 }),
      (heard, links, at, other) => {
        fc.pre(heard[at]! >= leastHeard);
        assert.equal(published(heard.with(at, other), links), published(heard, links));
      },
    ),
  );
});

test('a competency is present at a site exactly where one of its shown themes is, and a theme without a shown cell stands nowhere', () => {
  fc.assert(
    fc.property(worlds, linkings, (heard, links) => {
      const presences = presencesIn(heard);
      const shown = shownOutside(presences);
      const rows = presenceRows({ themes, sites, competencies, links }, presences, { isOutside: true });
      for (const { claim, competency, cells } of rows) {
        const own = claim === null ? links.filter((each) => each.competency === competency).map(({ themeId }) => themeId) : [claim];
        for (const [at, { isPresent, participants, sessions }] of cells.entries()) {
          const isHeard = shown.some(({ themeId, siteId }) => own.includes(themeId) && siteId === siteIds[at]);
          assert.deepEqual([isPresent, participants, sessions], [isHeard, null, null]);
        }
        assert.ok(cells.some(({ isPresent }) => isPresent));
      }
      for (const { themeId } of shown)
        assert.ok(
          rows.some(({ claim }) => claim === themeId),
          'what may be shown is shown',
        );
    }),
  );
});
