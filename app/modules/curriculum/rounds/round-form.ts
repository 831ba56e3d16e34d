import * as z from 'zod';
import type { TermsFigures } from './figure-group.ts';
import { audiences, figureGroups, sharingForms } from './figure-group.ts';
import { NewRound, Proposal, RoundSaid, TermsAnswer } from './schema.ts';
import { roundSteps } from './step.ts';

type Typed = Readonly<Record<string, string>>;
const typed = z.record(z.string(), z.string());

/** A schema that reads the flat fields of a form; the first mistake of each field names the field of the form. */
function fromForm<Schema extends z.ZodType>(schema: Schema, shape: (form: Typed) => unknown, fieldOf: (path: string) => string) {
  return typed.transform((form, context): z.output<Schema> => {
    const read = schema.safeParse(shape(form));
    if (read.success) return read.data;
    const mistakes = Map.groupBy(read.error.issues, ({ path }) => fieldOf(path.join('.')));
    for (const [field, [first]] of mistakes) context.addIssue({ code: 'custom', message: first!.message, path: [field] });
    return z.NEVER;
  });
}

function figuresIn(form: Typed): Record<string, unknown> {
  return Object.fromEntries(figureGroups.map((group) => [group, { form: form[`form-${group}`], audience: form[`audience-${group}`] }]));
}

function saidIn(form: Typed) {
  return {
    title: form.title ?? '',
    year: form.year ?? '',
    frameworkVersionId: form.frameworkVersionId ?? '',
    keywordListId: form.keywordListId ?? '',
    note: form.note ?? '',
    dueOn: Object.fromEntries(roundSteps.map((step) => [step, form[`due-${step}`] || null])),
  };
}

function fieldOf(path: string): string {
  const [, step] = /^dueOn\.(.+)$/.exec(path) ?? [];
  if (step) return `due-${step}`;
  const [, group, part] = /^figures\.([a-z]+)\.?(form|audience)?$/.exec(path) ?? [];
  if (group) return `${part ?? 'form'}-${group}`;
  return path.startsWith('schoolIds') ? 'schools' : path;
}

/** The ids of the schools that a form names; several boxes of one name are joined before it is parsed. */
export function schoolsIn(form: Typed): string[] {
  return (form.schools ?? '').split(' ').filter(Boolean);
}

/** A form that begins a round. */
export const NewRoundForm = fromForm(
  NewRound,
  (form) => ({ ...saidIn(form), schoolIds: schoolsIn(form), figures: figuresIn(form) }),
  fieldOf,
);
/** A form that changes a round, with the schools that take part, and with what stood when it was opened: the schools that took part, and the edition. */
export const RoundForm = fromForm(
  RoundSaid.extend({ schoolIds: z.array(z.uuid()), seenIds: z.array(z.uuid()), edition: z.string() }),
  (form) => ({
    ...saidIn(form),
    schoolIds: schoolsIn(form),
    seenIds: (form.seen ?? '').split(' ').filter(Boolean),
    edition: form.edition ?? '',
  }),
  fieldOf,
);
/** A form that proposes other terms. */
export const ProposalForm = fromForm(
  Proposal,
  (form) => ({ figures: figuresIn(form), reason: form.reason ?? '', seen: form.seen }),
  fieldOf,
);
/** A form with which a school answers. */
export const TermsAnswerForm = fromForm(
  TermsAnswer,
  ({ termsId, answer, words }) => ({ termsId, answer, words: words ?? '' }),
  (path) => path,
);

/** The form's fields as figures, where they can be read: what a page shows again, and reckons with. */
export function figuresTyped(form: Typed, otherwise: TermsFigures): TermsFigures {
  const of = (group: (typeof figureGroups)[number]) => ({
    form: sharingForms.find((each) => each === form[`form-${group}`]) ?? otherwise[group].form,
    audience: audiences.find((each) => each === form[`audience-${group}`]) ?? otherwise[group].audience,
  });
  return { required: of('required'), electives: of('electives'), assessment: of('assessment') };
}
