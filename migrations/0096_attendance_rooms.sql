-- Attendance by a code that rotates in the room, what people say of themselves and its answer, and the credit that a provider gives. The server's clock alone counts, that of the database.

-- Collaborative-wide: an occasion whose code is shown in the room. A code is three letters that name the room and five that its secret gives for half a minute.
create table occasion_room (
  occasion_id uuid primary key references occasion on delete cascade, letters text not null unique check (letters ~ '^[A-HJKMNP-Z2-9]{3}$'), secret text not null check (secret ~ '^[0-9a-f]{64}$'),
  opened_by uuid references person on delete set null, opened_at timestamptz not null default now(), closed_at timestamptz);
-- Collaborative-wide: what a phone that scanned a code holds for a quarter of an hour, so that signing in takes nobody's time from them; it notes one place.
create table room_pass (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'), occasion_id uuid not null references occasion on delete cascade, at timestamptz not null default now(), asks int not null default 0,
  place_id uuid references place on delete cascade);
create index on room_pass (at);
create index on room_pass (occasion_id);
create index on room_pass (place_id);
-- Collaborative-wide: a code that was wrong, for ten minutes.
create table room_try (id uuid primary key default uuid_v7(), network text not null, letters text not null, at timestamptz not null default now());
create index on room_try (network, at);
create index on room_try (letters, at);
-- Collaborative-wide: a place whose holder was in the room: the first and the last code that they noted, and how they said who they are.
create table room_claim (
  place_id uuid primary key, occasion_id uuid not null, first_at timestamptz not null, last_at timestamptz not null, check (last_at >= first_at),
  how text not null check (how in ('signed-in', 'link', 'mail')), foreign key (occasion_id, place_id) references place (occasion_id, id) on delete cascade);
create index on room_claim (occasion_id);
-- Collaborative-wide: somebody in the room wrote the address of a place; whoever reads its mail says whether it was them.
create table room_ask (
  place_id uuid primary key, occasion_id uuid not null, at timestamptz not null, asked_at timestamptz not null default now(), foreign key (occasion_id, place_id) references place (occasion_id, id) on delete cascade);
create index on room_ask (occasion_id);
-- Collaborative-wide: what a person who runs the occasion answered to `place.claim`; a claim that is newer than its answer waits again.
create table claim_answer (
  place_id uuid primary key, occasion_id uuid not null, is_accepted boolean not null, because text not null default '', answered_by uuid references person on delete set null,
  answered_at timestamptz not null default now(), foreign key (occasion_id, place_id) references place (occasion_id, id) on delete cascade);
create index on claim_answer (occasion_id);
-- Collaborative-wide: what somebody who asks for credit lets the provider have. Nothing else goes there: no day of birth, no licence.
alter table occasion add column credit_by text not null default '';
update occasion o set credit_by = e.accredited_by from forum_event e where e.occasion_id = o.id and e.accredited_by is not null;
create table credit_request (
  place_id uuid primary key, occasion_id uuid not null, first_name text not null check (first_name <> ''), last_name text not null check (last_name <> ''), degree text not null default '',
  profession text not null check (profession <> ''), asked_at timestamptz not null default now(), foreign key (occasion_id, place_id) references place (occasion_id, id) on delete cascade);
create index on credit_request (occasion_id);

do $$
declare name text; run constant text := 'occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id))';
  own constant text := 'place_id in (select held_places()) or place_id in (select p.id from place p where p.person_id = (select own_person()))';
begin
  foreach name in array array['occasion_room', 'room_pass', 'room_try', 'room_claim', 'room_ask', 'claim_answer', 'credit_request'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy system on %I for select to concord_system using (true)', name);
    execute format('grant select on %I to concord_system', name);
  end loop;
  foreach name in array array['occasion_room', 'claim_answer'] loop
    execute format('create policy run on %I to concord_app using (%s) with check (%s)', name, run, run);
    execute format('grant select, insert, update on %I to concord_app', name);
  end loop;
  foreach name in array array['room_claim', 'credit_request'] loop
    execute format('create policy run on %I for select to concord_app using (%s)', name, run);
    execute format('grant select on %I to concord_app', name);
  end loop;
  foreach name in array array['room_claim', 'room_ask', 'claim_answer'] loop
    execute format('create policy own on %I for select to concord_app using (%s)', name, own);
    execute format('grant select on %I to concord_app', name);
  end loop;
  execute format('create policy own on credit_request to concord_app using (%s) with check ((%s) and occasion_id in (select o.id from occasion o where o.credit_by <> %L))', own, own, '');
  grant insert, update, delete on credit_request to concord_app;
end $$;

alter table occasion_notice drop constraint occasion_notice_kind_check;
alter table occasion_notice add constraint occasion_notice_kind_check
  check (kind in ('confirmed', 'waiting', 'promoted', 'changed', 'cancelled', 'place-cancelled', 'declined', 'week', 'day', 'hour', 'after', 'message', 'certificate', 'revoked', 'room'));

-- Half minutes since 1970, and what a secret gives for one of them.
create function room_window() returns bigint volatile language sql as $$ select floor(extract(epoch from clock_timestamp()) / 30)::bigint $$;
create function room_digits(of_secret text, of_window bigint) returns text immutable language sql as $$
  select string_agg(substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', (get_byte(h, 2 * i) * 256 + get_byte(h, 2 * i + 1)) % 31 + 1, 1), '' order by i)
    from sha256(convert_to(of_secret || of_window, 'UTF8')) as h, generate_series(0, 4) as i
$$;
-- When a code is shown and counts: from half an hour before an occasion until half an hour after it.
create function is_room_time(of_starts timestamptz, of_ends timestamptz) returns boolean stable language sql as $$
  select now() between of_starts - interval '30 minutes' and of_ends + interval '30 minutes'
$$;

-- Whoever brings a code that holds now, or held until half a minute ago, has a pass: `here` with its occasion. `old`: it held within ten minutes. `wrong`: it is none. `wait`: too many were wrong. A
-- network has sixty wrong ones in ten minutes; a room that three hundred were wrong for takes codes only from networks without a wrong one. It runs with its owner's rights, since nobody who
-- guesses may read a secret or count what others tried, and answers which occasion a right code is of.
create function enter_room(of_code text, of_network text, of_pass_hash text, out state text, out occasion uuid) language plpgsql security definer set search_path = public, pg_temp as $$
declare r record; own int; at_room int; now_window bigint := room_window(); room_letters text := substr(of_code, 1, 3); digits text := substr(of_code, 4);
begin
  perform pg_advisory_xact_lock(hashtext('room ' || of_network));
  select count(*) into own from room_try t where t.network = of_network and t.at > now() - interval '10 minutes';
  select count(*) into at_room from room_try t where t.letters = room_letters and t.at > now() - interval '10 minutes';
  if own >= 60 or own > 0 and at_room >= 300 then state := 'wait'; return; end if;
  select m.secret, o.id into r from occasion_room m join occasion o on o.id = m.occasion_id
    where m.letters = room_letters and m.closed_at is null and o.records_attendance and o.status in ('published', 'held') and is_room_time(o.starts_at, o.ends_at);
  if r.id is not null and digits in (room_digits(r.secret, now_window), room_digits(r.secret, now_window - 1)) then
    delete from room_pass p where p.at < now() - interval '1 hour' and p.place_id is null;
    insert into room_pass (token_hash, occasion_id) values (of_pass_hash, r.id);
    state := 'here'; occasion := r.id; return;
  end if;
  if r.id is not null and digits in (select room_digits(r.secret, w) from generate_series(now_window - 20, now_window - 2) w) then state := 'old'; return; end if;
  delete from room_try t where t.at < now() - interval '10 minutes' and t.network = of_network;
  insert into room_try (network, letters) values (of_network, room_letters);
  state := 'wrong';
end $$;

-- Writes down that the holder of a place was in the room at a time. Between two codes counts as being there; one alone gives no minutes. What a person corrected stands. One at a time for an
-- occasion, so that a report which is read meanwhile leaves no code out.
create function note_in_room(of_place uuid, of_at timestamptz, of_how text) returns void language plpgsql as $$
declare o occasion; c room_claim; spent int;
begin
  select o2.* into o from occasion o2 join place p on p.occasion_id = o2.id where p.id = of_place for no key update of o2;
  insert into room_claim (place_id, occasion_id, first_at, last_at, how) values (of_place, o.id, of_at, of_at, of_how)
    on conflict (place_id) do update set first_at = least(room_claim.first_at, excluded.first_at), last_at = greatest(room_claim.last_at, excluded.last_at) returning * into c;
  spent := greatest(0, floor(extract(epoch from least(c.last_at, o.ends_at) - greatest(c.first_at, o.starts_at)) / 60));
  insert into presence (occasion_id, place_id, minutes, came) values (o.id, of_place, spent, spent >= coalesce(o.minimum_minutes, 0))
    on conflict (place_id) do update set minutes = greatest(presence.minutes, excluded.minutes), came = presence.came or excluded.came, changed_by = null, changed_at = now()
    where presence.reason is null;
  insert into collaborative_event (actor, person_id, verb, subject, subject_id)
    values (case when own_person() is null then 'visitor' else 'person' end, own_person(), 'note', 'room_claim', of_place::text);
end $$;
revoke execute on function note_in_room from public;

-- The occasion of a pass that holds, for whoever has it. It runs with its owner's rights, since passes are nobody's to list.
create function room_of_pass(of_pass_hash text) returns uuid stable language sql security definer set search_path = public, pg_temp as $$
  select p.occasion_id from room_pass p where p.token_hash = of_pass_hash and p.at > now() - interval '15 minutes'
$$;

-- Notes the place of whoever holds a pass: their own, or that of the link which the scope holds. `noted`, `waiting` (no place yet), `none` (no place there), `gone` (the pass is too old, or another
-- place's). It runs with its owner's rights, since nobody may write when they were there, and reads no place but the asking person's.
create function claim_in_room(of_pass_hash text) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s room_pass; p place;
begin
  select * into s from room_pass where token_hash = of_pass_hash and at > now() - interval '15 minutes' for update;
  if s.token_hash is null then return 'gone'; end if;
  select p2.* into p from place p2 where p2.occasion_id = s.occasion_id and p2.state <> 'cancelled' and p2.erased_at is null
    and (p2.person_id = own_person() or p2.id in (select held_places())) order by p2.id in (select held_places()) desc limit 1;
  if p.id is null then return 'none'; end if;
  if p.state = 'waiting' then return 'waiting'; end if;
  if s.place_id <> p.id then return 'gone'; end if;
  update room_pass set place_id = p.id where token_hash = of_pass_hash;
  perform note_in_room(p.id, s.at, case when p.id in (select held_places()) then 'link' else 'signed-in' end);
  return 'noted';
end $$;

-- Somebody with a pass writes the address that they registered with: its owner is mailed. The answer does not tell whether anybody has it: `asked`, `asks` after three of them, `gone`.
create function ask_in_room(of_pass_hash text, of_mail text) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s room_pass; p place;
begin
  select * into s from room_pass where token_hash = of_pass_hash and at > now() - interval '15 minutes' for update;
  if s.token_hash is null or s.place_id is not null then return 'gone'; end if;
  if s.asks >= 3 then return 'asks'; end if;
  update room_pass set asks = asks + 1 where token_hash = of_pass_hash;
  select p2.* into p from place p2 where p2.occasion_id = s.occasion_id and p2.mail = of_mail and p2.state = 'confirmed' for update;
  if p.id is not null and (select count(*) from occasion_notice n where n.place_id = p.id and n.kind = 'room' and n.made_at > now() - interval '1 hour') < 3 then
    insert into room_ask (place_id, occasion_id, at) values (p.id, p.occasion_id, s.at) on conflict (place_id) do update set at = excluded.at, asked_at = now();
    insert into occasion_notice (occasion_id, place_id, kind, key) values (p.occasion_id, p.id, 'room', clock_timestamp()::text);
  end if;
  return 'asked';
end $$;

-- Whoever holds the link of such a mail says that it was them, within two hours: `noted` or `past`.
create function confirm_in_room() returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare a room_ask;
begin
  delete from room_ask where place_id in (select p.id from place p where p.id in (select held_places()) and p.state = 'confirmed' and p.erased_at is null) and asked_at > now() - interval '2 hours' returning * into a;
  if a.place_id is null then return 'past'; end if;
  perform note_in_room(a.place_id, a.at, 'mail');
  return 'noted';
end $$;
do $$
declare name text;
begin
  foreach name in array array['enter_room', 'room_of_pass', 'claim_in_room', 'ask_in_room', 'confirm_in_room'] loop
    execute format('revoke execute on function %I from public', name);
    execute format('grant execute on function %I to concord_app', name);
  end loop;
end $$;

-- Whoever is forgotten leaves no name for a provider, and nothing that waits for them.
create or replace function forget_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update presence_row set name = null, mail = null where place_id = new.id;
  delete from place_ask where occasion_id = old.occasion_id and mail = old.mail;
  update occasion_notice set dropped_because = 'forgotten' where place_id = new.id and sent_at is null;
  delete from credit_request where place_id = new.id;
  delete from room_ask where place_id = new.id;
  return new;
end $$;
