import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { exportsOf } from '../queries.server.ts';
import type { Route } from './+types/files-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const left = await scoped({ context, request }, async (scope) => exportsOf(scope, await studyNamed(scope, params.study)));
  const lines = left.map(({ kind, format, madeAt, by, participants, hash }) => [
    kind,
    format,
    madeAt.toISOString(),
    by,
    participants.length,
    hash,
  ]);
  return csvAnswer(csvText([['file', 'format', 'taken out', 'by', 'participants', 'sha256'], ...lines]), `files-${params.study}.csv`);
}
