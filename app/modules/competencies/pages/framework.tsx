import { scoped } from '#app/platform/web.server.ts';
import { Numbered } from '#app/ui/numbered.tsx';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { currentFramework } from '../queries.server.ts';
import type { Route } from './+types/framework';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, currentFramework);
}

export default function FrameworkPage({ loaderData: { version, competencies } }: Route.ComponentProps) {
  const statements = competencies.map(({ code, text }) => ({ numeral: code, words: text, to: `/competencies/${code}` }));
  return (
    <Page title="Competencies" lead="What every graduate should be able to do. Schools map their curricula against this version.">
      <title>Competencies</title>
      <h2>
        {version.title} <Tag>{`version ${version.number}, ${version.status}`}</Tag>
      </h2>
      <Numbered statements={statements} />
      <p className="source">
        Source: <a href={version.sourceUrl ?? undefined}>{version.sourceTitle}</a>. {version.sourceNote}
      </p>
    </Page>
  );
}
