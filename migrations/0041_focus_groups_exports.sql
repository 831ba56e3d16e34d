-- What left a study, so that whoever withdraws can be told what of them is out there; and what a checklist of reporting asks that the study's rows do not say.

-- A file that somebody took out: `hash` is SHA-256 of its bytes, `counts` what was in it by noun; never how many codings, which a blind round keeps. `participants`: whose words.
create table study_export (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), kind text not null check (kind ~ '^[a-z][a-z -]*$'), format text not null check (format ~ '^[a-z]+$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'), counts jsonb not null default '{}', participants uuid[] not null default '{}', themes uuid[] not null default '{}',
  made_by uuid, made_at timestamptz not null default now(), primary key (study_id, id));
alter table study_export enable row level security;
create policy own_or_kept on study_export for select to concord_app using
  ((made_by = (select own_person()) and study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader'))) or study_id in (select studies_as('lead', 'staff')) or (select has_role('operator')));
create policy own on study_export for insert to concord_app with check
  ((made_by = (select own_person()) and study_id in (select studies_as('lead', 'staff', 'moderator', 'coder'))) or (select has_role('operator')));
grant select, insert on study_export to concord_app;

-- Which codings were in it: seen as far as the coding is. One that was deleted since is seen by nobody.
create table study_export_coding (
  study_id uuid not null, export_id uuid not null, coding_id uuid not null,
  primary key (study_id, export_id, coding_id), foreign key (study_id, export_id) references study_export (study_id, id) on delete cascade);
alter table study_export_coding enable row level security;
create policy as_the_coding on study_export_coding for select to concord_app using
  ((study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) or (select has_role('operator'))) and exists (select from coding c where c.study_id = study_export_coding.study_id and c.id = coding_id) and exists (select from study_export e where e.study_id = study_export_coding.study_id and e.id = export_id));
create policy with_own_export on study_export_coding for insert to concord_app with check
  ((study_id in (select studies_as('lead', 'staff', 'moderator', 'coder')) or (select has_role('operator'))) and exists (select from study_export e where e.study_id = study_export_coding.study_id and e.id = export_id and (e.made_by = (select own_person()) or (select has_role('operator')))));
grant select, insert on study_export_coding to concord_app;

-- What somebody wrote for an item of a checklist; the newest words count.
create table checklist_answer (
  study_id uuid not null references study on delete cascade, checklist text not null check (checklist in ('COREQ', 'SRQR')), item text not null, words text not null, changed_by uuid, changed_at timestamptz not null default now(),
  primary key (study_id, checklist, item));
call keep_for_study('checklist_answer', '{lead,staff,moderator,coder,reader}', '{lead,moderator,coder}');
