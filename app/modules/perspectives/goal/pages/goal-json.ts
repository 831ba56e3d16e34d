import { scoped } from '#app/platform/web.server.ts';
import { wholeGoal } from '../queries.server.ts';
import { writtenGoal } from '../written.ts';
import type { Route } from './+types/goal-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { goal, sentences, sources, schools } = await scoped({ context, request }, (scope) => wholeGoal(scope, Number(params.number)));
  return Response.json({
    version: goal.number,
    adopted: goal.adoptedAt?.toISOString() ?? null,
    ...writtenGoal(sentences, sources, schools),
  });
}
