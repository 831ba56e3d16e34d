import * as z from 'zod';
import { figureGroups, sharingForms } from '../rounds/figure-group.ts';
import type { Choice } from './snapshot.ts';

const form = z.enum(sharingForms);

/** What a lead does on the release page; every act names the round. */
export const ReleaseAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('choose'), round: z.string() }),
  z.object({ act: z.literal('release'), round: z.string(), reason: z.string().trim().max(2000).default('') }),
  z.object({
    act: z.literal('withdraw'),
    round: z.string(),
    figure: z.string().max(200).default(''),
    why: z.string().trim().min(1, 'Say why, for your own record').max(2000),
  }),
]);
export type ReleaseAct = z.infer<typeof ReleaseAct>;

/** The choices of a form: fields `form:required` and, for exceptions, `form:required/1`; empty is as the group, the last of several counts. */
export function choicesIn(formData: FormData): Choice[] {
  return [...new Map(formData)].flatMap(([name, value]) => {
    const [, group, competency = ''] = /^form:([a-z]+)(?:\/(.+))?$/.exec(name) ?? [];
    const chosen = form.safeParse(value);
    const known = figureGroups.find((each) => each === group);
    return known && chosen.success ? [{ group: known, competency, form: chosen.data }] : [];
  });
}

/** The round of the release page and whose eyes it is seen with; the newest open round unless said. */
export const ReleaseSearch = z.object({
  round: z.string().optional().catch(undefined),
  as: z.string().optional().catch(undefined),
  done: z.enum(['choose', 'release', 'withdraw']).optional().catch(undefined),
});
export type ReleaseSearch = z.infer<typeof ReleaseSearch>;

/** The search of an address, read. */
export function releaseSearch(request: Request): ReleaseSearch {
  return ReleaseSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
}
