import * as z from 'zod';
import { isZone } from '../../members/time-zone.ts';

/** How many coming and how many past events stand on one page. */
export const pageSize = 20;

/** What the address of a public page of the forum may say: whose clock, which events, and which page of the coming and of the past ones. What cannot be read counts as not said. */
export const ProgrammeSearch = z.object({
  zone: z.string().refine(isZone).nullable().catch(null).default(null),
  topic: z.string().trim().min(1).max(120).nullable().catch(null).default(null),
  competency: z.string().trim().min(1).max(40).nullable().catch(null).default(null),
  coming: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type ProgrammeSearch = z.infer<typeof ProgrammeSearch>;

/** The same from a request. */
export function programmeSearch(request: Request): ProgrammeSearch {
  return ProgrammeSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
}

/** The path of a public page with the visitor's zone, which goes along in every link. */
export function withZone(path: string, zone: string | null): string {
  if (zone === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}zone=${encodeURIComponent(zone).replaceAll('%2F', '/')}`;
}
