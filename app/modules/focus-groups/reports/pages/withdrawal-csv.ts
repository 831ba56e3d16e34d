import { addressed } from '#app/platform/form.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { tableCsv } from '../../exchange/plain-table.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { Id } from '../../study/schema.ts';
import { withdrawalChanges } from '../withdrawal-queries.server.ts';
import { withdrawalTable } from '../withdrawal-words.ts';
import type { Route } from './+types/withdrawal-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const participantId = addressed(Id, params.participant, 'This participant');
  const { pseudonym, codings } = await scoped({ context, request }, async (scope) =>
    withdrawalChanges(scope, await studyNamed(scope, params.study), participantId),
  );
  return csvAnswer(tableCsv(withdrawalTable(pseudonym, codings)), `withdrawal-${pseudonym}.csv`);
}
