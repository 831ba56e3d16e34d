import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { priorityWords } from './priority.ts';

const line = (most: number) => z.string().trim().max(most, `At most ${most} characters`).default('');
const needed = (most: number, what: string) => line(most).refine((text) => text !== '', what);
const Day = dayOf('Write a day');

/** An identifier in an address. */
export const NeedId = z.uuid();
/** What narrows the board: a competency by its stable id, a school by its short name or `collaborative`, and whether closed needs are shown. */
export const NeedSearch = z.object({
  competency: z.uuid().optional().catch(undefined),
  of: z.string().max(80).optional().catch(undefined),
  state: z.enum(['open', 'ended']).default('open').catch('open'),
});
export type NeedSearch = z.infer<typeof NeedSearch>;

/** What a need says. */
export const NeedForm = z.object({
  competency: z.uuid('Choose the competency that it is about'),
  title: needed(150, 'Give it a short title'),
  lacking: needed(4000, 'Write what is lacking'),
});
export type NeedForm = z.infer<typeof NeedForm>;

/** One piece of evidence, by its kind. References are chosen from what whoever adds it may read. */
export const EvidenceForm = z
  .object({
    kind: z.enum(['figure', 'theme', 'survey', 'observation', 'wish'], 'Choose what kind of evidence it is'),
    figure: line(300),
    theme: line(40),
    survey: line(60),
    point: line(80),
    words: line(2000),
    who: line(200),
    day: z.union([z.literal(''), Day]).default(''),
  })
  .transform((said, context) => {
    const refuse = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
      return z.NEVER;
    };
    const { kind, words, who, day } = said;
    if (kind === 'figure') {
      const [roundId = '', forSchoolId = '', figure = '', cell = ''] = said.figure.split('|');
      const isWhole = z.uuid().safeParse(roundId).success && z.uuid().safeParse(forSchoolId).success && figure !== '' && cell !== '';
      return isWhole ? { kind, roundId, forSchoolId, figure, cell } : refuse('figure', 'Choose a figure');
    }
    if (kind === 'theme') return z.uuid().safeParse(said.theme).success ? { kind, themeId: said.theme } : refuse('theme', 'Choose a theme');
    if (kind === 'survey') {
      const [of = '', id = ''] = said.survey.split('|');
      if (!z.uuid().safeParse(id).success || (of !== 'reported' && of !== 'offering'))
        return refuse('survey', 'Choose what a survey found');
      return { kind, reportedId: of === 'reported' ? id : null, occasionId: of === 'offering' ? id : null };
    }
    if (kind === 'wish' && said.point !== '') {
      const [roundId = '', pointId = ''] = said.point.split('|');
      const isWhole = z.uuid().safeParse(roundId).success && z.uuid().safeParse(pointId).success;
      return isWhole ? { kind, listeningRoundId: roundId, pointId } : refuse('point', 'Choose a point, or write the words below');
    }
    if (words === '') refuse('words', kind === 'wish' ? 'Write the words, or choose a point' : 'Write what was seen');
    if (who === '')
      refuse(
        'who',
        kind === 'wish'
          ? 'Write whose wish it is, such as “clerkship directors at Ashby”'
          : 'Write who saw it by their role, such as “a small-group teacher”',
      );
    if (day === '') refuse('day', 'Write the day');
    return context.issues.length > 0 ? z.NEVER : { kind, words, who, day };
  });
export type EvidenceForm = z.infer<typeof EvidenceForm>;

/** What a school's lead says of how soon. */
export const PriorityForm = z.object({
  word: z.enum(priorityWords, 'Choose a word'),
  reason: needed(1000, 'Write why: the other schools read it beside your word'),
});
export type PriorityForm = z.infer<typeof PriorityForm>;

/** What ends a need, and why. */
export const EndForm = z.object({
  ended: z.enum(['answered', 'joined', 'set aside'], 'Choose what became of it'),
  because: needed(1000, 'Write why'),
});
export type EndForm = z.infer<typeof EndForm>;
