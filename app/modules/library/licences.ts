/** What somebody may do with an item. Those of Creative Commons have their SPDX identifier; the last two are none and say so. */
export const licences = [
  {
    id: 'CC-BY-4.0',
    name: 'Creative Commons Attribution 4.0 International',
    short: 'CC BY 4.0',
    deed: 'https://creativecommons.org/licenses/by/4.0/',
    plain: 'Everybody may copy, change and share it, for any purpose, when they name its authors and say what they changed.',
  },
  {
    id: 'CC-BY-NC-4.0',
    name: 'Creative Commons Attribution-NonCommercial 4.0 International',
    short: 'CC BY-NC 4.0',
    deed: 'https://creativecommons.org/licenses/by-nc/4.0/',
    plain:
      'Everybody may copy, change and share it when they name its authors, and nobody may use it mainly to earn money. What is made of it stays non-commercial.',
  },
  {
    id: 'CC-BY-SA-4.0',
    name: 'Creative Commons Attribution-ShareAlike 4.0 International',
    short: 'CC BY-SA 4.0',
    deed: 'https://creativecommons.org/licenses/by-sa/4.0/',
    plain: 'Everybody may change and share it, but what they make of it must carry this same licence.',
  },
  {
    id: 'CC-BY-NC-SA-4.0',
    name: 'Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International',
    short: 'CC BY-NC-SA 4.0',
    deed: 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
    plain: 'Everybody may change and share it, not to earn money, and what they make of it must carry this same licence.',
  },
  {
    id: 'CC-BY-ND-4.0',
    name: 'Creative Commons Attribution-NoDerivatives 4.0 International',
    short: 'CC BY-ND 4.0',
    deed: 'https://creativecommons.org/licenses/by-nd/4.0/',
    plain: 'Everybody may share it as it is, and nobody a changed one: another school cannot publish how it adapted it.',
  },
  {
    id: 'CC-BY-NC-ND-4.0',
    name: 'Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International',
    short: 'CC BY-NC-ND 4.0',
    deed: 'https://creativecommons.org/licenses/by-nc-nd/4.0/',
    plain: 'Everybody may share it as it is, not to earn money, and nobody a changed one.',
  },
  {
    id: 'CC0-1.0',
    name: 'Creative Commons Zero 1.0 Universal',
    short: 'CC0 1.0',
    deed: 'https://creativecommons.org/publicdomain/zero/1.0/',
    plain: 'Its authors give up their rights as far as the law lets them. Everybody may do anything with it, without naming anybody.',
  },
  {
    id: 'all-rights-reserved',
    name: 'All rights reserved, members only',
    short: 'All rights reserved',
    deed: null,
    plain: 'Members may read it and teach with it. Nobody else may copy or change it, so it is never public.',
  },
  {
    id: 'linked',
    name: 'Linked, not held here',
    short: 'Linked',
    deed: null,
    plain: 'It belongs to somebody else and lies elsewhere. The library says what it is and where, and holds no file of it.',
  },
] as const;
export type LicenceId = (typeof licences)[number]['id'];
/** A licence of the list. */
export type Licence = (typeof licences)[number];
/** Every id of the list, for what reads a form. */
export const licenceIds = licences.map(({ id }) => id) as [LicenceId, ...LicenceId[]];

/** The licence of this id; null for a word that is none of the list. */
export function licenceOf(id: string | null): Licence | null {
  return licences.find((licence) => licence.id === id) ?? null;
}

/** Whether what is under one licence may be adapted into what is under another; where not, why, and whether a permission that the author has in writing helps. */
export type Fit = { readonly fits: true } | { readonly fits: false; readonly why: string; readonly helpsPermission: boolean };

/**
 * May a work under `source` be adapted into, or stand within, one under `result`? After the licences of Creative Commons and their chart of adapters' licences: attribution may go
 * into anything but a waiver, non-commercial stays non-commercial, share-alike stays exactly what it is, no-derivatives is not adapted.
 */
export function licenceFit(source: LicenceId, result: LicenceId): Fit {
  if (result === 'linked' || source === 'CC0-1.0') return { fits: true };
  const [from, to] = [licenceOf(source)!.short, licenceOf(result)!.short];
  const no = (why: string, helpsPermission = false): Fit => ({ fits: false, why, helpsPermission });
  if (source === 'all-rights-reserved' || source === 'linked')
    return no('The source gives nobody the right to change it. You need the permission of whoever holds the rights.', true);
  if (source.includes('-ND-'))
    return no(`${from} lets nobody share a changed version. You need the permission of whoever holds the rights.`, true);
  if (result === 'CC0-1.0') return no(`${from} asks that its authors are named; CC0 1.0 would let everybody leave them out.`);
  if (source.includes('-SA-'))
    return source === result ? { fits: true } : no(`What is made of ${from} must be ${from} as well, and not ${to}.`);
  const keepsNonCommercial = result.includes('-NC') || result === 'all-rights-reserved';
  if (source.includes('-NC-') && !keepsNonCommercial) return no(`What is made of ${from} must stay non-commercial, and ${to} is not.`);
  return { fits: true };
}
