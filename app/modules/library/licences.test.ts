import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LicenceId, licenceFit, licenceIds, licenceOf, licences } from './licences.ts';

/** The chart: source by row, result by column in this order. `+` fits, `-` never, `?` only with a permission. */
const results: readonly LicenceId[] = [
  'CC0-1.0',
  'CC-BY-4.0',
  'CC-BY-NC-4.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-SA-4.0',
  'CC-BY-ND-4.0',
  'CC-BY-NC-ND-4.0',
  'all-rights-reserved',
  'linked',
];
const chart: Readonly<Record<LicenceId, string>> = {
  'CC0-1.0': '+++++++++',
  'CC-BY-4.0': '-++++++++',
  'CC-BY-NC-4.0': '--+-+-+++',
  'CC-BY-SA-4.0': '---+----+',
  'CC-BY-NC-SA-4.0': '----+---+',
  'CC-BY-ND-4.0': '????????+',
  'CC-BY-NC-ND-4.0': '????????+',
  'all-rights-reserved': '????????+',
  linked: '????????+',
};

test('what may become of a work follows from its licence, pair by pair', () => {
  for (const source of licenceIds) {
    const found = results.map((result) => {
      const fit = licenceFit(source, result);
      if (fit.fits) return '+';
      return fit.helpsPermission ? '?' : '-';
    });
    assert.equal(found.join(''), chart[source], source);
  }
});

test('a picture under share-alike does not go into a package under another licence', () => {
  for (const result of ['CC-BY-4.0', 'CC-BY-NC-4.0'] as const) {
    const fit = licenceFit('CC-BY-SA-4.0', result);
    assert.match(fit.fits ? '' : fit.why, /must be CC BY-SA 4.0 as well/);
  }
});

test('every licence says in plain words what it means, and those of Creative Commons where their deed is', () => {
  for (const { id, plain, deed } of licences) {
    assert.ok(plain.length > 40);
    assert.equal(deed === null, !id.startsWith('CC'), id);
  }
  assert.equal(licenceOf('GPL-3.0'), null);
});
