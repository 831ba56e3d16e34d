-- Figures of cohorts, counted where nobody reads rows. A cohort is a class of a school: those of its students who keep a log and said that they count. What is kept is never a number of students but
-- an interval of at least ten values, made here, so that a smaller number leaves this function for nobody, jobs included. Each student is in one cohort; no figure is of a part of a cohort; a half-year is
-- counted once, when it is over, and never again, so that no two figures differ by one student's act (docs/disclosure.md).

-- Where `did` of `n` lies: whole tens, and the last interval from ten below the tens of n to its end, so that also whoever knows n exactly is left with ten values or more. Null for fewer than ten.
create function cohort_interval(did int, n int, out at_least int, out at_most int) immutable language sql as $$
  select low, case when low = top then top + 19 else low + 9 end
  from (select n / 10 * 10 - 10 as top, least(did / 10 * 10, n / 10 * 10 - 10) as low) as tens where n >= 10
$$;

-- The interval of a sum over intervals: ten values, and wider where it would tell more of one part than its own interval does.
create function cohort_sum(total int, lows int[], highs int[], out at_least int, out at_most int) immutable language sql as $$
  select least(total / 10 * 10, (select min(l + (select sum(h) from unnest(highs) h) - u) from unnest(lows, highs) as part (l, u))::int),
    greatest(total / 10 * 10 + 9, (select max(u + (select sum(l) from unnest(lows) l) - l2) from unnest(lows, highs) as part (l2, u))::int)
$$;

-- School-owned: a cohort of ten or more in a half-year, named by its first day, and how many students it has.
create table practice_cohort (
  school_id uuid not null references school on delete cascade, term date not null check (extract(day from term) = 1 and extract(month from term) in (1, 7)), graduates int not null,
  at_least int not null check (at_least >= 10), at_most int not null, primary key (school_id, term, graduates));
call keep_for_school('practice_cohort');
-- School-owned: how many of a cohort did something at least once.
create table practice_cohort_figure (
  school_id uuid not null, id uuid not null default uuid_v7(), term date not null, graduates int not null, measure text not null, competency_stable_id uuid,
  at_least int not null, at_most int not null check (at_most >= at_least + 9), primary key (school_id, id), unique nulls not distinct (school_id, term, graduates, measure, competency_stable_id),
  foreign key (school_id, term, graduates) references practice_cohort on delete cascade);
call keep_for_school('practice_cohort_figure');
revoke insert, update, delete on practice_cohort, practice_cohort_figure from concord_app;

-- Collaborative-wide: half-years that were counted; and sums over the cohorts that are shown, where these are of three schools or more. Read by whoever has signed in.
create table practice_term (term date primary key, counted_at timestamptz not null default now(), is_sample boolean not null default false);
create table practice_term_figure (
  id uuid primary key default uuid_v7(), term date not null references practice_term on delete cascade, measure text not null, competency_stable_id uuid, schools int not null check (schools >= 3),
  cohorts int not null, of_at_least int not null, of_at_most int not null, at_least int not null, at_most int not null, unique nulls not distinct (term, measure, competency_stable_id));
alter table practice_term enable row level security;
alter table practice_term_figure enable row level security;
create policy members_read on practice_term for select to concord_app using ((select own_person()) is not null or (select has_role('operator')));
create policy members_read on practice_term_figure for select to concord_app using ((select own_person()) is not null or (select has_role('operator')));
create policy sample_goes on practice_term for delete to concord_app using (is_sample and (select has_role('operator')));
create policy system on practice_term for select to concord_system using (true);
grant select, delete on practice_term to concord_app;
grant select on practice_term_figure to concord_app;
grant select on practice_term to concord_system;

-- Counts a half-year that has been over for two weeks, once. It runs with its owner's rights, since nobody else reads what it counts, and answers nothing.
create function count_practice_term(of_term date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare first_month constant text := to_char(of_term, 'YYYY-MM'); last_month constant text := to_char(of_term + interval '5 months', 'YYYY-MM'); ends constant timestamptz := of_term + interval '6 months';
begin
  if ends + interval '14 days' > now() then raise exception 'This half-year is not over.' using errcode = 'check_violation'; end if;
  insert into practice_term (term) values (of_term) on conflict do nothing;
  if not found then return; end if;
  create temporary table counted on commit drop as
    with student as (
      select l.person_id, l.for_school_id as school_id, l.graduates from practice_log l
      where l.counts_in_cohorts and l.for_school_id is not null and l.graduates is not null and l.begun_at < ends),
    cohort as (select school_id, graduates, count(*)::int as n from student group by 1, 2 having count(*) >= 10),
    entry as (select e.* from practice_entry e where e.month between first_month and last_month),
    seen as (select o.* from practice_observation o where o.how = 'link' and o.month between first_month and last_month),
    did as (
      select person_id, 'noted' as measure, null::uuid as competency from entry
      union select person_id, 'real', null from entry where kind = 'real' and part <> 'watched'
      union select person_id, 'debriefed', null from entry where debriefed = 'yes'
      union select person_id, 'observed', null from seen
      union select c.person_id, 'tried', c.competency_stable_id from practice_entry_competency c join entry e on e.person_id = c.person_id and e.id = c.entry_id
      union select s.person_id, 'seen', a.key::uuid from seen s, jsonb_each_text(s.anchors) a where a.value <> 'not-seen'),
    measured as (
      select m.measure, null::uuid as competency from unnest(array['noted', 'real', 'debriefed', 'observed']) as m (measure)
      union all select m.measure, c.stable_id from unnest(array['tried', 'seen']) as m (measure)
        cross join (select i.stable_id from framework_item i join framework_version v on v.id = i.framework_version_id where v.is_current and i.kind = 'competency') c)
    select c.school_id, c.graduates, c.n, m.measure, m.competency, (select count(*) from did d join student s using (person_id)
      where s.school_id = c.school_id and s.graduates = c.graduates and d.measure = m.measure and d.competency is not distinct from m.competency)::int as x
    from cohort c cross join measured m;
  insert into practice_cohort (school_id, term, graduates, at_least, at_most) select distinct school_id, of_term, graduates, n / 10 * 10, n / 10 * 10 + 9 from counted on conflict do nothing;
  insert into practice_cohort_figure (school_id, term, graduates, measure, competency_stable_id, at_least, at_most)
    select c.school_id, of_term, c.graduates, c.measure, c.competency, i.at_least, i.at_most from counted c, cohort_interval(c.x, c.n) i on conflict do nothing;
  insert into practice_term_figure (term, measure, competency_stable_id, schools, cohorts, of_at_least, of_at_most, at_least, at_most)
    select of_term, s.measure, s.competency, s.schools, s.cohorts, n.at_least, n.at_most, x.at_least, x.at_most
    from (select c.measure, c.competency, count(distinct c.school_id)::int as schools, count(*)::int as cohorts, sum(c.n)::int as n, sum(c.x)::int as x,
        array_agg(c.n / 10 * 10) as n_lows, array_agg(c.n / 10 * 10 + 9) as n_highs, array_agg(i.at_least) as lows, array_agg(i.at_most) as highs
      from counted c, cohort_interval(c.x, c.n) i group by 1, 2 having count(distinct c.school_id) >= 3) s,
    cohort_sum(s.n, s.n_lows, s.n_highs) n, cohort_sum(s.x, s.lows, s.highs) x;
  update practice_term set is_sample = exists (select from counted c join school s on s.id = c.school_id where s.is_sample) where term = of_term;
  drop table counted;
end $$;
revoke execute on function count_practice_term from public;
grant execute on function count_practice_term to concord_system;
