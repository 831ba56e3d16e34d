import * as z from 'zod';

/** What a person decides about the links to one competency: the competencies that they go to (none: they are left behind), for all of them or for some activities. */
export const LinkChoice = z.object({
  competency: z.uuid('Choose a competency of the list'),
  to: z.array(z.uuid()).max(50),
  isLeft: z.boolean(),
  /** Null: every link to the competency. */
  activities: z.array(z.uuid()).max(5_000).nullable(),
});
export type LinkChoice = z.infer<typeof LinkChoice>;

/** A choice as its form sends it: checkboxes `to` and `activity`, `left` when nothing takes its place, `some` when only the ticked activities are meant. */
export function readChoice(form: FormData): { ok: true; choice: LinkChoice } | { ok: false; competency: string; message: string } {
  const competency = String(form.get('competency') ?? '');
  const read = LinkChoice.safeParse({
    competency,
    to: form.getAll('to').map(String),
    isLeft: form.get('left') === 'yes',
    activities: form.get('some') === 'yes' ? form.getAll('activity').map(String) : null,
  });
  if (!read.success) return { ok: false, competency, message: 'Choose from the list.' };
  const { to, isLeft, activities } = read.data;
  if (to.length === 0 && !isLeft)
    return { ok: false, competency, message: 'Choose at least one competency that these links go to, or “Leave them behind”.' };
  if (to.length > 0 && isLeft)
    return { ok: false, competency, message: 'You chose a competency and “Leave them behind”. Choose one or the other.' };
  if (activities?.length === 0)
    return { ok: false, competency, message: 'You said “only the ticked activities” and ticked none. Tick some, or choose all.' };
  return { ok: true, choice: read.data };
}

/** What a form of the move asks for: carry what the change says, decide about links, open them again, or move. */
export const moveActs = ['carry', 'decide', 'reopen', 'move'] as const;
export type MoveAct = (typeof moveActs)[number];

/** Which competency's links a page lists, and what was just done. */
export const MoveSearch = z.object({ open: z.uuid().optional().catch(undefined), done: z.enum(moveActs).optional().catch(undefined) });
export type MoveSearch = z.infer<typeof MoveSearch>;
