import { scoped } from '#app/platform/web.server.ts';
import { newestOfRecord } from '../queries.server.ts';
import { RecordSearch } from '../schema.ts';
import { writtenChange } from '../written.ts';
import type { Route } from './+types/record-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { school: slug } = RecordSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { total, events } = await scoped({ context, request, slug }, newestOfRecord);
  return Response.json({ school: slug ?? null, total, changes: events.map(writtenChange) });
}
