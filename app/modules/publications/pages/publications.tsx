import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { CitationFiles } from '#app/ui/citation-files.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { PublicationList } from '../parts/publication-list.tsx';
import { publications } from '../queries.server.ts';
import type { Route } from './+types/publications';

export const headers = publicHeaders;

export async function loader() {
  const all = await publicly(publications);
  return all.map(({ slug, record }) => ({ slug, record }));
}

export default function Publications({ loaderData: all }: Route.ComponentProps) {
  const byYear = [...Map.groupBy(all, ({ record }) => record.issued?.slice(0, 4) ?? 'Without a date')];
  return (
    <Page
      title="Publications"
      lead="What the collaborative has published. Each stands here in three styles of citation, and as a file for citation managers."
    >
      <PublicHead
        title="Publications"
        description="The papers, talks and reports of the collaborative, to read, to cite and to take into a citation manager."
      />
      {all.length === 0 ? (
        <Empty title="Nothing published yet">When the collaborative publishes a paper or a talk, it stands here for everybody.</Empty>
      ) : (
        <CitationFiles address="/publications" />
      )}
      {byYear.map(([year, those]) => (
        <Section key={year} title={year}>
          <PublicationList publications={those} />
        </Section>
      ))}
    </Page>
  );
}
