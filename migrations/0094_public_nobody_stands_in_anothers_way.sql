-- Who said something of an item without their name is read by nobody: the row says which person it was so that only they write as themselves, and for nothing else.
revoke select on library_review from concord_app;
grant select (id, item_id, number, outcome, words, reviewer, by_school_id, reviewed_at) on library_review to concord_app;

-- A question that never stood on a page has an end: it goes when the days of the event's names and addresses are over.
create policy system on forum_event for select to concord_system using (true);
create policy system on forum_question to concord_system using (true);
grant select (id, occasion_id) on forum_event to concord_system;
grant select (id, event_id, state), delete on forum_question to concord_system;

-- Whoever asks from one network for somebody else's address has a third of that address's day at most, so that its owner can still ask. `hint`: how long to wait.
create or replace function limit_place_asks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare wait text;
begin
  perform pg_advisory_xact_lock(hashtext(new.mail)), pg_advisory_xact_lock(hashtext(new.address));
  delete from place_ask where asked_at < now() - interval '1 day' and expires_at < now();
  select case
    when count(*) filter (where mail = new.mail) >= 30 or count(*) filter (where mail = new.mail and address = new.address) >= 10 then 'until tomorrow'
    when count(*) filter (where address = new.address and asked_at > now() - interval '1 hour') >= 40 then 'an hour'
    when count(*) filter (where mail = new.mail and address = new.address and asked_at > now() - interval '15 minutes') >= 5 then '15 minutes' end
    into wait from place_ask where (mail = new.mail or address = new.address) and asked_at > now() - interval '1 day';
  if wait is not null then raise exception 'too many' using errcode = 'PA429', hint = wait; end if;
  return new;
end $$;
