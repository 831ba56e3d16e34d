import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';

/** The framework version that schools map against today, with its domains, competencies and milestones in order. */
export async function currentFramework({ tx }: Scope) {
  const version = await tx
    .selectFrom('frameworkVersion as v')
    .innerJoin('framework as f', 'f.id', 'v.frameworkId')
    .select([
      'v.id',
      'f.slug',
      'f.title',
      'f.creator',
      'v.number',
      'v.status',
      'v.adoptedOn',
      'v.sourceTitle',
      'v.sourceUrl',
      'v.sourceNote',
    ])
    .where('v.isCurrent', '=', true)
    .executeTakeFirst();
  if (!version) throw missing('A current framework');
  const domains = await tx
    .selectFrom('domain')
    .select(['id', 'title'])
    .where('frameworkVersionId', '=', version.id)
    .orderBy('position')
    .execute();
  const competencies = await tx
    .selectFrom('competency')
    .select(['id', 'stableId', 'domainId', 'code', 'shortTitle', 'text', 'publishedText'])
    .where('frameworkVersionId', '=', version.id)
    .orderBy('position')
    .execute();
  const milestones = await tx
    .selectFrom('milestone')
    .select(['competencyId', 'phase', 'text'])
    .where(
      'competencyId',
      'in',
      competencies.map(({ id }) => id),
    )
    .orderBy('position')
    .execute();
  return {
    version,
    domains,
    competencies: competencies.map((competency) => ({
      ...competency,
      milestones: milestones.filter(({ competencyId }) => competencyId === competency.id),
    })),
  };
}

/** The framework version that schools map against today, by its framework's title and its own number. */
export function currentVersion({ tx }: Scope): Promise<{ title: string; number: string }> {
  return tx
    .selectFrom('frameworkVersion')
    .innerJoin('framework', 'framework.id', 'frameworkVersion.frameworkId')
    .select(['framework.title', 'frameworkVersion.number'])
    .where('frameworkVersion.isCurrent', '=', true)
    .executeTakeFirstOrThrow();
}

/** A competency as what is mapped to it names it. */
export type Competency = {
  readonly id: string;
  readonly stableId: string;
  readonly code: string;
  readonly shortTitle: string;
  readonly text: string;
};

/** The competencies that schools map against today, in the framework's order. */
export function currentCompetencies({ tx }: Scope): Promise<Competency[]> {
  return tx
    .selectFrom('competency')
    .innerJoin('frameworkVersion', 'frameworkVersion.id', 'competency.frameworkVersionId')
    .select(['competency.id', 'competency.stableId', 'competency.code', 'competency.shortTitle', 'competency.text'])
    .where('frameworkVersion.isCurrent', '=', true)
    .orderBy('competency.position')
    .execute();
}
