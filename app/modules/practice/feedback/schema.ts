import * as z from 'zod';
import { nobodysIn } from '../personal-words.ts';
import { type Step, steps } from '../scale.ts';
import { type AnchorSaid, anchorsSaid } from './rubric.ts';

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters`).default('');
const needed = (most: number, what: string) => z.string(what).trim().min(1, what).max(most, `At most ${most} characters`);
const Id = z.uuid();

/** How long an ask may stay open, in days; the first is proposed. */
export const openDays = [3, 1, 7, 14] as const;
/** How many competencies one observer is asked to look at, at most. */
export const mostCompetencies = 3;
/** How many asks may be open at once. */
export const mostOpen = 10;

/** The competencies chosen by ticking `look-<stable id>`. */
const chosen = (said: Readonly<Record<string, unknown>>) =>
  Object.keys(said).flatMap((name) => {
    const id = Id.safeParse(name.replace(/^look-/, ''));
    return name.startsWith('look-') && id.success ? [id.data] : [];
  });

/** An ask for feedback from its form. `id` is made where the form is drawn, so that one that comes twice is one. */
export const AskForm = z
  .looseObject({
    id: Id,
    entry: z.literal('').or(Id).default(''),
    about: words(200),
    observer: words(120),
    days: z.coerce.number().pipe(z.literal([...openDays], 'Choose how long it stays open')),
  })
  .transform((said, context) => {
    const competencies = chosen(said);
    if (competencies.length > mostCompetencies)
      context.addIssue({ code: 'custom', path: ['look'], message: `Choose ${mostCompetencies} at most: nobody looks at more in a minute` });
    const { id, entry, about, observer, days } = said;
    return { id, entryId: entry || null, about, observer, days, competencies };
  });
export type AskForm = z.infer<typeof AskForm>;

const StepSaid = z
  .literal('')
  .or(z.enum(steps))
  .default('')
  .transform((step): Step | null => step || null);
const Said = { wentWell: words(2000), toTry: words(2000), step: StepSaid };
const nothingSaid = 'Write what went well, or what to try next: a few words are enough';
const saysSomething = (said: { wentWell: string; toTry: string }) => said.wentWell !== '' || said.toTry !== '';

/** What was said of each competency that was asked for, from fields `anchor-<stable id>`; those left out are not in it. */
function anchorsIn(said: Readonly<Record<string, unknown>>, asked: readonly string[]): Record<string, AnchorSaid> {
  const found = asked.flatMap((id) => {
    const anchor = anchorsSaid.find((each) => each === said[`anchor-${id}`]);
    return anchor === undefined ? [] : [[id, anchor] as const];
  });
  return Object.fromEntries(found);
}

/** What an observer says behind a link that asks for these competencies. `key` is made where it is written, so that one that arrives twice is one. */
export function feedbackForm(asked: readonly string[]) {
  return z
    .looseObject({
      ...Said,
      key: Id,
      name: needed(120, 'Write your name, so that the student knows whose words these are'),
      role: needed(120, 'Write your role, for example resident or nurse'),
      mail: z
        .string()
        .trim()
        .toLowerCase()
        .default('')
        .refine((mail) => mail === '' || z.email().safeParse(mail).success, 'An address such as a.quill@school.example, or nothing'),
    })
    .refine(saysSomething, { path: ['wentWell'], error: nothingSaid, when: () => true })
    .transform((said) => {
      const { key, name, role, mail, wentWell, toTry, step } = said;
      return { key, name, role, mail, wentWell, toTry, step, anchors: anchorsIn(said, asked) };
    });
}
/** The words of which a form says that they are nobody's: those it shows, when the button that says so was pressed, and those that a script answered for it. */
export function nobodysSaid(form: FormData): string[] {
  const shown = form.get('act') === 'sure' ? form.getAll('shown').slice(0, 200).map(String) : [];
  return [...nobodysIn(form), ...shown];
}
/** What an observer said. */
export type FeedbackSaid = z.infer<ReturnType<typeof feedbackForm>>;

/** What a student was told, in the student's words; `asked` are the competencies that the form offers. */
export function toldForm(asked: readonly string[]) {
  return z
    .looseObject({
      ...Said,
      id: Id,
      entry: z.literal('').or(Id).default(''),
      name: words(120),
      role: needed(120, 'Write who told you: a role is enough, for example resident'),
      month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'Choose the month'),
    })
    .refine(saysSomething, { path: ['wentWell'], error: nothingSaid, when: () => true })
    .transform((said) => {
      const { id, entry, name, role, month, wentWell, toTry, step } = said;
      return { id, entryId: entry || null, name, role, month, wentWell, toTry, step, anchors: anchorsIn(said, asked) };
    });
}
/** What a student says that they were told. */
export type ToldSaid = z.infer<ReturnType<typeof toldForm>>;

/** What the student answers to an observation, for themselves and whoever they share it with. */
export const ReplyForm = z.object({ observation: Id, reply: words(2000) });
export type ReplyForm = z.infer<typeof ReplyForm>;
/** An observation that is named. */
export const ObservationNamed = z.object({ observation: Id });

/** A domain of a school's mail, as somebody types it: with or without what stands before the @. */
export const DomainForm = z.object({
  domain: z
    .string('Write a domain')
    .trim()
    .toLowerCase()
    .transform((text) => text.replace(/^.*@/, ''))
    .refine(
      (text) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(text) && text.length <= 250,
      'Write a domain such as med.school.example',
    ),
});
/** A tool that a school may use, by reference. */
export const ToolForm = z
  .object({
    tool: needed(200, 'Write the name of the tool'),
    toolLink: z
      .string()
      .trim()
      .refine(
        (text) => URL.canParse(text) && new URL(text).protocol === 'https:' && text.length <= 1000,
        'Write an address that begins with https://',
      ),
    licence: needed(500, 'Write what the licence allows, and to whom'),
  })
  .transform(({ tool, toolLink, licence }) => ({ name: tool, link: toolLink, licence }));
export type ToolForm = z.infer<typeof ToolForm>;
