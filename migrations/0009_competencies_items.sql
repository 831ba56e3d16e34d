-- A framework is a tree of items, as deep as its makers made it: a domain groups, a competency is what is mapped, a milestone is a competency at a phase.
-- stable_id is the identifier that the CASE standard knows an item by: the same in every version and on every host. id names its wording in one version.

-- A draft is for those who work on it; the adopted and the superseded are public.
alter table framework add column stable_id uuid not null default gen_random_uuid() unique, add column created_at timestamptz not null default now();
drop policy everybody_reads on framework_version;
create policy drafts_are_for_editors on framework_version for select to concord_app
  using (status <> 'draft' or (select has_role('convener', 'lead', 'operator')));
-- document, definitions, rubrics, extensions: what a CASE package says beyond the columns here, in the spelling of CASE 1.1, kept for the way out.
alter table framework_version add column based_on uuid references framework_version on delete set null, add column note text,
  add column document jsonb not null default '{}', add column definitions jsonb not null default '{}', add column rubrics jsonb not null default '[]',
  add column extensions jsonb not null default '{}', add column messages jsonb not null default '[]', add column created_by uuid, add column adopted_by uuid,
  add column created_at timestamptz not null default now(), add column adopted_at timestamptz, add column changed_at timestamptz not null default now();

alter table competency rename to framework_item;
alter table framework_item drop constraint competency_framework_version_id_code_key, drop column replaced_by;
-- position orders the children of one parent. details: what CASE says beyond the columns (educationLevel, language, notes …), in the spelling of CASE 1.1.
-- association_id names the item's place under its parent for CASE (its isChildOf).
alter table framework_item alter column code drop not null, alter column short_title drop not null, alter column stable_id set default gen_random_uuid(),
  add column parent_id uuid references framework_item on delete cascade,
  add column kind text not null default 'competency' check (kind in ('domain', 'competency', 'milestone')),
  add column phase text check (phase in ('pre-clerkship', 'clerkship', 'post-clerkship')),
  add column item_type text, add column details jsonb not null default '{}', add column extensions jsonb not null default '{}',
  add column association_id uuid not null default gen_random_uuid(), add column changed_at timestamptz not null default now(),
  add constraint only_milestones_have_a_phase check (phase is null or kind = 'milestone');
-- What lists call it: its short title, else the beginning of its text.
alter table framework_item add column title text not null generated always as
  (coalesce(short_title, case when length(text) <= 90 then text else left(text, 89) || '…' end)) stored;
insert into framework_item (id, framework_version_id, kind, text, position) select id, framework_version_id, 'domain', title, position from domain;
update framework_item i set parent_id = i.domain_id where domain_id is not null;
insert into framework_item (id, framework_version_id, parent_id, kind, phase, text, position)
  select m.id, i.framework_version_id, m.competency_id, 'milestone', m.phase, m.text, m.position from milestone m join framework_item i on i.id = m.competency_id;
alter table framework_item drop column domain_id;
drop table domain, milestone;
create index on framework_item (framework_version_id, parent_id, position);
create index on framework_item (stable_id);
create index on framework_item (parent_id);
drop policy everybody_reads on framework_item;
create policy as_its_version on framework_item for select to concord_app using (framework_version_id in (select v.id from framework_version v));

-- What relates items beyond their place in the tree: replaced by, crosswalks into other frameworks (exactMatchOf; ext:broader and ext:narrower, the
-- destination being the broader or the narrower one; isRelatedTo), and whatever else a CASE package says. The ends are stable ids, since the other
-- framework may have other versions, or be elsewhere; origin and destination are the ends as CASE writes them ({title, identifier, uri}), when they came so.
create table framework_association (
  id uuid primary key default uuid_v7(), stable_id uuid not null default gen_random_uuid(), framework_version_id uuid not null references framework_version on delete cascade,
  type text not null check (type in ('isChildOf', 'isPeerOf', 'isPartOf', 'exactMatchOf', 'precedes', 'isRelatedTo', 'replacedBy', 'exemplar', 'hasSkillLevel',
    'isTranslationOf') or type ~ '^ext:[a-zA-Z0-9._-]+$'),
  origin_stable_id uuid not null, destination_stable_id uuid not null, origin jsonb, destination jsonb, position int, grouping_link jsonb, note text,
  extensions jsonb not null default '{}', made_by uuid, changed_at timestamptz not null default now(),
  unique (framework_version_id, type, origin_stable_id, destination_stable_id));
call keep_for_collaborative('framework_association', 'convener', 'operator');
drop policy everybody_reads on framework_association;
create policy as_its_version on framework_association for select to concord_app using (framework_version_id in (select v.id from framework_version v));
create index on framework_association (destination_stable_id);

-- Every act on a draft with the rows it touched before and after, so that it can be undone; the rows are arrays of framework_item and framework_association.
create table framework_change (
  id uuid primary key default uuid_v7(), framework_version_id uuid not null references framework_version on delete cascade, act text not null, title text not null,
  before jsonb not null, after jsonb not null, made_by uuid, made_at timestamptz not null default now(), undone_at timestamptz);
create index on framework_change (framework_version_id, id);
call keep_for_collaborative('framework_change', 'convener', 'operator');
drop policy everybody_reads on framework_change;
create policy as_its_version on framework_change for select to concord_app using (framework_version_id in (select v.id from framework_version v));
