import { version } from '#app/modules/competencies/queries.server.ts';
import { zoneOf } from '#app/modules/members/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { definitionsVersion } from '../definitions.ts';
import { mayKeepRounds, mayViewRounds, whoMay } from '../rules.ts';
import { cellsOf, type StoredStep, type Taking } from './board.ts';
import { nextWords } from './next-words.ts';
import { openRound, type Round, roundNamed, schoolsOfRound, termsVersions } from './queries.server.ts';
import { type RoundStep, roundSteps } from './step.ts';

/** Every round that the reader may see, the newest first, with how many schools take part. */
export async function rounds({ actor, tx }: Scope) {
  if (!mayViewRounds(actor)) throw forbidden('see mapping rounds', whoMay.members);
  return tx
    .selectFrom('mappingRound')
    .select(['mappingRound.id', 'slug', 'title', 'year', 'status', 'isSample', 'openedAt', 'closedAt'])
    .select(({ selectFrom }) =>
      selectFrom('roundSchool')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('roundId', '=', 'mappingRound.id')
        .where('leftAt', 'is', null)
        .as('schools'),
    )
    .$if(!mayKeepRounds(actor), (query) => query.where('status', '<>', 'draft'))
    .orderBy('mappingRound.id', 'desc')
    .execute();
}

/** The last day of each step of a round (`2024-06-25`), null where none is set. */
export async function dueDays({ tx }: Scope, roundId: string): Promise<Record<RoundStep, string | null>> {
  const rows = await tx.selectFrom('roundStep').select(['step', 'dueOn']).where('roundId', '=', roundId).execute();
  const dueOn = new Map(rows.map((row) => [row.step, row.dueOn]));
  return Object.fromEntries(roundSteps.map((step) => [step, dueOn.get(step) ?? null])) as Record<RoundStep, string | null>;
}

/** How far every school of a round (or the one asked for) is: stored progress and the answers to the latest terms, never what a school teaches. */
export async function progressOfSchools(scope: Scope, round: Pick<Round, 'id' | 'openedAt'>, only?: string) {
  const { tx } = scope;
  const taking = await schoolsOfRound(scope, round.id);
  const schools = only === undefined ? taking : taking.filter(({ id }) => id === only);
  const versions = await termsVersions(scope, round.id);
  const [terms] = versions;
  const stored = await tx
    .selectFrom('roundProgress')
    .select(['forSchoolId', 'step', 'state', 'tenths', 'waitsFor', 'since'])
    .where('roundId', '=', round.id)
    .execute();
  const answers = await tx
    .selectFrom('termsAnswer')
    .select(['forSchoolId', 'answer', 'words', 'answeredAt'])
    .where('termsId', '=', terms!.id)
    .execute();
  const storedOf = Map.groupBy(stored, ({ forSchoolId }) => forSchoolId);
  const answerOf = new Map(answers.map((answer) => [answer.forSchoolId, answer]));
  return {
    terms: terms!,
    versions,
    schools: schools.map((school) => {
      const answer: Taking['answer'] = answerOf.get(school.id) ?? null;
      const told = (storedOf.get(school.id) ?? []) as StoredStep[];
      return {
        ...school,
        answer,
        cells: cellsOf({ joinedAt: school.joinedAt, stored: told, answer }, { openedAt: round.openedAt, terms: terms! }),
      };
    }),
  };
}

/** The names of schools' leads, by school, as far as the reader may see them: all for the convener, the own school's for its people. */
async function leadsOfSchools({ tx }: Scope): Promise<ReadonlyMap<string, string[]>> {
  const rows = await tx
    .selectFrom('schoolRole')
    .innerJoin('person', 'person.id', 'schoolRole.personId')
    .select(['schoolId', 'name'])
    .where('role', '=', 'lead')
    .orderBy('name')
    .execute();
  return new Map([...Map.groupBy(rows, ({ schoolId }) => schoolId)].map(([id, leads]) => [id, leads.map(({ name }) => name)]));
}

/** The board of a round: what it is made of, its dates, and each school with its steps and, where the reader may see them, its leads. */
export async function boardOf(scope: Scope, slug: string) {
  const { actor, tx } = scope;
  if (!mayViewRounds(actor)) throw forbidden('see mapping rounds', whoMay.members);
  const round = await roundNamed(scope, slug);
  const { schools, terms } = await progressOfSchools(scope, round);
  const leads = await leadsOfSchools(scope);
  const framework = await version(scope, round.frameworkVersionId);
  const list = await tx
    .selectFrom('keywordList')
    .select(['name', 'version'])
    .where('id', '=', round.keywordListId)
    .executeTakeFirstOrThrow();
  return {
    round,
    terms,
    framework: { title: framework.title, number: framework.number, slug: framework.slug },
    list,
    isDefinedAsToday: round.definitions === definitionsVersion(),
    dueOn: await dueDays(scope, round.id),
    zone: await zoneOf(scope),
    schools: schools.map((school) => ({ ...school, leads: leads.get(school.id) ?? [] })),
    mayKeep: mayKeepRounds(actor),
  };
}
export type Board = Awaited<ReturnType<typeof boardOf>>;

/** The terms of a round: every version, and what each school answered to the latest. */
export async function termsOfRound(scope: Scope, slug: string) {
  const { actor } = scope;
  if (!mayViewRounds(actor)) throw forbidden('see the terms of a round', whoMay.members);
  const round = await roundNamed(scope, slug);
  const { schools, versions } = await progressOfSchools(scope, round);
  return {
    round,
    versions,
    schools: schools.map(({ id, slug: short, name, answer }) => ({ id, slug: short, name, answer })),
    mayKeep: mayKeepRounds(actor),
    zone: await zoneOf(scope),
  };
}

/** The open round of the school acted for with the steps that wait for the actor there; null without one. */
export async function roundForUs(scope: Scope, now: Date) {
  const { actor } = scope;
  if (!mayViewRounds(actor)) return null;
  const { id, slug: school } = ownSchool(actor);
  const round = await openRound(scope);
  if (!round) return null;
  const { schools } = await progressOfSchools(scope, round, id);
  const dueOn = await dueDays(scope, round.id);
  const at = { now, zone: await zoneOf(scope) };
  const steps = schools.flatMap(({ cells }) => nextWords(cells, { actor, dueOn, where: { round, school }, at }));
  return { slug: round.slug, title: round.title, steps: steps.filter(({ isYours }) => isYours) };
}
/** A round in which something may wait for the reader. */
export type RoundForUs = NonNullable<Awaited<ReturnType<typeof roundForUs>>>;

/** The open rounds in which schools ask for other terms, for whoever answers them: whoever convenes. */
export async function roundsAsking({ actor, tx }: Scope) {
  if (!mayKeepRounds(actor)) return [];
  const rows = await tx
    .selectFrom('mappingRound')
    .innerJoin('roundTerms', 'roundTerms.roundId', 'mappingRound.id')
    .innerJoin('termsAnswer', 'termsAnswer.termsId', 'roundTerms.id')
    .innerJoin('school', 'school.id', 'termsAnswer.forSchoolId')
    .innerJoin('roundSchool', (join) =>
      join.onRef('roundSchool.roundId', '=', 'mappingRound.id').onRef('roundSchool.forSchoolId', '=', 'termsAnswer.forSchoolId'),
    )
    .select(['mappingRound.slug', 'mappingRound.title', 'school.name'])
    .where('mappingRound.status', '=', 'open')
    .where('termsAnswer.answer', '=', 'change')
    .where('roundSchool.leftAt', 'is', null)
    .where('roundTerms.version', '=', ({ selectFrom }) =>
      selectFrom('roundTerms as other')
        .select(({ fn }) => fn.max('other.version').as('latest'))
        .whereRef('other.roundId', '=', 'mappingRound.id'),
    )
    .orderBy('school.name')
    .execute();
  return [...Map.groupBy(rows, ({ slug }) => slug).values()].map((asked) => ({
    slug: asked[0]!.slug,
    title: asked[0]!.title,
    schools: asked.map(({ name }) => name),
  }));
}
