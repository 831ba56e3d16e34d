import { termsLd } from '#app/platform/linked-data.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { citationLine } from '../citation.ts';
import { CiteAs } from '../parts/cite-as.tsx';
import { OutlineReading } from '../parts/outline-reading.tsx';
import { type Elsewhere, itemReading } from '../queries.server.ts';
import { itemIdOf } from '../schema.ts';
import { kindWords, statusWords } from '../words.ts';
import { cited } from '../written.ts';
import type { Route } from './+types/item';

export const headers = publicHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { items: _, ...read } = await publicly((scope) => itemReading(scope, { slug: params.framework, stableId: itemIdOf(params.item) }));
  return { read, origin: originOf(request) };
}

export default function ItemPage({ loaderData: { read, origin } }: Route.ComponentProps) {
  const { version, item, above, below, before, after, wordings, replacedBy, relations } = read;
  const base = `/frameworks/${version.slug}`;
  const own = `${base}/items/${item.stableId}`;
  const name = item.code ?? kindWords[item.kind];
  const title = item.shortTitle ?? (item.code === null ? item.title : `${kindWords[item.kind]} ${item.code}`);
  return (
    <Page
      title={title}
      crumbs={[
        { label: 'Frameworks', to: '/frameworks' },
        { label: version.title, to: base },
        ...above.map((each) => ({ label: each.title, to: `${base}/items/${each.stableId}` })),
        { label: name },
      ]}
    >
      <PublicHead
        title={`${title} · ${version.title}`}
        description={item.text}
        ld={(site) =>
          termsLd(site, { path: base, title: version.title, terms: [{ code: item.code, title: item.title, text: item.text, path: own }] })
        }
      />
      <link rel="alternate" type="application/ld+json" href={`${own}.jsonld`} />
      {version.status !== 'adopted' && (
        <p className="note attention">This belongs to version {version.number}, which is no longer in force.</p>
      )}
      {replacedBy.length > 0 && (
        <p className="note">
          Replaced by{' '}
          {replacedBy.map((to, at) => (
            <span key={to.stableId}>
              {at > 0 && ', '}
              <ElsewhereLink to={to} />
            </span>
          ))}
        </p>
      )}
      <blockquote className="statement">
        <p className="reader-words">{item.text}</p>
      </blockquote>
      <p className="source">
        {kindWords[item.kind]} {item.code} of <a href={`${base}#${item.stableId}`}>{version.title}</a>, version {version.number},{' '}
        {statusWords[version.status]}.
      </p>
      {item.publishedText && (
        <Section title="As published">
          <p className="prose">“{item.publishedText}”</p>
          <p className="muted small">Where the wording differs from the published one, here it stands as it was published.</p>
        </Section>
      )}
      {below.length > 0 && (
        <Section title={below.every(({ kind }) => kind === 'milestone') ? 'Milestones' : 'What belongs to it'}>
          <OutlineReading items={below} base={base} />
        </Section>
      )}
      {relations.length > 0 && (
        <Section title="In other frameworks">
          <ul className="links">
            {relations.map(({ relation, to, note }) => (
              <li key={`${relation} ${to.stableId}`}>
                {`This is ${relation} `}
                <ElsewhereLink to={to} />
                {` in ${to.framework}`}
                {note && <span className="muted">. {note}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {wordings.length > 1 && (
        <Section title="Its wording in each version">
          <dl className="facts">
            {wordings.map(({ number, status, text }) => (
              <div key={number}>
                <dt>{`Version ${number}, ${statusWords[status as keyof typeof statusWords]}`}</dt>
                <dd className="reader-words">{text}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <CiteAs line={citationLine(cited(origin, read))} address={own} />
      <p className="bar no-print">
        <a href={`${own}.json`}>JSON</a>
        <a href={`${own}.jsonld`}>JSON-LD</a>
        <a href={`${own}.csv`} download>
          CSV
        </a>
        <a href={`/ims/case/v1p1/CFItems/${item.stableId}`}>CASE 1.1</a>
      </p>
      {(before || after) && (
        <nav className="bar no-print" aria-label="Before and after">
          {before && <a href={`${base}/items/${before.stableId}`}>Before: {before.title}</a>}
          {after && (
            <a className="push" href={`${base}/items/${after.stableId}`}>
              Next: {after.title}
            </a>
          )}
        </nav>
      )}
    </Page>
  );
}

function ElsewhereLink({ to }: { to: Elsewhere }) {
  return (
    <a href={`/frameworks/${to.slug}/items/${to.stableId}`}>
      {to.code && <span className="num">{to.code} </span>}
      {to.title}
    </a>
  );
}
