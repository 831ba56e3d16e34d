import { scoped } from '#app/platform/web.server.ts';
import { keptPages } from '../queries.server.ts';
import { writtenPage } from '../written.ts';
import type { Route } from './+types/pages-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const pages = (await scoped({ context, request }, keptPages)).map(writtenPage);
  return Response.json({ total: pages.length, pages });
}
