import { type Actor, actingFor } from '#app/platform/actor.ts';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing, Problem } from '#app/platform/problem.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { answering, memberOf } from '#app/platform/web.server.ts';
import { type Occasion, occasionOf } from './queries.server.ts';
import { runsOccasion } from './rules.ts';
import { OccasionPath } from './schema.ts';

type Asked = { context: Parameters<typeof memberOf>[0]; request: Request; params: { occasion?: string } };

/** The member as whoever they are to an occasion that they run: the convener or its host, or the lead of the school that organises it. Refused to everybody else. */
export function occasionActor({ context, request, params }: Asked): Promise<Actor> {
  const member = memberOf(context, request);
  return answering(async () => {
    const { occasion: id } = addressed(OccasionPath, params, 'This occasion');
    let isThere = false;
    for (const slug of [null, ...member.schools.map(({ slug }) => slug)]) {
      const actor = actingFor(member, slug);
      const found = await as(actor, (scope) => occasionOf(scope, id)).catch((error: unknown) => {
        if (error instanceof Problem) return null;
        throw error;
      });
      if (found && runsOccasion(actor, found)) return actor;
      isThere ||= found !== null;
    }
    throw isThere
      ? forbidden('see who comes', 'Whoever convenes, the organising school’s lead and its host may.')
      : missing('This occasion');
  });
}

/** Runs a page's work for those who run the occasion of its address. */
export async function inOccasion<T>(asked: Asked, work: (scope: Scope, occasion: Occasion) => Promise<T>): Promise<T> {
  const actor = await occasionActor(asked);
  return answering(() => as(actor, async (scope) => work(scope, await occasionOf(scope, asked.params.occasion!))));
}
