import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { transcripts } from '../queries.server.ts';
import type { Route } from './+types/transcripts-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const rows = await transcripts(scope, study);
    return Response.json({
      study: study.title,
      total: rows.length,
      transcripts: rows.map(({ id, title, session, site, state, broughtAt, erasedAt }) => ({
        id,
        title,
        session,
        site,
        state,
        broughtAt,
        erasedAt,
      })),
    });
  });
}
