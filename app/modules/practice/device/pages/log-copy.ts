import { memberOf, scoped } from '#app/platform/web.server.ts';
import { ownEntries } from '../../log/queries.server.ts';
import type { Route } from './+types/log-copy';

/** How many entries a device keeps to be read without network. */
const most = 100;

/** The latest entries, for the student's own device, and whose they are: somebody else may have signed in there meanwhile. */
export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) =>
    Response.json({ person: memberOf(context, request).personId, entries: await ownEntries(scope, most) }),
  );
}
