import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { plainText } from '../markup.ts';
import { openRound, type Round } from '../rounds/queries.server.ts';
import { mayOfferCalibration, whoMay } from '../rules.ts';
import { calibrationOf } from './queries.server.ts';

/** The open round to whose calibration the actor may offer an activity of their school; null unless they are its lead and its first rating has not begun. */
export async function roundToOfferTo(scope: Scope): Promise<Round | null> {
  if (!mayOfferCalibration(scope.actor)) return null;
  const round = await openRound(scope);
  const setup = round && (await calibrationOf(scope, round.id));
  return setup?.rating === 0 ? round : null;
}

/** An activity of the actor's own school as the fields of an offer, for its lead to take out what names anybody. */
export async function activityToOffer({ actor, tx }: Scope, activityId: string): Promise<Record<string, string>> {
  if (!mayOfferCalibration(actor)) throw forbidden('offer an activity', whoMay.leads);
  const schoolId = ownSchool(actor).id;
  const of = { schoolId, activityId };
  const activity = await tx
    .selectFrom('activity')
    .select(['title', 'description', 'learnerMinutes'])
    .where('schoolId', '=', schoolId)
    .where('id', '=', activityId)
    .executeTakeFirst();
  if (!activity) throw missing('This activity');
  const methods = await tx
    .selectFrom('activityMethod')
    .select(['name', 'code'])
    .where((eb) => eb.and(of))
    .orderBy('position')
    .execute();
  const objectives = await tx
    .selectFrom('activityObjective')
    .innerJoin('objective', (join) =>
      join.onRef('objective.schoolId', '=', 'activityObjective.schoolId').onRef('objective.id', '=', 'activityObjective.objectiveId'),
    )
    .select('objective.text')
    .where('activityObjective.schoolId', '=', schoolId)
    .where('activityObjective.activityId', '=', activityId)
    .execute();
  return {
    title: plainText(activity.title).trim(),
    body: plainText(activity.description ?? '').trim(),
    objectives: objectives.map(({ text }) => plainText(text).trim()).join('\n'),
    methods: [...new Set(methods.map(({ name, code }) => name ?? code ?? ''))].filter(Boolean).join('\n'),
    minutes: activity.learnerMinutes === null ? '' : String(activity.learnerMinutes),
  };
}
