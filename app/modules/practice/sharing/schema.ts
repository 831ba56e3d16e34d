import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { day } from '#app/ui/date.ts';
import { FormId } from '../log/schema.ts';
import { steps } from '../scale.ts';

/** What a share of the portfolio can include. Debriefs are none of it. */
export const includable = ['entries', 'observations', 'growth'] as const;
export type Includable = (typeof includable)[number];
/** Each as the form offers it. */
export const includeWords: Readonly<Record<Includable, string>> = {
  entries: 'My entries, with everything I wrote in them',
  observations: 'What others observed',
  growth: 'My growth: what is on the scale, by competency and month',
};

const chosen = (said: unknown) => said === 'yes';

/** A share from its form: with whom, until which day, and what of the portfolio; `entry` where it is one entry alone. */
export const ShareForm = z
  .looseObject({
    id: FormId,
    entry: z
      .literal('')
      .transform(() => null)
      .or(z.uuid())
      .default(null),
    mail: z.string().trim().min(1, 'Write the address').max(320).pipe(z.email('Write an address, such as name@school.edu')),
    until: dayOf('Write a day'),
  })
  .transform((form, context) => {
    const { id, entry, mail, until } = form;
    const ticked = includable.filter((each) => chosen(form[each]));
    const includes = entry === null ? ticked : (['entries', ...ticked.filter((each) => each === 'observations')] satisfies Includable[]);
    if (includes.length === 0) context.addIssue({ code: 'custom', path: ['entries'], message: 'Choose at least one' });
    return { id, entry, mail, until, includes };
  });
export type ShareForm = z.infer<typeof ShareForm>;

/** When a share ends whose last day is this: where on earth that day ends last (UTC-12), so that nobody's day is cut short. */
export function endOf(lastDay: string): Date {
  return new Date(Date.parse(`${lastDay}T00:00:00Z`) + endsAfter);
}
const endsAfter = 36 * 3_600_000;

/** The last day of a share in words, as it was chosen. */
export function lastDay(endsAt: Date): string {
  return day(new Date(endsAt.getTime() - endsAfter).toISOString().slice(0, 10));
}

/** A share that is named. */
export const NamedShare = z.object({ share: FormId });

const step = z.enum(steps).nullable().catch(null);
/** What the database answers the reader of a share: of growth without entries no words that were written. */
export const Shown = z.object({
  student: z.string(),
  isEntry: z.boolean(),
  includes: z.array(z.enum(includable)),
  endsAt: z.coerce.date(),
  entries: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['simulated', 'role-play', 'observed', 'real']),
      month: z.string(),
      selfScale: step,
      competencies: z.array(z.uuid()),
      rotation: z.string().default(''),
      part: z.enum(['led', 'shared', 'watched']).optional(),
      goal: z.string().default(''),
      debriefed: z.enum(['yes', 'no', 'not-needed']).nullable().default(null),
      selfWords: z.string().default(''),
      next: z.string().default(''),
    }),
  ),
  observations: z.array(
    z.object({
      id: z.uuid(),
      month: z.string(),
      how: z.string(),
      state: z.string(),
      step,
      anchors: z.record(z.string(), z.string()).catch({}),
      entryId: z.uuid().nullable(),
      observerName: z.string().default(''),
      observerRole: z.string().default(''),
      wentWell: z.string().default(''),
      toTry: z.string().default(''),
      reply: z.string().default(''),
    }),
  ),
});
export type Shown = z.infer<typeof Shown>;
