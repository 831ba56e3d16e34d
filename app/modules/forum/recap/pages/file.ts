import { pathOfFile } from '#app/platform/files.server.ts';
import { addressed } from '#app/platform/form.ts';
import { fileAnswer } from '#app/platform/served-file.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { Id } from '../../events/schema.ts';
import { materialFile } from '../queries.server.ts';
import type { Route } from './+types/file';

export async function loader({ params, request }: Route.LoaderArgs) {
  const materialId = addressed(Id, params.file, 'This file');
  const { eventId, ...file } = await publicly((scope) => materialFile(scope, params.event, materialId));
  return fileAnswer(request, { ...file, path: pathOfFile(eventId, materialId) });
}
