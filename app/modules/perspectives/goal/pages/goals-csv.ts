import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { goalVersions } from '../queries.server.ts';
import { versionLines } from '../written.ts';
import type { Route } from './+types/goals-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  return csvAnswer(csvText(versionLines(await scoped({ context, request }, goalVersions))), 'shared-goal.csv');
}
