import { Outlet, useLocation } from 'react-router';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { SampleBanner } from '#app/ui/sample-banner.tsx';
import { Workspace } from '#app/ui/workspace.tsx';
import { hasSample } from '../../members/queries.server.ts';
import { suggestionsWaiting } from '../queries.server.ts';
import { railNouns, railRoles, railSchool } from '../rail.ts';
import type { Route } from './+types/workspace';

/** Pages of the workspace may use script; each works without. */
export const handle = { script: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { name, schools, collaborativeRoles } = memberOf(context, request);
  const slug = 'school' in params && typeof params.school === 'string' ? params.school : undefined;
  const school = railSchool({ schools }, slug);
  const seen = await scoped({ context, request, slug: school?.slug }, async (scope) => ({
    isSample: await hasSample(scope),
    waiting: await suggestionsWaiting(scope),
  }));
  return {
    ...seen,
    name,
    schools,
    collaborativeRoles,
    school: school?.name ?? null,
    role: railRoles({ schools, collaborativeRoles }, school?.slug),
  };
}

export default function WorkspaceLayout({ loaderData }: Route.ComponentProps) {
  const { name, role, schools, collaborativeRoles, school, isSample, waiting } = loaderData;
  const { pathname } = useLocation();
  const items = railNouns({ schools, collaborativeRoles }, pathname).map((noun) =>
    noun.icon === 'curriculum' ? { ...noun, waiting } : noun,
  );
  const acting = school === null ? undefined : { name: school, change: schools.length > 1 ? '/w/curriculum' : undefined };
  return (
    <>
      {isSample && <SampleBanner />}
      <Workspace school={acting} items={items} person={{ name, role }} signOut="/sign-out">
        <Outlet />
      </Workspace>
    </>
  );
}
