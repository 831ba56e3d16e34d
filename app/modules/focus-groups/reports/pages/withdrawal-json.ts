import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { Id } from '../../study/schema.ts';
import { withdrawalChanges } from '../withdrawal-queries.server.ts';
import type { Route } from './+types/withdrawal-json';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const participantId = addressed(Id, params.participant, 'This participant');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return Response.json({ study: study.title, ...(await withdrawalChanges(scope, study, participantId)) });
  });
}
