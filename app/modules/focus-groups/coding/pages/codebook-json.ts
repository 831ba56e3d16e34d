import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { codebook } from '../queries.server.ts';
import type { Route } from './+types/codebook-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { version, codes } = await codebook(scope, study);
    return Response.json({ study: study.title, version, total: codes.length, codes });
  });
}
