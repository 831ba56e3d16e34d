import { Outlet, useLocation } from 'react-router';
import { publicly } from '#app/platform/web.server.ts';
import { Footer } from '#app/ui/footer.tsx';
import { Masthead } from '#app/ui/masthead.tsx';
import { collaborativeProfile } from '../../members/queries.server.ts';
import type { Route } from './+types/public';

const places = [
  { to: '/work', label: 'Our work' },
  { to: '/competencies', label: 'Competencies' },
  { to: '/members', label: 'Members' },
  { to: '/sign-in', label: 'Sign in' },
];
const aboutThisSite = [
  { to: '/frameworks', label: 'Frameworks' },
  { to: '/accessibility', label: 'Accessibility' },
  { to: '/privacy', label: 'Privacy' },
  { to: '/definitions', label: 'What every figure means' },
];

export function loader() {
  return publicly(collaborativeProfile);
}

export default function Public({ loaderData: { shortName } }: Route.ComponentProps) {
  const { pathname } = useLocation();
  const items = places.map((place) => ({ ...place, isCurrent: pathname === place.to || pathname.startsWith(`${place.to}/`) }));
  return (
    <>
      <Masthead wordmark={shortName} items={items} />
      <Outlet />
      <Footer items={aboutThisSite}>{shortName}. Runs on Concord, open-source software under the Apache License 2.0.</Footer>
    </>
  );
}
