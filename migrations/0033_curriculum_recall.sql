-- How many activities a keyword list leaves out is estimated from a random sample of those in which it found nothing, which people read. School-owned.
create table recall_sample (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), year text not null, list text not null, seed text not null,
  -- How many activities there were to draw from.
  unhit int not null check (unhit > 0), drawn_by uuid, drawn_at timestamptz not null default now(),
  primary key (school_id, id), foreign key (school_id, year) references curriculum_year on delete cascade);
call keep_for_school('recall_sample');
create index on recall_sample (school_id, year, id);

create table recall_activity (
  school_id uuid not null, sample_id uuid not null, activity_id uuid not null, position int not null,
  primary key (school_id, sample_id, activity_id), unique (school_id, sample_id, position), foreign key (school_id, sample_id) references recall_sample on delete cascade,
  foreign key (school_id, activity_id) references activity on delete cascade);
call keep_for_school('recall_activity');
create index on recall_activity (school_id, activity_id);

-- What a reader says: the competencies (stable ids) that the activity addresses, none when it addresses none.
create table recall_reading (
  school_id uuid not null, sample_id uuid not null, activity_id uuid not null, person_id uuid not null references person on delete cascade, addresses uuid[] not null,
  read_at timestamptz not null default now(), primary key (school_id, sample_id, activity_id, person_id),
  foreign key (school_id, sample_id, activity_id) references recall_activity on delete cascade);
call keep_for_school('recall_reading');
create index on recall_reading (person_id);
