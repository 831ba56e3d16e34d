import { currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { keepStarterList } from '../app/modules/curriculum/keywords/commands.server.ts';
import { beginRound, openRoundToSchools } from '../app/modules/curriculum/rounds/commands.server.ts';
import type { TermsFigures } from '../app/modules/curriculum/rounds/figure-group.ts';
import { termsVersions } from '../app/modules/curriculum/rounds/queries.server.ts';
import type { NewRound } from '../app/modules/curriculum/rounds/schema.ts';
import { answerTerms } from '../app/modules/curriculum/rounds/terms-commands.server.ts';

/** Terms as open as they can be: every group may be named to the round. */
export const openTerms: TermsFigures = {
  required: { form: 'named', audience: 'round' },
  electives: { form: 'named', audience: 'round' },
  assessment: { form: 'named', audience: 'round' },
};
/** A round with no dates at all. */
export const noDates: NewRound['dueOn'] = {
  accept: null,
  calibrate: null,
  'bring-in': null,
  scan: null,
  ask: null,
  review: null,
  confirm: null,
  submit: null,
  release: null,
};

/** A round as a form would say it: of 2025-26, the current framework and the starter keyword list, with these schools. */
export function newRound(schoolIds: readonly string[], said: Partial<NewRound> = {}): Promise<NewRound> {
  return as(operator(), async (scope) => {
    await keepStarterList(scope);
    const list = await scope.tx.selectFrom('keywordList').select('id').where('isCurrent', '=', true).executeTakeFirstOrThrow();
    return {
      title: 'Mapping 2025-26',
      year: '2025-26',
      frameworkVersionId: await currentVersionId(scope),
      keywordListId: list.id,
      note: null,
      dueOn: noDates,
      schoolIds: [...schoolIds],
      figures: openTerms,
      ...said,
    };
  });
}

/** A round that the operator opened to these schools. */
export async function openedRound(schoolIds: readonly string[], said: Partial<NewRound> = {}): Promise<{ id: string; slug: string }> {
  const round = await newRound(schoolIds, said);
  return as(operator(), async (scope) => {
    const begun = await beginRound(scope, round);
    await openRoundToSchools(scope, begun.id);
    return begun;
  });
}

/** The latest terms of a round, accepted by these leads, each for the own school. */
export async function acceptedBy(leads: readonly Actor[], roundId: string): Promise<void> {
  for (const lead of leads)
    await as(lead, async (scope) => {
      const [latest] = await termsVersions(scope, roundId);
      await answerTerms(scope, { roundId, termsId: latest!.id, answer: 'accepted', words: null });
    });
}
