import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { Sought } from '../schema.ts';
import { search } from '../search-queries.server.ts';
import type { Route } from './+types/search-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { q } = Sought.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return Response.json({ study: study.title, words: q, ...(await search(scope, study, q)) });
  });
}
