import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { Id, needed, OptionalId, text } from '../schema.ts';
import { steps } from '../step.ts';
import { anchors, aspects, type Chosen } from './facilitation.ts';

/** A step that is confirmed, with its ground. */
export const Confirmation = z.object({
  person: z.uuid('Choose a person'),
  step: z.enum(steps, 'Choose a step'),
  since: dayOf('Write a day'),
  ground: needed(1000, 'Say on what ground: what was seen, read or heard'),
});
export type Confirmation = z.infer<typeof Confirmation>;
/** Why a step is ended before its time. */
export const Ending = z.object({ standing: Id, because: needed(500, 'Say why, in a sentence') });
/** Who is to observe whom. */
export const Assignment = z.object({
  person: z.uuid('Choose who is observed'),
  observer: z.uuid('Choose who observes'),
  offering: OptionalId.default(null),
});
export type Assignment = z.infer<typeof Assignment>;

const chosen = z.enum([...anchors, 'unseen'], 'Choose a word, or that you could not see it');
/** An observation from its form: narrative first, then the aspects, each a field `aspect.<id>`. */
export const ObservationForm = z
  .object({
    onDay: dayOf('Write the day on which you saw it'),
    taught: needed(300, 'Say what was taught, in a few words'),
    well: needed(5000, 'Write what went well'),
    toTry: needed(5000, 'Write what to try next'),
    offering: OptionalId.default(null),
    ...Object.fromEntries(aspects.map(({ id }) => [`aspect.${id}`, chosen])),
  })
  .transform(({ onDay, taught, well, toTry, offering, ...fields }) => {
    const said: Readonly<Record<string, unknown>> = fields;
    return {
      onDay,
      taught,
      well,
      toTry,
      offering,
      aspects: Object.fromEntries(aspects.map(({ id }) => [id, said[`aspect.${id}`] as Chosen])),
    };
  });
export type ObservationForm = z.infer<typeof ObservationForm>;
/** What somebody answers who was observed. */
export const ReadBack = z.object({ words: text(2000).default('') });
