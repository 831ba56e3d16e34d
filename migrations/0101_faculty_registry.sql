-- The registry of facilitators: what somebody says of themselves, for whom they choose. Whatever a lead or the convener may do elsewhere, a row exists for whoever it is shown to, and for nobody else; it is
-- never public.

-- Who sees somebody's entry: themselves, and from there on as they chose. `lead`: the leads of their school; `leads`: every lead and who convenes; `members`: whoever teaches or works at a school, or has a
-- role in the collaborative. The operator is none of these.
create function sees_facilitator(of_person uuid, of_school uuid, visible_to text) returns boolean stable language sql as $$
  select coalesce(of_person = own_person()
    or visible_to <> 'me' and of_school = own_school() and has_role('lead')
    or visible_to in ('leads', 'members') and (own_school() is not null and has_role('lead') or has_role('convener'))
    or visible_to = 'members' and own_person() is not null and has_role('lead', 'mapper', 'faculty', 'staff', 'convener', 'steering-member', 'auditor'), false)
$$;

-- Collaborative-wide: an entry is its person's; it names the school where they teach. `last_taught` is the first day of a month. What it does not say is null, and no zero.
create table facilitator (
  person_id uuid primary key references person on delete cascade, of_school_id uuid not null references school on delete cascade,
  visible_to text not null default 'me' check (visible_to in ('me', 'lead', 'leads', 'members')), sessions_low int check (sessions_low between 0 and 200), sessions_high int check (sessions_high between 0 and 200),
  travels boolean not null default false, online boolean not null default false, languages text[] not null default '{}', last_taught date, words text not null default '' check (length(words) <= 1000),
  shows_mail boolean not null default false, changed_at timestamptz not null default now(),
  check ((sessions_low is null) = (sessions_high is null)), check (sessions_low <= sessions_high));
create index on facilitator (of_school_id);
-- Where somebody was prepared, and for which competencies (by their stable ids). `programme_id`: ours, drawn from their standing there; else a course elsewhere, as they told it, which is never said to be ours.
create table facilitator_preparation (
  person_id uuid not null references facilitator on delete cascade, id uuid not null default uuid_v7(), programme_id uuid references programme on delete cascade, course text, year int check (year between 1950 and 2100),
  source text not null default '', trained_by uuid[] not null default '{}', competencies uuid[] not null default '{}', until date, own_learners_only boolean not null default false,
  materials text[] not null default '{}', renew_by date, primary key (person_id, id), check ((programme_id is null) = (course is not null)), check (course <> ''),
  check (programme_id is null or year is null and trained_by = '{}'));
create unique index facilitator_programme_once on facilitator_preparation (person_id, programme_id);

alter table facilitator enable row level security;
alter table facilitator_preparation enable row level security;
create policy shown on facilitator for select to concord_app using (sees_facilitator(person_id, of_school_id, visible_to));
-- The school is one where they teach or work.
create policy own on facilitator for insert to concord_app with check (person_id = (select own_person())
  and exists (select from school_role r where r.person_id = (select own_person()) and r.school_id = facilitator.of_school_id and r.role <> 'student'));
create policy own_kept on facilitator for update to concord_app using (person_id = (select own_person())) with check (person_id = (select own_person())
  and exists (select from school_role r where r.person_id = (select own_person()) and r.school_id = facilitator.of_school_id and r.role <> 'student'));
create policy own_gone on facilitator for delete to concord_app using (person_id = (select own_person()));
create policy shown on facilitator_preparation for select to concord_app using (person_id in (select f.person_id from facilitator f));
create policy own on facilitator_preparation to concord_app using (person_id = (select own_person())) with check (person_id = (select own_person()));
grant select, insert, update, delete on facilitator, facilitator_preparation to concord_app;

-- The record says that an entry was kept, and neither whose nor what: who reads the record would else know of entries that are not shown to them. Runs with its owner's rights, since an event else names who acts.
create function record_facilitator() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not has_role('operator') then
    insert into collaborative_event (actor, verb, subject) values ('facilitator', case tg_op when 'DELETE' then 'remove' else 'keep' end, 'facilitator');
  end if;
  return null;
end $$;
create trigger recorded after insert or update or delete on facilitator for each row execute function record_facilitator();

-- Who no more teaches or works at the school is no facilitator of it. Runs with its owner's rights, since whoever ends a role may not see the entry.
create function end_facilitator() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from facilitator where person_id = old.person_id and of_school_id = old.school_id
    and not exists (select from school_role r where r.school_id = old.school_id and r.person_id = old.person_id and r.role <> 'student');
  return null;
end $$;
create trigger ends_facilitator after delete on school_role for each row execute function end_facilitator();

-- What follows runs with its owner's rights, since it reads rows of others, and holds the border itself: every row is of somebody whose entry is shown to whoever asks.
-- Their names, and their mail address where they show it.
create function shown_facilitators() returns table (person_id uuid, name text, mail text, school text, slug text) stable language sql security definer set search_path = public, pg_temp as $$
  select p.id, p.name, case when f.shows_mail then p.mail end, s.name, s.slug
  from facilitator f join person p on p.id = f.person_id join school s on s.id = f.of_school_id where sees_facilitator(f.person_id, f.of_school_id, f.visible_to)
$$;
-- The highest step that stands of each programme which they named in their entry.
create function shown_standings() returns table (person_id uuid, programme_id uuid, title text, step text, since date, until date) stable language sql security definer set search_path = public, pg_temp as $$
  select distinct on (t.person_id, t.programme_id) t.person_id, t.programme_id, g.title, t.step, t.since, t.until
  from facilitator f join facilitator_preparation r on r.person_id = f.person_id join standing t on t.person_id = f.person_id and t.programme_id = r.programme_id join programme g on g.id = t.programme_id
  where sees_facilitator(f.person_id, f.of_school_id, f.visible_to) and stands(t.ended_at, t.until) and t.step <> 'learner'
  order by t.person_id, t.programme_id, array_position(array['trainer', 'facilitator', 'co-facilitator'], t.step)
$$;
-- Who trained whom: in our programmes as it was recorded there, elsewhere as the trained person told it. Both ends are shown.
create function shown_trainings() returns table (person_id uuid, trainer_id uuid, words text, on_day date, is_ours boolean) stable language sql security definer set search_path = public, pg_temp as $$
  with shown as (select f.person_id from facilitator f where sees_facilitator(f.person_id, f.of_school_id, f.visible_to))
  select t.person_id, t.trainer_id, g.title, t.on_day, true from trained_by t join programme g on g.id = t.programme_id
    where t.kind = 'trained' and t.person_id in (table shown) and t.trainer_id in (table shown)
  union all
  select r.person_id, o.trainer_id, r.course, make_date(r.year, 1, 1), false from facilitator_preparation r cross join unnest(r.trained_by) as o (trainer_id)
    where r.person_id in (table shown) and o.trainer_id in (table shown) and o.trainer_id <> r.person_id
$$;
-- The last day on which each of them taught at an offering of ours.
create function shown_teaching() returns table (person_id uuid, last_on date) stable language sql security definer set search_path = public, pg_temp as $$
  select f.person_id, max(c.starts_at)::date from facilitator f join offering_trainer t on t.person_id = f.person_id join offering_date d on d.offering_id = t.offering_id
    join occasion c on c.id = d.occasion_id and c.status in ('published', 'held') and c.starts_at <= now()
  where sees_facilitator(f.person_id, f.of_school_id, f.visible_to) group by 1
$$;
-- How many of the own school chose not to be counted, for its lead; no number below five.
create function facilitators_not_counted() returns int stable language sql security definer set search_path = public, pg_temp as $$
  select case when has_role('lead') and count(*) >= 5 then count(*)::int end from facilitator where of_school_id = own_school() and visible_to = 'me'
$$;
revoke execute on function shown_facilitators, shown_standings, shown_trainings, shown_teaching, facilitators_not_counted from public;
grant execute on function shown_facilitators, shown_standings, shown_trainings, shown_teaching, facilitators_not_counted to concord_app;
