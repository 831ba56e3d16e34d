import { type Facet, facetsOf } from './facets.ts';
import type { FullActivity, FullInput, FullLink } from './full-input.ts';
import { milestonesAmong } from './measured.ts';
import { type ListedActivity, listBehind, type Reading } from './reading.ts';

/** Which set of activities: a row (a competency's code or `all`, perhaps one of its milestones), a column, and a facet (absent: whatever is linked). */
export type MeasuredSelector = {
  readonly column: string;
  readonly competency: string;
  readonly milestone?: string | null;
  readonly facet?: Facet;
};

/** The list behind a cell of coverage in full, in the order of the input; its minutes add up to the cell's. */
export function measuredList(
  input: FullInput,
  { column, competency, milestone = null, facet = 'linked' }: MeasuredSelector,
  reading: Reading,
): ListedActivity[] {
  return listBehind(input, { column, competency }, reading).flatMap((listed) => {
    const activity = listed.activity as FullActivity;
    const own = (listed.links as readonly FullLink[]).filter((link) => competency === 'all' || link.competency === competency);
    const meeting = own.filter(
      (link) => (milestone === null || link.milestones.includes(milestone)) && facetsOf(link, activity).includes(facet),
    );
    if (meeting.length === 0) return [];
    if (milestone === null || reading.count === 'touching' || listed.minutes === null) return [listed];
    const among = milestonesAmong(input, own);
    return [{ ...listed, minutes: { least: listed.minutes.least / among, most: listed.minutes.most / among } }];
  });
}
