-- What graduates say of themselves at the end of a year: seen, practised, confident, willing. Beside what was observed, never mixed with it.

-- Collaborative-wide: the year's questions are open between two days.
create table graduate_report (
  year text primary key check (year ~ '^\d{4}-\d{2}$'), opens_on date not null, closes_on date not null check (closes_on > opens_on), is_sample boolean not null default false,
  opened_by uuid references person on delete set null, counted_at timestamptz);
alter table graduate_report enable row level security;
create policy members_read on graduate_report for select to concord_app using ((select own_person()) is not null or (select has_role('operator')));
create policy convener_opens on graduate_report for insert to concord_app with check ((select has_role('convener', 'operator')) and counted_at is null);
create policy convener_moves on graduate_report for update to concord_app using ((select has_role('convener', 'operator')) and counted_at is null)
  with check ((select has_role('convener', 'operator')) and counted_at is null);
create policy sample_goes on graduate_report for delete to concord_app using (is_sample and (select has_role('operator')));
create policy system on graduate_report for select to concord_system using (true);
grant select, insert, update, delete on graduate_report to concord_app;
grant select on graduate_report to concord_system;

-- That somebody answered; and, apart from it, what. Answers are read by nobody: they are counted once, when the year closes, and are gone then.
create table graduate_report_turn (person_id uuid not null references person on delete cascade, year text not null references graduate_report on delete cascade, primary key (person_id, year));
alter table graduate_report_turn enable row level security;
create policy own on graduate_report_turn for select to concord_app using (person_id = (select own_person()));
grant select on graduate_report_turn to concord_app;
create table graduate_report_answer (
  school_id uuid not null references school on delete cascade, id uuid not null default gen_random_uuid(), year text not null references graduate_report on delete cascade, answers jsonb not null,
  primary key (school_id, id));
alter table graduate_report_answer enable row level security;
create policy nobody on graduate_report_answer to concord_app using (school_id is null) with check (school_id is null);

-- School-owned: of those at a school who answered a question, how many chose an answer or one beyond it, as an interval (0108). `answer` 0 says how many answered at all.
create table graduate_report_figure (
  school_id uuid not null references school on delete cascade, year text not null references graduate_report on delete cascade, question text not null, answer int not null check (answer >= 0),
  at_least int not null, at_most int not null check (at_most >= at_least + 9), primary key (school_id, year, question, answer));
call keep_for_school('graduate_report_figure');
revoke insert, update, delete on graduate_report_figure from concord_app;
-- Collaborative-wide: the same over schools that are shown, where these are three or more.
create table graduate_report_sum (
  year text not null references graduate_report on delete cascade, question text not null, answer int not null, schools int not null check (schools >= 3), at_least int not null, at_most int not null,
  primary key (year, question, answer));
alter table graduate_report_sum enable row level security;
create policy members_read on graduate_report_sum for select to concord_app using ((select own_person()) is not null or (select has_role('operator')));
grant select on graduate_report_sum to concord_app;

-- Keeps one answer of a student of the school acted for, apart from who answered: written anew among up to a hundred others, in no order (as 0079 does); `gone` while nothing is asked, `twice` when
-- they answered. It runs with its owner's rights, so that nobody reads answers.
create function answer_graduate_report(of_year text, of_answers jsonb) returns text language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from school_role r where r.school_id = own_school() and r.person_id = own_person() and r.role = 'student')
    or not exists (select from graduate_report g where g.year = of_year and g.counted_at is null and current_date between g.opens_on and g.closes_on for update) then return 'gone'; end if;
  insert into graduate_report_turn (person_id, year) values (own_person(), of_year) on conflict do nothing;
  if not found then return 'twice'; end if;
  with drawn as (select r.id from graduate_report_answer r where r.school_id = own_school() and r.year = of_year order by random() limit 100),
    others as (delete from graduate_report_answer r where r.school_id = own_school() and r.id in (select id from drawn) returning r.answers),
    together as (select gen_random_uuid() as id, answers from (select answers from others union all select of_answers) a)
  insert into graduate_report_answer (school_id, id, year, answers) select own_school(), id, of_year, answers from together order by id;
  return 'kept';
end $$;
revoke execute on function answer_graduate_report from public;
grant execute on function answer_graduate_report to concord_app;

-- Counts a year whose last day is over, once, and forgets the answers. An answer is the number of its place in an ordered list, from 1.
create function count_graduate_report(of_year text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update graduate_report set counted_at = now() where year = of_year and counted_at is null and closes_on < current_date;
  if not found then return; end if;
  create temporary table said on commit drop as
    with answer as (
      select r.school_id, a.key as question, a.value::int as chosen from graduate_report_answer r, jsonb_each_text(r.answers) a where r.year = of_year),
    asked as (select school_id, question, count(*)::int as n from answer group by 1, 2 having count(*) >= 10)
    select a.school_id, a.question, a.n, k.answer, (select count(*) from answer x where x.school_id = a.school_id and x.question = a.question and x.chosen >= k.answer)::int as x
    from asked a cross join generate_series(2, 4) as k (answer);
  insert into graduate_report_figure (school_id, year, question, answer, at_least, at_most)
    select distinct school_id, of_year, question, 0, n / 10 * 10, n / 10 * 10 + 9 from said
    union all select s.school_id, of_year, s.question, s.answer, i.at_least, i.at_most from said s, cohort_interval(s.x, s.n) i;
  insert into graduate_report_sum (year, question, answer, schools, at_least, at_most)
    select of_year, question, 0, count(*), (cohort_sum(sum(n)::int, array_agg(n / 10 * 10), array_agg(n / 10 * 10 + 9))).*
      from (select distinct school_id, question, n from said) s group by question having count(*) >= 3
    union all select of_year, s.question, s.answer, count(*), (cohort_sum(sum(s.x)::int, array_agg(i.at_least), array_agg(i.at_most))).*
      from said s, cohort_interval(s.x, s.n) i group by s.question, s.answer having count(*) >= 3;
  drop table said;
  delete from graduate_report_answer where year = of_year;
end $$;
revoke execute on function count_graduate_report from public;
grant execute on function count_graduate_report to concord_system;
