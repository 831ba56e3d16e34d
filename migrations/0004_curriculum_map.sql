-- A school's curriculum of one academic year, what the keyword scan found in it, and the links that people confirmed.
-- Every table here is school-owned but keyword_list and keyword. Minutes are whole; null is unknown and 0 is a stated zero.

create table curriculum_year (
  school_id uuid not null references school on delete cascade, year text not null check (year ~ '^\d{4}-\d{2}$'),
  title text, created_at timestamptz not null default now(), primary key (school_id, year));
call keep_for_school('curriculum_year');

-- A file brought in: checked, shown, and only then (one short transaction) made part of the map.
create table curriculum_import (
  school_id uuid not null, id uuid not null default uuid_v7(), file_id uuid not null, year text not null check (year ~ '^\d{4}-\d{2}$'),
  status text not null default 'checking' check (status in ('checking', 'checked', 'rejected', 'importing', 'imported', 'failed')),
  done int not null default 0, total int not null default 0, report jsonb, result jsonb, problem text,
  started_by uuid, started_at timestamptz not null default now(), finished_at timestamptz,
  primary key (school_id, id), foreign key (school_id, file_id) references school_file on delete cascade);
call keep_for_school('curriculum_import');
create table curriculum_import_row (
  school_id uuid not null, import_id uuid not null, position int not null, kind text not null, part jsonb not null,
  primary key (school_id, import_id, position), foreign key (school_id, import_id) references curriculum_import on delete cascade);
call keep_for_school('curriculum_import_row');

-- Academic levels are what files know; the school says once which phase each belongs to.
create table academic_level (
  school_id uuid not null, year text not null, number int not null, label text not null, description text, phase_id uuid,
  primary key (school_id, year, number), foreign key (school_id, year) references curriculum_year on delete cascade,
  foreign key (school_id, phase_id) references school_phase);
call keep_for_school('academic_level');

-- source_id is the file's own identifier. stable_id names the same thing across academic years.
create table course (
  school_id uuid not null, id uuid not null default uuid_v7(), stable_id uuid not null default uuid_v7(), year text not null, source_id text not null,
  title text not null, description text, requirement text check (requirement in ('required', 'required-in-track', 'elective')),
  is_track boolean not null default false, start_level int, end_level int, phase_id uuid, clerkship_model text,
  duration_days int, starts_on date, ends_on date, seats int check (seats >= 0), enrolled int check (enrolled >= 0),
  parent_id uuid, position int not null default 0, removed_at timestamptz,
  primary key (school_id, id), unique (school_id, year, source_id), foreign key (school_id, year) references curriculum_year on delete cascade,
  foreign key (school_id, phase_id) references school_phase, foreign key (school_id, parent_id) references course on delete set null (parent_id));
create index on course (school_id, year, title);
call keep_for_school('course');
create table activity (
  school_id uuid not null, id uuid not null default uuid_v7(), stable_id uuid not null default uuid_v7(), year text not null, source_id text not null,
  title text not null, description text, learner_minutes int check (learner_minutes >= 0), delivered_minutes int check (delivered_minutes >= 0),
  is_interprofessional boolean not null default false, position int not null default 0, removed_at timestamptz,
  primary key (school_id, id), unique (school_id, year, source_id), foreign key (school_id, year) references curriculum_year on delete cascade);
create index activity_by_title on activity (school_id, year, title, id) where removed_at is null;
call keep_for_school('activity');
-- Where an activity stands in a course: a row of its own, since real files place one activity in two courses, or in none.
create table placement (
  school_id uuid not null, course_id uuid not null, activity_id uuid not null, is_required boolean, starts_on date, ends_on date, position int not null default 0,
  primary key (school_id, course_id, activity_id),
  foreign key (school_id, course_id) references course on delete cascade, foreign key (school_id, activity_id) references activity on delete cascade);
create index on placement (school_id, activity_id);
call keep_for_school('placement');
create table objective (
  school_id uuid not null, id uuid not null default uuid_v7(), year text not null, source_id text not null, text text not null, category text,
  primary key (school_id, id), unique (school_id, year, source_id), foreign key (school_id, year) references curriculum_year on delete cascade);
call keep_for_school('objective');
create table objective_relation (
  school_id uuid not null, id uuid not null default uuid_v7(), year text not null, from_source text not null, relationship text not null, to_source text not null,
  primary key (school_id, id), foreign key (school_id, year) references curriculum_year on delete cascade);
create index on objective_relation (school_id, year);
call keep_for_school('objective_relation');
create table activity_objective (
  school_id uuid not null, activity_id uuid not null, objective_id uuid not null, primary key (school_id, activity_id, objective_id),
  foreign key (school_id, activity_id) references activity on delete cascade, foreign key (school_id, objective_id) references objective on delete cascade);
create index on activity_objective (school_id, objective_id);
call keep_for_school('activity_objective');
create table course_objective (
  school_id uuid not null, course_id uuid not null, objective_id uuid not null, primary key (school_id, course_id, objective_id),
  foreign key (school_id, course_id) references course on delete cascade, foreign key (school_id, objective_id) references objective on delete cascade);
create index on course_objective (school_id, objective_id);
call keep_for_school('course_objective');
create table activity_method (
  school_id uuid not null, activity_id uuid not null, position int not null, kind text not null check (kind in ('instruction', 'assessment')),
  code text not null, name text, is_primary boolean not null default false, minutes int, purpose text check (purpose in ('formative', 'summative')),
  primary key (school_id, activity_id, position), foreign key (school_id, activity_id) references activity on delete cascade);
call keep_for_school('activity_method');
-- Keywords and resources as the file lists them.
create table activity_keyword (
  school_id uuid not null, activity_id uuid not null, position int not null, kind text not null check (kind in ('keyword', 'resource')),
  term text not null, source text, source_id text,
  primary key (school_id, activity_id, position), foreign key (school_id, activity_id) references activity on delete cascade);
call keep_for_school('activity_keyword');
-- The standard's own device for longitudinal threads.
create table integration_block (
  school_id uuid not null, id uuid not null default uuid_v7(), year text not null, source_id text not null, title text not null, description text,
  activity_sources text[] not null default '{}', course_sources text[] not null default '{}', objective_sources text[] not null default '{}',
  primary key (school_id, id), unique (school_id, year, source_id), foreign key (school_id, year) references curriculum_year on delete cascade);
call keep_for_school('integration_block');

-- Collaborative-wide: keyword lists are an instrument that every school uses alike.
create table keyword_list (
  id uuid primary key default uuid_v7(), name text not null, version int not null, note text not null, is_current boolean not null default false, unique (name, version));
create unique index on keyword_list (is_current) where is_current;
call keep_for_collaborative('keyword_list', 'convener', 'operator');
create table keyword (
  id uuid primary key default uuid_v7(), keyword_list_id uuid not null references keyword_list on delete cascade, phrase text not null,
  competency_id uuid not null references competency, position int not null, unique (keyword_list_id, phrase, competency_id));
call keep_for_collaborative('keyword', 'convener', 'operator');

-- What one keyword found in one activity: a suggestion until a person answers.
create table hit (
  school_id uuid not null, id uuid not null default uuid_v7(), activity_id uuid not null, keyword_id uuid not null references keyword,
  competency_id uuid not null references competency, field text not null check (field in ('title', 'description', 'objective', 'keyword')),
  sentence text not null, match_start int not null, match_length int not null, places int not null default 1,
  answer text check (answer in ('accepted', 'rejected')), answered_by uuid, answered_at timestamptz, reason text,
  found_at timestamptz not null default now(), position int not null default 0,
  primary key (school_id, id), unique (school_id, activity_id, keyword_id), foreign key (school_id, activity_id) references activity on delete cascade);
create index hit_open on hit (school_id, position, id) where answer is null;
call keep_for_school('hit');

-- A person's word that an activity addresses a competency.
create table competency_link (
  school_id uuid not null, activity_id uuid not null, competency_id uuid not null references competency,
  level text not null check (level in ('introduced', 'practised', 'assessed')), extent text not null check (extent in ('mentioned', 'partly', 'fully')),
  hit_id uuid, linked_by uuid, linked_at timestamptz not null default now(),
  primary key (school_id, activity_id, competency_id), foreign key (school_id, activity_id) references activity on delete cascade,
  foreign key (school_id, hit_id) references hit on delete set null (hit_id));
create index on competency_link (school_id, competency_id);
call keep_for_school('competency_link');
