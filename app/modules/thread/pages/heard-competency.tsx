import { scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { itemReading } from '../../competencies/published/queries.server.ts';
import { itemIdOf } from '../../competencies/published/schema.ts';
import { HeardThemes } from '../parts/heard.tsx';
import { heardAbout } from '../theme-queries.server.ts';
import type { Route } from './+types/heard-competency';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const stableId = itemIdOf(params.item);
  return scoped({ context, request }, async (scope) => {
    const { version, item } = await itemReading(scope, { slug: params.framework, stableId });
    return { version, item, heard: await heardAbout(scope, stableId) };
  });
}

export default function HeardCompetency({ loaderData: { version, item, heard } }: Route.ComponentProps) {
  const title = item.shortTitle ?? item.title;
  return (
    <Page
      title={title}
      lead="What the collaborative agreed on, and what was heard about it."
      crumbs={[{ label: 'Competencies', to: '/w/competencies' }, { label: item.code === null ? 'One item' : `Item ${item.code}` }]}
    >
      <title>{`${title} · What was heard · Concord`}</title>
      <blockquote className="statement">
        <p className="reader-words">{item.text}</p>
      </blockquote>
      <p className="source">
        <a href={`/frameworks/${version.slug}/items/${item.stableId}`}>
          Its page in {version.title}, version {version.number}
        </a>
      </p>
      <HeardThemes {...heard} />
    </Page>
  );
}
