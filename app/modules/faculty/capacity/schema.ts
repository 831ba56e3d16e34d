import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { Id, text, whole } from '../schema.ts';

/** An academic year as it is written: 2025-26. */
export const AcademicYear = z
  .string('Choose a year')
  .trim()
  .regex(/^20\d\d-\d\d$/, { error: 'Write the year as 2025-26', abort: true })
  .refine((year) => (Number(year.slice(2, 4)) + 1) % 100 === Number(year.slice(5)), 'Write two years that follow each other, as 2025-26');

const Source = text(300).default('');
const lines = text(1500)
  .default('')
  .transform((said) => [
    ...new Set(
      said
        .split(/[\n;]/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ])
  .refine((list) => list.length <= 10 && list.every((line) => line.length <= 120), 'At most 10, each within 120 characters');

/** Fields of a range: `low` and `high`, both or one, as one number said twice. */
function range(name: string, least: number, most: number, what: string) {
  return { [`${name}Low`]: whole(least, most, what), [`${name}High`]: whole(least, most, what) };
}
type Ends = Readonly<Record<string, number | null>>;
function endsOf(said: Ends, name: string): { low: number; high: number } | null {
  const [low, high] = [said[`${name}Low`] ?? null, said[`${name}High`] ?? null];
  return low === null && high === null ? null : { low: (low ?? high)!, high: (high ?? low)! };
}

/** What a school plans with. Where both ends are empty nothing is said; where one is, the other is the same. */
export const SettingForm = z
  .object({
    beginsOn: dayOf('Write the day on which your academic year begins'),
    ...range('group', 1, 40, 'Write 1 to 40 learners'),
    ...range('per', 1, 6, 'Write 1 to 6 facilitators'),
    ...range('new', 1, 200, 'Write 1 to 200 sessions'),
    groupSource: Source,
    perSource: Source,
    newSource: Source,
    materials: lines,
  })
  .transform((said, context) => {
    const ends = Object.fromEntries(['group', 'per', 'new'].map((name) => [name, endsOf(said as unknown as Ends, name)]));
    for (const [name, found] of Object.entries(ends))
      if (found && found.low > found.high)
        context.addIssue({ code: 'custom', path: [`${name}High`], message: 'The most cannot be fewer than the least' });
    const { beginsOn, groupSource, perSource, newSource, materials } = said;
    return { beginsOn, groupSource, perSource, newSource, materials, group: ends.group!, per: ends.per!, new: ends.new! };
  });
export type SettingForm = z.infer<typeof SettingForm>;

/** What a lead says of one competency instead of the map; both ends empty takes it back. */
export const NeedForm = z
  .object({ competency: Id, ...range('need', 0, 100, 'Write 0 to 100 sessions'), source: Source })
  .transform((said, context) => {
    const need = endsOf(said as unknown as Ends, 'need');
    if (need && need.low > need.high)
      context.addIssue({ code: 'custom', path: ['needHigh'], message: 'The most cannot be fewer than the least' });
    if (need && said.source === '')
      context.addIssue({
        code: 'custom',
        path: ['source'],
        message: 'Say where this is from, for example a decision of the curriculum committee',
      });
    return { competency: said.competency, source: said.source, need };
  });
export type NeedForm = z.infer<typeof NeedForm>;

/** With whom a school shares its figures of a year. */
export const ShareForm = z.object({ audience: z.enum(['none', 'school', 'total', 'named'], 'Choose with whom') });
export type ShareForm = z.infer<typeof ShareForm>;

/** Of which year the total is formed. */
export const TotalForm = z.object({ year: AcademicYear });

/** Which year is looked at, and one more workshop: how many people it prepares, and for what (`all`, or a competency by its stable id). What cannot be read is as if it were not there. */
export const CapacitySearch = z.object({
  year: AcademicYear.optional().catch(undefined),
  people: z.coerce.number().int().min(1).max(60).catch(4),
  for: z.union([z.literal('all'), Id]).catch('all'),
});
export type CapacitySearch = z.infer<typeof CapacitySearch>;

/** The search of an address. */
export function capacitySearch(request: Request): CapacitySearch {
  return CapacitySearch.parse(Object.fromEntries(new URL(request.url).searchParams));
}

/** The day after which an academic year is over: it ends a year after it began. */
export function yearFrom(beginsOn: string): { from: string; to: string } {
  const [year, month, day] = beginsOn.split('-').map(Number) as [number, number, number];
  return { from: beginsOn, to: new Date(Date.UTC(year + 1, month - 1, day - 1)).toISOString().slice(0, 10) };
}

/** The first of July with which an academic year begins unless the school says otherwise. */
export function usualBeginning(year: string): string {
  return `${year.slice(0, 4)}-07-01`;
}
