import { ownSchool } from '#app/platform/actor.ts';
import { conflict, invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Level } from '../link.ts';
import { mappedVersionId } from '../queries.server.ts';
import type { Acceptance, Mapping } from './schema.ts';

/** An answer as events and comparisons keep it. */
export type Answer =
  | {
      readonly answer: 'accepted';
      readonly competencyId: string;
      readonly level: Level;
      readonly extent: Acceptance['extent'];
      readonly evidence?: string;
      readonly milestoneIds?: readonly string[];
    }
  | { readonly answer: 'rejected'; readonly reason: string | null };
/** A person's word that an activity addresses a competency, as it is kept. */
export type Link = NonNullable<Awaited<ReturnType<typeof linkOf>>>;
/** What the event of an answer keeps. `bulk`: the act on many that it was part of. */
export type AnswerRecord = {
  readonly personId: string | null;
  readonly before: { readonly link?: Link | null };
  readonly after: Answer & { readonly link?: Link; readonly bulk?: string };
};

/** An answer in the form in which it is kept and compared: what was left empty is not there. */
export function acceptedAnswer({ competencyId, level, extent, evidence, milestoneIds }: Omit<Acceptance, 'hitId'>): Answer {
  return {
    answer: 'accepted',
    competencyId,
    level,
    extent,
    ...(evidence && { evidence }),
    ...(milestoneIds?.length && { milestoneIds: [...milestoneIds].sort() }),
  };
}

/** The link of an activity and a competency that stands, or null. */
export async function linkOf({ tx }: Scope, { schoolId, activityId }: { schoolId: string; activityId: string }, competencyId: string) {
  const link = await tx
    .selectFrom('competencyLink')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where('activityId', '=', activityId)
    .where('competencyId', '=', competencyId)
    .executeTakeFirst();
  return link ?? null;
}

/** The event of the answer that stands at a hit. */
export async function recordOf({ tx }: Scope, { schoolId, id }: { schoolId: string; id: string }): Promise<AnswerRecord | undefined> {
  const event = await tx
    .selectFrom('schoolEvent')
    .select(['personId', 'before', 'after'])
    .where('schoolId', '=', schoolId)
    .where('subject', '=', 'hit')
    .where('subjectId', '=', id)
    .where('verb', 'in', ['accept', 'reject'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return event as AnswerRecord | undefined;
}

/** An earlier link, unless the answer that made it was taken back meanwhile: then the one before it, and so on. */
export async function stillMeant(scope: Scope, { schoolId }: { schoolId: string }, earlier: Link | null): Promise<Link | null> {
  let link = earlier;
  while (link?.hitId) {
    const maker = await scope.tx
      .selectFrom('hit')
      .select(['id', 'answer'])
      .where('schoolId', '=', schoolId)
      .where('id', '=', link.hitId)
      .executeTakeFirst();
    const record = await recordOf(scope, { schoolId, id: link.hitId });
    const made = record?.after.answer === 'accepted' ? record.after.competencyId : null;
    if (maker?.answer === 'accepted' && made === link.competencyId) return link;
    link = record?.before.link ?? null;
  }
  return link;
}

/** Puts the link of an activity and a competency back to what it was; null takes it away. */
export async function setLink({ tx }: Scope, standing: Link, earlier: Link | null): Promise<void> {
  const { schoolId, activityId, competencyId } = standing;
  const these = tx.deleteFrom('competencyLink').where('schoolId', '=', schoolId).where('activityId', '=', activityId);
  await these.where('competencyId', '=', competencyId).execute();
  if (earlier) await tx.insertInto('competencyLink').values(earlier).execute();
}

/** Invalid unless the competency is of the version that the school maps against, and the milestones are the competency's own. */
export async function refuseForeign(scope: Scope, { competencyId, milestoneIds = [] }: Pick<Mapping, 'competencyId' | 'milestoneIds'>) {
  const known = await scope.tx
    .selectFrom('frameworkItem')
    .select(['id', 'kind', 'parentId'])
    .where('frameworkVersionId', '=', await mappedVersionId(scope))
    .where('id', 'in', [competencyId, ...milestoneIds])
    .execute();
  if (!known.some(({ id, kind }) => id === competencyId && kind === 'competency'))
    throw invalid('Choose one of the competencies of the current framework.');
  const own = known.filter(({ kind, parentId }) => kind === 'milestone' && parentId === competencyId);
  if (own.length < new Set(milestoneIds).size) throw invalid('Choose milestones of the competency that you link to, or none.');
}

/** Conflict when somebody else set this link after the person last saw the activity's links (`seen`, milliseconds since 1970); it names what stands. */
export async function refuseUnseen(scope: Scope, link: Link | null, seen: number | undefined): Promise<void> {
  if (!link || seen === undefined || link.linkedBy === scope.actor.personId || link.linkedAt.getTime() <= seen) return;
  const { competencyId, level, extent } = link;
  const said = await answerWords(scope, { answer: 'accepted', competencyId, level, extent });
  throw conflict(
    `${await nameOf(scope, link.linkedBy)} ${said} meanwhile, and that stands. Look at it, and answer again if you still would.`,
  );
}

/** What an answer did, as a clause: "linked this to competency 1 (practised, addressed partly)". */
export async function answerWords({ tx }: Scope, answer: Answer | undefined): Promise<string> {
  if (answer?.answer !== 'accepted') return 'answered “Not this”';
  const competency = await tx.selectFrom('frameworkItem').select('code').where('id', '=', answer.competencyId).executeTakeFirst();
  const extent = answer.extent === 'mentioned' ? answer.extent : `addressed ${answer.extent}`;
  return `linked this to competency ${competency?.code} (${answer.level}, ${extent})`;
}

/** A colleague's name, for a sentence. */
export async function nameOf({ tx }: Scope, personId: string | null): Promise<string> {
  const person = personId === null ? undefined : await tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst();
  return person?.name ?? 'Somebody else';
}

/** The year of an activity of the school's own that is on the map; null for another. */
export async function yearOf({ actor, tx }: Scope, activityId: string): Promise<string | null> {
  const activity = await tx
    .selectFrom('activity')
    .select('year')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', activityId)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return activity?.year ?? null;
}
