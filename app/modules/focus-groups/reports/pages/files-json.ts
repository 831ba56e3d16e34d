import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { exportsOf } from '../queries.server.ts';
import type { Route } from './+types/files-json';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const left = await exportsOf(scope, study);
    return Response.json({ study: study.title, total: left.length, files: left });
  });
}
