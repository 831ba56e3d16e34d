import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { submitYear } from '../app/modules/curriculum/asking/submit-commands.server.ts';
import { keepChoices, releaseFigures, withdrawFigures } from '../app/modules/curriculum/release/commands.server.ts';
import type { Choice } from '../app/modules/curriculum/release/snapshot.ts';
import type { Round } from '../app/modules/curriculum/rounds/queries.server.ts';

type Form = Choice['form'];
/** How open each invented school is with required teaching, electives and assessment: all three forms, and four together in aggregate, so that one can appear. */
const choices: Readonly<Record<string, readonly [required: Form, electives: Form, assessment: Form]>> = {
  ashby: ['named', 'aggregate', 'named'],
  brookfield: ['aggregate', 'private', 'private'],
  calder: ['aggregate', 'aggregate', 'named'],
  dunmore: ['aggregate', 'aggregate', 'aggregate'],
  eastmoor: ['aggregate', 'aggregate', 'named'],
};

/** Every school submits its map of the round's year and releases what it chose. Eastmoor has withdrawn one figure since. */
export async function releaseSample(round: Round, leads: readonly Actor[]): Promise<void> {
  for (const lead of leads) {
    const { slug } = lead.school!;
    const [required, electives, assessment] = choices[slug]!;
    await as(lead, async (scope) => {
      await submitYear(scope, { year: round.year, words: null });
      await keepChoices(scope, {
        round,
        choices: [
          { group: 'required', competency: '', form: required },
          { group: 'electives', competency: '', form: electives },
          { group: 'assessment', competency: '', form: assessment },
          // A school may keep one competency back and share the rest.
          ...(slug === 'ashby' ? [{ group: 'required', competency: '5', form: 'private' } as const] : []),
        ],
      });
      await releaseFigures(scope, { round, reason: '' });
      if (slug === 'eastmoor')
        await withdrawFigures(scope, {
          round,
          figure: 'assessment/1',
          reason: 'Invented: the checklist of the immersions is being written anew.',
        });
    });
  }
}
