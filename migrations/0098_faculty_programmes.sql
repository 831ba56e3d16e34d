-- Programmes of faculty development, their offerings, and how far somebody has come on a programme's path. All of it is the collaborative's; `for_school_id` names the school that keeps a programme or
-- holds an offering (null: the collaborative itself). When an offering is, who has a place and who came is its occasions' (module attendance).

-- Who keeps what a school has (null: the collaborative): whoever convenes, and that school's lead.
create function keeps_faculty(of_school uuid) returns boolean stable language sql as $$
  select has_role('convener', 'operator') or coalesce(of_school = own_school() and has_role('lead'), false)
$$;

create table programme (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), for_school_id uuid references school on delete cascade,
  title text not null check (title <> ''), purpose text not null default '', for_whom text not null default '', competencies uuid[] not null default '{}',
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')), is_sample boolean not null default false, begun_by uuid references person on delete set null,
  created_at timestamptz not null default now(), changed_at timestamptz not null default now());
-- Collaborative-wide, as their programme: its sessions in order, what of the library each uses (the version that it was planned with), and the four steps of its path. What a step asks for is words, which a
-- person judges, and numbers, which are counted: sessions of one offering attended, sessions taught and observed, every observation read by whoever was observed.
create table programme_session (
  programme_id uuid not null references programme on delete cascade, id uuid not null default uuid_v7(), position int not null, title text not null check (title <> ''),
  minutes int not null check (minutes between 1 and 1440), purpose text not null default '', primary key (programme_id, id), unique (programme_id, position) deferrable initially deferred);
create table programme_session_item (
  programme_id uuid not null, session_id uuid not null, item_id uuid not null references library_item on delete cascade, number int, primary key (programme_id, session_id, item_id),
  foreign key (programme_id, session_id) references programme_session (programme_id, id) on delete cascade);
create index on programme_session_item (item_id);
create table programme_step (
  programme_id uuid not null references programme on delete cascade, step text not null check (step in ('learner', 'co-facilitator', 'facilitator', 'trainer')), words text[] not null default '{}',
  attended int not null default 0 check (attended between 0 and 50), taught int not null default 0 check (taught between 0 and 50), is_read_back boolean not null default false,
  refresh_months int check (refresh_months between 1 and 120), primary key (programme_id, step));

-- Collaborative-wide: a programme held once. `occasion_id` is the date that decides who has a place. `leader_id` leads it, and runs its occasions.
create table offering (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), programme_id uuid not null references programme on delete cascade,
  occasion_id uuid not null unique references occasion on delete cascade, for_school_id uuid references school on delete cascade, leader_id uuid references person on delete set null,
  opens_to text not null check (opens_to in ('school', 'all')), title text not null check (title <> ''), description text not null default '',
  preparation_minutes int not null default 0 check (preparation_minutes between 0 and 6000), preparation text not null default '', published_at timestamptz, is_sample boolean not null default false,
  planned_by uuid references person on delete set null, created_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  check (opens_to = 'all' or for_school_id is not null));
create index on offering (programme_id);
create table offering_date (
  offering_id uuid not null references offering on delete cascade, occasion_id uuid not null unique references occasion on delete cascade, words text not null default '', primary key (offering_id, occasion_id));
-- Who teaches at it: people with standing in its programme. `name` is there for whoever may read the row and not the person.
create table offering_trainer (
  offering_id uuid not null references offering on delete cascade, person_id uuid not null references person on delete cascade, name text not null,
  part text not null check (part in ('trainer', 'co-facilitator')), primary key (offering_id, person_id));
create index on offering_trainer (person_id);
-- Who enrolled, for which school: written by the place alone, so that the two never differ, and kept when the place has forgotten its holder.
create table enrolment (
  offering_id uuid not null references offering on delete cascade, person_id uuid not null references person on delete cascade, name text not null, for_school_id uuid references school on delete set null,
  place_id uuid references place on delete set null, state text not null check (state in ('waiting', 'confirmed', 'cancelled')), enrolled_at timestamptz not null default now(),
  changed_at timestamptz not null default now(), primary key (offering_id, person_id));
create index on enrolment (person_id);
create index on enrolment (place_id);

-- A step that somebody reached on the path of a programme: since when, until when, confirmed by whom and on what ground. One stands of a kind; a refreshed one ends the one before.
create table standing (
  id uuid primary key default uuid_v7(), programme_id uuid not null references programme on delete cascade, person_id uuid not null references person on delete cascade, name text not null,
  step text not null check (step in ('learner', 'co-facilitator', 'facilitator', 'trainer')), since date not null, until date check (until >= since), ground text not null check (ground <> ''),
  confirmed_by uuid references person on delete set null, confirmed_by_name text not null, recorded_at timestamptz not null default now(), ended_at timestamptz, ended_because text,
  check ((ended_at is null) = (ended_because is null)));
create unique index standing_once on standing (programme_id, person_id, step) where ended_at is null;
create index on standing (person_id);
-- Who trained whom, and who observed whom: the edges of the trainers' tree.
create table trained_by (
  programme_id uuid not null references programme on delete cascade, person_id uuid not null references person on delete cascade, trainer_id uuid not null references person on delete cascade,
  kind text not null check (kind in ('trained', 'observed')), offering_id uuid references offering on delete set null, on_day date not null, name text not null, trainer_name text not null,
  primary key (programme_id, person_id, trainer_id, kind), check (person_id <> trainer_id));
create index on trained_by (trainer_id);
-- A session taught, as an observer saw it. A row without words is an assignment. `aspects`: per aspect the word that was chosen, never a number.
create table teaching_observation (
  id uuid primary key default uuid_v7(), programme_id uuid not null references programme on delete cascade, offering_id uuid references offering on delete set null,
  person_id uuid not null references person on delete cascade, name text not null, observer_id uuid references person on delete set null, observer_name text not null, assigned_by uuid references person on delete set null,
  on_day date, taught text not null default '', well text not null default '', to_try text not null default '', aspects jsonb not null default '{}', given_at timestamptz, read_at timestamptz, read_words text not null default '',
  made_at timestamptz not null default now(), check (person_id <> observer_id), check (given_at is not null or read_at is null), check (given_at is null or (on_day is not null and well <> '' and to_try <> '')));
create index on teaching_observation (programme_id, person_id);
create index on teaching_observation (observer_id);
create index on teaching_observation (person_id);

-- A step that stands today. One that is over is not one.
create function stands(ended timestamptz, until date) returns boolean stable language sql as $$ select ended is null and (until is null or until >= current_date) $$;
-- What policies ask of rows that they themselves close, so each runs with its owner's rights, and answers of whoever asks alone: programmes whose trainer they are today; offerings at which they teach;
-- offerings and programmes in which they have a part.
create function own_trainerships() returns setof uuid stable language sql security definer set search_path = public, pg_temp as $$
  select programme_id from standing where person_id = own_person() and step = 'trainer' and stands(ended_at, until)
$$;
create function own_teaching() returns setof uuid stable language sql security definer set search_path = public, pg_temp as $$
  select offering_id from offering_trainer where person_id = own_person()
$$;
create function own_offerings() returns setof uuid stable language sql security definer set search_path = public, pg_temp as $$
  select offering_id from offering_trainer where person_id = own_person()
  union all select offering_id from enrolment where person_id = own_person() and state <> 'cancelled'
  union all select o.id from offering o where o.programme_id in (select own_trainerships())
$$;
create function own_programmes() returns setof uuid stable language sql security definer set search_path = public, pg_temp as $$
  select programme_id from standing where person_id = own_person()
  union all select programme_id from teaching_observation where own_person() in (person_id, observer_id)
  union all select o.programme_id from offering o where o.id in (select own_offerings())
$$;
-- People whose standing a lead sees: those of the own school.
create function is_own_schools(of_person uuid) returns boolean stable language sql as $$
  select has_role('lead') and exists (select from school_role r where r.school_id = own_school() and r.person_id = of_person)
$$;

do $$
declare name text;
begin
  foreach name in array array['programme', 'programme_session', 'programme_session_item', 'programme_step', 'offering', 'offering_date', 'offering_trainer', 'enrolment', 'standing', 'trained_by', 'teaching_observation'] loop
    execute format('alter table %I enable row level security', name);
  end loop;
  foreach name in array array['programme_session', 'programme_session_item', 'programme_step'] loop
    execute format('create policy with_programme on %I for select to concord_app using (programme_id in (select p.id from programme p))', name);
    execute format('create policy kept on %I to concord_app using (programme_id in (select p.id from programme p where keeps_faculty(p.for_school_id))) with check (programme_id in (select p.id from programme p where keeps_faculty(p.for_school_id)))', name);
    execute format('grant select, insert, update, delete on %I to concord_app', name);
  end loop;
end $$;
create policy read on programme for select to concord_app using (
  state <> 'draft' and (for_school_id is null or for_school_id = (select own_school()) or id in (select own_programmes())) or keeps_faculty(for_school_id));
create policy made on programme for insert to concord_app with check (keeps_faculty(for_school_id));
create policy kept on programme for update to concord_app using (keeps_faculty(for_school_id)) with check (keeps_faculty(for_school_id));
create policy dropped on programme for delete to concord_app using (keeps_faculty(for_school_id) and state = 'draft' or is_sample and (select has_role('operator')));
grant select, insert, delete, update (title, purpose, for_whom, competencies, state, changed_at) on programme to concord_app;

create policy read on offering for select to concord_app using (
  published_at is not null and (opens_to = 'all' or for_school_id = (select own_school()) or id in (select own_offerings())) or runs_occasion(for_school_id, leader_id));
create policy made on offering for insert to concord_app with check (keeps_faculty(for_school_id) and programme_id in (select p.id from programme p));
create policy kept on offering for update to concord_app using (runs_occasion(for_school_id, leader_id)) with check (runs_occasion(for_school_id, leader_id));
create policy dropped on offering for delete to concord_app using (runs_occasion(for_school_id, leader_id) and published_at is null or is_sample and (select has_role('operator')));
create policy with_offering on offering_date for select to concord_app using (offering_id in (select o.id from offering o));
create policy run on offering_date to concord_app using (offering_id in (select o.id from offering o where runs_occasion(o.for_school_id, o.leader_id)))
  with check (offering_id in (select o.id from offering o where runs_occasion(o.for_school_id, o.leader_id)));
-- Who teaches is read by members; a public page names nobody.
create policy with_offering on offering_trainer for select to concord_app using ((select own_person()) is not null and offering_id in (select o.id from offering o));
create policy named on offering_trainer for insert to concord_app with check (exists (select from offering o join standing s on s.programme_id = o.programme_id
  where o.id = offering_id and runs_occasion(o.for_school_id, o.leader_id) and s.person_id = offering_trainer.person_id and stands(s.ended_at, s.until) and (part = 'co-facilitator' or s.step in ('facilitator', 'trainer'))));
create policy taken on offering_trainer for delete to concord_app using (offering_id in (select o.id from offering o where runs_occasion(o.for_school_id, o.leader_id)));
grant select, insert, delete, update (occasion_id, leader_id, opens_to, title, description, preparation_minutes, preparation, published_at, changed_at) on offering to concord_app;
grant select, insert, update (words), delete on offering_date to concord_app;
grant select, insert, delete on offering_trainer to concord_app;

create policy read on enrolment for select to concord_app using (person_id = (select own_person()) or offering_id in (select own_teaching()) or for_school_id = (select own_school()) and (select has_role('lead'))
  or offering_id in (select o.id from offering o where runs_occasion(o.for_school_id, o.leader_id)));
grant select on enrolment to concord_app;

create policy read on standing for select to concord_app using (person_id = (select own_person()) or programme_id in (select own_trainerships()) or (select has_role('convener', 'operator')) or is_own_schools(person_id));
-- Nobody confirms the own step, and no trainer whose own is over confirms any.
create policy confirmed on standing for insert to concord_app with check (person_id <> own_person() and confirmed_by = own_person() and ended_at is null
  and (programme_id in (select own_trainerships()) or has_role('convener')));
create policy ended on standing for update to concord_app using (person_id <> own_person() and (programme_id in (select own_trainerships()) or has_role('convener')))
  with check (person_id <> own_person() and ended_at is not null);
grant select, insert, update (ended_at, ended_because) on standing to concord_app;
create policy read on trained_by for select to concord_app using ((select own_person()) in (person_id, trainer_id) or programme_id in (select own_trainerships()) or (select has_role('convener', 'operator')) or is_own_schools(person_id));
create policy confirmed on trained_by for insert to concord_app with check (person_id <> own_person() and (programme_id in (select own_trainerships()) or has_role('convener')));
grant select, insert on trained_by to concord_app;

-- The observed person is the first to read what was written of their teaching; whoever confirms steps reads it once they have.
create policy read on teaching_observation for select to concord_app using (observer_id = (select own_person()) or person_id = (select own_person())
  or (given_at is null or read_at is not null) and (programme_id in (select own_trainerships()) or (select has_role('convener', 'operator'))));
create policy assigned on teaching_observation for insert to concord_app with check (read_at is null and person_id <> own_person() and assigned_by = own_person()
  and (observer_id = own_person() or given_at is null) and (programme_id in (select own_trainerships()) or has_role('convener') and observer_id <> own_person()));
create policy observed on teaching_observation for update to concord_app using (read_at is null and (observer_id = (select own_person()) or person_id = (select own_person()) and given_at is not null)) with check (true);
create policy taken_back on teaching_observation for delete to concord_app using (given_at is null and (assigned_by = (select own_person()) or programme_id in (select own_trainerships()) or (select has_role('convener'))));
grant select, insert, delete on teaching_observation to concord_app;
grant update (on_day, taught, well, to_try, aspects, given_at, read_at, read_words) on teaching_observation to concord_app;
-- The observer writes what was seen, the observed person that they read it, and neither writes the other's words.
create function keep_observation_of_two() returns trigger language plpgsql as $$
declare of_observed text[] := array['read_at', 'read_words'];
begin
  if current_user = 'concord_app' and (case when old.person_id = own_person() then (to_jsonb(new) - of_observed) <> (to_jsonb(old) - of_observed)
    else new.read_at is not null or new.read_words <> old.read_words or new.given_at is null end)
  then raise exception 'An observation has two hands: the observer’s, until it was read, and the answer of whoever was observed.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger of_two before update on teaching_observation for each row execute function keep_observation_of_two();

-- Whoever takes a place at the date that decides is enrolled, for the school that they act for; who only studies is not among those it is for. It runs with its owner's rights: an enrolment is written by nothing else.
create function enrol_with_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.person_id is null or new.follows_id is not null then return new; end if;
  if tg_op = 'INSERT' and exists (select from offering o where o.occasion_id = new.occasion_id)
    and not exists (select from school_role r where r.person_id = new.person_id and r.role <> 'student') and not exists (select from collaborative_role r where r.person_id = new.person_id)
  then raise exception 'Faculty development is for those who teach.' using errcode = 'check_violation'; end if;
  insert into enrolment (offering_id, person_id, name, for_school_id, place_id, state)
    select o.id, new.person_id, p.name, own_school(), new.id, new.state from offering o join person p on p.id = new.person_id where o.occasion_id = new.occasion_id
    on conflict (offering_id, person_id) do update set state = excluded.state, place_id = excluded.place_id, changed_at = now(),
      for_school_id = case when excluded.place_id = enrolment.place_id then enrolment.for_school_id else excluded.for_school_id end,
      enrolled_at = case when excluded.place_id = enrolment.place_id then enrolment.enrolled_at else now() end;
  return new;
end $$;
create trigger enrols after insert or update of state on place for each row execute function enrol_with_place();
-- How many enrolled for each school, for leads, whoever teaches there, and whoever runs it; names are in no answer. It runs with its owner's rights, since a lead reads the own school's rows alone.
create function enrolment_counts(of_offering uuid) returns table (school_id uuid, state text, people int) stable language sql security definer set search_path = public, pg_temp as $$
  select e.for_school_id, e.state, count(*)::int from enrolment e join offering o on o.id = e.offering_id
  where o.id = of_offering and e.state <> 'cancelled' and (runs_occasion(o.for_school_id, o.leader_id) or o.id in (select own_teaching())
    or has_role('lead') and o.published_at is not null and (o.opens_to = 'all' or o.for_school_id = own_school()) and own_person() is not null)
  group by 1, 2
$$;
-- What can be counted of the people of a programme: sessions of one offering attended (the most), sessions taught and observed, and how many of these observations they read. For each of themselves, for
-- whoever confirms steps, and for the lead of their school; it runs with its owner's rights, since who was there and what was observed is in rows that these may not read.
create function path_facts(of_programme uuid) returns table (person_id uuid, name text, attended int, offering_id uuid, taught int, read_back int) stable language sql security definer set search_path = public, pg_temp as $$
  with came as (
      select e.person_id, e.name, e.offering_id, count(*) filter (where s.came)::int as n from enrolment e join offering o on o.id = e.offering_id join offering_date d on d.offering_id = o.id
        left join place p on p.occasion_id = d.occasion_id and p.person_id = e.person_id left join presence s on s.place_id = p.id
      where o.programme_id = of_programme and e.state <> 'waiting' group by 1, 2, 3),
    most as (select distinct on (c.person_id) c.* from came c order by c.person_id, c.n desc, c.offering_id desc),
    seen as (select t.person_id, max(t.name) as name, count(*)::int as n, count(t.read_at)::int as read_back from teaching_observation t where t.programme_id = of_programme and t.given_at is not null group by 1),
    everybody as (select m.person_id, m.name from most m where m.n > 0 union select s.person_id, s.name from seen s union select s.person_id, s.name from standing s where s.programme_id = of_programme)
  select distinct on (v.person_id) v.person_id, v.name, coalesce(m.n, 0), case when m.n > 0 then m.offering_id end, coalesce(s.n, 0), coalesce(s.read_back, 0)
  from everybody v left join most m on m.person_id = v.person_id left join seen s on s.person_id = v.person_id
  where v.person_id = own_person() or of_programme in (select own_trainerships()) or has_role('convener', 'operator') or is_own_schools(v.person_id)
  order by v.person_id
$$;
-- A name that its owner changes is changed wherever it stands. It runs with its owner's rights, since they may write none of these rows.
create function carry_name_through_faculty() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update enrolment set name = new.name where person_id = new.id;
  update offering_trainer set name = new.name where person_id = new.id;
  update standing set name = new.name where person_id = new.id;
  update standing set confirmed_by_name = new.name where confirmed_by = new.id;
  update trained_by set name = new.name where person_id = new.id;
  update trained_by set trainer_name = new.name where trainer_id = new.id;
  update teaching_observation set name = new.name where person_id = new.id;
  update teaching_observation set observer_name = new.name where observer_id = new.id;
  return new;
end $$;
create trigger named_in_faculty after update of name on person for each row when (old.name <> new.name) execute function carry_name_through_faculty();
-- True for a short name that is taken, also by what the asking person may not see. They run with their owner's rights and say nothing else.
create function is_programme_slug(sought text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$ select exists (select from programme where slug = sought) $$;
create function is_offering_slug(sought text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$ select exists (select from offering where slug = sought) $$;
revoke execute on function own_trainerships, own_teaching, own_offerings, own_programmes, enrolment_counts, path_facts, is_programme_slug, is_offering_slug from public;
grant execute on function own_trainerships, own_teaching, own_offerings, own_programmes, enrolment_counts, path_facts, is_programme_slug, is_offering_slug to concord_app;

-- An offering as lists and pages read it, with its programme and its dates that were not called off. Reads as whoever asks.
create view offering_list with (security_invoker = true) as
  select o.id, o.slug, o.title, o.description, o.programme_id, p.title as programme, p.slug as programme_slug, o.occasion_id, o.for_school_id, s.name as school, o.leader_id, o.opens_to, o.preparation_minutes,
    o.preparation, o.published_at, o.is_sample, o.changed_at, c.status, c.cancelled_because, c.time_zone, c.capacity, c.registration_closes_at as closes_at, coalesce(n.confirmed, 0) as confirmed,
    coalesce(n.waiting, 0) as waiting, d.first_at, d.last_at, d.dates, d.minutes
  from offering o join programme p on p.id = o.programme_id join occasion c on c.id = o.occasion_id left join school s on s.id = o.for_school_id left join occasion_count n on n.occasion_id = o.occasion_id
    left join lateral (select min(x.starts_at) as first_at, max(x.ends_at) as last_at, count(*)::int as dates, coalesce(sum(extract(epoch from x.ends_at - x.starts_at) / 60), 0)::int as minutes
      from offering_date y join occasion x on x.id = y.occasion_id where y.offering_id = o.id and x.status <> 'cancelled') d on true;
grant select on offering_list to concord_app;

-- A certificate for a step is given by a trainer of its programme, too; and by nobody to themselves.
create or replace function gives_step(of_source uuid, of_school uuid) returns boolean stable language sql as $$
  select has_role('convener', 'operator') or of_school = own_school() and has_role('lead') or of_source in (select own_trainerships())
$$;
create policy not_to_oneself on certificate as restrictive for insert to concord_app with check (source_id is null or person_id is distinct from own_person());
