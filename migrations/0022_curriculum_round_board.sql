-- Reminders of a round reach each receiver at most once a day for a step, in the receiver's own time, until the receiver says stop.

-- A person's own zone (an IANA name; null: the collaborative's) and whether Concord may remind by mail.
alter table person add column time_zone text, add column wants_reminders boolean not null default true;
drop trigger own_columns on person;
create trigger own_columns before update on person for each row execute function keep_other_columns('name', 'listed_at', 'time_zone', 'wants_reminders');

-- Collaborative-wide, written by the job that reminds: what was sent to whom on which day of theirs.
create table round_reminder (
  round_id uuid not null references mapping_round on delete cascade, for_school_id uuid not null references school on delete cascade,
  step text not null, person_id uuid not null references person on delete cascade, on_day date not null, sent_at timestamptz not null default now(),
  primary key (round_id, for_school_id, step, person_id, on_day));
call keep_for_system('round_reminder');

-- Collaborative-wide: what the figures of a round were said to mean when it opened, so that a later program can still tell what changed.
create table definition_set (id text primary key, definitions jsonb not null, kept_at timestamptz not null default now());
call keep_for_round('definition_set', '(select has_role(''convener'', ''operator''))');
