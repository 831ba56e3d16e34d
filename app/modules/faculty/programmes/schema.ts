import * as z from 'zod';
import { Id, needed, nesting, OptionalId, rowsOf, Seen, text, tickedIn, whole } from '../schema.ts';
import { type Step, steps } from '../step.ts';

/** How many sessions a programme has at most. */
export const mostSessions = 16;
const SessionRow = z.object({
  id: OptionalId.default(null),
  title: needed(150, 'Write what the session is called'),
  minutes: z.coerce
    .number('Write how many minutes it takes')
    .int('Write whole minutes')
    .min(1, 'Write how many minutes it takes')
    .max(1440, 'At most a day'),
  purpose: text(2000).default(''),
});
const StepRow = z.object({
  words: text(2000)
    .default('')
    .transform((said) => said.split('\n').map((line) => line.replace(/^[-*•]\s*/, '').trim())),
  attended: whole(0, 50, 'Write a number up to 50').transform((n) => n ?? 0),
  taught: whole(0, 50, 'Write a number up to 50').transform((n) => n ?? 0),
  readBack: z.string().optional(),
  refresh: whole(1, 120, 'Write 1 to 120 months, or leave it empty'),
});
/** What a step asks for: words that a person judges, and what is counted. */
export type StepAsks = {
  readonly step: Step;
  readonly words: string[];
  readonly attended: number;
  readonly taught: number;
  readonly isReadBack: boolean;
  readonly refreshMonths: number | null;
};

const Steps = z.object(
  Object.fromEntries(steps.map((step) => [step, StepRow.prefault({})])) as Record<Step, z.ZodPrefault<typeof StepRow>>,
);
/** A programme from its form: sessions are `session.0.title` …, a step's fields `step.learner.words` …, each competency that is ticked is a field `competency.<stable id>`. */
export const ProgrammeForm = z
  .preprocess(
    nesting('session', 'step'),
    z.looseObject({
      title: needed(150, 'Write a title').min(3, 'Write a title'),
      purpose: text(5000).default(''),
      forWhom: text(1000).default(''),
      school: OptionalId.default(null),
      seen: Seen,
      session: rowsOf(SessionRow, { most: mostSessions, fields: ['title', 'minutes', 'purpose'] }),
      step: Steps,
    }),
  )
  .transform(({ title, purpose, forWhom, school, seen, session, step: asks, ...ticked }) => ({
    ...{ title, purpose, forWhom, school, seen, sessions: Object.values(session), competencies: tickedIn(ticked, 'competency') },
    path: steps.map((step): StepAsks => {
      const { words, attended, taught, readBack, refresh } = asks[step];
      return { step, words: words.filter(Boolean), attended, taught, isReadBack: readBack === 'yes', refreshMonths: refresh };
    }),
  }));
export type ProgrammeForm = z.infer<typeof ProgrammeForm>;

/** A programme is opened, closed, or opened again. */
export const StateForm = z.object({ state: z.enum(['open', 'closed'], 'Choose a state') });
/** An item of the library that a session uses, or does not. */
export const SessionItem = z.object({ session: Id, item: Id });
export type SessionItem = z.infer<typeof SessionItem>;
