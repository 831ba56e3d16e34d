-- Borders that only the commands held so far are held here too, for whoever finds a way around a command.

-- A draft stays with its item: whoever keeps one item brings no version into another's.
drop policy kept on library_version;
create policy kept on library_version for update to concord_app
  using (published_at is null and exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)))
  with check (exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)));
-- Whoever convenes takes back what others can read, and writes nothing else of a school's item: its readers, its owner and what stands of it are the school's to say.
create function keep_library_item_of_its_owner() returns trigger language plpgsql as $$
declare taken_back text[] := array['withdrawn_at', 'withdrawn_reason'];
begin
  if current_user = 'concord_app' and not keeps_library_of(old.for_school_id) and not has_role('operator') and (to_jsonb(new) - taken_back) <> (to_jsonb(old) - taken_back)
    then raise exception 'Only whoever keeps an item changes it.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger of_its_owner before update on library_item for each row execute function keep_library_item_of_its_owner();

-- What was asked for stays as it was asked: its holder says that it was used, and not that another address was confirmed.
revoke update on place_ask from concord_app;
grant update (used_at) on place_ask to concord_app;

-- An edition has the address of its own lesson, and its figures and quotes are those it was given out with: what another school read is what stands.
drop policy own_gives on lesson_edition;
create policy own_gives on lesson_edition for insert to concord_app with check
  (exists (select from lesson l where l.id = lesson_edition.lesson_id and l.slug = lesson_edition.slug) and (select has_role('lead', 'faculty', 'operator'))
    and (named_school_id is null or named_school_id = (select own_school())));
drop policy own_writes on lesson_figure;
create policy own_writes on lesson_figure for insert to concord_app with check
  (for_school_id = (select own_school()) and exists (select from lesson_edition e join lesson l on l.id = e.lesson_id where e.id = edition_id and e.given_at = now()));
drop policy own_writes on lesson_quote;
create policy own_writes on lesson_quote for insert to concord_app with check
  (exists (select from lesson_edition e join lesson l on l.id = e.lesson_id where e.id = edition_id and e.given_at = now()));

-- Few mails to one address in a day, too: five in every quarter of an hour, asked for from many networks, would fill somebody's mail with what they never asked for.
create or replace function limit_place_asks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext(new.mail)), pg_advisory_xact_lock(hashtext(new.address));
  delete from place_ask where asked_at < now() - interval '1 day' and expires_at < now();
  if (select count(*) from place_ask where mail = new.mail and asked_at > now() - interval '15 minutes') >= 5
    or (select count(*) from place_ask where mail = new.mail and asked_at > now() - interval '1 day') >= 20
    or (select count(*) from place_ask where address = new.address and asked_at > now() - interval '1 hour') >= 40
  then raise exception 'too many' using errcode = 'PA429'; end if;
  return new;
end $$;
