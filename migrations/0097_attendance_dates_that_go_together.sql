-- What is held on several dates: one occasion decides who has a place and who waits, the others follow it. `audience` says who may take a place; 'members': whoever has signed in, on the page that
-- tells of it; 'school': the same, of the organising school alone, and nobody else sees it.
alter table occasion add column follows_id uuid references occasion on delete cascade, add check (follows_id <> id), add check (follows_id is null or capacity is null);
create index on occasion (follows_id);
alter table occasion drop constraint occasion_audience_check, add constraint occasion_audience_check check (audience in ('faculty', 'everyone', 'members', 'school'));
-- A place at a date that follows belongs to the place that decides.
alter table place add column follows_id uuid references place on delete cascade, add unique (follows_id, occasion_id);

-- Occasions at which whoever asks has a place, by who they are or by the link that they hold: theirs to read wherever they come from. It runs with its owner's rights, since places ask for their
-- occasion, and answers of nobody else.
create function own_occasions() returns setof uuid stable language sql security definer set search_path = public, pg_temp as $$
  select p.occasion_id from place p where p.person_id = own_person()
  union all select p.occasion_id from place_link l join place p on p.id = l.place_id where l.token_hash = held_token()
$$;
revoke execute on function own_occasions from public;
grant execute on function own_occasions to concord_app;
drop policy read on occasion;
create policy read on occasion for select to concord_app using (
  status <> 'planned' and (audience <> 'school' or by_school_id = own_school() or id in (select own_occasions())) or runs_occasion(by_school_id, host_id));
-- Nobody without an account asks for a place that is for members.
drop policy asked on place_ask;
create policy asked on place_ask for insert to concord_app with check (token_hash = (select held_token()) and used_at is null
  and occasion_id in (select o.id from occasion o where o.audience in ('faculty', 'everyone')));

-- A place is confirmed by its turn alone, belongs to the occasion and address it was taken for, and is taken only while registration is open; at a date that follows another it comes with the other's.
create or replace function keep_place() returns trigger language plpgsql as $$
begin
  if current_user <> 'concord_app' then return new; end if;
  if tg_op = 'INSERT' then
    if not exists (select from occasion o where o.id = new.occasion_id and o.status = 'published' and o.takes_registration and o.ends_at > now()
      and coalesce(o.registration_opens_at <= now(), true) and coalesce(o.registration_closes_at > now(), true))
    then raise exception 'Registration is not open.' using errcode = 'check_violation'; end if;
    if new.follows_id is not null or exists (select from occasion o where o.id = new.occasion_id and (o.follows_id is not null
      or o.audience in ('members', 'school') and new.person_id is null
      or o.audience = 'school' and not exists (select from school_role r where r.school_id = o.by_school_id and r.person_id = new.person_id)))
    then raise exception 'This place is not for them to take.' using errcode = 'check_violation'; end if;
  elsif new.state = 'confirmed' and old.state <> 'confirmed' or new.occasion_id <> old.occasion_id or new.mail <> old.mail or new.mail is not null and old.mail is null
    or new.person_id is distinct from old.person_id and new.person_id is not null or new.follows_id is distinct from old.follows_id
  then raise exception 'A place is confirmed by its turn, and stays whose it is.' using errcode = 'check_violation'; end if;
  return new;
end $$;

-- Places that go together stay together: who gives one back gives back all that are still to come, and what is said of one, or forgotten, is so of all. It runs with its owner's rights, since whoever
-- holds the link to one place holds none to the others.
create function keep_places_together() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare root uuid := coalesce(new.follows_id, new.id);
begin
  if pg_trigger_depth() > 1 then return new; end if;
  update place p set person_id = new.person_id, name = new.name, mail = new.mail, organisation = new.organisation, needs = new.needs, time_zone = new.time_zone, erased_at = new.erased_at,
      state = case when t.goes then new.state else p.state end, confirmed_at = case when t.goes then new.confirmed_at else p.confirmed_at end,
      cancelled_at = case when t.goes then new.cancelled_at else p.cancelled_at end, cancelled_by = case when t.goes then new.cancelled_by else p.cancelled_by end,
      cancelled_because = case when t.goes then new.cancelled_because else p.cancelled_because end
    from (select m.id, new.state <> old.state and o.ends_at > now() and m.state <> 'cancelled' as goes from place m join occasion o on o.id = m.occasion_id where (m.id = root or m.follows_id = root) and m.id <> new.id) t
    where p.id = t.id;
  return new;
end $$;
create trigger together after update on place for each row execute function keep_places_together();

create or replace function take_turn(of_occasion uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from occasion where id = (select coalesce(follows_id, id) from occasion where id = of_occasion) for no key update;
end $$;

-- As before; of dates that go together the one that the others follow gives the places, and each that it gave has one at every date. Nobody is told of each date: the mail of the first names all.
create or replace function settle_places(of_occasion uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare o occasion; free int;
begin
  -- No lock on its key: places that are being taken hold that one.
  select * into o from occasion where id = (select coalesce(follows_id, id) from occasion where id = of_occasion) for no key update;
  if o.id is null then return; end if;
  if o.status = 'published' and o.ends_at > now() then
    free := case when o.capacity is null then null else greatest(0, o.capacity - (select count(*) from place where occasion_id = o.id and state = 'confirmed')) end;
    with due as (select id from place where occasion_id = o.id and state = 'waiting' order by position limit free),
      given as (update place p set state = 'confirmed', confirmed_at = now() from due where p.id = due.id returning p.id, p.made_at)
    insert into occasion_notice (occasion_id, place_id, kind) select o.id, id, case when made_at < now() then 'promoted' else 'confirmed' end from given on conflict do nothing;
    insert into occasion_notice (occasion_id, place_id, kind) select o.id, id, 'waiting' from place where occasion_id = o.id and state = 'waiting' on conflict do nothing;
  end if;
  insert into place (occasion_id, follows_id, state, person_id, name, mail, organisation, needs, time_zone, made_at, confirmed_at)
    select f.id, p.id, p.state, p.person_id, p.name, p.mail, p.organisation, p.needs, p.time_zone, p.made_at, p.confirmed_at
    from occasion f join place p on p.occasion_id = o.id and p.state <> 'cancelled' and p.erased_at is null
    where f.follows_id = o.id and f.status = 'published' and f.ends_at > now() and not exists (select from place x where x.follows_id = p.id and x.occasion_id = f.id) order by p.position;
  insert into occasion_count (occasion_id, confirmed, waiting)
    select d.id, count(*) filter (where p.state = 'confirmed'), count(*) filter (where p.state = 'waiting') from occasion d left join place p on p.occasion_id = d.id
    where d.id = o.id or d.follows_id = o.id group by d.id
    on conflict (occasion_id) do update set confirmed = excluded.confirmed, waiting = excluded.waiting;
end $$;
