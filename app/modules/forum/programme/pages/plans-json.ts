import { inForum } from '../../events/in-forum.server.ts';
import { plannedEvents } from '../plan-queries.server.ts';
import { writtenEvent } from '../written.ts';
import type { Route } from './+types/plans-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { coming, past } = await inForum({ context, request }, (scope) => plannedEvents(scope, new Date()));
  const events = [...coming, ...past].map(writtenEvent);
  return Response.json({ total: events.length, events });
}
