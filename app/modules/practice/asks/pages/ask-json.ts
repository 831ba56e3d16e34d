import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { courseAsk, doneOrNot } from '../queries.server.ts';
import { AskPath } from '../schema.ts';
import type { Route } from './+types/ask-json';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { school, ask } = addressed(AskPath, params, 'This ask');
  return scoped({ context, request, slug: school }, async (scope) => {
    const { title, observed, madeOn, untilOn, isOver } = await courseAsk(scope, ask);
    return Response.json({ title, observed, madeOn, untilOn, isOver, students: await doneOrNot(scope, ask) });
  });
}
