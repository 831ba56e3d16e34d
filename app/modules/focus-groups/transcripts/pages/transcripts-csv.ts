import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { transcripts } from '../queries.server.ts';
import { transcriptHead, transcriptLine } from '../written.ts';
import type { Route } from './+types/transcripts-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const rows = await scoped({ context, request }, async (scope) => transcripts(scope, await studyNamed(scope, params.study)));
  return csvAnswer(csvText([transcriptHead, ...rows.map(transcriptLine)]), `transcripts-${params.study}.csv`);
}
