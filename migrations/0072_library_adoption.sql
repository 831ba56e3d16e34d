-- Who uses which version of an item. That is a school's own: others see figures, and what the school tells the author.

-- School-owned. The title is kept, so that the school's word stands when the item is no more.
create table library_adoption (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), item_id uuid, number int, item_title text not null,
  course text not null, phase text check (phase in ('pre-clerkship', 'clerkship', 'post-clerkship')), academic_year text not null, learners int check (learners >= 0),
  changed text not null default '', went text not null default '', adopted_by uuid references person on delete set null, adopted_at timestamptz not null default now(),
  changed_at timestamptz not null default now(), ended_at timestamptz, primary key (school_id, id),
  foreign key (item_id, number) references library_version (item_id, number) on delete set null (item_id, number));
call keep_for_school('library_adoption');
create index on library_adoption (item_id);
create policy system on library_adoption for select to concord_system using (true);
grant select on library_adoption to concord_system;

-- School-owned: what a school chose when a newer version came.
create table library_choice (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), adoption_id uuid not null, number int not null,
  choice text not null check (choice in ('take', 'stay', 'later')), reason text not null default '', chosen_by uuid references person on delete set null,
  chosen_at timestamptz not null default now(), primary key (school_id, id),
  foreign key (school_id, adoption_id) references library_adoption on delete cascade);
call keep_for_school('library_choice');
create policy system on library_choice for select to concord_system using (true);
grant select on library_choice to concord_system;

-- Collaborative-wide: what an adopter tells the author under the school's name, until it takes that back.
create table library_told (
  for_school_id uuid not null references school on delete cascade, adoption_id uuid not null, item_id uuid not null references library_item on delete cascade, number int not null,
  course text not null, academic_year text not null, changed text not null, went text not null, told_at timestamptz not null default now(), primary key (for_school_id, adoption_id));
create index on library_told (item_id);
alter table library_told enable row level security;
create policy own on library_told to concord_app using (for_school_id = (select own_school())) with check (for_school_id = (select own_school()));
create policy author_reads on library_told for select to concord_app
  using (exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)));
grant select, insert, update, delete on library_told to concord_app;

-- How far an item reaches, for whoever keeps it: it runs with its owner's rights over the rows of other schools and answers sums alone, each null unless at least three
-- schools are in it; learners in tens, so that the next school's number does not follow from the sum.
create function library_reach(of_item uuid) returns table (schools int, courses int, learners int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when n >= 3 then n end, case when n >= 3 then c end, case when stating >= 3 then l / 10 * 10 end
  from (select count(distinct a.school_id)::int as n, count(distinct (a.school_id, lower(a.course)))::int as c,
      count(distinct a.school_id) filter (where a.learners > 0)::int as stating, coalesce(sum(a.learners), 0)::int as l
    from library_adoption a join library_item i on i.id = a.item_id
    where a.item_id = of_item and a.ended_at is null and a.school_id is distinct from i.for_school_id
      and (i.for_school_id = own_school() and has_role('lead', 'mapper', 'faculty', 'staff', 'operator') or i.for_school_id is null and has_role('convener', 'operator'))) sums
$$;

-- What was mailed, so that nobody is told twice: of an item's review at a stage, and of a version to an adoption.
create table library_notice (
  item_id uuid not null references library_item on delete cascade, about text not null, person_id uuid not null references person on delete cascade,
  sent_at timestamptz not null default now(), primary key (item_id, about, person_id));
call keep_for_system('library_notice');
