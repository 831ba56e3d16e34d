import { Outlet, useLocation } from 'react-router';
import { originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { Footer } from '#app/ui/footer.tsx';
import { Masthead } from '#app/ui/masthead.tsx';
import { Site } from '#app/ui/public-head.tsx';
import { collaborativeProfile } from '../../members/queries.server.ts';
import type { Route } from './+types/public';

const places = [
  { to: '/work', label: 'Our work' },
  { to: '/competencies', label: 'Competencies' },
  { to: '/lessons', label: 'Lessons' },
  { to: '/members', label: 'Members' },
  { to: '/sign-in', label: 'Sign in' },
];
const aboutThisSite = [
  { to: '/frameworks', label: 'Frameworks' },
  { to: '/accessibility', label: 'Accessibility' },
  { to: '/privacy', label: 'Privacy' },
  { to: '/definitions', label: 'What every figure means' },
];

export async function loader({ request }: Route.LoaderArgs) {
  const { name, shortName } = await publicly(collaborativeProfile);
  return { name, shortName, origin: originOf(request) };
}

export default function Public({ loaderData: { name, shortName, origin } }: Route.ComponentProps) {
  const { pathname } = useLocation();
  const items = places.map((place) => ({ ...place, isCurrent: pathname === place.to || pathname.startsWith(`${place.to}/`) }));
  return (
    <Site value={{ name, origin }}>
      <Masthead wordmark={shortName} items={items} />
      <Outlet />
      <Footer items={aboutThisSite}>{shortName}. Runs on Concord, open-source software under the Apache License 2.0.</Footer>
    </Site>
  );
}
