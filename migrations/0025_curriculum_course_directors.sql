-- A course director's part of the map: who is asked about which course, what was asked and answered, and a year that its lead submitted. School-owned throughout.
-- A course is named by its stable id, so that a director stays over the years; a director by the mail address, which is known before the person first signs in.

create table course_director (
  school_id uuid not null references school on delete cascade, course_stable_id uuid not null, mail text not null check (mail = lower(mail)), name text not null,
  named_by uuid, named_at timestamptz not null default now(), primary key (school_id, course_stable_id, mail));
create index on course_director (school_id, mail);
call keep_for_school('course_director');

-- One director asked about one course in one academic year. due_on: after this day what is unanswered counts, and is said to be unanswered.
create table director_question (
  school_id uuid not null, year text not null check (year ~ '^\d{4}-\d{2}$'), course_stable_id uuid not null, mail text not null,
  asked_by uuid, asked_at timestamptz not null default now(), due_on date not null, mailed_at timestamptz, reminded_at timestamptz,
  reminders int not null default 0, words text, done_at timestamptz, primary key (school_id, year, course_stable_id, mail),
  foreign key (school_id, course_stable_id, mail) references course_director on delete cascade,
  foreign key (school_id, year) references curriculum_year on delete cascade);
call keep_for_school('director_question');

-- What the directors of a course say of one activity and one competency. seen_*: the link as it stood before them (null: none stood; they missed it).
-- settled: what the lead did about a link that the director withdrew.
create table director_answer (
  school_id uuid not null, course_stable_id uuid not null, activity_id uuid not null, competency_id uuid not null references framework_item,
  answer text not null check (answer in ('still', 'not', 'missed')),
  level text not null check (level in ('introduced', 'practised', 'assessed')), extent text not null check (extent in ('mentioned', 'partly', 'fully')),
  seen_level text, seen_extent text, seen_sentence text, words text, answered_by uuid, answered_at timestamptz not null default now(),
  settled text check (settled in ('removed', 'kept')), settled_words text, settled_by uuid, settled_at timestamptz,
  primary key (school_id, course_stable_id, activity_id, competency_id), check ((settled is null) = (settled_at is null)), check (settled is null or answer = 'not'),
  foreign key (school_id, activity_id) references activity on delete cascade);
create index on director_answer (school_id, activity_id);
call keep_for_school('director_answer');

-- Hours that a director corrected, with the director's own words and what stood before.
create table director_hours (
  school_id uuid not null, course_stable_id uuid not null, activity_id uuid not null, seen_minutes int, minutes int check (minutes >= 0), words text,
  answered_by uuid, answered_at timestamptz not null default now(), primary key (school_id, course_stable_id, activity_id),
  foreign key (school_id, activity_id) references activity on delete cascade);
call keep_for_school('director_hours');

-- A year that its lead submitted, for a round if one is open; at most one stands. While it stands the year's map is not changed.
create table submission (
  school_id uuid not null, id uuid not null default uuid_v7(), year text not null, round_id uuid references mapping_round on delete set null,
  words text, submitted_by uuid, submitted_at timestamptz not null default now(), taken_back_by uuid, taken_back_at timestamptz, reason text,
  primary key (school_id, id), check ((taken_back_at is null) = (reason is null)),
  foreign key (school_id, year) references curriculum_year on delete cascade);
create unique index submission_stands on submission (school_id, year) where taken_back_at is null;
call keep_for_school('submission');
