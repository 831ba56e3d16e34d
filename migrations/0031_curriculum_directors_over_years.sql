-- A director who is named no more stays on record: a year that was submitted keeps the directors that it had, whoever directs the course since.
alter table course_director add column ended_at timestamptz;
