import { day } from '#app/ui/date.ts';

/** A status of a version as readers are told. */
export const statusWords = { draft: 'a draft', adopted: 'in force', superseded: 'no longer in force' } as const;

/** Since when a version is in force: ", adopted in 2018", ", adopted on 25 June 2024"; '' when nobody said. */
export function dateWords({ adoptedOn }: { adoptedOn: string | null }): string {
  if (adoptedOn === null) return '';
  return /^\d{4}-\d{2}-\d{2}$/.test(adoptedOn) ? `, adopted on ${day(adoptedOn)}` : `, adopted in ${adoptedOn}`;
}

/** A kind of item in front of its code. */
export const kindWords = { domain: 'Domain', competency: 'Competency', milestone: 'Milestone' } as const;
