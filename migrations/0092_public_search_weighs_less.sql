-- A list asks of every row whether the reader sees it: what anybody reads is asked first, since most rows are that.
alter policy read on library_item
  using (published_number is not null and reads_library(visibility, for_school_id) or keeps_library_of(for_school_id));
alter policy read on library_version using (
  published_at is not null and (visibility = 'public' or visibility = 'collaborative' and ((select own_person()) is not null or (select has_role('operator')))
      or item_id in (select i.id from library_item i where i.for_school_id = (select own_school())))
    and item_id in (select i.id from library_item i where i.withdrawn_at is null)
  or item_id in (select i.id from library_item i where keeps_library_of(i.for_school_id)));

-- How well words fit is the sum of how often each stands. How near they stand to each other takes the product of that, and tells little more.
create function fit_of(said tsvector, sought tsquery) returns real immutable parallel safe language sql as $$
  select ts_rank(said, sought || sought)
$$;
create or replace function framework_saying(sought tsquery) returns table (item_id uuid, rank real)
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, fit_of(found_by(i.text, 'A'), sought) from framework_item i join framework_version v on v.id = i.framework_version_id
  where found_by(i.text, 'A') @@ sought and v.status = 'adopted'
$$;
create or replace function library_saying(sought text) returns table (item_id uuid, number int, rank real)
  language sql stable security definer set search_path = public, pg_temp as $$
  select v.item_id, v.number, fit_of(v.ranked, q.query)
  from library_version v join library_item i on i.id = v.item_id and i.published_number = v.number, websearch_to_tsquery('english', replace(sought, '’', '''')) as q(query)
  where v.search @@ q.query and i.withdrawn_at is null
    and (v.visibility = 'public' or v.visibility = 'collaborative' and (own_person() is not null or has_role('operator')) or i.for_school_id = own_school())
$$;
