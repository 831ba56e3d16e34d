import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { markers } from '#app/ui/marked-words.ts';
import { foundOnPage } from './schema.ts';

/** Something public in which all words were found: what it is, where it stands, and its words with markers around those that were looked for. */
export type Found = { readonly kind: string; readonly path: string; readonly title: string; readonly words: string };

/** Every kind of public thing as one statement of the same columns: kind, path, title, the words to show, and a tsvector in which the title weighs most. */
function sources(words: string): ReadonlyArray<RawBuilder<unknown>> {
  return [
    sql`select case p.kind when 'update' then 'Update' else 'Page' end as kind,
      case p.kind when 'update' then '/updates/' || p.slug when 'page' then '/pages/' || p.slug when 'home' then '/' else '/' || p.kind end as path,
      r.title, r.summary || ' ' || r.words as words, r.search
    from site_page p join site_revision r on r.page_id = p.id and r.number = p.published_number`,
    sql`select 'Competency', '/competencies/' || c.code, 'Competency ' || c.code, c.text,
      setweight(to_tsvector('english', replace(c.text, '’', '''')), 'A')
    from framework_version v join framework_item c on c.framework_version_id = v.id and c.kind = 'competency' and c.code is not null where v.is_current`,
    sql`select 'Publication', '/publications/' || p.slug, p.title, p.summary,
      setweight(to_tsvector('english', replace(p.title, '’', '''')), 'A') || setweight(to_tsvector('english', coalesce(p.container, '') || ' ' || replace(p.summary, '’', '''')), 'B')
      || setweight(to_tsvector('simple', coalesce((select string_agg(coalesce(a.body, a.family || ' ' || coalesce(a.given, '')), ' ') from publication_author a where a.publication_id = p.id), '')), 'C')
    from publication p where p.published_at is not null`,
    // Two thousand items with the words of their files are asked through the index that their own function may use.
    sql`select 'Library', '/library/' || i.slug, v.title, v.summary || ' ' || v.description, v.search
    from library_saying(${words}) s join library_item i on i.id = s.item_id join library_version v on v.item_id = s.item_id and v.number = s.number where v.visibility = 'public'`,
    sql`select 'Lesson', '/lessons/' || l.slug, l.title, regexp_replace(coalesce(l.said->>'tried', '') || ' ' || coalesce(l.said->>'happened', ''), '[*_#>\`\\[\\]]', '', 'g'), l.search
    from lesson_edition l where l.state = 'standing' and l.audience = 'public'`,
    sql`select 'Forum', '/forum/' || p.slug, p.title, regexp_replace(p.description, '[*_#>\`\\[\\]]', '', 'g'),
      setweight(to_tsvector('english', replace(p.title, '’', '''')), 'A') || setweight(to_tsvector('english', replace(p.description, '’', '''') || ' ' || array_to_string(p.topics, ' ')), 'B')
    from forum_programme p where p.published_at is not null`,
    sql`select 'Our work', '/work', s.title || ', ' || s.years, s.summary,
      setweight(to_tsvector('english', s.title), 'A') || setweight(to_tsvector('english', s.summary), 'B') from stream s`,
    sql`select 'Member', '/members', s.name, '', setweight(to_tsvector('english', s.name), 'A') from school s where s.is_member and not s.is_sample`,
    sql`select 'Our work', '/work', c.name, c.mission || ' ' || c.about,
      setweight(to_tsvector('english', c.name), 'A') || setweight(to_tsvector('english', c.mission || ' ' || c.about), 'C') from collaborative c`,
  ];
}

/**
 * Everything public in which the words are found, the best first, one page of it; words in quotation marks stand together, a minus leaves out. The database ranks and
 * marks; what it marks is drawn by us.
 */
export async function foundInPublic(
  { tx }: Scope,
  { words, page }: { words: string; page: number },
): Promise<{ total: number; found: Found[] }> {
  if (words === '') return { total: 0, found: [] };
  const options = `StartSel=${markers.start}, StopSel=${markers.stop}, MaxFragments=2, MaxWords=28, MinWords=10, FragmentDelimiter=" … "`;
  const clean = (text: RawBuilder<unknown>) => sql`translate(${text}, ${markers.start + markers.stop}, '')`;
  const { rows } = await tx.executeQuery(
    sql<Found & { total: number }>`
      with asked as (select websearch_to_tsquery('english', replace(${words}, '’', '''')) as query),
      everything (kind, path, title, words, search) as (${sql.join(sources(words), sql` union all `)}),
      found as (select e.*, count(*) over ()::int as total from everything e, asked where e.search @@ asked.query
        order by ts_rank(e.search, asked.query) desc, e.title limit ${foundOnPage} offset ${(page - 1) * foundOnPage})
      select f.kind, f.path, f.total, ts_headline('english', ${clean(sql`f.title`)}, asked.query, ${`StartSel=${markers.start}, StopSel=${markers.stop}, HighlightAll=true`}) as title,
        ts_headline('english', ${clean(sql`left(f.words, 20000)`)}, asked.query, ${options}) as words from found f, asked`.compile(tx),
  );
  return { total: rows[0]?.total ?? 0, found: rows.map(({ kind, path, title, words: said }) => ({ kind, path, title, words: said })) };
}
