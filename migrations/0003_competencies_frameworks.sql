-- Frameworks are the collaborative's: everybody reads the adopted ones, the convener keeps them.

create table framework (
  id uuid primary key default uuid_v7(), slug text not null unique, title text not null, creator text not null);
call keep_for_collaborative('framework', 'convener', 'operator');
create table framework_version (
  id uuid primary key default uuid_v7(), framework_id uuid not null references framework on delete cascade, number text not null,
  status text not null check (status in ('draft', 'adopted', 'superseded')), adopted_on text, is_current boolean not null default false,
  source_title text, source_url text, source_note text, unique (framework_id, number));
-- At most one version is what schools map against today.
create unique index on framework_version (is_current) where is_current;
call keep_for_collaborative('framework_version', 'convener', 'operator');
create table domain (
  id uuid primary key default uuid_v7(), framework_version_id uuid not null references framework_version on delete cascade,
  title text not null, position int not null, unique (framework_version_id, position));
call keep_for_collaborative('domain', 'convener', 'operator');
-- stable_id names the same competency across versions; id names its wording in one version. Codes are text: 1.1 and 1.10 differ.
create table competency (
  id uuid primary key default uuid_v7(), stable_id uuid not null default uuid_v7(), framework_version_id uuid not null references framework_version on delete cascade,
  domain_id uuid references domain on delete set null, code text not null, short_title text not null, text text not null, published_text text,
  position int not null, replaced_by uuid references competency on delete set null,
  unique (framework_version_id, code), unique (framework_version_id, stable_id));
call keep_for_collaborative('competency', 'convener', 'operator');
create table milestone (
  id uuid primary key default uuid_v7(), competency_id uuid not null references competency on delete cascade,
  phase text not null check (phase in ('pre-clerkship', 'clerkship', 'post-clerkship')), text text not null, position int not null,
  unique (competency_id, phase, position));
call keep_for_collaborative('milestone', 'convener', 'operator');

insert into framework (id, slug, title, creator) values
  ('01900000-0000-7000-8000-000000000201', 'serious-illness-communication', 'Serious illness communication: competencies for medical students', 'Massachusetts Medical Schools’ Collaborative');
insert into framework_version (id, framework_id, number, status, adopted_on, is_current, source_title, source_url, source_note) values
  ('01900000-0000-7000-8000-000000000202', '01900000-0000-7000-8000-000000000201', '2018', 'adopted', '2018', true,
   'BMC Medical Education 2022;22:654, table 2', 'https://doi.org/10.1186/s12909-022-03702-2',
   'Published 1 September 2022, open access. Three misprints of the table are corrected in what is shown; the published wording is kept beside it. Short titles are Concord’s own.');
insert into domain (id, framework_version_id, title, position) values
  ('01900000-0000-7000-8000-000000000203', '01900000-0000-7000-8000-000000000202', 'Serious illness communication', 1);
insert into competency (id, stable_id, framework_version_id, domain_id, code, short_title, text, published_text, position)
select ('01900000-0000-7000-8000-00000000021' || code)::uuid, ('01900000-0000-7000-8000-00000000022' || code)::uuid,
  '01900000-0000-7000-8000-000000000202', '01900000-0000-7000-8000-000000000203', code, short_title, text, published, code::int
from (values
  ('1', 'Understanding, values and goals', 'Explores patient and family understanding of illness, concerns, values, and goals in order to develop goal-concordant treatment plans across settings of care', 'Explores patient and family understanding of illness, concerns, values, and goals in order to develop goal-concordant treatment palns across settings of care'),
  ('2', 'Strong emotions', 'Demonstrates effective approaches to exploring and responding to strong emotions in patients and families facing serious illness', null),
  ('3', 'Difficult news', 'Applies a patient-centered framework to sharing difficult news, exploring pain and symptom burden, assessing prognostic awareness, discussing resuscitation preferences, and describing care at end of life', null),
  ('4', 'Own emotions', 'Demonstrates awareness of one’s own emotions and attitudes, and coping strategies for managing stress and uncertainty when caring for seriously ill patients', null),
  ('5', 'Palliative care and hospice', 'Defines and explains the philosophy and role of palliative care and differentiates hospice from palliative care', null)
) as published_table (code, short_title, text, published);
