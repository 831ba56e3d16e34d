import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { markedPieces } from '#app/ui/marked-words.ts';
import { Page } from '#app/ui/page.tsx';
import { lastPage } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { type FoundKind, foundKinds } from '../found-kind.ts';
import { foundOnPage, mostSought, SearchWords } from '../schema.ts';
import { foundInPublic } from '../search-queries.server.ts';
import type { Route } from './+types/search';

export const headers = publicHeaders;

export async function loader({ request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const { q, kind, page } = SearchWords.parse(Object.fromEntries(searchParams));
  const isCut = (searchParams.get('q') ?? '').trim().length > mostSought;
  return { q, kind, search, isCut, ...(await publicly((scope) => foundInPublic(scope, { words: q, page, kind }))) };
}

export default function Search({ loaderData }: Route.ComponentProps) {
  const { q, kind, page, search, isCut, total, counts, found, isTooCommon } = loaderData;
  const isLast = page === lastPage(total, foundOnPage);
  return (
    <Page title="Search" status={q && count(total, 'result', 'results')}>
      <PublicHead title={q ? `${q} · Search` : 'Search'} description="Search everything that the collaborative has published." />
      <search>
        <form action="/search" className="bar fields">
          <span className="field">
            <label htmlFor="q">What are you looking for?</label>
            <input id="q" name="q" type="search" defaultValue={q} maxLength={mostSought} />
          </span>
          <Button kind="primary">Search</Button>
        </form>
      </search>
      {isCut && <p>That was long: only its first {mostSought} letters were looked for.</p>}
      {q !== '' && <Kinds q={q} kind={kind} counts={counts} />}
      {q !== '' && total === 0 && <Nothing q={q} kind={kind} isTooCommon={isTooCommon} />}
      {found.length > 0 && (
        <ol className="news" start={(page - 1) * foundOnPage + 1} aria-label="What was found">
          {found.map(({ kind: of, within, path, title, words }) => (
            <li key={`${of} ${path} ${title}`}>
              <a href={path}>
                <Marked text={title} />
              </a>
              {words && (
                <p>
                  <Marked text={asExcerpt(words)} />
                </p>
              )}
              <p className="muted small">{[foundKinds[of][0], within].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </ol>
      )}
      <Pagination page={page} size={foundOnPage} total={total} noun="results" search={search} />
      {isLast && <Ways title={q === '' ? 'Or begin here' : 'Or look here'} />}
    </Page>
  );
}

/** What was found by its kind, each with how much of it; a choice only where there are several. */
function Kinds({ q, kind, counts }: { q: string; kind: FoundKind | null; counts: Partial<Record<FoundKind, number>> }) {
  const there = (Object.keys(foundKinds) as FoundKind[]).filter((each) => counts[each] || each === kind);
  if (there.length < 2 && kind === null) return null;
  const address = (of: FoundKind | null) => `?${new URLSearchParams({ q, ...(of && { kind: of }) })}`;
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return (
    <Choices
      label="Kinds of what was found"
      options={[
        { to: address(null), label: `Everything ${all.toLocaleString('en')}`, isCurrent: kind === null },
        ...there.map((each) => ({
          to: address(each),
          label: `${foundKinds[each][1]} ${(counts[each] ?? 0).toLocaleString('en')}`,
          isCurrent: each === kind,
        })),
      ]}
    />
  );
}

function Nothing({ q, kind, isTooCommon }: { q: string; kind: FoundKind | null; isTooCommon: boolean }) {
  if (isTooCommon)
    return <p>These words, or signs, stand on every page, so there is nothing to tell pages apart by. Add a word of your subject.</p>;
  if (kind !== null)
    return (
      <p>
        Nothing of this kind holds all of these words. <a href={`?${new URLSearchParams({ q })}`}>Look among everything</a>.
      </p>
    );
  return (
    <p>
      Nothing public holds all of these words. Try fewer or other words; “students want” in quotation marks stands together, -forum leaves
      out.
    </p>
  );
}

function Marked({ text }: { text: string }) {
  return markedPieces(text).map((piece, at) => (piece.isFound ? <mark key={String(at)}>{piece.text}</mark> : piece.text));
}

/** Words out of the middle of a text say so. */
function asExcerpt(words: string): string {
  const plain = markedPieces(words)
    .map(({ text }) => text)
    .join('');
  const lead = /^\p{Ll}/u.test(plain) ? '… ' : '';
  const trail = plain.length > 100 && /[\p{L},;:]$/u.test(plain) ? ' …' : '';
  return lead + words + trail;
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
          <a href="/publications">Publications</a>
        </li>
        <li>
          <a href="/library">Library</a>
        </li>
        <li>
          <a href="/lessons">Lessons</a>
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
