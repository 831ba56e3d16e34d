import { zone } from '#app/modules/members/time-zone.ts';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';

type Act = { readonly what: string; readonly count: number; readonly by: readonly string[]; readonly last: Date };

const named: Readonly<Record<string, readonly [string, string]>> = {
  imports: ['later import', 'later imports'],
  links: ['link', 'links'],
  answers: ['answer', 'answers'],
  'answers taken back': ['answer taken back', 'answers taken back'],
  corrections: ['correction', 'corrections'],
  estimates: ['estimate', 'estimates'],
  'moves to another version': ['link moved to another version', 'links moved to another version'],
  'phases and seats': ['word on phases or seats', 'words on phases or seats'],
};

/** What stands on an import, as a list in words: "3 links by Ada Moran, last on 25 June 2024, 10:00". */
function builtOnWords(acts: readonly Act[]): string[] {
  return acts.map(({ what, count: many, by, last }) => {
    const [one, several] = named[what] ?? [what, what];
    return `${count(many, one, several)}${by.length > 0 ? ` by ${by.join(', ')}` : ''}, last on ${dayAndTime(last, zone)}`;
  });
}

/** Why an import cannot be undone, in a sentence with its remedy. */
export function whyNotWords(
  why: 'not in' | 'before this was kept' | 'later import' | 'built on',
  { year, acts }: { year: string; acts: readonly Act[] },
): string {
  if (why === 'not in') return 'This file is not in, so there is nothing to take out.';
  if (why === 'before this was kept')
    return `This file came in before Concord kept what stood before an import. Bring the earlier file for ${year} in again instead.`;
  const list = builtOnWords(acts).join('; ');
  if (why === 'later import') return `Only the latest import of ${year} can be undone, and another came after it: ${list}.`;
  return `People have worked on ${year} since: ${list}. Undo those first, or correct the curriculum where it is wrong.`;
}
