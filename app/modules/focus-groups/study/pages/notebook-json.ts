import { scoped } from '#app/platform/web.server.ts';
import { notes } from '../notebook-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import type { Route } from './+types/notebook-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const rows = await notes(scope, study);
    return Response.json({ study: study.title, total: rows.length, notes: rows });
  });
}
