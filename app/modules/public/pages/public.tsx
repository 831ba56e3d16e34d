import sans from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import { Outlet, useLocation } from 'react-router';
import { originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { Footer } from '#app/ui/footer.tsx';
import { Masthead } from '#app/ui/masthead.tsx';
import { Site } from '#app/ui/public-head.tsx';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { needsHost } from '../archive/place.ts';
import { pathOfPage } from '../site/page-address.ts';
import { freePages } from '../site/queries.server.ts';
import type { Route } from './+types/public';

/** The two typefaces of every page, asked for before the styles that name them have arrived. */
export function links() {
  return [serif, sans].map((href) => ({ rel: 'preload', as: 'font', type: 'font/woff2', href, crossOrigin: 'anonymous' as const }));
}

/** Five places where one reads, then search, then the way in; everything else stands on the front page and at the foot. */
const places = [
  { to: '/work', label: 'Our work' },
  { to: '/competencies', label: 'Competencies' },
  { to: '/forum', label: 'Forum' },
  { to: '/library', label: 'Library' },
  { to: '/lessons', label: 'Lessons' },
  { to: '/search', label: 'Search' },
  { to: '/sign-in', label: 'Sign in' },
];
const aboutThisSite = [
  { to: '/publications', label: 'Publications' },
  { to: '/updates', label: 'Updates' },
  { to: '/members', label: 'Members' },
  { to: '/frameworks', label: 'Frameworks' },
  { to: '/accessibility', label: 'Accessibility' },
  { to: '/privacy', label: 'Privacy' },
  { to: '/definitions', label: 'What every figure means' },
];

export async function loader({ request }: Route.LoaderArgs) {
  const { profile, pages } = await publicly(async (scope) => ({
    profile: await collaborativeProfile(scope),
    pages: await freePages(scope),
  }));
  return { ...profile, pages: pages.map((page) => ({ to: pathOfPage(page), label: page.title })), origin: originOf(request) };
}

export default function Public({ loaderData: { name, shortName, pages, origin } }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  // An address that opens something to one reader is not for paper that others see.
  const printed = needsHost(pathname, origin) ? null : origin + pathname + search;
  const items = places.map((place) => ({ ...place, isCurrent: pathname === place.to || pathname.startsWith(`${place.to}/`) }));
  return (
    <Site value={{ name, origin }}>
      <Masthead wordmark={shortName} items={items} />
      <Outlet />
      <Footer items={[...pages, ...aboutThisSite]} address={printed}>
        {shortName}. Runs on Concord, open-source software under the Apache License 2.0.
      </Footer>
    </Site>
  );
}
