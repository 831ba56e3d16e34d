-- Needs: what is lacking in teaching a competency, the evidence that it is, and what the schools say should come first. A need holds no figure and no theme: it refers to them, and shows what
-- stands today.

-- True for whoever works or teaches at a school that they act for, or has a role in the collaborative. Students set no needs and read none.
create function reads_needs() returns boolean stable language sql as $$
  select (select own_school()) is not null and has_role('lead', 'mapper', 'faculty', 'staff') or has_role('convener', 'steering-member', 'auditor', 'operator')
$$;

-- Collaborative-wide: a school's (of_school_id) or the collaborative's. A school's need is that school's alone until its lead shows it (shown_at).
create table need (
  id uuid primary key default uuid_v7(), of_school_id uuid references school on delete cascade, competency_stable_id uuid not null, title text not null check (title <> ''),
  lacking text not null check (lacking <> ''), is_sample boolean not null default false, begun_by uuid references person on delete set null, begun_at timestamptz not null default now(),
  changed_at timestamptz not null default now(), shown_at timestamptz, ended text check (ended in ('answered', 'set aside', 'joined')), ended_because text, ended_at timestamptz,
  check (of_school_id is not null or shown_at is not null), check ((ended is null) = (ended_at is null) and (ended is null) = (ended_because is null)));
create index on need (of_school_id);
create index on need (competency_stable_id);
alter table need enable row level security;
create policy own_school_reads on need for select to concord_app using (of_school_id = (select own_school()) and (select has_role('lead', 'mapper', 'faculty', 'staff', 'operator')));
create policy shown_reads on need for select to concord_app using (shown_at is not null and (select reads_needs()));
-- A function, so that the policies of what hangs on a need need not say it again: who writes its words.
create function writes_need(of_school uuid) returns boolean stable language sql as $$
  select of_school = own_school() and has_role('lead', 'faculty', 'operator') or of_school is null and has_role('convener', 'operator')
$$;
create policy written on need for insert to concord_app with check (writes_need(of_school_id) and (of_school_id is null or shown_at is null));
create policy kept on need for update to concord_app using (writes_need(of_school_id) or shown_at is not null and (select has_role('convener')))
  with check (writes_need(of_school_id) or shown_at is not null and (select has_role('convener')));
create policy dropped on need for delete to concord_app using (writes_need(of_school_id) and of_school_id is not null and shown_at is null or is_sample and (select has_role('operator')));
grant select, insert, update, delete on need to concord_app;
-- Whose a need is never changes; its words are its writers'; a lead shows it; whoever convenes closes what is shown, a lead the own school's.
create function keep_need() returns trigger language plpgsql as $$
begin
  if new.of_school_id is distinct from old.of_school_id or new.is_sample <> old.is_sample or new.begun_at <> old.begun_at
    then raise exception 'A need stays whose it is.' using errcode = 'check_violation'; end if;
  if (new.title, new.lacking, new.competency_stable_id) is distinct from (old.title, old.lacking, old.competency_stable_id) and not writes_need(old.of_school_id)
    then raise exception 'The words of a need are its writers’.' using errcode = 'insufficient_privilege'; end if;
  if new.shown_at is distinct from old.shown_at and not (old.of_school_id = own_school() and has_role('lead', 'operator'))
    then raise exception 'A school’s lead shows its need.' using errcode = 'insufficient_privilege'; end if;
  if (new.ended, new.ended_because) is distinct from (old.ended, old.ended_because) and not (old.shown_at is not null and has_role('convener', 'operator') or old.of_school_id = own_school() and has_role('lead', 'operator'))
    then raise exception 'Whoever convenes closes a need, or the lead of its school.' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger kept before update on need for each row execute function keep_need();

-- Collaborative-wide: what a programme elsewhere, or of the past, reported of itself, with its source. `figure` is as printed; `contradictions` is what did not agree in it when it was entered,
-- and `kept_because` why it is kept all the same.
create table reported_outcome (
  id uuid primary key default uuid_v7(), programme text not null check (programme <> ''), what text not null check (what <> ''), years text not null default '', figure jsonb not null,
  contradictions text[] not null default '{}', kept_because text not null default '', kirkpatrick int not null check (kirkpatrick between 1 and 4), source text not null check (source <> ''), url text check (url ~ '^https://'),
  by_school_id uuid references school on delete cascade, added_by uuid references person on delete set null, added_at timestamptz not null default now(), is_sample boolean not null default false,
  check (contradictions = '{}' or kept_because <> ''));
alter table reported_outcome enable row level security;
create policy members_read on reported_outcome for select to concord_app using ((select reads_needs()));
create policy entered on reported_outcome for insert to concord_app
  with check (by_school_id = (select own_school()) and (select has_role('lead', 'faculty', 'operator')) or by_school_id is null and (select has_role('convener', 'operator')));
create policy dropped on reported_outcome for delete to concord_app
  using (by_school_id = (select own_school()) and (select has_role('lead', 'faculty', 'operator')) or (select has_role('convener')) or is_sample and (select has_role('operator')));
grant select, insert, delete on reported_outcome to concord_app;

-- Collaborative-wide: what a need rests on, of a closed list of kinds. by_school_id: the school that adds it, null for the collaborative.
-- figure: a cell of a figure that a school released under its name. theme: one that a study shared. survey: an evaluation of an offering, or a reported outcome. observation: de-identified words.
-- wish: a point of what members said (listening), or words with who and when.
create table need_evidence (
  need_id uuid not null references need on delete cascade, id uuid not null default uuid_v7(), kind text not null check (kind in ('figure', 'theme', 'survey', 'observation', 'wish')),
  by_school_id uuid references school on delete cascade, added_by uuid references person on delete set null, added_at timestamptz not null default now(),
  said_on date, words text not null default '', who text not null default '',
  round_id uuid references mapping_round on delete cascade, for_school_id uuid references school on delete cascade, number int, figure text, cell text,
  theme_id uuid, reported_id uuid references reported_outcome on delete cascade, occasion_id uuid references occasion on delete cascade, listening_round_id uuid, point_id uuid, primary key (need_id, id),
  check ((kind = 'figure') = (num_nonnulls(round_id, for_school_id, number, figure, cell) = 5) and num_nonnulls(round_id, for_school_id, number, figure, cell) in (0, 5)),
  check ((kind = 'theme') = (theme_id is not null)), check ((kind = 'survey') = (num_nonnulls(reported_id, occasion_id) = 1)), check (num_nonnulls(listening_round_id, point_id) in (0, 2)),
  check (case kind when 'observation' then words <> '' and who <> '' and said_on is not null and point_id is null
    when 'wish' then point_id is not null or words <> '' and who <> '' and said_on is not null else words = '' and point_id is null end));
create index on need_evidence (for_school_id, round_id, figure);
create index on need_evidence (reported_id);
create index on need_evidence (occasion_id);
create index on need_evidence (by_school_id);
alter table need_evidence enable row level security;
create policy readers_of_need on need_evidence for select to concord_app using (need_id in (select n.id from need n));
-- Its writers add to a need; to one that is shown also leads and faculty of every school, and whoever convenes.
create policy added on need_evidence for insert to concord_app with check (
  (by_school_id = (select own_school()) and (select has_role('lead', 'faculty', 'operator')) or by_school_id is null and (select has_role('convener', 'operator')))
  and need_id in (select n.id from need n where n.ended is null and (n.shown_at is not null or writes_need(n.of_school_id))));
create policy taken_out on need_evidence for delete to concord_app using (
  by_school_id = (select own_school()) and (select has_role('lead', 'faculty', 'operator')) or need_id in (select n.id from need n where writes_need(n.of_school_id) or n.shown_at is not null and (select has_role('convener'))));
grant select, insert, delete on need_evidence to concord_app;
-- Only a figure that its school shows by name to the collaborative: a school refers to its own, whoever convenes to every one.
create function keep_need_figure() returns trigger language plpgsql as $$
begin
  if not exists (select from released_figure f where f.round_id = new.round_id and f.for_school_id = new.for_school_id and f.figure = new.figure and f.number = new.number and f.cells ? new.cell
      and named_audience(f.round_id, f.for_school_id, f.figure) in ('collaborative', 'public') and f.audience <> 'round')
    or new.by_school_id is not null and new.for_school_id <> new.by_school_id
  then raise exception 'This figure is not released by name to the collaborative.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger as_released before insert on need_evidence for each row when (new.kind = 'figure') execute function keep_need_figure();

-- Collaborative-wide: how soon a school wants a need met, in an ordered word with its reason; said by its lead, side by side with the others'. Never averaged.
create table need_priority (
  need_id uuid not null references need on delete cascade, by_school_id uuid not null references school on delete cascade, word text not null check (word in ('now', 'next', 'later', 'not for us')),
  reason text not null check (reason <> ''), said_by uuid references person on delete set null, said_at timestamptz not null default now(), primary key (need_id, by_school_id));
create index on need_priority (by_school_id);
alter table need_priority enable row level security;
create policy readers_of_need on need_priority for select to concord_app using (need_id in (select n.id from need n));
create policy lead_says on need_priority for insert to concord_app
  with check (by_school_id = (select own_school()) and (select has_role('lead')) and need_id in (select n.id from need n where n.shown_at is not null and n.ended is null));
create policy lead_says_again on need_priority for update to concord_app using (by_school_id = (select own_school()) and (select has_role('lead')))
  with check (by_school_id = (select own_school()) and (select has_role('lead')) and need_id in (select n.id from need n where n.shown_at is not null and n.ended is null));
grant select, insert, update on need_priority to concord_app;
