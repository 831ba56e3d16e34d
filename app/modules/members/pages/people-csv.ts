import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { whoIsWhere } from '../queries.server.ts';
import { roleHead, roleLine, writtenRoles } from '../written.ts';
import type { Route } from './+types/people-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const roles = writtenRoles(await scoped({ context, request }, whoIsWhere));
  return csvAnswer(csvText([roleHead, ...roles.map(roleLine)]), 'members.csv');
}
