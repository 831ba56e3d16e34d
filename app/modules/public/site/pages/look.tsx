import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { PageWords } from '../parts/page-words.tsx';
import { keptPage } from '../queries.server.ts';
import type { Route } from './+types/look';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, (scope) => keptPage(scope, addressed(z.uuid(), params.page, 'This page')));
}

/** A draft as visitors will read it once it is published. */
export default function Look({ loaderData: page }: Route.ComponentProps) {
  return (
    <Page
      title={page.title}
      lead={page.summary}
      status="draft"
      crumbs={[{ label: 'Public pages', to: '/w/pages' }, { label: 'Edit', to: `/w/pages/${page.id}` }, { label: 'As a page' }]}
    >
      <title>{`${page.title}, as a page · Concord`}</title>
      <PageWords page={page} />
    </Page>
  );
}
