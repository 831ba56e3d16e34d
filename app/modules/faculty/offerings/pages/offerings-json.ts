import { inFaculty } from '../../in-faculty.server.ts';
import { offerings } from '../queries.server.ts';
import { writtenOffering } from '../written.ts';
import type { Route } from './+types/offerings-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { coming, past } = await inFaculty({ context, request }, (scope) => offerings(scope, new Date()));
  const all = [...coming, ...past];
  return Response.json({ total: all.length, offerings: all.map(writtenOffering) });
}
