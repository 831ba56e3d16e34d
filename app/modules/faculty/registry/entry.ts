import type { Step } from '../step.ts';
import { freely, type Licence, type Preparation } from './licence.ts';

/** Who sees an entry, from the fewest; and whether its person is counted in the capacity of their school. */
export const audiences = [
  { id: 'me', name: 'Only me', help: 'Nobody else sees that I have an entry, and I am counted nowhere.' },
  { id: 'lead', name: 'My school’s leads', help: 'They see it. I am counted, without my name, in what my school can teach.' },
  { id: 'leads', name: 'The leads of all schools, and who convenes', help: 'They see it, and may ask me to teach. I am counted as above.' },
  { id: 'members', name: 'All members who teach or work at a school', help: 'They see it too. Students do not, and it is never public.' },
] as const;
export type Audience = (typeof audiences)[number]['id'];
export const audienceIds = audiences.map(({ id }) => id) as [Audience, ...Audience[]];

/** A standing in one of our programmes, as it is today. */
export type Standing = {
  readonly programmeId: string;
  readonly title: string;
  readonly step: Exclude<Step, 'learner'>;
  readonly since: string;
  readonly until: string | null;
};

/** A preparation as it is kept: in one of our programmes, or elsewhere as its holder told it. */
export type KeptPreparation = {
  readonly id: string;
  readonly programmeId: string | null;
  readonly course: string | null;
  readonly year: number | null;
  readonly source: string;
  readonly trainedBy: readonly string[];
  readonly competencies: readonly string[];
  readonly until: string | null;
  readonly ownLearnersOnly: boolean;
  readonly materials: readonly string[];
  readonly renewBy: string | null;
};
/** The same with the standing that it is drawn from; null for one elsewhere, and for one of ours that stands no more. */
export type ShownPreparation = KeptPreparation & { readonly standing: Standing | null };

/** What it makes its holder ready for. One of ours counts while a standing as facilitator or trainer lasts; an observed co-facilitator is on the way there. */
export function readinessOf({ programmeId, standing, competencies, until, ...licence }: ShownPreparation): Preparation | null {
  if (programmeId !== null && (standing === null || standing.step === 'co-facilitator')) return null;
  const ends = [until, standing?.until ?? null].filter((each) => each !== null).sort();
  return { competencies, until: ends[0] ?? null, licence: licenceOf(licence) };
}

/** The licence of a preparation. */
export function licenceOf({
  ownLearnersOnly,
  materials,
  renewBy,
}: Pick<KeptPreparation, 'ownLearnersOnly' | 'materials' | 'renewBy'>): Licence {
  return { ...freely, ownLearnersOnly, materials, renewBy };
}

/** Sessions a year in words. */
export function sessionsWords(low: number | null, high: number | null): string {
  if (low === null || high === null) return 'not said';
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** Twelve months before a day (ISO): who taught on it or later is active. */
export function yearBefore(today: string): string {
  const [year, ...rest] = today.split('-');
  return [String(Number(year) - 1), ...rest].join('-');
}
