-- A mapping round: what all its schools use alike, the terms on which figures are shared, and how far each school is. Collaborative-wide; what a school does in a
-- round stands in the school's own tables. `for_school_id` names a school in a row that is not that school's.

create table mapping_round (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), title text not null,
  year text not null check (year ~ '^\d{4}-\d{2}$'), framework_version_id uuid not null references framework_version, keyword_list_id uuid not null references keyword_list,
  definitions text not null, note text, status text not null default 'draft' check (status in ('draft', 'open', 'closed')), is_sample boolean not null default false,
  created_at timestamptz not null default now(), opened_at timestamptz, closed_at timestamptz);
create table round_step (
  round_id uuid not null references mapping_round on delete cascade,
  step text not null check (step in ('accept', 'calibrate', 'bring-in', 'scan', 'ask', 'review', 'confirm', 'submit', 'release')),
  due_on date, primary key (round_id, step));
create table round_school (
  round_id uuid not null references mapping_round on delete cascade, for_school_id uuid not null references school on delete cascade,
  joined_at timestamptz not null default now(), left_at timestamptz, primary key (round_id, for_school_id));
create index on round_school (for_school_id);

-- Sharing terms, in versions; every school accepts the latest before any figure is seen. form: how open a school may at most be; audience: to whom.
create table round_terms (
  id uuid primary key default uuid_v7(), round_id uuid not null references mapping_round on delete cascade, version int not null, reason text,
  proposed_by uuid, proposed_at timestamptz not null default now(), unique (round_id, version));
create table round_terms_figure (
  terms_id uuid not null references round_terms on delete cascade, figure text not null check (figure in ('required', 'electives', 'assessment')),
  form text not null check (form in ('private', 'aggregate', 'named')), audience text not null check (audience in ('round', 'collaborative', 'public')),
  primary key (terms_id, figure));
create table terms_answer (
  terms_id uuid not null references round_terms on delete cascade, for_school_id uuid not null references school on delete cascade,
  answer text not null check (answer in ('accepted', 'change')), words text, answered_by uuid, answered_at timestamptz not null default now(),
  primary key (terms_id, for_school_id));
-- How far a school is, in tenths: counts would say what a school teaches.
create table round_progress (
  round_id uuid not null references mapping_round on delete cascade, for_school_id uuid not null references school on delete cascade,
  step text not null check (step in ('accept', 'calibrate', 'bring-in', 'scan', 'ask', 'review', 'confirm', 'submit', 'release')),
  state text not null check (state in ('open', 'done')), tenths int not null default 0 check (tenths between 0 and 10), waits_for text,
  since timestamptz not null default now(), primary key (round_id, for_school_id, step));

-- Whoever works in the collaborative or at one of its schools reads a round; visitors do not.
create procedure keep_for_round(name text, writer text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy members_read on %I for select to concord_app using ((select own_school()) is not null or (select has_role(''convener'', ''steering-member'', ''auditor'', ''operator'')))', name);
  execute format('create policy written on %I to concord_app using (%s) with check (%s)', name, writer, writer);
  execute format('create policy system on %I for select to concord_system using (true)', name);
  execute format('grant select, insert, update, delete on %I to concord_app', name);
  execute format('grant select on %I to concord_system', name);
end $$;
do $$
declare
  convener constant text := '(select has_role(''convener'', ''operator''))';
  own constant text := 'for_school_id = (select own_school())';
begin
  call keep_for_round('mapping_round', convener);
  call keep_for_round('round_step', convener);
  call keep_for_round('round_school', convener);
  call keep_for_round('round_terms', convener);
  call keep_for_round('round_terms_figure', convener);
  call keep_for_round('terms_answer', own || ' and (select has_role(''lead'', ''operator''))');
  call keep_for_round('round_progress', own);
end $$;
