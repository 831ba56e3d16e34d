-- Deliberate practice belongs to the student (docs/decisions/019): a fourth owner beside school, study and collaborative. Every key begins with the person, and no role of a school or of the
-- collaborative opens a row. What others see is what the student shares (by functions that note who looked), and cohort figures at ten or more.

-- Rows that exist for one person alone; not for jobs either.
create procedure keep_for_person(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy own on %I to concord_app using (person_id = (select own_person())) with check (person_id = (select own_person()))', name);
  execute format('grant select, insert, update, delete on %I to concord_app', name);
end $$;

-- That somebody keeps a log: at which school and in which class they practise, and whether they count in figures of cohorts. It is asked, and nothing is chosen beforehand.
create table practice_log (
  person_id uuid primary key references person on delete cascade, for_school_id uuid references school on delete set null, graduates int check (graduates between 2000 and 2100),
  counts_in_cohorts boolean not null, begun_at timestamptz not null default now());
create index on practice_log (for_school_id, graduates);
call keep_for_person('practice_log');

-- One conversation as the student notes it. There is no field for a patient. The id is made where it is written, so that an entry that comes twice is one; `revision` counts its changes, so that
-- neither of two devices overwrites the other unseen. `self_scale` is a word of `scale` (app/modules/practice/scale.ts), never a number.
create table practice_entry (
  person_id uuid not null references practice_log on delete cascade, id uuid not null default uuid_v7(),
  kind text not null check (kind in ('simulated', 'role-play', 'observed', 'real')), month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'), rotation text not null default '',
  part text not null check (part in ('led', 'shared', 'watched')), goal text not null default '', debriefed text check (debriefed in ('yes', 'no', 'not-needed')),
  self_words text not null default '', scale text, self_scale text, check ((scale is null) = (self_scale is null)), next text not null default '',
  revision int not null default 1, made_at timestamptz not null default now(), changed_at timestamptz not null default now(), primary key (person_id, id));
call keep_for_person('practice_entry');
create table practice_entry_competency (
  person_id uuid not null, entry_id uuid not null, competency_stable_id uuid not null, primary key (person_id, entry_id, competency_stable_id),
  foreign key (person_id, entry_id) references practice_entry on delete cascade);
call keep_for_person('practice_entry_competency');

-- What somebody means to do next. The words may come from an entry (what I will try next); a reminder is sent only when the student asked for one.
create table practice_goal (
  person_id uuid not null references practice_log on delete cascade, id uuid not null default uuid_v7(), words text not null check (words <> ''), competency_stable_id uuid,
  from_entry_id uuid, due_on date, remind boolean not null default false, reminded_at timestamptz, done_at timestamptz, done_words text not null default '',
  made_at timestamptz not null default now(), primary key (person_id, id), foreign key (person_id, from_entry_id) references practice_entry on delete set null (from_entry_id),
  check (not remind or due_on is not null));
call keep_for_person('practice_goal');
-- Reminders are sent where nobody asks: a job sees that one is due, and to whom, not what the goal says.
create policy system on practice_goal for select to concord_system using (remind and done_at is null);
create policy system_reminds on practice_goal for update to concord_system using (remind and done_at is null) with check (true);
grant select (person_id, id, due_on, remind, reminded_at, done_at), update (reminded_at) on practice_goal to concord_system;

-- What was done in a log: the names of fields, never their words, and only for whose it is. The collaborative's and the schools' record say nothing of practice, so it is no way round.
create table practice_event (
  person_id uuid not null references practice_log on delete cascade, id uuid not null default uuid_v7(), at timestamptz not null default now(), verb text not null, subject text not null,
  subject_id text, fields text[] not null default '{}', primary key (person_id, id));
alter table practice_event enable row level security;
create policy own_reads on practice_event for select to concord_app using (person_id = (select own_person()));
create policy own_adds on practice_event for insert to concord_app with check (person_id = (select own_person()));
grant select, insert on practice_event to concord_app;
