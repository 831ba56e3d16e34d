import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayEndorse } from '../rules.ts';
import type { SentenceBasis } from './basis.ts';

const columns = [
  'goal.id',
  'goal.number',
  'goal.roundId',
  'goal.begunAt',
  'goal.proposedAt',
  'goal.adoptedAt',
  'goal.publishedAt',
  'goal.isSample',
] as const;

/** Every version of the shared goal that the actor may read, the newest first, with the round that it was drafted from. */
export async function goalVersions({ tx }: Scope) {
  return tx
    .selectFrom('goalVersion as goal')
    .innerJoin('listeningRound as round', 'round.id', 'goal.roundId')
    .select([...columns, 'round.slug as roundSlug', 'round.title as roundTitle'])
    .orderBy('goal.number', 'desc')
    .execute();
}

/** One version by its number. */
export async function goalNumbered(scope: Scope, number: number) {
  const goal = (await goalVersions(scope)).find((each) => each.number === number);
  if (!goal) throw missing('This version of the goal');
  return goal;
}
/** The same for a command, once nobody else changes the goal: adopting and endorsing wait for each other, so that no school says in the moment of adoption that it cannot. */
export async function goalForChange(scope: Scope, number: number) {
  await sql`select pg_advisory_xact_lock(hashtext('goal_version'))`.execute(scope.tx);
  return goalNumbered(scope, number);
}
export type GoalVersion = Awaited<ReturnType<typeof goalNumbered>>;

/** The sentences of a version in their order. */
export async function sentencesOfGoal({ tx }: Scope, versionId: string) {
  return tx
    .selectFrom('goalSentence')
    .select(['id', 'position', 'words', 'version', 'basis'])
    .where('versionId', '=', versionId)
    .orderBy('position')
    .execute();
}

/** What a sentence rests on: a point with the number of answers behind it, or an answer as the actor may read it. */
export type GoalSource = {
  readonly sentenceId: string;
  readonly pointId: string | null;
  readonly answerId: string | null;
  readonly claim: string | null;
  readonly words: string | null;
  readonly name: string | null;
  readonly role: string | null;
  /** The readable answers that this source stands for. */
  readonly answers: readonly string[];
};
/** The sources of a version's sentences. An answer whose words the actor may not read is not among them. */
export async function sourcesOfGoal({ tx }: Scope, { id, roundId }: Pick<GoalVersion, 'id' | 'roundId'>): Promise<GoalSource[]> {
  const { rows } = await sql<GoalSource>`
    select s.sentence_id as "sentenceId", s.point_id as "pointId", s.answer_id as "answerId", p.claim, a.words, a.name, a.role,
      case when s.answer_id is not null then array[s.answer_id] else array(select distinct m.answer_id from listening_passage m where m.point_id = s.point_id) end as answers
    from goal_source s left join listening_point p on p.id = s.point_id left join answers_to_read(${roundId}) a on a.id = s.answer_id
    where s.version_id = ${id} and (s.point_id is not null or a.id is not null) order by p.id nulls last, s.id`.execute(tx);
  return rows;
}

/** Comments on a version, the oldest first, each with its sentence (null: the whole) and who said it, where the actor may know. */
export async function commentsOf({ tx }: Scope, versionId: string) {
  return tx
    .selectFrom('goalComment as comment')
    .leftJoin('person', 'person.id', 'comment.personId')
    .select(['comment.id', 'comment.sentenceId', 'comment.personId', 'person.name', 'comment.words', 'saidAt', 'settledAt'])
    .where('versionId', '=', versionId)
    .orderBy('comment.id')
    .execute();
}

/** What schools said of a version, the newest first; those that ended say why. */
export async function endorsementsOf({ tx }: Pick<Scope, 'tx'>, versionId: string) {
  return tx
    .selectFrom('goalEndorsement as said')
    .innerJoin('school', 'school.id', 'said.forSchoolId')
    .select([
      'said.id',
      'said.forSchoolId as schoolId',
      'school.name as school',
      'school.slug',
      'said.answer',
      'said.words',
      'givenAt',
      'endedAt',
      'endedBecause',
    ])
    .where('versionId', '=', versionId)
    .orderBy('said.id', 'desc')
    .execute();
}

/** A version with all that its files hold. */
export async function wholeGoal(scope: Scope, number: number) {
  const goal = await goalNumbered(scope, number);
  return {
    goal,
    sentences: await sentencesOfGoal(scope, goal.id),
    sources: await sourcesOfGoal(scope, goal),
    schools: await endorsementsOf(scope, goal.id),
  };
}

/** The schools whose word counts for a goal: the members, or for a goal of the sample its schools. */
export async function endorsingSchools({ tx }: Scope, isSample: boolean) {
  return tx
    .selectFrom('school')
    .select(['id', 'slug', 'name'])
    .where('isSample', '=', isSample)
    .$if(!isSample, (query) => query.where('isMember', '=', true))
    .orderBy('name')
    .execute();
}

/** The adopted goal that the convener made public, the newest; null where none is. A goal of the sample is shown only while there is no other, and says so. Visitors may read it. */
export async function adoptedGoal({ tx }: Scope) {
  const { rows } = await sql<{ id: string; number: number; adoptedAt: Date; isSample: boolean }>`
    select g.id, g.number, g.adopted_at as "adoptedAt", g.is_sample as "isSample" from goal_version g where g.published_at is not null order by g.is_sample, g.number desc limit 1`.execute(
    tx,
  );
  const [goal] = rows;
  if (!goal) return null;
  const sentences = await tx
    .selectFrom('goalSentence')
    .select(['id', 'words', 'basis'])
    .where('versionId', '=', goal.id)
    .orderBy('position')
    .execute();
  const said = await endorsementsOf({ tx }, goal.id);
  return {
    ...{ number: goal.number, adoptedAt: goal.adoptedAt, isSample: goal.isSample },
    sentences: sentences.map(({ id, words, basis }) => ({ id, words, basis: basis as SentenceBasis | null })),
    schools: said.filter(({ endedAt }) => endedAt === null).map(({ school, slug, answer }) => ({ school, slug, answer })),
  };
}

/** For a lead: the number of the version that is before the schools and that this school has not answered; null where nothing waits. */
export async function goalWaits({ actor, tx }: Scope): Promise<number | null> {
  if (!actor.school || !mayEndorse(actor)) return null;
  const { rows } = await sql<{ number: number }>`
    select g.number from goal_version g join school s on s.id = ${actor.school.id} and s.is_sample = g.is_sample and (s.is_member or s.is_sample)
    where g.proposed_at is not null and g.adopted_at is null
      and not exists (select from goal_endorsement e where e.version_id = g.id and e.for_school_id = s.id and e.ended_at is null)`.execute(
    tx,
  );
  return rows[0]?.number ?? null;
}
