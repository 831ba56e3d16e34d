-- What is looked at again once an item is published: its links, and whether its bytes still lie where they belong.

-- `broken_since`: the first of the looks in a row that found nothing behind it. `is_broken`: a later look found the same, so that one bad hour is not told to anybody.
alter table library_link add broken_since timestamptz, add is_broken boolean not null default false;
-- Whoever reads a version may know which of its links lead nowhere; everything else about them is its keepers'.
create policy broken_is_read on library_link for select to concord_app
  using (is_broken and exists (select from library_version v where v.item_id = library_link.item_id and v.number = library_link.number and v.published_at is not null));

-- Since when the bytes of a file are not where they belong; null while they are.
alter table library_file add missing_since timestamptz;

-- A published version's files are as unchangeable as itself: only what a program saw in them, and whoever brought them and is no more, may change. Files go with their version.
create function keep_library_file_as_it_was() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  loose text[] := array['look', 'words', 'previews', 'missing_since', 'brought_by'];
  of_item uuid := case when tg_op = 'DELETE' then old.item_id else new.item_id end;
  of_number int := case when tg_op = 'DELETE' then old.number else new.number end;
begin
  if exists (select from library_version v where v.item_id = of_item and v.number = of_number and v.published_at is not null)
    and (tg_op <> 'UPDATE' or (to_jsonb(new) - loose) <> (to_jsonb(old) - loose)) then raise exception 'A file of a published version is not changed.'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_library_file_as_it_was before insert or update or delete on library_file for each row execute function keep_library_file_as_it_was();

-- Collaborative-wide, for jobs: items that are no more, whatever took them away, until their bytes are gone too.
create table library_gone (item_id uuid primary key, gone_at timestamptz not null default now());
call keep_for_system('library_gone');
create function note_library_gone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into library_gone (item_id) values (old.id) on conflict do nothing;
  return null;
end $$;
create trigger note_library_gone after delete on library_item for each row execute function note_library_gone();

-- A link that its author answered for is not looked behind again; the job reads that.
create policy system on library_answer for select to concord_system using (true);
grant select on library_answer to concord_system;
