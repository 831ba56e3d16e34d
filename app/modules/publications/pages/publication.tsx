import type { ReactNode } from 'react';
import { articleLd } from '#app/platform/linked-data.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { CitationFiles } from '#app/ui/citation-files.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { plain, styles } from '../citation.ts';
import { issuedInWords } from '../issued.ts';
import { CitedInStyles } from '../parts/cited-in-styles.tsx';
import { linksOf, publicationNamed, updatesAbout } from '../queries.server.ts';
import { type Author, kinds } from '../record.ts';
import type { Route } from './+types/publication';

export const headers = publicHeaders;

export function loader({ params }: Route.LoaderArgs) {
  return publicly(async (scope) => {
    const { id, slug, record, summary, sourceTitle, sourceUrl } = await publicationNamed(scope, params.publication);
    const { streams, competencies, lessons } = await linksOf(scope, id);
    const links = { streams, competencies, lessons: lessons.map(({ slug: lesson, title, school }) => ({ lesson, title, school })) };
    return { slug, record, summary, sourceTitle, sourceUrl, links, updates: await updatesAbout(scope, id) };
  });
}

export default function PublicationPage({
  loaderData: { slug, record, summary, sourceTitle, sourceUrl, links, updates },
}: Route.ComponentProps) {
  const { kind, title, authors, editors, container, edition, publisher, place, issued, doi, pmid, pmcid, url } = record;
  const address = `/publications/${slug}`;
  const outside = [
    doi !== null && { to: `https://doi.org/${doi}`, label: `doi.org/${doi}` },
    pmid !== null && { to: `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`, label: `PubMed ${pmid}` },
    pmcid !== null && { to: `https://pmc.ncbi.nlm.nih.gov/articles/${pmcid}/`, label: `PubMed Central ${pmcid}, free to read` },
    url !== null && { to: url, label: new URL(url).host },
  ].filter((each) => each !== false);
  const facts: [string, ReactNode][] = [
    ['Authors', <Names key="authors" authors={authors} />],
    ['Editors', editors.length > 0 && <Names key="editors" authors={editors} />],
    ['Published in', container],
    ['Edition', edition],
    ['Publisher', [place, publisher].filter(Boolean).join(': ')],
    ['Date', issuedInWords(issued)],
    ['Read it at', outside.length > 0 && <Outside key="outside" links={outside} />],
  ];
  return (
    <Page title={title} crumbs={[{ label: 'Publications', to: '/publications' }, { label: kinds[kind] }]}>
      <PublicHead
        title={title}
        description={plain(styles.ama.cite(record))}
        kind="article"
        published={issued}
        ld={(site) =>
          articleLd(site, {
            ...record,
            path: address,
            journal: container,
            authors: authors.map((author) => ({ name: nameOf(author), isBody: author.body !== null, orcid: author.orcid })),
          })
        }
      />
      <Facts facts={facts.filter(([, said]) => said)} />
      {summary && (
        <Section title="In short">
          <Prose markdown={summary} from={3} />
        </Section>
      )}
      <Section title="Cite as">
        <CitedInStyles record={record} />
        <CitationFiles address={address} />
      </Section>
      {links.streams.length + links.competencies.length + links.lessons.length > 0 && (
        <Section title="What it came from">
          <ul className="links">
            {links.streams.map(({ id, years, title: stream }) => (
              <li key={id}>
                <a href={`/work#${id}`}>
                  {years}: {stream}
                </a>
              </li>
            ))}
            {links.competencies.map(({ stableId, code, shortTitle, title: whole }) => (
              <li key={stableId}>
                <a href={`/competencies/${code}`}>
                  Competency {code}: {shortTitle ?? whole}
                </a>
              </li>
            ))}
            {links.lessons.map(({ lesson, title: tried, school }) => (
              <li key={lesson}>
                <a href={`/lessons/${lesson}`}>Lesson: {tried}</a>
                <span className="muted">, {school}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {updates.length > 0 && (
        <Section title="Updates about it">
          <ul className="links">
            {updates.map(({ slug: update, dated, title: news }) => (
              <li key={update}>
                <a href={`/updates/${update}`}>{news}</a>
                <p className="muted small">{issuedInWords(dated)}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {sourceTitle && (
        <p className="source">Source of this record: {sourceUrl === null ? sourceTitle : <a href={sourceUrl}>{sourceTitle}</a>}.</p>
      )}
    </Page>
  );
}

function nameOf({ family, given, suffix, body }: Author): string {
  return body ?? [given, family, suffix].filter(Boolean).join(' ');
}

function Names({ authors }: { authors: readonly Author[] }) {
  return authors.map((author, at) => (
    <span key={nameOf(author)}>
      {at > 0 && ', '}
      {author.orcid === null ? nameOf(author) : <a href={`https://orcid.org/${author.orcid}`}>{nameOf(author)}</a>}
    </span>
  ));
}

function Outside({ links }: { links: readonly { to: string; label: string }[] }) {
  return links.map(({ to, label }, at) => (
    <span key={to}>
      {at > 0 && ' · '}
      <a href={to}>{label}</a>
    </span>
  ));
}
