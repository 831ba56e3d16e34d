import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { libraryList } from '../items/queries.server.ts';
import { ListSearch } from '../items/schema.ts';
import { LibraryList } from '../reading/parts/library-list.tsx';
import { ownShelfName } from '../shelf-name.ts';
import type { Route } from './+types/members-library';

/** A member reads as of one school: the one that the address says, or their first. Who is of none reads as of the collaborative. */
export function loader({ context, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const { schools, collaborativeRoles } = memberOf(context, request);
  const shelf = schools.find(({ slug }) => slug === searchParams.get('school'))?.slug ?? schools[0]?.slug;
  const chosen = ListSearch.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: shelf }, async (scope) => ({
    list: await libraryList(scope, chosen),
    collaborative: (await collaborativeProfile(scope)).name,
    chosen,
    search,
    shelf: shelf ?? ownShelfName,
    shelves: [
      ...schools.map(({ slug, name }) => ({ slug, name })),
      ...(collaborativeRoles.includes('convener') ? [{ slug: ownShelfName, name: 'The collaborative' }] : []),
    ],
  }));
}

export default function MembersLibrary({ loaderData: { list, chosen, search, collaborative, shelf, shelves } }: Route.ComponentProps) {
  return (
    <Page
      title="Library"
      lead="What the schools share to teach with, also what is for members only. Take it, adapt it, and note where you use it."
    >
      <title>Library · Concord</title>
      <p className="bar">
        {shelves.map(({ slug, name }) => (
          <a key={slug} href={`/w/library/${slug}`}>{`Own items and uses: ${name}`}</a>
        ))}
        <a href="/library">As a visitor sees it</a>
      </p>
      <LibraryList {...{ list, chosen, search, collaborative }} itemBase={`/w/library/${shelf}`} files="/w/library" showsVisibility />
    </Page>
  );
}
