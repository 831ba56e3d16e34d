import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { memos } from '../memo-queries.server.ts';
import type { Route } from './+types/memos-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const all = await memos(scope, study);
    return Response.json({ study: study.title, total: all.length, memos: all });
  });
}
