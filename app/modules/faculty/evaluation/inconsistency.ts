/** What in reported figures does not agree with itself, in a sentence with what may have been meant. */
export type Inconsistency = { readonly about: 'share' | 'people' | 'mean' | 'sum'; readonly says: string };

/** A count of so many, and the percentage beside it as printed: "88.1". */
export type ReportedShare = { readonly count: number; readonly of: number; readonly percent: string };
/** People of several cohorts, those who were in more than one, and all of them counted once. */
export type ReportedPeople = { readonly cohorts: readonly number[]; readonly inSeveral: number; readonly total: number };
/** A mean on a scale from its least to its most. */
export type ReportedMean = { readonly mean: number; readonly least: number; readonly most: number };
/** Parts and what they are said to add up to. */
export type ReportedSum = { readonly parts: readonly number[]; readonly total: number };

/**
 * Whether a count and its percentage agree at the places that are printed, rounded up or down at a half. Where they do not, it says what the percentage would be, and which two
 * neighbouring digits, changed round in one of the three numbers, would make them agree.
 */
export function shareInconsistency({ count, of, percent }: ReportedShare): Inconsistency | null {
  if (of <= 0 || count < 0) return { about: 'share', says: `A share of ${of} is none: write of how many.` };
  if (count > of) return { about: 'share', says: `${said(count)} is more than all ${said(of)}.` };
  if (agrees(count, of, percent)) return null;
  const places = placesOf(percent);
  const swaps = [
    ...swapped(String(count)).map((other) => ({
      other: said(Number(other)),
      meant: 'the count',
      fits: agrees(Number(other), of, percent),
    })),
    ...swapped(String(of)).map((other) => ({
      other: said(Number(other)),
      meant: 'of how many',
      fits: agrees(count, Number(other), percent),
    })),
    ...swapped(percent).map((other) => ({ other: `${other} %`, meant: 'the percentage', fits: agrees(count, of, other) })),
  ].filter(({ fits }) => fits);
  const likely = swaps.map(({ other, meant }) => ` Two digits may have changed places: ${other} as ${meant} would agree.`).join('');
  return {
    about: 'share',
    says: `${said(count)} of ${said(of)} is ${((100 * count) / of).toFixed(places)} %, not ${percent} %.${likely}`,
  };
}

/**
 * Whether people of several cohorts, counted once, can be so many: at least as many as the largest cohort, at most all together; and, where it is said how many were in two of them, exactly
 * all together without those.
 */
export function peopleInconsistency({ cohorts, inSeveral, total }: ReportedPeople): Inconsistency | null {
  const all = cohorts.reduce((sum, each) => sum + each, 0);
  const largest = Math.max(0, ...cohorts);
  const together = cohorts.map(said).join(' + ');
  if (total < largest) return { about: 'people', says: `${said(total)} people in all are fewer than one cohort alone, ${said(largest)}.` };
  if (total > all) return { about: 'people', says: `${said(total)} people in all are more than ${together} = ${said(all)}.` };
  if (cohorts.length < 2)
    return total === all ? null : { about: 'people', says: `One cohort of ${said(all)} is not ${said(total)} people.` };
  // Somebody in all of three cohorts or more was counted that many times too often, so the total lies in a range.
  const [fewest, most] = [all - inSeveral * (cohorts.length - 1), all - inSeveral];
  if (total >= fewest && total <= most) return null;
  return {
    about: 'people',
    says: `${together} − ${said(inSeveral)} is ${said(most)}${fewest < most ? ` (or down to ${said(Math.max(largest, fewest))})` : ''}, not ${said(total)}: people in two cohorts are counted once.`,
  };
}

/** Whether a mean lies on its scale. */
export function meanInconsistency({ mean, least, most }: ReportedMean): Inconsistency | null {
  if (least >= most) return { about: 'mean', says: `A scale from ${least} to ${most} has no room: write its least and its most.` };
  return mean >= least && mean <= most ? null : { about: 'mean', says: `A mean of ${mean} is outside its scale from ${least} to ${most}.` };
}

/** Whether parts add up to their total. Sums of decimals are compared at twelve digits. */
export function sumInconsistency({ parts, total }: ReportedSum): Inconsistency | null {
  const sum = Number(parts.reduce((all, each) => all + each, 0).toPrecision(12));
  return sum === total ? null : { about: 'sum', says: `${parts.map(said).join(' + ')} is ${said(sum)}, not ${said(total)}.` };
}

/** In whole numbers, so that nothing is rounded before it is compared: |100·count·10^places − percent·of·10^places| is at most half of `of`. */
function agrees(count: number, of: number, percent: string): boolean {
  if (of <= 0 || count > of) return false;
  const scale = 10 ** placesOf(percent);
  return Math.abs(100 * count * scale - Math.round(Number(percent) * scale) * of) * 2 <= of;
}

function placesOf(printed: string): number {
  return printed.split('.')[1]?.length ?? 0;
}

/** A number's text with two neighbouring digits changed round, each way once; none of them begins with a zero that was not there. */
function swapped(text: string): string[] {
  return [...text].slice(1).flatMap((digit, at) => {
    const before = text[at]!;
    if (digit === before || !/\d/.test(digit) || !/\d/.test(before) || (at === 0 && digit === '0')) return [];
    return [text.slice(0, at) + digit + before + text.slice(at + 2)];
  });
}

function said(number: number): string {
  return number.toLocaleString('en', { maximumFractionDigits: 12 });
}
