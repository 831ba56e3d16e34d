-- Capacity: what a school plans with, and what it lets others see of the outcome.

-- School-owned: for an academic year, how large a group is, how many facilitators hold one, and what somebody newly prepared would hold in a year; each from the least to the most, with where it is from. What
-- is not said is null.
create table capacity_setting (
  school_id uuid not null references school on delete cascade, year text not null, begins_on date not null,
  group_low int check (group_low between 1 and 40), group_high int check (group_high between group_low and 40), group_source text not null default '',
  per_low int check (per_low between 1 and 6), per_high int check (per_high between per_low and 6), per_source text not null default '',
  new_low int check (new_low between 1 and 200), new_high int check (new_high between new_low and 200), new_source text not null default '',
  materials text[] not null default '{}', changed_at timestamptz not null default now(), primary key (school_id, year),
  check ((group_low is null) = (group_high is null) and (per_low is null) = (per_high is null) and (new_low is null) = (new_high is null)));
-- School-owned: how many small-group sessions every learner is required to have for a competency (by its stable id), where a lead says otherwise than the map.
create table capacity_need (
  school_id uuid not null references school on delete cascade, year text not null, competency_id uuid not null, low int not null check (low between 0 and 100), high int not null check (high between low and 100),
  source text not null check (source <> ''), primary key (school_id, year, competency_id));
-- Collaborative-wide, since others may read them: the figures of a school (of_school_id) that its lead shares for a year, as they were then: with nobody (none), the own people (school), as a part of the collaborative's total (total), or by name (named). `stale_at`: somebody
-- who was counted is no more, so that they are shown to nobody until the lead shares again. `was_named`: they once were, and are in no total of that year.
create table capacity_share (
  of_school_id uuid not null references school on delete cascade, year text not null, audience text not null check (audience in ('none', 'school', 'total', 'named')), snapshot jsonb not null,
  was_named boolean not null default false, shared_by uuid references person on delete set null, shared_at timestamptz not null default now(), stale_at timestamptz, primary key (of_school_id, year));
-- Collaborative-wide: the sum of the schools that shared for the total, formed once; it never changes. It is taken back when what a school gave is, and no school is in two totals of one year.
create table capacity_total (
  id uuid primary key default uuid_v7(), year text not null, schools int not null check (schools >= 3), figures jsonb not null, formed_at timestamptz not null default now(), retired_at timestamptz);
-- Collaborative-wide: who is in it; a school knows that of itself alone.
create table capacity_total_member (
  total_id uuid not null references capacity_total on delete cascade, of_school_id uuid not null references school on delete cascade, year text not null, primary key (total_id, of_school_id), unique (of_school_id, year));

call keep_for_school('capacity_setting');
call keep_for_school('capacity_need');
alter table capacity_share enable row level security;
alter table capacity_total enable row level security;
alter table capacity_total_member enable row level security;
create policy lead on capacity_share to concord_app using (of_school_id = (select own_school()) and (select has_role('lead'))) with check (of_school_id = (select own_school()) and (select has_role('lead')));
create policy own_people on capacity_share for select to concord_app
  using (of_school_id = (select own_school()) and audience <> 'none' and stale_at is null and (select has_role('mapper', 'faculty', 'staff')));
create policy named on capacity_share for select to concord_app using (audience = 'named' and stale_at is null and (select own_person()) is not null
  and (select has_role('lead', 'mapper', 'faculty', 'staff', 'convener', 'steering-member', 'auditor')));
grant select, insert, update (audience, snapshot, shared_by, shared_at, stale_at) on capacity_share to concord_app;
create policy members on capacity_total for select to concord_app
  using ((select own_person()) is not null and (select has_role('lead', 'mapper', 'faculty', 'staff', 'convener', 'steering-member', 'auditor')));
grant select (id, year, schools, formed_at, retired_at) on capacity_total to concord_app;
create policy own_school on capacity_total_member for select to concord_app using (of_school_id = (select own_school()) and (select has_role('lead')));
grant select on capacity_total_member to concord_app;

-- What follows runs with its owner's rights: a person's choice reaches their school's figures, and a school's choice the total, in rows that whoever chooses may not write.
-- Somebody who was counted is not any more.
create function age_capacity() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.visible_to <> 'me' and (tg_op = 'DELETE' or new.visible_to = 'me' or new.of_school_id <> old.of_school_id) then
    update capacity_share set stale_at = now() where of_school_id = old.of_school_id and audience <> 'none' and stale_at is null;
  end if;
  return null;
end $$;
create trigger ages_capacity after update or delete on facilitator for each row execute function age_capacity();
-- What a school gave to a total is in no other form beside it: what was named stays out of totals, what was in a total is not named, and a total whose part is taken back is taken back whole.
create function keep_capacity_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.audience = 'named' then
    if exists (select from capacity_total_member m where m.of_school_id = new.of_school_id and m.year = new.year)
    then raise exception 'What was in a total is not named in that year.' using errcode = 'check_violation'; end if;
    new.was_named := true;
  end if;
  if tg_op = 'UPDATE' and old.audience = 'total' and (new.audience <> 'total' or new.stale_at is not null or new.snapshot <> old.snapshot) then
    update capacity_total t set retired_at = now() from capacity_total_member m where m.total_id = t.id and m.of_school_id = old.of_school_id and m.year = old.year and t.retired_at is null;
  end if;
  return new;
end $$;
create trigger kept_apart before insert or update on capacity_share for each row execute function keep_capacity_apart();
-- A school that leaves the collaborative takes the totals along that it is in.
create function end_capacity_total() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from capacity_total where id = old.total_id;
  return null;
end $$;
create trigger ends_total after delete on capacity_total_member for each row execute function end_capacity_total();
-- Schools that wait for a total of a year; asked by the two functions below alone, with their rights.
create function capacity_waiting(of_year text) returns setof uuid stable language sql as $$
  select s.of_school_id from capacity_share s where s.year = of_year and s.audience = 'total' and s.stale_at is null and not s.was_named
    and not exists (select from capacity_total_member m where m.of_school_id = s.of_school_id and m.year = s.year)
$$;
-- How many they are, for who convenes.
create function capacity_waiting_count(of_year text) returns int stable language sql security definer set search_path = public, pg_temp as $$
  select case when has_role('convener') then (select count(*)::int from capacity_waiting(of_year)) end
$$;
-- Forms the total of a year from all that wait, when they are three or more; null when they are not. Of each figure it keeps the sum alone.
create function form_capacity_total(of_year text) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare waiting uuid[]; total uuid;
begin
  if not has_role('convener') then return null; end if;
  perform pg_advisory_xact_lock(hashtext('capacity_total'));
  waiting := array(select capacity_waiting(of_year));
  if cardinality(waiting) < 3 then return null; end if;
  insert into capacity_total (year, schools, figures) select of_year, cardinality(waiting), jsonb_object_agg(key, sum) from (
    select e.key, sum(e.value::numeric) as sum from capacity_share s, jsonb_each_text(s.snapshot -> 'whole') e where s.of_school_id = any (waiting) and s.year = of_year group by 1) summed
  returning id into total;
  insert into capacity_total_member (total_id, of_school_id, year) select total, unnest(waiting), of_year;
  return total;
end $$;
-- The figures of a total that stands. A lead of a school that is in it reads them where three others are: with two, the own figures and one other's would tell the third's.
create function capacity_total_figures(of_total uuid) returns jsonb stable language sql security definer set search_path = public, pg_temp as $$
  select t.figures from capacity_total t where t.id = of_total and t.retired_at is null and own_person() is not null
    and has_role('lead', 'mapper', 'faculty', 'staff', 'convener', 'steering-member', 'auditor')
    and t.schools - (select count(*) from capacity_total_member m where m.total_id = t.id and m.of_school_id = own_school()) >= 3
$$;
revoke execute on function capacity_waiting, capacity_waiting_count, form_capacity_total, capacity_total_figures from public;
grant execute on function capacity_waiting_count, form_capacity_total, capacity_total_figures to concord_app;
