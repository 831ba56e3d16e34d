import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inForum } from '../../events/in-forum.server.ts';
import { plannedEvents } from '../plan-queries.server.ts';
import { eventHead, eventLine } from '../written.ts';
import type { Route } from './+types/plans-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { coming, past } = await inForum({ context, request }, (scope) => plannedEvents(scope, new Date()));
  return csvAnswer(csvText([eventHead, ...[...coming, ...past].map(eventLine)]), 'forum.csv');
}
