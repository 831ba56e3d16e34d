import { count } from '#app/ui/count.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { Table } from '#app/ui/table.tsx';
import { citationLine } from '../citation.ts';
import { frameworkAddress } from '../document.ts';
import type { Reading } from '../queries.server.ts';
import { dateWords, statusWords } from '../words.ts';
import { cited } from '../written.ts';
import { CiteAs } from './cite-as.tsx';
import { Contents, OutlineReading } from './outline-reading.tsx';

/** One published version of a framework, whole: what it is, its contents, its outline, its versions and how to cite it. `origin`: ours. */
export function FrameworkReading({ read, origin }: { read: Reading; origin: string }) {
  const { version, items, versions } = read;
  const { title, creator, number, status, slug, frameworkStableId } = version;
  const own = frameworkAddress('', version);
  const adopted = versions.find((each) => each.status === 'adopted');
  const n = items.filter(({ kind }) => kind === 'competency').length;
  return (
    <Page
      title={title}
      crumbs={[{ label: 'Frameworks', to: '/frameworks' }, { label: status === 'adopted' ? title : `Version ${number}` }]}
      lead={`By ${creator}. Version ${number}, ${statusWords[status]}${dateWords(version)}; ${count(n, 'competency', 'competencies')}.`}
    >
      <PublicHead
        title={status === 'adopted' ? title : `${title}, version ${number}`}
        description={`${title}, by ${creator}: ${count(n, 'competency', 'competencies')}, version ${number}.`}
      />
      <link rel="alternate" type="application/ld+json" href={`${own}.jsonld`} />
      {status !== 'adopted' && (
        <p className="note attention">
          This version is no longer in force.{' '}
          {adopted ? (
            <a href={`/frameworks/${slug}`}>{`Read version ${adopted.number}, which took its place.`}</a>
          ) : (
            'No version of this framework is.'
          )}
        </p>
      )}
      <p className="bar no-print">
        <a href={`${own}.csv`} download>
          CSV
        </a>
        <a href={`${own}.json`}>JSON</a>
        <a href={`${own}.jsonld`}>JSON-LD</a>
        <a href={`/ims/case/v1p1/CFPackages/${status === 'adopted' ? frameworkStableId : version.id}`}>CASE 1.1</a>
      </p>
      <Contents items={items} />
      <OutlineReading items={items} base={`/frameworks/${slug}`} />
      {(version.sourceUrl || version.sourceTitle || version.sourceNote) && (
        <p className="source">
          Source:{' '}
          {version.sourceUrl ? <a href={safeLink(version.sourceUrl)}>{version.sourceTitle ?? version.sourceUrl}</a> : version.sourceTitle}
          {version.sourceNote && `. ${version.sourceNote}`}
        </p>
      )}
      {versions.length > 1 && (
        <Section title="Versions">
          <Table
            caption="Every version that was in force"
            isCaptionHidden
            rows={[...versions]}
            rowKey={({ id }) => id}
            columns={[
              { key: 'version', label: 'Version', cell: (each) => <a href={frameworkAddress('', each)}>{`Version ${each.number}`}</a> },
              { key: 'status', label: 'Status', phone: 'bare', cell: (each) => `${statusWords[each.status]}${dateWords(each)}` },
              { key: 'items', label: 'Items', isNumber: true, cell: (each) => (each.items ?? 0).toLocaleString('en') },
            ]}
          />
          <p>
            <a href={`/frameworks/${version.slug}/compare`}>What changed between two versions</a>
          </p>
        </Section>
      )}
      <CiteAs line={citationLine(cited(origin, read))} address={status === 'adopted' ? own : null} />
    </Page>
  );
}

/** An address of a file, when it is one that a browser may open. */
function safeLink(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}
