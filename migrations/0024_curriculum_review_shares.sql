-- A review by several people. A link keeps what it rests on (a sentence of the activity, or the mapper's own words) and the milestones that it names beside its
-- competency. They are a column, so that a link that is merged, carried, undone or moved stays whole; the view gives them a row each.
alter table competency_link add column evidence text check (length(evidence) <= 2000), add column milestone_ids uuid[] not null default '{}';
create view competency_link_milestone with (security_invoker = true) as
  select l.school_id, l.activity_id, l.competency_id, m.milestone_id from competency_link l, unnest(l.milestone_ids) as m(milestone_id);
grant select on competency_link_milestone to concord_app;

-- Whose part of the queue an activity is. Given to two people it is answered by both without seeing the other's answer.
create table review_part (
  school_id uuid not null, activity_id uuid not null, person_id uuid not null, given_by uuid, given_at timestamptz not null default now(),
  primary key (school_id, activity_id, person_id), foreign key (school_id, activity_id) references activity on delete cascade);
create index on review_part (school_id, person_id);
call keep_for_school('review_part');
-- A suggestion that somebody wants to come back to.
create table review_skip (
  school_id uuid not null, hit_id uuid not null, person_id uuid not null, skipped_at timestamptz not null default now(),
  primary key (school_id, hit_id, person_id), foreign key (school_id, hit_id) references hit on delete cascade);
call keep_for_school('review_skip');
-- One of two answers to the same suggestion. It counts for nothing until both are there: alike they become the hit's answer, else the lead decides.
create table blind_answer (
  school_id uuid not null, hit_id uuid not null, person_id uuid not null, answer text not null check (answer in ('accepted', 'rejected')),
  competency_id uuid references framework_item, level text check (level in ('introduced', 'practised', 'assessed')),
  extent text check (extent in ('mentioned', 'partly', 'fully')), evidence text check (length(evidence) <= 2000), milestone_ids uuid[] not null default '{}',
  reason text, answered_at timestamptz not null default now(),
  primary key (school_id, hit_id, person_id), foreign key (school_id, hit_id) references hit on delete cascade,
  check ((answer = 'accepted') = (competency_id is not null and level is not null and extent is not null)));
call keep_for_school('blind_answer');
