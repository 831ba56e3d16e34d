-- Search over everything public: every source says what it is found by, its title before the rest. Row-level security decides what a reader finds.

-- What a text is found by, with its weight ('A' to 'D'); typographic apostrophes are those that people type.
create function found_by(said text, weight "char") returns tsvector immutable parallel safe language sql as $$
  select setweight(to_tsvector('english', replace(left(coalesce(said, ''), 100000), '’', '''')), weight)
$$;
create function found_by(said text[], weight "char") returns tsvector immutable parallel safe language sql as $$
  select found_by(array_to_string(said, ' '), weight)
$$;

-- The names of authors and editors, as they stand in their own table.
alter table publication add column names text not null default '';
create function keep_names_of_publications() returns trigger language plpgsql as $$
begin
  update publication p set names = coalesce((select string_agg(coalesce(a.body, concat_ws(' ', a.given, a.family)), ', ' order by a.role, a.position)
    from publication_author a where a.publication_id = p.id), '') where p.id in (select t.publication_id from touched t);
  return null;
end $$;
create trigger names_come after insert on publication_author referencing new table as touched for each statement execute function keep_names_of_publications();
create trigger names_change after update on publication_author referencing new table as touched for each statement execute function keep_names_of_publications();
create trigger names_go after delete on publication_author referencing old table as touched for each statement execute function keep_names_of_publications();
update publication_author set position = position;

alter table publication add column search tsvector not null generated always as
  (found_by(title, 'A') || found_by(coalesce(container, '') || ' ' || summary, 'B') || found_by(names, 'C')) stored;
alter table occasion add column search tsvector not null generated always as (found_by(title, 'A')) stored;
alter table forum_event add column search tsvector not null generated always as
  (found_by(title, 'A') || found_by(topics, 'B') || found_by(description || ' ' || host, 'C')) stored;
alter table forum_recap add column search tsvector not null generated always as (found_by(words, 'D') || found_by(tries, 'D')) stored;
alter table forum_series add column search tsvector not null generated always as (found_by(title, 'A') || found_by(description || ' ' || host, 'B')) stored;
alter table forum_speaker add column search tsvector not null generated always as
  (found_by(name, 'A') || found_by(role || ' ' || affiliation, 'B') || found_by(biography, 'C')) stored;

-- Frameworks may be long, so their items are asked through an index. Under row-level security PostgreSQL may not ask it before it has read whose row it is; so this function
-- runs with its owner's rights and answers only what stands in a version in force, which everybody reads.
create index framework_item_said on framework_item using gin ((found_by(text, 'A')));
create function framework_saying(sought tsquery) returns table (item_id uuid, rank real)
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, ts_rank(found_by(i.text, 'A'), sought) from framework_item i join framework_version v on v.id = i.framework_version_id
  where found_by(i.text, 'A') @@ sought and v.status = 'adopted'
$$;
revoke execute on function framework_saying from public;
grant execute on function framework_saying to concord_app;

-- How well an item fits is said by its own words. Those of its files let it be found, but to weigh thousands of them for each search costs more than it says.
alter table library_version add column ranked tsvector not null generated always as
  (found_by(left(title, 500), 'A') || found_by(left(summary, 2000), 'B') || found_by(left(description, 2000), 'C')) stored;
create or replace function keep_library_version_as_it_was() returns trigger language plpgsql as $$
declare loose text[] := array['adapts_item_id', 'adapts_number', 'begun_by', 'published_by', 'search', 'ranked'];
begin
  if old.published_at is not null and (to_jsonb(new) - loose) <> (to_jsonb(old) - loose) then raise exception 'A published version is not changed.'; end if;
  return new;
end $$;
create or replace function library_saying(sought text) returns table (item_id uuid, number int, rank real)
  language sql stable security definer set search_path = public, pg_temp as $$
  select v.item_id, v.number, ts_rank(v.ranked, q.query)
  from library_version v join library_item i on i.id = v.item_id and i.published_number = v.number, websearch_to_tsquery('english', replace(sought, '’', '''')) as q(query)
  where v.search @@ q.query and i.withdrawn_at is null
    and (v.visibility = 'public' or v.visibility = 'collaborative' and (own_person() is not null or has_role('operator')) or i.for_school_id = own_school())
$$;
