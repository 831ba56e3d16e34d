import { missing } from '#app/platform/problem.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { lastPage } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { SubscribeForm } from '../parts/subscribe-form.tsx';
import { UpdateList } from '../parts/update-list.tsx';
import { publishedUpdates, updateCount } from '../queries.server.ts';
import { UpdatesSearch, updatesOnPage } from '../schema.ts';
import type { Route } from './+types/updates';

export const headers = publicHeaders;

export function loader({ request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const { page } = UpdatesSearch.parse(Object.fromEntries(searchParams));
  return publicly(async (scope) => {
    const total = await updateCount(scope);
    if (page > lastPage(total, updatesOnPage)) throw missing('This page of the updates');
    const updates = await publishedUpdates(scope, { limit: updatesOnPage, offset: (page - 1) * updatesOnPage });
    return { page, total, search, updates };
  });
}

export default function Updates({ loaderData: { page, total, search, updates } }: Route.ComponentProps) {
  return (
    <Page title="Updates" lead="What is new in the work of the collaborative.">
      <PublicHead
        title={page === 1 ? 'Updates' : `Updates, page ${page}`}
        description="What is new in the work of the collaborative, the newest first."
      />
      {total === 0 ? (
        <p className="prose">Nothing has been published yet. Ask for updates by mail, and you hear of the first.</p>
      ) : (
        <UpdateList updates={updates} />
      )}
      <Pagination page={page} size={updatesOnPage} total={total} noun="updates" search={search} />
      <section className="section no-print" id="by-mail">
        <h2>By mail</h2>
        <SubscribeForm />
      </section>
    </Page>
  );
}
