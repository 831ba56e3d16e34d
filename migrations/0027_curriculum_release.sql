-- What a school releases of a year to others, and what each of them may see. A school's choices and snapshots are its own; what others read stands in small
-- tables of the collaborative: figures by name, and for each reader the aggregates that a job computed by the rule in `disclosure.ts`.

-- How open the school wants to be in a round: with a group of figures (competency ''), or with one competency of it.
create table release_choice (
  school_id uuid not null references school on delete cascade, round_id uuid not null references mapping_round on delete cascade,
  figure_group text not null check (figure_group in ('required', 'electives', 'assessment')), competency text not null default '',
  form text not null check (form in ('private', 'aggregate', 'named')), primary key (school_id, round_id, figure_group, competency));
call keep_for_school('release_choice');

-- An immutable snapshot of the figures that are not private. The hash is of its canonical JSON, which holds a random salt: few figures could else be guessed from it.
create table curriculum_release (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), round_id uuid not null references mapping_round on delete cascade,
  year text not null, number int not null, reason text, snapshot jsonb not null, hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  withdrawn_figures text[] not null default '{}', released_by uuid, released_at timestamptz not null default now(),
  withdrawn_by uuid, withdrawn_at timestamptz, withdrawn_reason text, primary key (school_id, id), unique (school_id, round_id, number));
call keep_for_school('curriculum_release');
create index on curriculum_release (year);
-- The job that computes aggregates reads snapshots, and nothing else of a school.
create policy system on curriculum_release for select to concord_system using (true);
grant select on curriculum_release to concord_system;
-- What was released stays as it was; only the withdrawal is written to it.
create function keep_release_as_it_was() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'withdrawn_figures' - 'withdrawn_by' - 'withdrawn_at' - 'withdrawn_reason')
    <> (to_jsonb(old) - 'withdrawn_figures' - 'withdrawn_by' - 'withdrawn_at' - 'withdrawn_reason')
  then raise exception 'A release is not changed.'; end if;
  return new;
end $$;
create trigger keep_release_as_it_was before update on curriculum_release for each row execute function keep_release_as_it_was();

-- Collaborative-wide, by academic year: raised by whatever releases or withdraws, in its own transaction. Aggregates of an earlier epoch are not shown.
create table sharing_epoch (year text primary key, epoch bigint not null default 1);
call keep_for_round('sharing_epoch', '(select own_school()) is not null and (select has_role(''lead'', ''operator''))');
create policy system_writes on sharing_epoch to concord_system using (true) with check (true);
grant insert, update on sharing_epoch to concord_system;

-- Collaborative-wide: the archive of hashes. It says that a school released, and when; never what.
create table released_hash (
  round_id uuid not null references mapping_round on delete cascade, for_school_id uuid not null references school on delete cascade, number int not null,
  hash text not null, released_at timestamptz not null default now(), withdrawn_at timestamptz, primary key (round_id, for_school_id, number));
call keep_for_round('released_hash', 'for_school_id = (select own_school()) and (select has_role(''lead'', ''operator''))');

-- Collaborative-wide: a figure that a school shows under its name, for its audience. Deleted by the withdrawing school in its own transaction.
create table released_figure (
  round_id uuid not null references mapping_round on delete cascade, for_school_id uuid not null references school on delete cascade, figure text not null,
  audience text not null check (audience in ('round', 'collaborative', 'public')), number int not null, cells jsonb not null, methods text[] not null default '{}',
  primary key (round_id, for_school_id, figure));
alter table released_figure enable row level security;
create policy own_write on released_figure to concord_app using (for_school_id = (select own_school()) and (select has_role('lead', 'operator')))
  with check (for_school_id = (select own_school()) and (select has_role('lead', 'operator')));
create policy audience_reads on released_figure for select to concord_app using (for_school_id = (select own_school()) or audience = 'public'
  or audience = 'collaborative' and ((select own_school()) is not null or (select has_role('convener', 'steering-member')))
  or audience = 'round' and exists (select from round_school r where r.round_id = released_figure.round_id and r.for_school_id = (select own_school()) and r.left_at is null));
grant select, insert, update, delete on released_figure to concord_app;

-- Collaborative-wide, computed by a job: what one school may see of all others in a round (for_school_id), or an audience without a school.
create table released_aggregate (
  round_id uuid not null references mapping_round on delete cascade, reader text not null, for_school_id uuid references school on delete cascade,
  audience text check (audience in ('collaborative', 'public')), epoch bigint not null, figures jsonb not null, computed_at timestamptz not null default now(),
  primary key (round_id, reader), check ((for_school_id is null) <> (audience is null)));
call keep_for_system('released_aggregate');
create policy reader_reads on released_aggregate for select to concord_app using (for_school_id = (select own_school()) or audience = 'public'
  or audience = 'collaborative' and ((select own_school()) is not null or (select has_role('convener', 'steering-member'))));
grant select on released_aggregate to concord_app;

-- The ledger: pools of schools whose values of one figure of one year are shown together. A pool is made once, keeps its members and releases, and may be retired.
create table disclosure_pool (
  id uuid primary key default uuid_v7(), year text not null, round_id uuid not null references mapping_round on delete cascade, figure text not null,
  formed_at timestamptz not null default now(), retired_at timestamptz);
call keep_for_system('disclosure_pool');
create index on disclosure_pool (year, figure);
-- A school reads where it stands itself: once in a pool, the figure is not named any more.
create table disclosure_member (
  pool_id uuid not null references disclosure_pool on delete cascade, for_school_id uuid not null references school on delete cascade, release_id uuid not null,
  year text not null, figure text not null, primary key (pool_id, for_school_id), unique (year, figure, for_school_id));
call keep_for_system('disclosure_member');
create policy own_standing on disclosure_member for select to concord_app using (for_school_id = (select own_school()));
grant select on disclosure_member to concord_app;
