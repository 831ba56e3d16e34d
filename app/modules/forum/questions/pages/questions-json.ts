import { inForum } from '../../events/in-forum.server.ts';
import { questionsToModerate } from '../queries.server.ts';
import type { Route } from './+types/questions-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { event, questions } = await inForum({ context, request, event: params.event }, (scope) =>
    questionsToModerate(scope, params.event),
  );
  return Response.json({ event: event.title, total: questions.length, questions });
}
