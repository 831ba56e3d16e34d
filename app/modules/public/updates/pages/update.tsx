import { redirect } from 'react-router';
import { newsLd } from '#app/platform/linked-data.ts';
import { missing } from '#app/platform/problem.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { currentFramework } from '../../../competencies/queries.server.ts';
import { publications } from '../../../publications/queries.server.ts';
import { pathOfPicture } from '../../site/page-address.ts';
import { linkWords } from '../../site/parts/link-look.tsx';
import { PageWords } from '../../site/parts/page-words.tsx';
import { movedTo } from '../../site/queries.server.ts';
import { datedInWords } from '../dated.ts';
import { publishedUpdate } from '../queries.server.ts';
import type { Route } from './+types/update';

export const headers = publicHeaders;

export function loader({ params }: Route.LoaderArgs) {
  return publicly(async (scope) => {
    const update = await publishedUpdate(scope, params.update);
    if (!update) {
      const now = await movedTo(scope, 'update', params.update);
      throw now === null ? missing('This update') : redirect(now, 301);
    }
    const { competencies } = await currentFramework(scope);
    const publication = update.publicationId ? (await publications(scope)).find(({ id }) => id === update.publicationId) : undefined;
    return {
      ...update,
      competency: competencies.find(({ stableId }) => stableId === update.competencyId) ?? null,
      publication: publication ? { slug: publication.slug, title: publication.record.title } : null,
    };
  });
}

export default function Update({ loaderData: update }: Route.ComponentProps) {
  const { title, summary, dated, pictureId, pictureWords, stream, competency, publication, isSample } = update;
  return (
    <Page
      title={title}
      status={datedInWords(dated)}
      lead={summary || undefined}
      crumbs={[{ label: 'Updates', to: '/updates' }, { label: datedInWords(dated) }]}
    >
      <PublicHead
        title={title}
        description={linkWords(update) || title}
        image={pictureId ? { path: pathOfPicture(pictureId), alt: pictureWords ?? '' } : null}
        kind="article"
        published={update.firstPublishedAt?.toISOString()}
        changed={update.publishedAt?.toISOString()}
        ld={(site) =>
          newsLd(site, {
            path: `/updates/${update.slug}`,
            title,
            description: linkWords(update),
            published: update.firstPublishedAt!.toISOString(),
            changed: update.publishedAt?.toISOString(),
            image: pictureId && pathOfPicture(pictureId),
          })
        }
      />
      {isSample && <p className="muted">Invented for the sample collaborative; none of it happened.</p>}
      <PageWords page={update} />
      {publication && (
        <p>
          Read the publication: <a href={`/publications/${publication.slug}`}>{publication.title}</a>
        </p>
      )}
      {(stream || competency) && (
        <p className="source">
          {stream && (
            <>
              Part of <a href="/work">{stream}</a>.{' '}
            </>
          )}
          {competency && (
            <>
              About <a href={`/competencies/${competency.code}`}>competency {competency.code}</a>.
            </>
          )}
        </p>
      )}
      <p>
        <a href="/updates">All updates</a>
      </p>
    </Page>
  );
}
