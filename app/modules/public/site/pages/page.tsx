import { redirect } from 'react-router';
import { missing } from '#app/platform/problem.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { pathOfPicture } from '../page-address.ts';
import { linkWords } from '../parts/link-look.tsx';
import { PageWords } from '../parts/page-words.tsx';
import { movedTo, publishedPage } from '../queries.server.ts';
import type { Route } from './+types/page';

export const headers = publicHeaders;

export function loader({ params }: Route.LoaderArgs) {
  return publicly(async (scope) => {
    const page = await publishedPage(scope, 'page', params.page);
    if (page) return page;
    const now = await movedTo(scope, 'page', params.page);
    throw now === null ? missing('This page') : redirect(now, 301);
  });
}

export default function PublicPage({ loaderData: page }: Route.ComponentProps) {
  const { title, summary, pictureId, pictureWords } = page;
  return (
    <Page title={title} lead={summary || undefined}>
      <PublicHead
        title={title}
        description={linkWords(page) || title}
        image={pictureId ? { path: pathOfPicture(pictureId), alt: pictureWords ?? '' } : null}
        kind="article"
        published={page.firstPublishedAt?.toISOString()}
        changed={page.publishedAt?.toISOString()}
      />
      <PageWords page={page} />
    </Page>
  );
}
