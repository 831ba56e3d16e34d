import { inFaculty } from '../../in-faculty.server.ts';
import { allProgrammes } from '../queries.server.ts';
import { writtenProgramme } from '../written.ts';
import type { Route } from './+types/programmes-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const programmes = await inFaculty({ context, request }, allProgrammes);
  return Response.json({ total: programmes.length, programmes: programmes.map(writtenProgramme) });
}
