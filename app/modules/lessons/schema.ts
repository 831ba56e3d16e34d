import * as z from 'zod';
import { parseForm } from '#app/platform/form.ts';
import { barrierIds } from './barrier.ts';
import { strengthIds } from './definitions.ts';
import { againIds, kindIds, type Said } from './lesson.ts';

const line = z.string().trim().max(200, 'Keep it within 200 characters').default('');
const text = z.string().trim().max(20_000, 'Keep it within 20,000 characters').default('');

/** A short name, or the address that ends in it: people paste what stands in the browser. */
function slugAt(place: 'lessons' | 'library') {
  return z
    .string()
    .trim()
    .max(300)
    .default('')
    .transform((said) => said.replace(new RegExp(`^.*/${place}/`), '').replace(/[/?#].*$/, ''));
}

/** A lesson as the database keeps it. What an earlier form did not ask is as if nothing had been said. */
export const SaidShape = z.object({
  title: z.string(),
  kind: z.enum(kindIds).default('challenge'),
  setting: line,
  learners: line,
  size: line,
  context: text,
  tried: text,
  happened: text,
  changed: text,
  again: z.enum(againIds).default('unknown'),
  againWhy: text,
  strength: z.enum(strengthIds).default('observation'),
  barriers: z.array(z.enum(barrierIds)).default([]),
  competencies: z.array(z.uuid()).default([]),
  namesSchool: z.boolean().default(true),
  buildsOn: z.string().default(''),
  material: z.string().default(''),
  figures: z.array(z.object({ releaseId: z.uuid(), figure: z.string().max(100), cell: z.string().max(40) })).default([]),
  quotes: z.array(z.uuid()).default([]),
}) satisfies z.ZodType<Said>;

/** What a lesson's form says in single fields; what is chosen several at a time is read beside it (`chosenIn`). */
export const LessonForm = z.object({
  title: z.string().trim().min(1, 'Give it a title: what a colleague would look for').max(200, 'Keep it within 200 characters'),
  kind: z.enum(kindIds, 'Choose one'),
  setting: line,
  learners: line,
  size: line,
  context: text,
  tried: text,
  happened: text,
  changed: text,
  again: z.enum(againIds, 'Choose one'),
  againWhy: text,
  strength: z.enum(strengthIds, 'Choose one'),
  namesSchool: z.enum(['yes', 'no'], 'Choose one').transform((said) => said === 'yes'),
  buildsOn: slugAt('lessons'),
  material: slugAt('library'),
  /** The edit that the form stands on; 0 for a new lesson. */
  revision: z.coerce.number().int().min(0).default(0),
});
export type LessonForm = z.infer<typeof LessonForm>;

/** What is chosen several at a time: `barrier` and `competency`, figures as release, figure and cell with a bar between them, and quotes by their passages. */
export function chosenIn(form: FormData): Pick<Said, 'barriers' | 'competencies' | 'figures' | 'quotes'> {
  const { barriers, competencies, figures, quotes } = SaidShape.parse({
    title: '',
    barriers: form.getAll('barrier').filter((each) => (barrierIds as string[]).includes(String(each))),
    competencies: form.getAll('competency').filter((each) => z.uuid().safeParse(each).success),
    figures: form.getAll('figure').flatMap((each) => {
      const [releaseId, figure, cell] = String(each).split('|');
      return z.uuid().safeParse(releaseId).success && figure && cell
        ? [{ releaseId, figure: figure.slice(0, 100), cell: cell.slice(0, 40) }]
        : [];
    }),
    quotes: form.getAll('quote').filter((each) => z.uuid().safeParse(each).success),
  });
  return { barriers, competencies, figures, quotes };
}

/** Who shall read it, and whether the person who gives it out is named. */
export const GiveForm = z.object({
  audience: z.enum(['collaborative', 'public'], 'Choose who reads it'),
  isNamed: z.string().optional().transform(Boolean),
});
/** What a reader of another school answers. */
export const ReviewForm = z
  .object({
    verdict: z.enum(['stands', 'return'], 'Choose one'),
    words: z.string().trim().max(4000).default(''),
    isNamed: z.string().optional().transform(Boolean),
  })
  .refine(({ verdict, words }) => verdict === 'stands' || words !== '', {
    path: ['words'],
    message: 'Say what should change, in your own words',
  });
/** How somebody used a lesson, in a sentence. */
export const ReuseForm = z.object({
  words: z.string().trim().min(1, 'Say in a sentence how you used it').max(1000, 'Keep it within 1,000 characters'),
});

/** True for what may be the short name of a lesson. */
export function isSlug(said: string): boolean {
  return said.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(said);
}

/** The list's filters, as they stand in the address; what it does not know is no filter. */
export const LessonSearch = z.object({
  kind: z.enum(kindIds).optional().catch(undefined),
  barrier: z.enum(barrierIds).optional().catch(undefined),
  competency: z.string().max(40).optional().catch(undefined),
  again: z.enum(againIds).optional().catch(undefined),
  /** Short names of a school, and of an item of the library: what their pages lead to. */
  school: z.string().max(100).optional().catch(undefined),
  material: z.string().max(200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
});
export type LessonSearch = z.infer<typeof LessonSearch>;

/** How many lessons one page of a list shows. */
export const perPage = 20;

/** The filters of an address. */
export function lessonSearch(request: Request): LessonSearch {
  return LessonSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
}

/** What was typed into a lesson's form, as the form shows it again: nothing is lost, however long or wrong. */
function typedLesson(form: FormData): Said {
  const text = (name: string) => String(form.get(name) ?? '').replaceAll('\0', '');
  const one = <Id extends string>(name: string, ids: readonly Id[], otherwise: Id) => ids.find((id) => id === form.get(name)) ?? otherwise;
  return {
    ...{ title: text('title'), setting: text('setting'), learners: text('learners'), size: text('size'), context: text('context') },
    ...{ tried: text('tried'), happened: text('happened'), changed: text('changed'), againWhy: text('againWhy') },
    ...{ buildsOn: text('buildsOn'), material: text('material'), namesSchool: form.get('namesSchool') !== 'no' },
    ...{ kind: one('kind', kindIds, 'challenge'), again: one('again', againIds, 'unknown') },
    ...{ strength: one('strength', strengthIds, 'observation'), ...chosenIn(form) },
  };
}

/** A lesson's form: what it says and the edit that it stands on, or its mistakes; in both cases what was typed. */
export function readLesson(form: FormData) {
  const typed = typedLesson(form);
  const read = parseForm(LessonForm, form);
  if (!read.ok) return { ok: false as const, typed, errors: read.errors };
  const { revision, ...said } = read.data;
  return { ok: true as const, typed, revision, said: { ...said, ...chosenIn(form) } satisfies Said };
}

/** The id under which a form begins its lesson; null where it names none. */
export function lessonIdIn(form: FormData): string | null {
  return z.uuid().safeParse(form.get('lesson')).data ?? null;
}

/** A lesson before anything is said. */
export const emptyLesson: Said = SaidShape.parse({ title: '' });
