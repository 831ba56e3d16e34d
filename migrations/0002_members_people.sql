-- The collaborative, its schools, people, roles, invitations, sign-in and the record of every change.

-- Collaborative-wide, one row.
create table collaborative (
  singleton boolean primary key default true check (singleton),
  name text not null, short_name text not null, mission text not null, vision text, about text not null,
  source_title text, source_url text);
call keep_for_collaborative('collaborative', 'convener', 'operator');

-- Collaborative-wide: the four streams of work on the home page.
create table stream (
  id uuid primary key default uuid_v7(), position int not null unique, years text not null, title text not null, summary text not null,
  source_title text not null, source_url text not null, is_current boolean not null default false);
call keep_for_collaborative('stream', 'convener', 'operator');

-- Collaborative-wide: which schools there are is public; what they teach is not.
create table school (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null, class_size int check (class_size > 0), is_member boolean not null default true, is_sample boolean not null default false,
  source_title text, source_url text, created_at timestamptz not null default now());
call keep_for_collaborative('school', 'convener', 'operator');
create policy lead_keeps_own_school on school for update to concord_app
  using (id = (select own_school()) and (select has_role('lead'))) with check (id = (select own_school()) and (select has_role('lead')));

-- School-owned: the school's own phases, in its order, each mapped to one of the three shared ones.
create table school_phase (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(),
  name text not null, position int not null, maps_to text not null check (maps_to in ('pre-clerkship', 'clerkship', 'post-clerkship')),
  primary key (school_id, id), unique (school_id, name), unique (school_id, position) deferrable initially deferred);
call keep_for_school('school_phase');
create function give_default_phases() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into school_phase (school_id, name, position, maps_to) values
    (new.id, 'Pre-clerkship', 1, 'pre-clerkship'), (new.id, 'Clerkship', 2, 'clerkship'), (new.id, 'Post-clerkship', 3, 'post-clerkship');
  return new;
end $$;
create trigger default_phases after insert on school for each row execute function give_default_phases();

-- Collaborative-wide: a person may work for several schools, so a person belongs to none.
create table person (
  id uuid primary key default uuid_v7(), name text not null, mail text not null unique check (mail = lower(mail)),
  is_sample boolean not null default false, listed_at timestamptz, created_at timestamptz not null default now());

-- Collaborative-wide: roles in the collaborative itself.
create table collaborative_role (
  person_id uuid not null references person on delete cascade, role text not null check (role in ('convener', 'steering-member', 'auditor')),
  granted_at timestamptz not null default now(), primary key (person_id, role));

-- School-owned: roles at a school.
create table school_role (
  school_id uuid not null references school on delete cascade, person_id uuid not null references person on delete cascade,
  role text not null check (role in ('lead', 'mapper', 'faculty', 'staff', 'student')),
  granted_at timestamptz not null default now(), primary key (school_id, person_id, role));
create index on school_role (person_id);

-- Collaborative-wide: an invitation names a school (or none) but belongs to whoever convenes.
create table invitation (
  id uuid primary key default uuid_v7(), mail text not null check (mail = lower(mail)), name text not null,
  for_school_id uuid references school on delete cascade, role text not null,
  invited_by uuid references person on delete set null, invited_at timestamptz not null default now(), expires_at timestamptz not null,
  accepted_at timestamptz, withdrawn_at timestamptz,
  check ((for_school_id is null) = (role in ('convener', 'steering-member', 'auditor'))));

alter table person enable row level security;
alter table collaborative_role enable row level security;
alter table school_role enable row level security;
alter table invitation enable row level security;
create policy colleagues_read on school_role for select to concord_app using (
  school_id = (select own_school()) or person_id = (select own_person()) or (select has_role('convener', 'steering-member', 'auditor', 'operator')));
create policy granted on school_role to concord_app
  using ((school_id = (select own_school()) and (select has_role('lead'))) or (select has_role('convener', 'operator')))
  with check ((school_id = (select own_school()) and (select has_role('lead'))) or (select has_role('convener', 'operator')));
create policy members_read on collaborative_role for select to concord_app using (
  person_id = (select own_person()) or (select has_role('convener', 'steering-member', 'auditor', 'operator')));
create policy granted on collaborative_role to concord_app
  using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy colleagues_read on person for select to concord_app using (
  id = (select own_person()) or (select has_role('convener', 'steering-member', 'auditor', 'operator'))
  or exists (select from school_role r where r.person_id = person.id and r.school_id = (select own_school())));
create policy own on person for update to concord_app using (id = (select own_person())) with check (id = (select own_person()));
create policy kept_by_convener on person to concord_app
  using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy invited on invitation to concord_app
  using ((for_school_id = (select own_school()) and (select has_role('lead'))) or (select has_role('convener', 'operator')))
  with check ((for_school_id = (select own_school()) and (select has_role('lead'))) or (select has_role('convener', 'operator')));
grant select, insert, update, delete on person, collaborative_role, school_role, invitation to concord_app;
create policy system on person to concord_system using (true) with check (true);
create policy system on collaborative_role to concord_system using (true) with check (true);
create policy system on school_role to concord_system using (true) with check (true);
create policy system on invitation to concord_system using (true) with check (true);
grant select, insert, update, delete on person, collaborative_role, school_role, invitation to concord_system;
create policy system on school for select to concord_system using (true);
grant select on school to concord_system;

-- What a visitor may know of people: names that the person or the coordinator confirmed. Runs with its owner's rights on purpose.
create view listed_person as select p.id, p.name, p.listed_at from person p where p.listed_at is not null and not p.is_sample;
grant select on listed_person to concord_app;

-- Sign-in, touched by the system alone: codes are stored as hashes and bound to the tab that asked.
create table sign_in_code (
  id uuid primary key default uuid_v7(), mail text not null, person_id uuid references person on delete cascade, invitation_id uuid references invitation on delete cascade,
  code_hash bytea not null, tab_hash bytea not null unique, address text not null,
  asked_at timestamptz not null default now(), expires_at timestamptz not null, tries int not null default 0, used_at timestamptz);
create index on sign_in_code (mail, asked_at);
create index on sign_in_code (address, asked_at);
call keep_for_system('sign_in_code');
create table session (
  token_hash bytea primary key, person_id uuid not null references person on delete cascade,
  created_at timestamptz not null default now(), seen_at timestamptz not null default now(), expires_at timestamptz not null);
create index on session (person_id);
call keep_for_system('session');

-- Every change leaves an event in the same transaction. Two tables, because a row has one owner.
create table school_event (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), at timestamptz not null default now(),
  actor text not null, person_id uuid, verb text not null, subject text not null, subject_id text, before jsonb, after jsonb, primary key (school_id, id));
create index on school_event (school_id, subject, subject_id);
-- Collaborative-wide.
create table collaborative_event (
  id uuid primary key default uuid_v7(), at timestamptz not null default now(),
  actor text not null, person_id uuid, verb text not null, subject text not null, subject_id text, before jsonb, after jsonb);
alter table school_event enable row level security;
alter table collaborative_event enable row level security;
create policy own_school_reads on school_event for select to concord_app using (school_id = (select own_school()));
create policy own_school_adds on school_event for insert to concord_app with check (school_id = (select own_school()) or (select has_role('convener', 'operator')));
create policy collaborative_reads on collaborative_event for select to concord_app using ((select has_role('convener', 'auditor', 'operator')));
create policy members_add on collaborative_event for insert to concord_app with check ((select own_person()) is not null or (select has_role('operator')));
create policy system on school_event to concord_system using (true) with check (true);
create policy system on collaborative_event to concord_system using (true) with check (true);
-- Events are added and read, never changed.
grant select, insert on school_event, collaborative_event to concord_app, concord_system;

-- School-owned: a file that a school brought; its bytes lie in the data folder.
create table school_file (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), name text not null, bytes bigint not null,
  sha256 text not null, brought_by uuid, brought_at timestamptz not null default now(), primary key (school_id, id));
call keep_for_school('school_file');

-- Published facts, cited and dated.
insert into collaborative (name, short_name, mission, vision, about, source_title, source_url) values (
  'Massachusetts Medical Schools’ Collaborative', 'Medical Schools’ Collaborative',
  'Upon graduation, medical students will have acquired the foundational knowledge, skills, and inspiration to engage as residents in goal-oriented conversations with seriously ill patients, with a commitment to lifelong learning and deliberate practice.',
  'Every medical student in the state receives foundational training in serious illness communication as a requirement for graduation.',
  'Faculty, staff and students of the four medical schools in Massachusetts, working since 2017 on longitudinal, developmental curricula in serious illness communication for all students.',
  'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative');
insert into stream (position, years, title, summary, source_title, source_url, is_current) values
  (1, '2018', 'Competencies', 'Five core competencies for every school, after listening to what each member hoped for.', 'BMC Medical Education 2022;22:654', 'https://doi.org/10.1186/s12909-022-03702-2', false),
  (2, '2019–2021', 'Curriculum mapping', 'Each school maps its four years against the competencies, in the same way.', 'Journal of Palliative Medicine 2024;27(1):39-46', 'https://doi.org/10.1089/jpm.2022.0562', false),
  (3, '2021', 'Student voices', 'Eight focus groups with fifty students of the four schools.', 'Academic Medicine 2024;99(5):550-557', 'https://doi.org/10.1097/ACM.0000000000005647', false),
  (4, 'Now', 'Faculty development', 'A shared approach that uses everything learned so far.', 'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative', true);
insert into school (id, slug, name, source_title, source_url) values
  ('01900000-0000-7000-8000-000000000101', 'boston-university', 'Boston University Chobanian & Avedisian School of Medicine', 'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative'),
  ('01900000-0000-7000-8000-000000000102', 'harvard', 'Harvard Medical School', 'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative'),
  ('01900000-0000-7000-8000-000000000103', 'tufts', 'Tufts University School of Medicine', 'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative'),
  ('01900000-0000-7000-8000-000000000104', 'umass-chan', 'UMass Chan Medical School', 'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative');
