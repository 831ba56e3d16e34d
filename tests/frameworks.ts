import { type Competency, competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';

/** The published competencies that schools map against at first. */
export function publishedCompetencies(): Promise<Competency[]> {
  return as(operator(), async (scope) => competenciesOf(scope, await currentVersionId(scope)));
}

/** An adopted framework called `invented`, made of competencies with these codes, which nobody maps against. */
export function inventedFramework(codes: readonly string[]): Promise<Competency[]> {
  return as(operator(), async (scope) => {
    const { id: frameworkId } = await scope.tx
      .insertInto('framework')
      .values({ slug: 'invented', title: 'Invented skills', creator: 'Nobody' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: frameworkVersionId } = await scope.tx
      .insertInto('frameworkVersion')
      .values({ frameworkId, number: '1', status: 'adopted' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await scope.tx
      .insertInto('frameworkItem')
      .values(codes.map((code, position) => ({ frameworkVersionId, code, text: `Skill ${code}`, position })))
      .execute();
    return competenciesOf(scope, frameworkVersionId);
  });
}
