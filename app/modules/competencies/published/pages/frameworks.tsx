import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { Table } from '#app/ui/table.tsx';
import { publishedFrameworks } from '../queries.server.ts';
import { dateWords } from '../words.ts';
import type { Route } from './+types/frameworks';

export const headers = publicHeaders;

export async function loader() {
  return { versions: await publicly(publishedFrameworks) };
}

export default function Frameworks({ loaderData: { versions } }: Route.ComponentProps) {
  return (
    <Page
      title="Frameworks"
      lead="Every framework of competencies that the collaborative has adopted, to read, to cite, and to take into your own system."
    >
      <PublicHead
        title="Frameworks"
        description="The adopted frameworks of competencies, with their versions, as CASE 1.1, JSON-LD, JSON and CSV."
      />
      {versions.length === 0 ? (
        <Empty title="No framework yet">When the collaborative adopts a framework, it can be read here by everybody.</Empty>
      ) : (
        <Table
          caption="Adopted frameworks"
          isCaptionHidden
          count={count(versions.length, 'framework', 'frameworks')}
          rows={versions}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', label: 'Framework', cell: ({ slug, title }) => <a href={`/frameworks/${slug}`}>{title}</a> },
            { key: 'creator', label: 'By', phone: 'bare', cell: ({ creator }) => creator },
            { key: 'version', label: 'Version', cell: (version) => `${version.number}${dateWords(version)}` },
            { key: 'items', label: 'Items', isNumber: true, cell: ({ items }) => (items ?? 0).toLocaleString('en') },
          ]}
        />
      )}
      <p className="bar no-print">
        <a href="/frameworks.csv" download>
          CSV
        </a>
        <a href="/frameworks.json">JSON</a>
        <a href="/frameworks.jsonld">JSON-LD</a>
        <a href="/ims/case/v1p1/CFDocuments">CASE 1.1</a>
      </p>
    </Page>
  );
}
