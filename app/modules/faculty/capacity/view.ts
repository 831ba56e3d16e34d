import { asNumber } from '#app/maths/fraction.ts';
import { count, listed } from '#app/ui/count.ts';
import { type Asked, type Capacity, capacityOf, type FractionRange, type People } from './capacity.ts';
import { type Figures, figuresOf, rangeWords } from './figures.ts';
import type { Facilitator } from './ready.ts';
import type { CapacitySearch } from './schema.ts';

/** What a lead's page is made of: a competency of the framework with what the map requires and what a lead says instead. */
export type Need = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly byMap: (FractionRange & { readonly activities: number }) | null;
  readonly byLead: { readonly low: number; readonly high: number; readonly source: string } | null;
};
type Line = Figures & { readonly beside: string };

/** A school's capacity as its lead reads it: now, with one more workshop, and with all who would come from other schools. */
export type CapacityView = {
  readonly lines: readonly (Line & { readonly id: string; readonly code: string; readonly title: string; readonly from: string })[];
  readonly whole: Line;
  readonly withWorkshop: Figures;
  readonly visitors: { readonly people: number; readonly whole: Figures };
  readonly unsaid: Capacity['unsaid'];
};

/** The view of a ground, for a search. */
export function viewOf(
  { asked, needs, facilitators }: { asked: Asked; needs: readonly Need[]; facilitators: readonly Facilitator[] },
  search: CapacitySearch,
): CapacityView {
  const now = capacityOf(asked, facilitators);
  const codes = search.for === 'all' ? needs.map(({ id }) => id) : [search.for];
  const later = capacityOf(asked, facilitators, { workshop: { people: search.people, codes } });
  const all = capacityOf(asked, facilitators, { visitors: true });
  return {
    lines: now.competencies.map((each, at) => ({
      ...figuresOf(each),
      beside: besideWords(each),
      id: needs[at]!.id,
      code: needs[at]!.code,
      title: needs[at]!.title,
      from: fromWords(needs[at]!),
    })),
    whole: { ...figuresOf(now.whole), beside: besideWords(now.whole) },
    withWorkshop: figuresOf(later.whole),
    visitors: { people: all.whole.ready - now.whole.ready, whole: figuresOf(all.whole) },
    unsaid: now.unsaid,
  };
}

/** What is known of the people behind a figure beside their number. */
function besideWords({ notSaid, partOfYear, heldBack }: People): string {
  return listed([
    ...(notSaid > 0 ? [`${notSaid} ${notSaid === 1 ? 'has' : 'have'} not said how many sessions`] : []),
    ...(partOfYear > 0 ? [`${partOfYear} for part of the year`] : []),
    ...(heldBack > 0 ? [`${heldBack} more held back by a licence`] : []),
  ]);
}

/** What is required of each learner, and who says so. */
export function fromWords({ byMap, byLead }: Pick<Need, 'byMap' | 'byLead'>): string {
  if (byLead) return `${rangeWords(byLead.low, byLead.high)}, as a lead says`;
  if (byMap) return `${mapWords(byMap)}, by the map`;
  return 'not known: the map has no confirmed links';
}

/** What a map requires in sessions, in words: "1.5 to 2 in 3 activities". */
export function mapWords({ low, high, activities }: FractionRange & { readonly activities: number }): string {
  const say = (part: FractionRange['low']) => asNumber(part).toLocaleString('en', { maximumFractionDigits: 2 });
  const range = say(low) === say(high) ? say(low) : `${say(low)} to ${say(high)}`;
  return activities === 0 ? 'none' : `${range} in ${count(activities, 'activity', 'activities')}`;
}
