-- After a hard encounter: what a student writes for themselves, and whom their school names for support. And what a course may ask: n observed conversations until a day, of which it learns
-- done or not done, once that day is over (docs/decisions/019).

-- School-owned: who helps, as the school's lead keeps it.
create table practice_contact (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), name text not null check (name <> ''), words text not null default '', phone text not null default '',
  link text check (link ~ '^https://'), position int not null, check (phone <> '' or link is not null), primary key (school_id, id), unique (school_id, name));
call keep_for_school('practice_contact');

-- What a student chose to keep of a debrief. It has no scale, and no way to anybody.
create table practice_debrief (
  person_id uuid not null references practice_log on delete cascade, id uuid not null default uuid_v7(), month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'), with_whom text not null default '',
  happened text not null default '', went_well text not null default '', carry text not null default '', need text not null default '', would_do text not null default '',
  kept_at timestamptz not null default now(), primary key (person_id, id));
call keep_for_person('practice_debrief');

-- School-owned: a course asks for observed conversations, of a class or of named students. It is made once and stays as it is, since asking again with other numbers would tell how many there were; and it
-- spans a week at least, since a shorter one would tell when.
create table practice_ask (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), title text not null check (title <> ''), observed int not null check (observed between 1 and 20),
  confirmed_only boolean not null, graduates int check (graduates between 2000 and 2100), made_on date not null default (now() at time zone 'America/New_York')::date, until_on date not null,
  asked_by uuid references person on delete set null, primary key (school_id, id), check (until_on >= made_on + 7));
-- School-owned: whom it asks, where it names them.
create table practice_ask_named (
  school_id uuid not null references school on delete cascade, ask_id uuid not null, student_id uuid not null references person on delete cascade, primary key (school_id, ask_id, student_id),
  foreign key (school_id, ask_id) references practice_ask on delete cascade);
create index on practice_ask_named (student_id);
call keep_for_school('practice_ask');
call keep_for_school('practice_ask_named');
revoke update on practice_ask, practice_ask_named from concord_app;

-- That a student takes part in one, by their own act. The course does not read it: who does not take part looks like who is not done.
create table practice_ask_part (
  person_id uuid not null references practice_log on delete cascade, of_school_id uuid not null, ask_id uuid not null, taken_at timestamptz not null default now(), primary key (person_id, of_school_id, ask_id),
  foreign key (of_school_id, ask_id) references practice_ask on delete cascade);
create index on practice_ask_part (of_school_id, ask_id);
call keep_for_person('practice_ask_part');

-- Who is done, for whoever asked and for the school's lead, and nothing else of anybody: no count, no day, no word. Nothing before the day is over, so that asking again and again does not tell when.
create function done_of_ask(of_ask uuid) returns table (person_id uuid, name text) stable language sql security definer set search_path = public, pg_temp as $$
  select p.id, p.name from practice_ask a join practice_ask_part t on t.of_school_id = a.school_id and t.ask_id = a.id join person p on p.id = t.person_id
  where a.id = of_ask and a.school_id = own_school() and (a.asked_by = own_person() or has_role('lead')) and a.until_on < (now() at time zone 'America/New_York')::date
    and (select count(distinct coalesce(o.entry_id, o.id)) from practice_observation o where o.person_id = t.person_id and o.how = 'link' and (o.state = 'confirmed' or not a.confirmed_only)
      and (o.arrived_at at time zone 'America/New_York')::date between a.made_on and a.until_on) >= a.observed
  order by p.name
$$;
revoke execute on function done_of_ask from public;
grant execute on function done_of_ask to concord_app;
