import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { currentVersionId } from '../app/modules/competencies/queries.server.ts';
import { beginRound, closeRound, openRoundToSchools } from '../app/modules/curriculum/rounds/commands.server.ts';
import { type Round, roundNamed, termsVersions } from '../app/modules/curriculum/rounds/queries.server.ts';
import type { NewRound } from '../app/modules/curriculum/rounds/schema.ts';
import { roundSteps } from '../app/modules/curriculum/rounds/step.ts';
import { answerTerms } from '../app/modules/curriculum/rounds/terms-commands.server.ts';
import { calibrateSample } from './calibration.ts';

/** Who takes part in a round of the sample: the lead and the mapper of each school. */
export type Sitters = { readonly leads: readonly Actor[]; readonly mappers: readonly Actor[] };

const figures: NewRound['figures'] = {
  required: { form: 'named', audience: 'public' },
  electives: { form: 'aggregate', audience: 'collaborative' },
  assessment: { form: 'named', audience: 'public' },
};
const twoWeeks = 14 * 86_400_000;

/** Opens the round of one academic year to every school of the sample, whose leads accept the terms, and lets these mappers calibrate. Answers the round. */
export async function openSampleRound(
  convener: Actor,
  { year, leads, mappers, wanted, isSettled }: Sitters & { year: string; wanted: number; isSettled: boolean },
): Promise<Round> {
  const opening = year === '2024-25' ? Date.now() - 26 * twoWeeks : Date.now();
  const dueOn = roundSteps.map((step, at) => [step, new Date(opening + (at + 1) * twoWeeks).toISOString().slice(0, 10)]);
  const round = await as(convener, async (scope) => {
    const list = await scope.tx.selectFrom('keywordList').select('id').where('isCurrent', '=', true).executeTakeFirstOrThrow();
    const { id, slug } = await beginRound(scope, {
      title: `Mapping ${year}`,
      year,
      frameworkVersionId: await currentVersionId(scope),
      keywordListId: list.id,
      note: 'A round of the sample, with invented schools.',
      dueOn: Object.fromEntries(dueOn) as NewRound['dueOn'],
      schoolIds: leads.map(({ school }) => school!.id),
      figures,
    });
    await openRoundToSchools(scope, id);
    return roundNamed(scope, slug);
  });
  for (const lead of leads)
    await as(lead, async (scope) => {
      const [latest] = await termsVersions(scope, round.id);
      await answerTerms(scope, { roundId: round.id, termsId: latest!.id, answer: 'accepted', words: null });
    });
  await calibrateSample(convener, round, { wanted, mappers, isSettled });
  return round;
}

/** Closes a round of the sample, as its convener does once its year is over. */
export async function closeSampleRound(convener: Actor, { id }: Round): Promise<void> {
  await as(convener, (scope) => closeRound(scope, id));
}
