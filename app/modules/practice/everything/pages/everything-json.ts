import { actorOf, scoped, unkeptHeaders } from '#app/platform/web.server.ts';
import { everythingOfOwn } from '../queries.server.ts';
import type { Route } from './+types/everything-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { name } = await actorOf({ context, request });
  const parts = await scoped({ context, request }, everythingOfOwn);
  const rows = Object.fromEntries(parts.map((part) => [part.name, part.rows]));
  const headers = { 'content-disposition': 'attachment; filename="my-practice.json"', ...unkeptHeaders() };
  return Response.json({ of: name, madeAt: new Date(), ...rows }, { headers });
}
