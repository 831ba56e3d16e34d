import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { markers } from '#app/ui/marked-words.ts';
import { lastPage } from '#app/ui/page-within.ts';
import { allDefinitions } from '../definitions.ts';
import type { FoundKind } from './found-kind.ts';
import { foundOnPage } from './schema.ts';

/** Something public in which all words were found: what it is, of what it is a part, where it stands, and its words with markers around those that were looked for. */
export type Found = {
  readonly kind: FoundKind;
  readonly within: string | null;
  readonly path: string;
  readonly title: string;
  readonly words: string;
};
/** One page of what was found. `counts`: how much of each kind. `isTooCommon`: only words that stand everywhere were asked for, so nothing was looked for. */
export type FoundPage = {
  readonly page: number;
  readonly total: number;
  readonly counts: Partial<Record<FoundKind, number>>;
  readonly found: readonly Found[];
  readonly isTooCommon: boolean;
};

/** Public things of one place: what of them fits the query (`kind`, `id`, `rank`), and how one of them (`f.id`) is shown (`path`, `title`, `words`, `within`). */
type Source = { readonly kinds: readonly FoundKind[]; readonly fits: RawBuilder<unknown>; readonly shown: RawBuilder<unknown> };

function sources(words: string, query: RawBuilder<unknown>): readonly Source[] {
  const rank = (search: RawBuilder<unknown>) => sql`fit_of(${search}, ${query})`;
  const [event, framework] = [
    sql`(coalesce(o.search, '') || e.search || coalesce(r.search, ''))`,
    sql`found_by(w.title || ' ' || w.creator, 'A')`,
  ];
  const [stream, us] = [
    sql`(found_by(s.title, 'A') || found_by(s.summary, 'B'))`,
    sql`(found_by(c.name, 'A') || found_by(c.mission || ' ' || c.about, 'C'))`,
  ];
  const ourId = sql`'00000000-0000-0000-0000-000000000000'::uuid`;
  return [
    {
      kinds: ['page', 'update'],
      fits: sql`select case p.kind when 'update' then 'update' else 'page' end, p.id, ${rank(sql`r.search`)}
        from site_page p join site_revision r on r.page_id = p.id and r.number = p.published_number where r.search @@ ${query}`,
      shown: sql`select case p.kind when 'update' then '/updates/' || p.slug when 'page' then '/pages/' || p.slug when 'home' then '/' else '/' || p.kind end,
        r.title, r.summary || ' ' || r.words, null from site_page p join site_revision r on r.page_id = p.id and r.number = p.published_number where p.id = f.id`,
    },
    {
      // Frameworks and the library are asked through indexes, which only functions may.
      kinds: ['competency'],
      fits: sql`select 'competency', item_id, rank from framework_saying(${query})`,
      shown: sql`select case when v.is_current and i.kind = 'competency' and i.code is not null then '/competencies/' || i.code else '/frameworks/' || w.slug || '/items/' || i.stable_id end,
        case when i.kind = 'competency' and i.code is not null then 'Competency ' || i.code else i.title end, i.text, case when not v.is_current then w.title end
        from framework_item i join framework_version v on v.id = i.framework_version_id join framework w on w.id = v.framework_id where i.id = f.id`,
    },
    {
      kinds: ['framework'],
      fits: sql`select 'framework', w.id, ${rank(framework)} from framework w
        where ${framework} @@ ${query} and exists (select from framework_version v where v.framework_id = w.id and v.status = 'adopted')`,
      shown: sql`select '/frameworks/' || w.slug, w.title, w.creator, null from framework w where w.id = f.id`,
    },
    {
      kinds: ['publication'],
      fits: sql`select 'publication', p.id, ${rank(sql`p.search`)} from publication p where p.published_at is not null and p.search @@ ${query}`,
      shown: sql`select '/publications/' || p.slug, p.title, concat_ws('. ', case when found_by(p.names, 'C') @@ ${query} then p.names end, p.container, nullif(p.summary, '')), null from publication p where p.id = f.id`,
    },
    {
      kinds: ['library'],
      fits: sql`select 'library', s.item_id, s.rank from library_saying(${words}) s join library_item i on i.id = s.item_id and i.visibility = 'public'`,
      shown: sql`select '/library/' || i.slug, v.title, concat_ws(chr(10), v.summary, v.description), null
        from library_item i join library_version v on v.item_id = i.id and v.number = i.published_number where i.id = f.id`,
    },
    {
      kinds: ['lesson'],
      fits: sql`select 'lesson', l.id, ${rank(sql`l.search`)} from lesson_edition l where l.state = 'standing' and l.audience = 'public' and l.search @@ ${query}`,
      shown: sql`select '/lessons/' || l.slug, l.title,
        concat_ws(chr(10), l.said->>'tried', l.said->>'happened'), null from lesson_edition l where l.id = f.id`,
    },
    {
      kinds: ['forum'],
      fits: sql`select 'forum', e.id, ${rank(event)} from forum_event e left join occasion o on o.id = e.occasion_id
        left join forum_recap r on r.event_id = e.id and r.published_at is not null where e.published_at is not null and ${event} @@ ${query}`,
      shown: sql`select '/forum/' || p.slug, p.title, concat_ws(chr(10), p.description, r.words), null
        from forum_programme p left join forum_recap r on r.event_id = p.id and r.published_at is not null where p.id = f.id`,
    },
    {
      kinds: ['series'],
      fits: sql`select 'series', s.id, ${rank(sql`s.search`)} from forum_series s where s.published_at is not null and s.search @@ ${query}`,
      shown: sql`select '/forum/series/' || s.slug, s.title, s.description, null from forum_series s where s.id = f.id`,
    },
    {
      kinds: ['speaker'],
      fits: sql`select 'speaker', s.id, ${rank(sql`s.search`)} from forum_speaker s where s.search @@ ${query}`,
      shown: sql`select '/forum/speakers/' || s.slug, s.name, concat_ws('. ', nullif(s.role, ''), nullif(s.affiliation, ''), nullif(s.biography, '')), null
        from forum_speaker s where s.id = f.id`,
    },
    {
      kinds: ['work'],
      fits: sql`select 'work', s.id, ${rank(stream)} from stream s where ${stream} @@ ${query}
        union all select 'work', ${ourId}, ${rank(us)} from collaborative c where ${us} @@ ${query}`,
      shown: sql`select '/work#' || s.id, s.title || ', ' || s.years, s.summary, null from stream s where s.id = f.id
        union all select '/work', c.name, c.mission || ' ' || c.about, null from collaborative c where f.id = ${ourId}`,
    },
    {
      kinds: ['member'],
      fits: sql`select 'member', s.id, ${rank(sql`found_by(s.name, 'A')`)} from school s where s.is_member and not s.is_sample and found_by(s.name, 'A') @@ ${query}`,
      shown: sql`select '/members', s.name, '', null from school s where s.id = f.id`,
    },
    {
      // What a figure means is looked for seldom, and says the words of all figures: it comes after what was published.
      kinds: ['definition'],
      fits: sql`select 'definition', md5(d.id)::uuid, ${rank(sql`d.search`)} / 10 from defined d where d.search @@ ${query}`,
      shown: sql`select '/definitions#' || d.id, d.term, d.definition, null from defined d where md5(d.id)::uuid = f.id`,
    },
  ];
}

let definedFigures: string | undefined;

/** The definitions of figures stand in no table, so the database says once what each is found by. */
async function defined({ tx }: Scope): Promise<RawBuilder<unknown>> {
  if (definedFigures === undefined) {
    const said = JSON.stringify(allDefinitions.map(({ id, term, definition }) => ({ id, term, definition })));
    const { rows } = await sql<{ figures: string }>`
      select jsonb_agg(to_jsonb(d) || jsonb_build_object('search', (found_by(d.term, 'A') || found_by(d.definition, 'C'))::text))::text as figures
      from jsonb_to_recordset(${said}::jsonb) as d(id text, term text, definition text)`.execute(tx);
    definedFigures = rows[0]!.figures;
  }
  return sql`defined as (select * from jsonb_to_recordset(${definedFigures}::jsonb) as d(id text, term text, definition text, search tsvector))`;
}

/**
 * Everything public in which the words are found, the best first, one page of it, or of one kind; words in quotation marks stand together, a minus leaves out. A page after the last
 * is the last. The database ranks and marks; what it marks is drawn by us.
 */
export async function foundInPublic(
  scope: Scope,
  { words, page, kind = null }: { words: string; page: number; kind?: FoundKind | null },
): Promise<FoundPage> {
  if (words === '') return { page: 1, total: 0, counts: {}, found: [], isTooCommon: false };
  const query = sql`websearch_to_tsquery('english', replace(${words}, '’', ''''))`;
  const all = sources(words, query);
  const figures = await defined(scope);
  const fits = sql.join(
    all.map((source) => source.fits),
    sql` union all `,
  );
  const { rows } = await sql<{ counts: FoundPage['counts']; best: { kind: FoundKind; id: string }[]; isTooCommon: boolean }>`
    with ${figures}, fitting (kind, id, rank) as materialized (${fits}),
    best as (select * from fitting where ${kind}::text is null or kind = ${kind} order by rank desc, kind, id limit ${foundOnPage} offset ${(page - 1) * foundOnPage})
    select coalesce((select jsonb_object_agg(c.kind, c.count) from (select kind, count(*) from fitting group by kind) c), '{}') as counts,
      coalesce((select jsonb_agg(jsonb_build_object('kind', b.kind, 'id', b.id) order by b.rank desc, b.kind, b.id) from best b), '[]') as best,
      numnode(${query}) = 0 as is_too_common`.execute(scope.tx);
  const { counts, best, isTooCommon } = rows[0]!;
  const total = kind === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : (counts[kind] ?? 0);
  const last = lastPage(total, foundOnPage);
  if (page > last) return foundInPublic(scope, { words, page: last, kind });
  if (best.length === 0) return { page, total, counts, found: [], isTooCommon };
  const shown = sql.join(
    all
      .filter(({ kinds }) => best.some((each) => kinds.includes(each.kind)))
      .map((source) => sql`select each.* from (${source.shown}) each where f.kind in (${sql.join(source.kinds)})`),
    sql` union all `,
  );
  const clean = (text: RawBuilder<unknown>) => sql`translate(${text}, ${markers.start + markers.stop}, '')`;
  // Without the signs of Markdown, which stand in what was written.
  const read = sql`regexp_replace(regexp_replace(left(s.words, 20000), '\\[([^\\]]{0,200})\\]\\([^)]{0,200}\\)', '\\1', 'g'), '^[ \\t]*(#+|>|[-*+]|\\d+\\.)[ \\t]+|\\*+|\`+', '', 'gn')`;
  const marks = `StartSel=${markers.start}, StopSel=${markers.stop}`;
  const { rows: found } = await sql<Found>`
    with ${figures}, f as (select * from unnest(${best.map((each) => each.kind)}::text[], ${best.map(({ id }) => id)}::uuid[]) with ordinality as f(kind, id, place))
    select f.kind, s.within, s.path, ts_headline('english', ${clean(sql`s.title`)}, ${query}, ${`${marks}, HighlightAll=true`}) as title,
      ts_headline('english', ${clean(read)}, ${query}, case when length(s.words) < 240 then ${`${marks}, HighlightAll=true`} else ${`${marks}, MaxFragments=2, MaxWords=28, MinWords=10, FragmentDelimiter=" … "`} end) as words
    from f cross join lateral (${shown}) s (path, title, words, within) order by f.place`.execute(scope.tx);
  return { page, total, counts, found, isTooCommon };
}
