-- What is made of answers: passages given to emerging points, what became of the rest, and the shared goal in versions. All of it is the collaborative's.

create function drafts_goal() returns boolean stable language sql as $$ select has_role('convener', 'steering-member', 'operator') $$;

-- Collaborative-wide. What answers come to, in the drafters' words.
create table listening_point (
  id uuid primary key default uuid_v7(), round_id uuid not null references listening_round on delete cascade, claim text not null check (claim <> ''), words text not null default '',
  version int not null default 1, set_aside_at timestamptz, made_by uuid references person on delete set null, changed_by uuid references person on delete set null,
  changed_at timestamptz not null default now(), unique (round_id, id));
-- Collaborative-wide. The place [begins, ends) of an answer, in UTF-16 units, that a point rests on. It holds no words.
create table listening_passage (
  id uuid primary key default gen_random_uuid(), round_id uuid not null, point_id uuid not null, answer_id uuid not null references listening_answer on delete cascade,
  begins int not null check (begins >= 0), ends int not null, marked_by uuid references person on delete set null, marked_at timestamptz not null default now(),
  check (ends > begins), unique (point_id, answer_id, begins, ends), foreign key (round_id, point_id) references listening_point (round_id, id) on delete cascade);
create index on listening_passage (answer_id);
-- Collaborative-wide. Why an answer that was read is not in the goal.
create table listening_reason (
  answer_id uuid primary key references listening_answer on delete cascade, round_id uuid not null references listening_round on delete cascade, words text not null check (words <> ''),
  said_by uuid references person on delete set null, said_at timestamptz not null default now());

-- Collaborative-wide. One version is drafted at a time (and one of the sample), proposed to the schools, and adopted for good.
create table goal_version (
  id uuid primary key default uuid_v7(), number int not null unique check (number > 0), round_id uuid not null references listening_round on delete cascade, is_sample boolean not null default false,
  begun_by uuid references person on delete set null, begun_at timestamptz not null default now(), proposed_at timestamptz, adopted_at timestamptz, adopted_by uuid references person on delete set null,
  published_at timestamptz, told_at timestamptz, check (adopted_at is null or proposed_at is not null), check (published_at is null or adopted_at is not null));
create unique index goal_draft on goal_version (is_sample) where adopted_at is null;
-- Collaborative-wide. `basis` is what a sentence rested on when it was adopted, in numbers alone: visitors read it.
create table goal_sentence (
  version_id uuid not null references goal_version on delete cascade, id uuid not null default uuid_v7(), position int not null, words text not null check (words <> ''), version int not null default 1,
  basis jsonb, changed_by uuid references person on delete set null, changed_at timestamptz not null default now(), primary key (version_id, id),
  unique (version_id, position) deferrable initially deferred);
-- Collaborative-wide. What a sentence rests on: a point, or an answer itself.
create table goal_source (
  version_id uuid not null, sentence_id uuid not null, id uuid not null default gen_random_uuid(), point_id uuid references listening_point on delete cascade,
  answer_id uuid references listening_answer on delete cascade, primary key (version_id, sentence_id, id), check (num_nonnulls(point_id, answer_id) = 1),
  unique (version_id, sentence_id, point_id), unique (version_id, sentence_id, answer_id), foreign key (version_id, sentence_id) references goal_sentence (version_id, id) on delete cascade);
create index on goal_source (answer_id);
create index on goal_source (point_id);
-- Collaborative-wide.
create table goal_comment (
  id uuid primary key default uuid_v7(), version_id uuid not null references goal_version on delete cascade, sentence_id uuid, person_id uuid references person on delete set null,
  words text not null check (words <> ''), said_at timestamptz not null default now(), settled_at timestamptz, settled_by uuid references person on delete set null,
  foreign key (version_id, sentence_id) references goal_sentence (version_id, id) on delete set null (sentence_id));
create index on goal_comment (version_id);
-- Collaborative-wide: what a school says of a version, by its lead. What was said before stays, with its end.
create table goal_endorsement (
  id uuid primary key default uuid_v7(), version_id uuid not null references goal_version on delete cascade, for_school_id uuid not null references school on delete cascade,
  answer text not null check (answer in ('endorse', 'live', 'cannot')), words text not null default '', given_by uuid references person on delete set null, given_at timestamptz not null default now(),
  ended_at timestamptz, ended_because text check (ended_because in ('withdrawn', 'replaced', 'changed')), check (answer <> 'cannot' or words <> ''), check ((ended_at is null) = (ended_because is null)));
create unique index goal_endorsement_stands on goal_endorsement (version_id, for_school_id) where ended_at is null;

alter table listening_point enable row level security;
alter table listening_passage enable row level security;
alter table listening_reason enable row level security;
alter table goal_version enable row level security;
alter table goal_sentence enable row level security;
alter table goal_source enable row level security;
alter table goal_comment enable row level security;
alter table goal_endorsement enable row level security;
grant select, insert, update on listening_point to concord_app;
grant select, insert, delete on listening_passage to concord_app;
grant select, insert, update, delete on listening_reason, goal_version, goal_sentence, goal_source to concord_app;
grant select, insert, update (settled_at, settled_by) on goal_comment to concord_app;
grant select, insert, update (ended_at, ended_because) on goal_endorsement to concord_app;

create policy read on listening_point for select to concord_app using (reads_listening(round_id));
create policy begun on listening_point for insert to concord_app with check ((select drafts_goal()) and reads_listening(round_id));
create policy kept on listening_point for update to concord_app using ((select drafts_goal()) and reads_listening(round_id)) with check ((select drafts_goal()) and reads_listening(round_id));
create policy read on listening_passage for select to concord_app using (reads_listening(round_id));
create policy marked on listening_passage for insert to concord_app with check ((select drafts_goal()) and reads_answer(answer_id));
create policy out on listening_passage for delete to concord_app using ((select drafts_goal()) and reads_listening(round_id));
create policy read on listening_reason for select to concord_app using (reads_listening(round_id));
create policy said on listening_reason to concord_app using ((select drafts_goal()) and reads_listening(round_id)) with check ((select drafts_goal()) and reads_answer(answer_id));

-- A visitor reads what the convener made public: a version with its sentences and what schools say of it, and nothing of what it rests on.
create policy read on goal_version for select to concord_app using (published_at is not null or reads_listening(round_id));
create policy drafted on goal_version to concord_app using ((select drafts_goal())) with check ((select drafts_goal()));
create policy read on goal_sentence for select to concord_app using (version_id in (select g.id from goal_version g));
create policy drafted on goal_sentence to concord_app using ((select drafts_goal())) with check ((select drafts_goal()));
create policy read on goal_source for select to concord_app using (exists (select from goal_version g where g.id = version_id and reads_listening(g.round_id)));
create policy drafted on goal_source to concord_app using ((select drafts_goal()))
  with check ((select drafts_goal()) and (answer_id is null or reads_answer(answer_id)));
create policy read on goal_comment for select to concord_app using (exists (select from goal_version g where g.id = version_id and reads_listening(g.round_id)));
create policy said on goal_comment for insert to concord_app with check (person_id = (select own_person()) and exists (select from goal_version g where g.id = version_id and reads_listening(g.round_id)));
create policy settled on goal_comment for update to concord_app using ((select drafts_goal()) or person_id = (select own_person())) with check (true);
create policy read on goal_endorsement for select to concord_app using (version_id in (select g.id from goal_version g));
create policy given on goal_endorsement for insert to concord_app with check (for_school_id = (select own_school()) and (select has_role('lead', 'operator'))
  and given_by is not distinct from (select own_person()) and exists (select from goal_version g where g.id = version_id and g.proposed_at is not null));
create policy ended on goal_endorsement for update to concord_app using (for_school_id = (select own_school()) and (select has_role('lead', 'operator')) or (select drafts_goal()) and ended_at is null)
  with check (for_school_id = (select own_school()) and (select has_role('lead', 'operator')) or (select drafts_goal()) and ended_because = 'changed');

-- The functions below run with their owner's rights, since whoever gave an answer does not keep what was made of it.
-- What rests on an answer goes along when its words change, when it is only counted from now on, and (by its keys) when it is withdrawn.
create function loosen_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.words is distinct from old.words or new.visibility = 'counted' and old.visibility <> 'counted' then
    delete from listening_passage where answer_id = old.id;
    delete from listening_reason where answer_id = old.id;
    delete from goal_source where answer_id = old.id;
  end if;
  return null;
end $$;
create trigger loosen_answer after update on listening_answer for each row execute function loosen_answer();
-- Once a goal that rests on its round is adopted, an answer stays.
create function keep_adopted_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.words is not null and not has_role('operator') and exists (select from goal_version g where g.round_id = old.round_id and g.adopted_at is not null)
    and (tg_op = 'DELETE' or (new.words, new.visibility) is distinct from (old.words, old.visibility))
  then raise exception 'The goal that rests on this round is adopted.' using errcode = 'check_violation'; end if;
  return coalesce(new, old);
end $$;
create trigger keep_adopted_answer before update or delete on listening_answer for each row execute function keep_adopted_answer();
-- What was adopted stays as it was; only the sample goes, as a whole.
create function keep_adopted_goal() returns trigger language plpgsql as $$
declare loose text[] := array['published_at', 'told_at', 'adopted_by', 'begun_by'];
begin
  if old.adopted_at is not null and not has_role('operator') and (tg_op = 'DELETE' or (to_jsonb(new) - loose) <> (to_jsonb(old) - loose)) then raise exception 'An adopted goal is not changed.'; end if;
  return coalesce(new, old);
end $$;
create trigger keep_adopted_goal before update or delete on goal_version for each row execute function keep_adopted_goal();
create function keep_adopted_part() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not has_role('operator') and exists (select from goal_version g where g.id = coalesce(new.version_id, old.version_id) and g.adopted_at is not null)
    and not (tg_op = 'UPDATE' and to_jsonb(new) - 'changed_by' = to_jsonb(old) - 'changed_by') then raise exception 'An adopted goal is not changed.'; end if;
  return coalesce(new, old);
end $$;
create trigger keep_adopted_part before insert or update or delete on goal_sentence for each row execute function keep_adopted_part();
create trigger keep_adopted_part before insert or update or delete on goal_source for each row execute function keep_adopted_part();
-- What became of the own answers, for whoever gave them, guests too: the points they are marked into, the sentences that rest on those or on the answer itself, and a reason where one was said.
create function became_of_own() returns table (answer_id uuid, kind text, words text, goal int, is_adopted boolean) stable language sql security definer set search_path = public, pg_temp as $$
  with own as (select a.id from listening_answer a join listening_voice v on v.id = a.voice_id where v.person_id = own_person() or v.guest_id = own_guest()),
  marked as (select distinct p.answer_id, t.id as point_id, t.claim from listening_passage p join own on own.id = p.answer_id join listening_point t on t.id = p.point_id where t.set_aside_at is null)
  select m.answer_id, 'point', m.claim, null::int, null::boolean from marked m
  union all
  select distinct rests.answer_id, 'sentence', s.words, g.number, g.adopted_at is not null
  from (select m.answer_id, c.version_id, c.sentence_id from marked m join goal_source c on c.point_id = m.point_id
    union select c.answer_id, c.version_id, c.sentence_id from goal_source c join own on own.id = c.answer_id) rests
  join goal_sentence s on s.version_id = rests.version_id and s.id = rests.sentence_id join goal_version g on g.id = rests.version_id
  union all
  select r.answer_id, 'reason', r.words, null, null from listening_reason r join own on own.id = r.answer_id
$$;
-- True once answers of a round stay, since a goal that rests on it is adopted.
create function is_settled(of_round uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select exists (select from goal_version g where g.round_id = of_round and g.adopted_at is not null) and (own_person() is not null or own_guest() is not null or has_role('operator'))
$$;
revoke execute on function became_of_own, is_settled from public;
grant execute on function became_of_own, is_settled to concord_app;

-- Jobs tell everybody who gave an answer what became of it.
create policy system on goal_version to concord_system using (true) with check (true);
create policy system on goal_sentence for select to concord_system using (true);
grant select, update (told_at) on goal_version to concord_system;
grant select on goal_sentence to concord_system;
