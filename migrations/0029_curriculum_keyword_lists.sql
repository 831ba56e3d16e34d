-- Keyword lists have versions. A draft is edited; an adopted one never changes, so that every school and every year can say which instrument it was read with.
alter table keyword_list add column slug text, add column status text not null default 'adopted' check (status in ('draft', 'adopted')),
  add column negation_before text[] not null default '{}', add column negation_after text[] not null default '{}',
  add column negation_window int not null default 5 check (negation_window between 0 and 20),
  add column adopted_at timestamptz, add column changed_at timestamptz not null default now(),
  add constraint a_draft_is_not_in_use check (status = 'adopted' or not is_current);
update keyword_list set slug = coalesce(nullif(trim(both '-' from regexp_replace(lower(left(name, 60)), '[^a-z0-9]+', '-', 'g')), ''), 'list');
alter table keyword_list alter column slug set not null, add unique (slug, version);
create unique index one_draft_of_a_keyword_list on keyword_list (slug) where status = 'draft';
alter table keyword_list alter column status set default 'draft';

-- A keyword keeps its stable id from version to version as long as it proposes the same competency. `synonyms` find it as its phrase does; a place does not count where
-- an exclusion stands, nor in an activity that has none of the context words, if any are named.
alter table keyword add column stable_id uuid not null default gen_random_uuid(), add column synonyms text[] not null default '{}',
  add column exclusions text[] not null default '{}', add column context text[] not null default '{}', add column changed_at timestamptz not null default now(),
  add unique (keyword_list_id, stable_id);
create index on keyword (stable_id);

-- Only which version is in use may change once a list is adopted.
create function keep_adopted_keyword_list() returns trigger language plpgsql as $$
begin
  if old.status = 'adopted' and (tg_op = 'DELETE' or to_jsonb(new) - 'is_current' <> to_jsonb(old) - 'is_current')
  then raise exception 'An adopted keyword list is not changed.'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_adopted before update or delete on keyword_list for each row execute function keep_adopted_keyword_list();
create function keep_adopted_keywords() returns trigger language plpgsql as $$
begin
  if exists (select from keyword_list l where l.status = 'adopted' and l.id in (case when tg_op <> 'INSERT' then old.keyword_list_id end, case when tg_op <> 'DELETE' then new.keyword_list_id end))
  then raise exception 'The keywords of an adopted list are not changed.'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_adopted before insert or update or delete on keyword for each row execute function keep_adopted_keywords();
