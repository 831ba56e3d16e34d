import { count } from '#app/ui/count.ts';
import type { Covers } from './schema.ts';

/** How the activities of a year stand beside those of a file. */
type Overlap = { readonly kept: number; readonly gone: number; readonly likely: number; readonly goneCourses: number };

/** Whether it makes a difference what the file covers: the year holds something that the file lacks. */
export function asksCovers({ gone, goneCourses }: Overlap): boolean {
  return gone + goneCourses > 0;
}

/**
 * What a file most likely covers, and why: the whole year where at least half of what the year holds is in the file, by its id or by a proposed pair; else
 * a part of it, from which nothing leaves.
 */
export function proposedCovers({ kept, gone, likely }: Overlap): { covers: Covers; because: string } {
  const [here, found] = [kept + gone, kept + likely];
  if (here === 0) return { covers: 'part', because: 'No activity of the year is in the file.' };
  const share = `${found.toLocaleString('en')} of the ${count(here, 'activity', 'activities')} that the year holds ${found === 1 ? 'is' : 'are'} in the file`;
  const looks = `(${Math.round((found / here) * 100)} percent), so this looks like`;
  if (found * 2 >= here) return { covers: 'year', because: `${share} ${looks} the whole year.` };
  return { covers: 'part', because: `${share} ${looks} a part of the year.` };
}
