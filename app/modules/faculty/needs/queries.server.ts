import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { currentFramework } from '../../competencies/queries.server.ts';
import { type Outcome, outcomesOf } from '../evaluation/queries.server.ts';
import { allProgrammes } from '../programmes/queries.server.ts';
import { mayReadNeeds } from '../rules.ts';
import { evidenceOf } from './evidence-queries.server.ts';
import { byNow, type PriorityWord } from './priority.ts';
import { whoMayNeed } from './rules.ts';
import { NeedId, type NeedSearch } from './schema.ts';

/** A competency as a need names it: by its code and title today; where it stands in no framework of today, by neither. */
export type About = { readonly stableId: string; readonly code: string | null; readonly title: string };

async function needRows({ tx }: Scope) {
  const rows = await tx
    .selectFrom('need as n')
    .leftJoin('school', 'school.id', 'n.ofSchoolId')
    .select([
      'n.id',
      'n.ofSchoolId',
      'school.name as school',
      'school.slug as schoolSlug',
      'n.competencyStableId',
      'n.title',
      'n.lacking',
      'n.isSample',
    ])
    .select(['n.begunAt', 'n.changedAt', 'n.shownAt', 'n.ended', 'n.endedBecause', 'n.endedAt'])
    .execute();
  const said = await tx
    .selectFrom('needPriority as p')
    .innerJoin('school', 'school.id', 'p.bySchoolId')
    .select(['p.needId', 'p.bySchoolId', 'school.name as school', 'school.slug', 'p.word', 'p.reason', 'p.saidAt'])
    .orderBy('school.name')
    .execute();
  const ofNeed = Map.groupBy(said, ({ needId }) => needId);
  return rows.map((row) => ({
    ...row,
    priorities: (ofNeed.get(row.id) ?? []).map((each) => ({ ...each, word: each.word as PriorityWord })),
  }));
}

function aboutOf(competencies: Awaited<ReturnType<typeof currentFramework>>['competencies'], stableId: string): About {
  const found = competencies.find((each) => each.stableId === stableId);
  return { stableId, code: found?.code ?? null, title: found ? found.shortTitle : 'A competency that is not in the framework any more' };
}

/** A programme that answers a need, with its offerings and what each one's evaluation said, as far as whoever asks may read them. */
export type Answer = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly offerings: readonly {
    readonly slug: string;
    readonly title: string;
    readonly firstAt: Date | null;
    readonly outcome: Outcome;
  }[];
};

/** The programmes that answer these needs, by need. */
async function answersOf(scope: Scope, needIds: readonly string[], now: Date): Promise<Map<string, Answer[]>> {
  if (needIds.length === 0) return new Map();
  const linked = await scope.tx
    .selectFrom('needProgramme as l')
    .innerJoin('programme as p', 'p.id', 'l.programmeId')
    .select(['l.needId', 'p.id', 'p.slug', 'p.title'])
    .where('l.needId', 'in', [...needIds])
    .orderBy('p.title')
    .execute();
  if (linked.length === 0) return new Map();
  const offered = await scope.tx
    .selectFrom('offeringList')
    .select(['programmeId', 'slug', 'title', 'firstAt', 'occasionId', 'confirmed'])
    .where('programmeId', 'in', [...new Set(linked.map(({ id }) => id))])
    .where('publishedAt', 'is not', null)
    .where('status', '<>', 'cancelled')
    .orderBy('firstAt', 'desc')
    .$castTo<{ programmeId: string; slug: string; title: string; firstAt: Date | null; occasionId: string; confirmed: number }>()
    .execute();
  const outcomes = await outcomesOf(scope, offered, now);
  const ofProgramme = Map.groupBy(offered, ({ programmeId }) => programmeId);
  const answers = linked.map(({ needId, ...programme }) => ({
    needId,
    ...programme,
    offerings: (ofProgramme.get(programme.id) ?? []).map(({ slug, title, firstAt, occasionId }) => ({
      slug,
      title,
      firstAt,
      outcome: outcomes.get(occasionId)!,
    })),
  }));
  return Map.groupBy(answers, ({ needId }) => needId);
}

/** Programmes that can be said to answer a need: all that the reader may see and that are not closed. */
export async function programmesFor(scope: Scope): Promise<{ id: string; title: string }[]> {
  return (await allProgrammes(scope)).filter(({ state }) => state !== 'closed').map(({ id, title }) => ({ id, title }));
}

/**
 * The board: the needs that whoever asks may read and that pass the filters, in the order of how many schools said “now”; with their evidence as it stands. `total` is how many they may read.
 */
export async function needBoard(scope: Scope, search: NeedSearch, now = new Date()) {
  if (!mayReadNeeds(scope.actor)) throw forbidden('read the needs of the schools', whoMayNeed.read);
  const all = await needRows(scope);
  const { competencies } = await currentFramework(scope);
  const found = all.filter(
    (need) =>
      (need.ended === null) === (search.state === 'open') &&
      (search.competency === undefined || need.competencyStableId === search.competency) &&
      (search.of === undefined || (need.schoolSlug ?? 'collaborative') === search.of),
  );
  const evidence = Map.groupBy(
    await evidenceOf(
      scope,
      found.map(({ id }) => id),
    ),
    ({ needId }) => needId,
  );
  const answers = await answersOf(
    scope,
    found.map(({ id }) => id),
    now,
  );
  return {
    needs: byNow(found).map((need) => ({
      ...need,
      about: aboutOf(competencies, need.competencyStableId),
      evidence: evidence.get(need.id) ?? [],
      answers: answers.get(need.id) ?? [],
    })),
    total: all.length,
    competencies: competencies.map(({ stableId, code, shortTitle }) => ({ stableId, code, title: shortTitle })),
    owners: [...new Map(all.map(({ schoolSlug, school }) => [schoolSlug ?? 'collaborative', school ?? 'The collaborative']))]
      .map(([slug, name]) => ({ slug, name }))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
  };
}
export type NeedBoard = Awaited<ReturnType<typeof needBoard>>;

/** One need with its evidence and what the schools said; missing where it is not for whoever asks. */
export async function needOf(scope: Scope, id: string, now = new Date()) {
  const found =
    mayReadNeeds(scope.actor) && NeedId.safeParse(id).success ? (await needRows(scope)).find((each) => each.id === id) : undefined;
  if (!found) throw missing('This need');
  const { competencies } = await currentFramework(scope);
  return {
    ...found,
    about: aboutOf(competencies, found.competencyStableId),
    evidence: await evidenceOf(scope, [id]),
    answers: (await answersOf(scope, [id], now)).get(id) ?? [],
  };
}
export type Need = Awaited<ReturnType<typeof needOf>>;
