import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { collaborativeProfile } from '../../../members/queries.server.ts';
import { libraryList } from '../../items/queries.server.ts';
import { ListSearch } from '../../items/schema.ts';
import { LibraryList } from '../parts/library-list.tsx';
import type { Route } from './+types/library';

export const headers = publicHeaders;

export async function loader({ request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const chosen = ListSearch.parse(Object.fromEntries(searchParams));
  return publicly(async (scope) => ({
    list: await libraryList(scope, chosen),
    collaborative: (await collaborativeProfile(scope)).name,
    chosen,
    search,
  }));
}

export default function Library({ loaderData: { list, chosen, search, collaborative } }: Route.ComponentProps) {
  return (
    <Page
      title="Library"
      lead="Sessions, cases, guides, rubrics and slides to teach serious illness communication with. Each says who made it, how long it takes, and what you may do with it."
    >
      <PublicHead
        title="Library"
        description={`Program content that the schools of the ${collaborative} share: to read, to take and to adapt.`}
        path="/library"
      />
      <LibraryList {...{ list, chosen, search, collaborative }} itemBase="/library" files="/library" />
      <p className="no-print">
        <a href="/w/library">For members: what is not public, your school’s own items, and what it uses</a>
      </p>
    </Page>
  );
}
