import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { markedPieces } from '#app/ui/marked-words.ts';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { foundOnPage, SearchWords } from '../schema.ts';
import { foundInPublic } from '../search-queries.server.ts';
import type { Route } from './+types/search';

export const headers = publicHeaders;

export async function loader({ request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const { q, page } = SearchWords.parse(Object.fromEntries(searchParams));
  return { q, page, search, ...(await publicly((scope) => foundInPublic(scope, { words: q, page }))) };
}

export default function Search({ loaderData: { q, page, search, total, found } }: Route.ComponentProps) {
  return (
    <Page title="Search" status={q && count(total, 'place', 'places')}>
      <PublicHead title={q ? `${q} · Search` : 'Search'} description="Search everything that the collaborative has published." />
      <search>
        <form action="/search" className="bar fields">
          <span className="field">
            <label htmlFor="q">What are you looking for?</label>
            <input id="q" name="q" type="search" defaultValue={q} maxLength={200} />
          </span>
          <Button kind="primary">Search</Button>
        </form>
      </search>
      {q === '' && <Ways title="Or begin here" />}
      {q !== '' && total === 0 && (
        <>
          <p>
            Nothing public holds all of these words. Try fewer or other words; “students want” in quotation marks stands together, -forum
            leaves out.
          </p>
          <Ways title="Or look here" />
        </>
      )}
      {found.length > 0 && (
        <ol className="news" aria-label="What was found">
          {found.map(({ kind, path, title, words }) => (
            <li key={`${path} ${title}`}>
              <a href={path}>
                <Marked text={title} />
              </a>
              {words && (
                <p>
                  <Marked text={words} />
                </p>
              )}
              <p className="muted small">{kind}</p>
            </li>
          ))}
        </ol>
      )}
      <Pagination page={page} size={foundOnPage} total={total} noun="places" search={search} />
    </Page>
  );
}

function Marked({ text }: { text: string }) {
  return markedPieces(text).map((piece, at) => (piece.isFound ? <mark key={String(at)}>{piece.text}</mark> : piece.text));
}

function Ways({ title }: { title: string }) {
  return (
    <section className="flow" aria-labelledby="ways">
      <h2 id="ways">{title}</h2>
      <ul className="links">
        <li>
          <a href="/competencies">The competencies</a>
        </li>
        <li>
          <a href="/work">Our work</a>
        </li>
        <li>
          <a href="/library">Program content</a>
        </li>
        <li>
          <a href="/forum">The forum</a>
        </li>
        <li>
          <a href="/updates">Updates</a>
        </li>
        <li>
          <a href="/members">Members</a>
        </li>
      </ul>
    </section>
  );
}
