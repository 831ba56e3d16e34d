import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { codebook } from '../queries.server.ts';
import type { Route } from './+types/codebook-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { version, codes } = await scoped({ context, request }, async (scope) => codebook(scope, await studyNamed(scope, params.study)));
  const nameOf = new Map(codes.map(({ id, name }) => [id, name]));
  const lines = codes.map(({ name, parentId, definition, include, exclude, example, id }) => [
    name,
    parentId === null ? null : (nameOf.get(parentId) ?? null),
    ...[definition, include, exclude, example, id],
  ]);
  return csvAnswer(
    csvText([['code', 'under', 'definition', 'include', 'exclude', 'example', 'id'], ...lines]),
    `codebook-${params.study}-${version}.csv`,
  );
}
