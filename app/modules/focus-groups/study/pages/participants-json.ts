import { scoped } from '#app/platform/web.server.ts';
import { participants } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import type { Route } from './+types/participants-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const rows = await participants(scope, study);
    return Response.json({ study: study.title, total: rows.length, participants: rows });
  });
}
