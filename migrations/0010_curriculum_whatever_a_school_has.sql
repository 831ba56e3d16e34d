-- Curricula from spreadsheets, pasted cells and heads; next year's file; corrections that can be taken back.

-- What a school maps against: another version than the current one until its lead has moved it. No row: the current one.
create table school_framework (
  school_id uuid not null references school on delete cascade, framework_version_id uuid not null references framework_version, since timestamptz not null default now(),
  set_by uuid, primary key (school_id));
call keep_for_school('school_framework');
-- What became of a link of the version before when the school moved to another one: carried to an item of it, or left behind (no destination).
create table link_decision (
  school_id uuid not null, activity_id uuid not null, from_competency_id uuid not null references framework_item, framework_version_id uuid not null references framework_version,
  to_competency_id uuid references framework_item, how text not null check (how in ('unchanged', 'replaced', 'chosen', 'left')), decided_by uuid, decided_at timestamptz not null default now(),
  primary key (school_id, activity_id, from_competency_id, framework_version_id),
  foreign key (school_id, activity_id) references activity on delete cascade);
call keep_for_school('link_decision');
-- carried_from: the wording that the link was made to; carried_year: the academic year whose map it came from. Both null: made here.
alter table competency_link add column carried_from uuid references framework_item, add column carried_year text;

-- learner_minutes and delivered_minutes are exact, or the least of a range whose most stands beside them (null: no range).
-- estimate_*: how the minutes of teaching without events are known and who said so. came_by: a file, or entered by hand.
-- same_as: one of several rows of a file that are one activity (the hour given to several groups, or a duplicate); such a row stands nowhere itself (removed_at).
alter table activity add column learner_minutes_most int, add column delivered_minutes_most int, add column estimate_source text, add column estimate_by text,
  add column estimated_at timestamptz, add column came_by text not null default 'file' check (came_by in ('file', 'hand')), add column groups int check (groups > 0),
  add column same_as uuid, add column file_minutes int, add column edited_at timestamptz,
  add constraint learner_range check (learner_minutes_most > learner_minutes), add constraint delivered_range check (delivered_minutes_most > delivered_minutes),
  add foreign key (school_id, same_as) references activity on delete set null (same_as);
update activity set file_minutes = learner_minutes;
create index on activity (school_id, same_as) where same_as is not null;
-- Words in title, text and objectives; a stem finds its forms.
alter table activity add column words tsvector not null generated always as
  (setweight(to_tsvector('english', left(title, 500)), 'A') || to_tsvector('english', left(coalesce(description, ''), 100000))) stored;
create index activity_words on activity using gin (words);
alter table objective add column words tsvector not null generated always as (to_tsvector('english', left(text, 100000))) stored;
create index objective_words on objective using gin (words);
-- Whether every learner sits through each activity of a course, or the same hour is given to several groups; null: not asked yet, and then the file's
-- minutes count for both. groups: how many, where one row holds the hours of all of them.
alter table course add column teaching text check (teaching in ('each', 'groups')), add column groups int check (groups > 1), add column came_by text not null default 'file' check (came_by in ('file', 'hand')),
  add column edited_at timestamptz;

-- An import waits for its columns to be matched ('matching') before it is checked; one that was brought in can be undone.
alter table curriculum_import drop constraint curriculum_import_status_check;
alter table curriculum_import add constraint curriculum_import_status_check
  check (status in ('matching', 'checking', 'checked', 'rejected', 'importing', 'imported', 'failed', 'undone'));
-- matching: the columns and answers that a person confirmed. covers: a whole year (what the file lacks leaves) or a part of it (nothing leaves).
alter table curriculum_import add column matching jsonb, add column covers text not null default 'year' check (covers in ('year', 'part')),
  add column merged_at timestamptz, add column undone_by uuid, add column undone_at timestamptz;
-- Columns as a school matched them, for the next file of the same shape (its headers, folded).
create table column_matching (
  school_id uuid not null references school on delete cascade, shape text not null, matching jsonb not null, used_by uuid, used_at timestamptz not null default now(),
  primary key (school_id, shape));
call keep_for_school('column_matching');
-- An activity that the file does not name by its id beside a staged one that looks like it. Whole per cent of likeness. answer null: proposed and not answered.
create table import_pair (
  school_id uuid not null, import_id uuid not null, source_id text not null, activity_id uuid not null, likeness int not null check (likeness between 0 and 100),
  why jsonb not null, answer text check (answer in ('same', 'different')), answered_by uuid, answered_at timestamptz, position int not null default 0,
  primary key (school_id, import_id, source_id, activity_id),
  foreign key (school_id, import_id) references curriculum_import on delete cascade, foreign key (school_id, activity_id) references activity on delete cascade);
call keep_for_school('import_pair');
-- The rows of a year as they stood before its latest import, so that it can be undone. part: the table's name.
create table import_before (
  school_id uuid not null, import_id uuid not null, position bigint generated always as identity, part text not null, state jsonb not null,
  primary key (school_id, import_id, position), foreign key (school_id, import_id) references curriculum_import on delete cascade);
call keep_for_school('import_before');
-- A file on its way in pieces: how much has arrived, and of which file, so that it goes on where it stopped.
create table arriving_file (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), name text not null, bytes bigint not null check (bytes > 0),
  fingerprint text not null, year text not null, sent_by uuid not null, started_at timestamptz not null default now(), primary key (school_id, id));
call keep_for_school('arriving_file');

-- One act of a person on the map (bulk edit, merge of duplicates, the answer about groups, an entry by hand), and each row that it changed, before and after.
create table map_edit (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), year text not null, act text not null, title text not null,
  made_by uuid, made_at timestamptz not null default now(), undone_by uuid, undone_at timestamptz, primary key (school_id, id));
call keep_for_school('map_edit');
create table map_edit_row (
  school_id uuid not null, edit_id uuid not null, position int not null, part text not null check (part in ('activity', 'course', 'placement', 'competency_link', 'hit', 'activity_method')),
  row_id uuid not null, before jsonb, after jsonb, primary key (school_id, edit_id, position), foreign key (school_id, edit_id) references map_edit on delete cascade);
create index on map_edit_row (school_id, row_id);
call keep_for_school('map_edit_row');
