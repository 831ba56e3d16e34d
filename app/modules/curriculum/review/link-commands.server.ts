import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReview, whoMay } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import type { Mapping } from './schema.ts';
import { acceptedAnswer, type Link, linkOf, refuseForeign, refuseUnseen, setLink, stillMeant, yearOf } from './standing.server.ts';

/**
 * Links an activity to a competency without a suggestion, or says anew what such a link says. The same of the same person twice counts once. Missing when the
 * activity is not on the school's map; conflict when somebody else set the link since it was seen, or the year is submitted.
 */
export async function mapActivity(scope: Scope, mapping: Mapping): Promise<{ readonly isRepeat: boolean }> {
  const { actor, tx } = scope;
  const { activityId, competencyId, level, extent, evidence, milestoneIds = [], seen } = mapping;
  const schoolId = await schoolToMap(scope, activityId);
  await refuseForeign(scope, mapping);
  const before = await linkOf(scope, { schoolId, activityId }, competencyId);
  if (before && isSaid(before, mapping)) return { isRepeat: true };
  await refuseUnseen(scope, before, seen);
  const made = { carriedFrom: null, carriedYear: null, hitId: null };
  const says = { level, extent, evidence: evidence ?? null, milestoneIds: [...milestoneIds] };
  const values = { ...made, ...says, linkedBy: actor.personId, linkedAt: sql<Date>`clock_timestamp()` };
  const link = await tx
    .insertInto('competencyLink')
    .values({ schoolId, activityId, competencyId, ...values })
    .onConflict((same) => same.columns(['schoolId', 'activityId', 'competencyId']).doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow();
  const subjectId = `${activityId} ${competencyId}`;
  await appendSchoolEvent(scope, schoolId, {
    verb: 'map',
    subject: 'competency_link',
    subjectId,
    before: { link: before },
    after: { link },
  });
  return { isRepeat: false };
}

/** Takes back what `mapActivity` said last of this link; a link that is gone is left alone. Conflict when another answer has set it since. */
export async function undoMapping(scope: Scope, { activityId, competencyId }: { activityId: string; competencyId: string }): Promise<void> {
  const schoolId = await schoolToMap(scope, activityId);
  const subjectId = `${activityId} ${competencyId}`;
  const standing = await linkOf(scope, { schoolId, activityId }, competencyId);
  if (!standing) return;
  const event = await scope.tx
    .selectFrom('schoolEvent')
    .select(['before', 'after'])
    .where('schoolId', '=', schoolId)
    .where('subject', '=', 'competency_link')
    .where('subjectId', '=', subjectId)
    .where('verb', '=', 'map')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { after, before } = (event ?? { after: null, before: null }) as {
    after: { link: Link } | null;
    before: { link: Link | null } | null;
  };
  if (standing.hitId !== null || !after || !isSaid(standing, after.link))
    throw conflict('Another answer has set this link since, and that stands. Look at it on the activity’s page.');
  const link = await stillMeant(scope, { schoolId }, before?.link ?? null);
  await setLink(scope, standing, link);
  await appendSchoolEvent(scope, schoolId, {
    verb: 'undo-map',
    subject: 'competency_link',
    subjectId,
    before: { link: standing },
    after: { link },
  });
}

/** The school, with its activity locked, so that two links of one pair are made one after the other. */
async function schoolToMap(scope: Scope, activityId: string): Promise<string> {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('link activities to competencies', whoMay.mappers);
  const schoolId = ownSchool(actor).id;
  const year = await yearOf(scope, activityId);
  if (year === null) throw missing('This activity');
  await refuseSubmitted(scope, year);
  await tx.selectFrom('activity').select('id').where('schoolId', '=', schoolId).where('id', '=', activityId).forUpdate().execute();
  return schoolId;
}

type Said = Pick<Link, 'competencyId' | 'level' | 'extent'> & {
  readonly evidence?: string | null;
  readonly milestoneIds?: readonly string[];
};

function isSaid(link: Said, other: Said): boolean {
  return JSON.stringify(acceptedAnswer(plain(link))) === JSON.stringify(acceptedAnswer(plain(other)));
}
function plain({ competencyId, level, extent, evidence, milestoneIds }: Said) {
  return { competencyId, level, extent, evidence: evidence ?? undefined, milestoneIds: [...(milestoneIds ?? [])] };
}
