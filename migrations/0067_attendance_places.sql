-- Who comes to an occasion. A secret link opens what is its holder's: the scope says the hash of its token (`hold` in secret-link.server.ts), and policies ask for it.
create function held_token() returns text stable language sql as $$ select nullif(current_setting('concord.token', true), '') $$;

-- Collaborative-wide: somebody without an account asked for a place; whoever holds the link that was mailed confirms it. Gone after a day.
create table place_ask (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'), occasion_id uuid not null references occasion on delete cascade, mail text not null check (mail = lower(mail)),
  name text not null, organisation text not null, needs text not null default '', time_zone text not null, address text not null,
  asked_at timestamptz not null default now(), expires_at timestamptz not null, used_at timestamptz);
create index on place_ask (mail, asked_at);
create index on place_ask (address, asked_at);
alter table place_ask enable row level security;
create policy held_reads on place_ask for select to concord_app using (token_hash = (select held_token()));
create policy asked on place_ask for insert to concord_app with check (token_hash = (select held_token()) and used_at is null);
create policy held_uses on place_ask for update to concord_app using (token_hash = (select held_token())) with check (token_hash = (select held_token()));
create policy system on place_ask to concord_system using (true) with check (true);
grant select, insert, update on place_ask to concord_app;
grant select, delete on place_ask to concord_system;

-- Few mails to one address, few asks from one network. It runs with its owner's rights, since nobody who asks may count what others asked.
create function limit_place_asks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext(new.mail)), pg_advisory_xact_lock(hashtext(new.address));
  delete from place_ask where asked_at < now() - interval '1 day' and expires_at < now();
  if (select count(*) from place_ask where mail = new.mail and asked_at > now() - interval '15 minutes') >= 5
    or (select count(*) from place_ask where address = new.address and asked_at > now() - interval '1 hour') >= 40
  then raise exception 'too many' using errcode = 'PA429'; end if;
  return new;
end $$;
create trigger limited before insert on place_ask for each row execute function limit_place_asks();

create sequence place_position;
grant usage on sequence place_position to concord_app;
-- Collaborative-wide: a place at an occasion, in the order in which places were asked for. Its address is one that its holder confirmed. What says who it was is erased; the row stays, to be counted.
create table place (
  id uuid primary key default uuid_v7(), occasion_id uuid not null references occasion on delete cascade, position bigint not null default nextval('place_position'),
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'cancelled')), person_id uuid references person on delete set null,
  name text, mail text check (mail = lower(mail)), organisation text, needs text, time_zone text not null,
  made_at timestamptz not null default now(), confirmed_at timestamptz, cancelled_at timestamptz, cancelled_by text check (cancelled_by in ('holder', 'host')), cancelled_because text,
  claim text, claimed_at timestamptz, erased_at timestamptz, check ((erased_at is null) = (mail is not null)), unique (occasion_id, id));
create unique index place_once on place (occasion_id, mail) where state <> 'cancelled';
create index on place (occasion_id, position);
create index on place (person_id);

-- Collaborative-wide: what opens a place. Every mail has a link of its own, since a token is kept as a hash alone.
create table place_link (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'), place_id uuid not null references place on delete cascade, made_at timestamptz not null default now());
create index on place_link (place_id);
-- A function, so that the policy of a table need not ask a policy that asks it.
create function held_places() returns setof uuid stable language sql as $$ select l.place_id from place_link l where l.token_hash = held_token() $$;
alter table place enable row level security;
alter table place_link enable row level security;
create policy held on place_link for select to concord_app using (token_hash = (select held_token()));
create policy made on place_link for insert to concord_app with check (place_id in (select p.id from place p where p.person_id = (select own_person())
  or (p.occasion_id, p.mail) in (select a.occasion_id, a.mail from place_ask a where a.used_at is null and a.expires_at > now())));
create policy own on place for select to concord_app using (person_id = (select own_person()) or id in (select held_places())
  or (occasion_id, mail) in (select a.occasion_id, a.mail from place_ask a where a.used_at is null and a.expires_at > now()));
create policy run on place for select to concord_app using (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)));
create policy taken on place for insert to concord_app with check (state = 'waiting' and erased_at is null
  and (person_id = (select own_person()) and mail = (select p.mail from person p where p.id = (select own_person()))
    or person_id is null and (occasion_id, mail) in (select a.occasion_id, a.mail from place_ask a where a.used_at is null and a.expires_at > now())));
create policy kept on place for update to concord_app using (person_id = (select own_person()) or id in (select held_places())) with check (true);
create policy run_kept on place for update to concord_app using (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)))
  with check (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)));
create policy system on place to concord_system using (true) with check (true);
create policy system on place_link to concord_system using (true) with check (true);
grant select, insert, update on place to concord_app;
grant select, insert on place_link to concord_app;
grant select, update on place to concord_system;
grant select, insert on place_link to concord_system;

-- A place is confirmed by its turn alone, belongs to the occasion and address it was taken for, and is taken only while registration is open.
create function keep_place() returns trigger language plpgsql as $$
begin
  if current_user <> 'concord_app' then return new; end if;
  if tg_op = 'INSERT' then
    if not exists (select from occasion o where o.id = new.occasion_id and o.status = 'published' and o.takes_registration and o.ends_at > now()
      and coalesce(o.registration_opens_at <= now(), true) and coalesce(o.registration_closes_at > now(), true))
    then raise exception 'Registration is not open.' using errcode = 'check_violation'; end if;
  elsif new.state = 'confirmed' and old.state <> 'confirmed' or new.occasion_id <> old.occasion_id or new.mail <> old.mail or new.mail is not null and old.mail is null
    or new.person_id is distinct from old.person_id and new.person_id is not null
  then raise exception 'A place is confirmed by its turn, and stays whose it is.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger kept before insert or update on place for each row execute function keep_place();

-- Collaborative-wide: how many come, for everybody.
create table occasion_count (
  occasion_id uuid primary key references occasion on delete cascade, confirmed int not null default 0, waiting int not null default 0);
alter table occasion_count enable row level security;
create policy read on occasion_count for select to concord_app using (occasion_id in (select o.id from occasion o));
create policy system on occasion_count for select to concord_system using (true);
grant select on occasion_count to concord_app, concord_system;

-- Collaborative-wide: what is to be told to whoever has a place, by mail. `key` tells two of one kind apart, so that nobody is told a thing twice; `leased_until` while a process sends it.
create table occasion_notice (
  id uuid primary key default uuid_v7(), occasion_id uuid not null, place_id uuid not null, kind text not null
    check (kind in ('confirmed', 'waiting', 'promoted', 'changed', 'cancelled', 'place-cancelled', 'declined', 'week', 'day', 'hour', 'after', 'message', 'certificate', 'revoked')),
  key text not null default '', detail jsonb not null default '{}', made_at timestamptz not null default now(), leased_until timestamptz, tries int not null default 0,
  sent_at timestamptz, dropped_because text, unique (place_id, kind, key), foreign key (occasion_id, place_id) references place (occasion_id, id) on delete cascade);
create index on occasion_notice (made_at) where sent_at is null;
create index on occasion_notice (occasion_id);
alter table occasion_notice enable row level security;
create policy run on occasion_notice for select to concord_app using (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)));
create policy made on occasion_notice for insert to concord_app with check (sent_at is null and place_id in (select p.id from place p));
create policy system on occasion_notice to concord_system using (true) with check (true);
grant select, insert on occasion_notice to concord_app;
grant select, insert, update on occasion_notice to concord_system;

-- Gives what is free to whoever waits, in order, and says so. One at a time for an occasion: the row's lock is the turn. It runs with its owner's rights, since who gives a
-- place back sees no other, and answers nothing.
create function settle_places(of_occasion uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare o occasion; free int;
begin
  -- No lock on its key: places that are being taken hold that one.
  select * into o from occasion where id = of_occasion for no key update;
  if o.id is null then return; end if;
  if o.status = 'published' and o.ends_at > now() then
    free := case when o.capacity is null then null else greatest(0, o.capacity - (select count(*) from place where occasion_id = o.id and state = 'confirmed')) end;
    with due as (select id from place where occasion_id = o.id and state = 'waiting' order by position limit free),
      given as (update place p set state = 'confirmed', confirmed_at = now() from due where p.id = due.id returning p.id, p.made_at)
    insert into occasion_notice (occasion_id, place_id, kind) select o.id, id, case when made_at < now() then 'promoted' else 'confirmed' end from given on conflict do nothing;
    insert into occasion_notice (occasion_id, place_id, kind) select o.id, id, 'waiting' from place where occasion_id = o.id and state = 'waiting' on conflict do nothing;
  end if;
  insert into occasion_count (occasion_id, confirmed, waiting)
    select o.id, count(*) filter (where state = 'confirmed'), count(*) filter (where state = 'waiting') from place where occasion_id = o.id
    on conflict (occasion_id) do update set confirmed = excluded.confirmed, waiting = excluded.waiting;
end $$;

-- The link to join, for whoever has a confirmed place.
create policy confirmed_reads on occasion_link for select to concord_app using (occasion_id in (select p.occasion_id from place p where p.state = 'confirmed'));
-- What the holder of a link does stands in the record, without who.
create policy holder_adds on collaborative_event for insert to concord_app
  with check (actor = 'visitor' and person_id is null and subject = 'place' and subject_id in (select p.id::text from place p));

-- Collaborative-wide: the questions asked after an occasion, and how many answered.
create table evaluation (
  occasion_id uuid primary key references occasion on delete cascade, questions jsonb not null, responses int not null default 0);
alter table evaluation enable row level security;
create policy read on evaluation for select to concord_app using (occasion_id in (select o.id from occasion o));
create policy run on evaluation to concord_app using (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)))
  with check (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)));
create policy system on evaluation for select to concord_system using (true);
grant select, delete on evaluation to concord_app;
grant insert (occasion_id, questions), update (questions) on evaluation to concord_app;
grant select on evaluation to concord_system;
-- Collaborative-wide: that somebody answered; and, apart from it and without a time, what was answered. Those who run the occasion read answers once there are five.
create table evaluation_turn (place_id uuid primary key references place on delete cascade);
alter table evaluation_turn enable row level security;
create policy own on evaluation_turn for select to concord_app
  using (place_id in (select held_places()) or place_id in (select p.id from place p where p.person_id = (select own_person())));
create policy system on evaluation_turn for select to concord_system using (true);
grant select on evaluation_turn to concord_app, concord_system;
create table evaluation_response (
  occasion_id uuid not null references occasion on delete cascade, id uuid not null default gen_random_uuid(), answers jsonb not null, primary key (occasion_id, id));
alter table evaluation_response enable row level security;
create policy run on evaluation_response for select to concord_app using (occasion_id in (select e.occasion_id from evaluation e join occasion o on o.id = e.occasion_id
  where e.responses >= 5 and runs_occasion(o.by_school_id, o.host_id)));
grant select on evaluation_response to concord_app;
-- Keeps one answer of whoever holds a link of a confirmed place; `gone` when it opens nothing, `twice` when they answered. It runs with its owner's rights, so that who answered stays apart from what.
create function answer_evaluation(of_token_hash text, of_answers jsonb) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare p place;
begin
  select p2.* into p from place_link l join place p2 on p2.id = l.place_id where l.token_hash = of_token_hash and p2.state = 'confirmed';
  if p.id is null or not exists (select from evaluation e join occasion o on o.id = e.occasion_id where o.id = p.occasion_id and o.status in ('published', 'held') and o.starts_at < now() for update of e) then return 'gone'; end if;
  insert into evaluation_turn (place_id) values (p.id) on conflict do nothing;
  if not found then return 'twice'; end if;
  insert into evaluation_response (occasion_id, answers) values (p.occasion_id, of_answers);
  update evaluation set responses = responses + 1 where occasion_id = p.occasion_id;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('visitor', 'answer', 'evaluation', p.occasion_id::text);
  return 'kept';
end $$;
revoke execute on function answer_evaluation from public;
grant execute on function answer_evaluation to concord_app;

-- Collaborative-wide: a meeting's own report of who was there.
create table presence_import (
  id uuid primary key default uuid_v7(), occasion_id uuid not null references occasion on delete cascade, source text not null check (source in ('zoom', 'teams')), file_name text not null,
  time_zone text not null, brought_by uuid references person on delete set null, brought_at timestamptz not null default now(), undone_at timestamptz, unique (occasion_id, id));
-- Collaborative-wide: somebody whom a report names, with when they were there: pairs of instants in seconds. Found by a confirmed mail address alone; else a person says who it was.
create table presence_row (
  id uuid primary key default uuid_v7(), occasion_id uuid not null, import_id uuid not null, name text, mail text, joins jsonb not null, minutes int not null check (minutes >= 0),
  state text not null check (state in ('matched', 'open', 'settled', 'nobody')), place_id uuid, settled_by uuid references person on delete set null, settled_at timestamptz,
  check ((place_id is not null) = (state in ('matched', 'settled'))),
  foreign key (occasion_id, import_id) references presence_import (occasion_id, id) on delete cascade, foreign key (occasion_id, place_id) references place (occasion_id, id) on delete cascade);
create index on presence_row (occasion_id, state);
create index on presence_row (import_id);
create index on presence_row (place_id);
-- Collaborative-wide: how long somebody was there; what a person corrected says why, and stands until a person says otherwise.
create table presence (
  place_id uuid primary key, occasion_id uuid not null, minutes int not null check (minutes >= 0), came boolean not null, reason text, changed_by uuid references person on delete set null,
  changed_at timestamptz not null default now(), foreign key (occasion_id, place_id) references place (occasion_id, id) on delete cascade);
create index on presence (occasion_id);

-- Collaborative-wide: a certificate. The record holds what it says, so that it says the same when the occasion's row is no more; it is read by its address, whose hash the scope says. `kind`, `title`,
-- `issuer`, `minutes` and `words` are all that another module needs to give one of its own.
create table certificate (
  id uuid primary key default uuid_v7(), code text not null unique, code_hash text not null unique, kind text not null, title text not null, holder text, issuer text not null, minutes int check (minutes > 0),
  on_day date not null, words text not null default '', occasion_id uuid references occasion on delete cascade, place_id uuid references place on delete set null, person_id uuid references person on delete set null,
  issued_by uuid references person on delete set null, issued_at timestamptz not null default now(), revoked_at timestamptz, revoked_because text, removed_at timestamptz,
  check ((revoked_at is null) = (revoked_because is null)), check ((removed_at is null) = (holder is not null)));
create unique index certificate_once on certificate (place_id) where revoked_at is null and removed_at is null;
create index on certificate (occasion_id);
create index on certificate (person_id);

do $$
declare name text; run constant text := 'occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id))';
begin
  foreach name in array array['presence_import', 'presence_row', 'presence', 'certificate'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy run on %I to concord_app using (%s) with check (%s)', name, run, run);
    execute format('create policy system on %I to concord_system using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to concord_app', name);
    execute format('grant select, update on %I to concord_system', name);
  end loop;
end $$;
create policy own on presence for select to concord_app using (place_id in (select held_places()) or place_id in (select p.id from place p where p.person_id = (select own_person())));
grant delete on presence to concord_app;
create policy shown on certificate for select to concord_app using (code_hash = (select held_token()) or person_id = (select own_person()) or place_id in (select held_places()));
create policy taken_away on certificate for update to concord_app using (person_id = (select own_person()) or place_id in (select held_places())) with check (removed_at is not null);

-- Whoever is forgotten is forgotten in what reports said and in what was asked, too; that is more than the holder of a place may write, so it runs with its owner's rights.
create function forget_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update presence_row set name = null, mail = null where place_id = new.id;
  delete from place_ask where occasion_id = old.occasion_id and mail = old.mail;
  update occasion_notice set dropped_because = 'forgotten' where place_id = new.id and sent_at is null;
  return new;
end $$;
create trigger forgotten after update of erased_at on place for each row when (old.erased_at is null and new.erased_at is not null) execute function forget_place();
