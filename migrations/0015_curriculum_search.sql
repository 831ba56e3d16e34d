-- Words in texts and objectives. Under row-level security PostgreSQL may not ask an index about words before it has read the row's school, since the operator
-- could tell of rows that it refuses; so these functions run with their owner's rights and hold the policy's own condition themselves. `most` bounds the work.
create function activities_saying(sought text, of_year text, most int) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id from activity a where a.school_id = own_school() and a.year = of_year and a.removed_at is null
    and a.words @@ websearch_to_tsquery('english', sought) limit most
$$;
create function activities_with_objective_saying(sought text, of_year text, most int) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct l.activity_id from (
    select ao.activity_id from objective o join activity_objective ao on ao.school_id = o.school_id and ao.objective_id = o.id
    where o.school_id = own_school() and o.year = of_year and o.words @@ websearch_to_tsquery('english', sought) limit most) l
$$;

-- A typographic apostrophe is an apostrophe: without this, “patients’” would be a word of its own that no search finds.
drop index activity_words, objective_words;
alter table activity drop column words, add column words tsvector not null generated always as
  (setweight(to_tsvector('english', replace(left(title, 500), '’', '''')), 'A') || to_tsvector('english', replace(left(coalesce(description, ''), 100000), '’', ''''))) stored;
create index activity_words on activity using gin (words);
alter table objective drop column words, add column words tsvector not null generated always as (to_tsvector('english', replace(left(text, 100000), '’', ''''))) stored;
create index objective_words on objective using gin (words);
