-- Listening: rounds with prompts, who speaks in them, and what they say. All of it is the collaborative's, so no key begins with a school. Whatever the convener may do elsewhere,
-- a row of an answer exists for the one who gave it alone; others read what the functions below make of it, which is never more than the giver chose.

create function own_guest() returns uuid stable language sql as $$ select nullif(current_setting('concord.guest', true), '')::uuid $$;

-- Collaborative-wide. Whose mail asks: everybody with one of the roles, and the guests.
create table listening_round (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), title text not null, why text not null default '',
  status text not null default 'draft' check (status in ('draft', 'open', 'closed')), closes_on date,
  asked_roles text[] not null check (asked_roles <@ array['convener', 'steering-member', 'auditor', 'lead', 'mapper', 'faculty', 'staff', 'student']),
  remind_days int not null default 7 check (remind_days between 1 and 60), remind_most int not null default 2 check (remind_most between 0 and 5),
  version int not null default 1, is_sample boolean not null default false, begun_by uuid references person on delete set null, begun_at timestamptz not null default now(),
  opened_at timestamptz, closed_at timestamptz);
-- Collaborative-wide.
create table listening_prompt (
  round_id uuid not null references listening_round on delete cascade, id uuid not null default uuid_v7(), position int not null, words text not null check (words <> ''), help text not null default '',
  primary key (round_id, id), unique (round_id, position) deferrable initially deferred);
-- Collaborative-wide. Somebody without an account who is invited to answer.
create table listening_guest (
  id uuid primary key default uuid_v7(), round_id uuid not null references listening_round on delete cascade, name text not null, mail text not null check (mail = lower(mail)),
  role text not null, invited_by uuid references person on delete set null, invited_at timestamptz not null default now(), ended_at timestamptz, unique (round_id, mail));
create index on listening_guest (round_id);
-- Collaborative-wide. Who speaks in a round: the bridge between a person, or a guest, and answers. It is random, since an identifier in the order of time would tell who came when.
create table listening_voice (
  id uuid primary key default gen_random_uuid(), round_id uuid not null references listening_round on delete cascade, person_id uuid references person on delete cascade,
  guest_id uuid references listening_guest on delete cascade, role text check (role in ('convener', 'steering-member', 'auditor', 'lead', 'mapper', 'faculty', 'staff', 'student')),
  declined_at timestamptz, wants_reminders boolean not null default true, asked_at timestamptz, reminders int not null default 0, reminded_at timestamptz, told_at timestamptz,
  check (num_nonnulls(person_id, guest_id) = 1), check (guest_id is null or role is null), unique (round_id, person_id), unique (guest_id), unique (round_id, id));
create index on listening_voice (person_id);
-- Collaborative-wide. An answer while it is written (draft) and as it was given; random for the same reason.
create table listening_answer (
  id uuid primary key default gen_random_uuid(), round_id uuid not null, prompt_id uuid not null, voice_id uuid not null, draft text check (length(draft) <= 10000),
  draft_visibility text check (draft_visibility in ('named', 'role', 'counted')), words text check (words <> '' and length(words) <= 10000),
  visibility text check (visibility in ('named', 'role', 'counted')), is_noted boolean not null default false, given_at timestamptz, version int not null default 1,
  check ((words is null) = (given_at is null) and (words is null) = (visibility is null)), unique (voice_id, prompt_id),
  foreign key (round_id, prompt_id) references listening_prompt (round_id, id) on delete cascade, foreign key (round_id, voice_id) references listening_voice (round_id, id) on delete cascade);
create index on listening_answer (round_id, prompt_id);
-- Collaborative-wide. What an interviewer wrote down of what somebody said: for those two alone, until the one who spoke makes it an answer.
create table listening_note (
  id uuid primary key default uuid_v7(), round_id uuid not null, prompt_id uuid not null, person_id uuid references person on delete cascade, guest_id uuid references listening_guest on delete cascade,
  words text not null check (words <> '' and length(words) <= 10000), noted_by uuid not null references person on delete cascade, noted_at timestamptz not null default now(), version int not null default 1,
  told_at timestamptz, check (num_nonnulls(person_id, guest_id) = 1), unique (prompt_id, person_id), unique (prompt_id, guest_id),
  foreign key (round_id, prompt_id) references listening_prompt (round_id, id) on delete cascade);

-- For the system alone: links of mails, codes that prove a guest's mail address, and sessions that such a code began. Only hashes are kept.
create table listening_link (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'), voice_id uuid not null references listening_voice on delete cascade, made_at timestamptz not null default now(),
  expires_at timestamptz not null);
create index on listening_link (voice_id);
create table listening_code (
  tab_hash text primary key, guest_id uuid not null references listening_guest on delete cascade, code_hash text not null, address text not null, asked_at timestamptz not null default now(),
  expires_at timestamptz not null, tries int not null default 0, used_at timestamptz);
create index on listening_code (guest_id, asked_at);
create index on listening_code (address, asked_at);
create table listening_session (
  token_hash text primary key, guest_id uuid not null references listening_guest on delete cascade, began_at timestamptz not null default now(), expires_at timestamptz not null);
call keep_for_system('listening_link');
call keep_for_system('listening_code');
call keep_for_system('listening_session');

alter table listening_round enable row level security;
alter table listening_prompt enable row level security;
alter table listening_guest enable row level security;
alter table listening_voice enable row level security;
alter table listening_answer enable row level security;
alter table listening_note enable row level security;
grant select, insert, update, delete on listening_round, listening_prompt, listening_guest, listening_answer, listening_note to concord_app;
-- What Concord keeps of its own mails is not the speaker's to write.
grant select, insert (round_id, person_id, guest_id, role), update (role, declined_at, wants_reminders) on listening_voice to concord_app;

create policy kept on listening_round to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy read on listening_guest for select to concord_app using (id = (select own_guest()) or (select has_role('convener', 'steering-member', 'operator')));
create policy kept on listening_guest to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy read on listening_round for select to concord_app using (status <> 'draft'
  and ((select own_person()) is not null or id in (select g.round_id from listening_guest g where g.id = (select own_guest()))));
create policy read on listening_prompt for select to concord_app using (round_id in (select r.id from listening_round r));
create policy kept on listening_prompt to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy own on listening_voice to concord_app using (person_id = (select own_person()) or guest_id = (select own_guest()))
  with check (person_id = (select own_person()) or guest_id = (select own_guest()));
create policy own on listening_answer to concord_app using (voice_id in (select v.id from listening_voice v)) with check (voice_id in (select v.id from listening_voice v));
create policy noted on listening_note to concord_app using (noted_by = (select own_person()) and (select has_role('convener', 'steering-member')))
  with check (noted_by = (select own_person()) and (select has_role('convener', 'steering-member')));
create policy spoke on listening_note for select to concord_app using (person_id = (select own_person()) or guest_id = (select own_guest()));
create policy settled on listening_note for delete to concord_app using (person_id = (select own_person()) or guest_id = (select own_guest()));

-- Jobs write mails: they know who has answered, and never what.
create policy system on listening_round for select to concord_system using (true);
create policy system on listening_prompt for select to concord_system using (true);
create policy system on listening_guest for select to concord_system using (true);
create policy system on listening_voice to concord_system using (true) with check (true);
create policy system on listening_answer for select to concord_system using (true);
create policy system on listening_note to concord_system using (true) with check (true);
grant select on listening_round, listening_prompt, listening_guest to concord_system;
grant select, insert, update on listening_voice to concord_system;
grant select (id, round_id, prompt_id, voice_id, given_at) on listening_answer to concord_system;
grant select (id, round_id, person_id, guest_id, noted_by, told_at), update (told_at) on listening_note to concord_system;

-- Runs with its owner's rights: behind a guest's link nobody has signed in. From here to the end of the transaction the guest speaks whose link this is, and whose mail address a code proved.
create function enter_as_guest(of_token_hash text, of_session_hash text) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare guest uuid;
begin
  select g.id into guest from listening_link l join listening_voice v on v.id = l.voice_id join listening_guest g on g.id = v.guest_id join listening_session s on s.guest_id = g.id
    where l.token_hash = of_token_hash and l.expires_at > now() and g.ended_at is null and s.token_hash = of_session_hash and s.expires_at > now();
  perform set_config('concord.guest', coalesce(guest::text, ''), true);
  return guest;
end $$;
revoke execute on function enter_as_guest from public;
grant execute on function enter_as_guest to concord_app;

-- An answer is written while its round is open. It may be shown to fewer, or withdrawn, later.
create function answer_while_open() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (tg_op = 'INSERT' or (new.draft, new.words, new.prompt_id, new.voice_id) is distinct from (old.draft, old.words, old.prompt_id, old.voice_id))
    and not exists (select from listening_round r where r.id = new.round_id and r.status = 'open')
  then raise exception 'This round is not open.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger answer_while_open before insert or update on listening_answer for each row execute function answer_while_open();

-- The record says that somebody answered, and not who: else whoever reads it would know whose the newest answer is. Runs with its owner's rights, since an event else names who acts.
create function record_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare verb text := case
  when tg_op = 'DELETE' then case when old.words is not null then 'withdraw' end
  when new.words is not null and (tg_op = 'INSERT' or old.words is null) then 'give'
  when tg_op = 'UPDATE' and (new.words, new.visibility) is distinct from (old.words, old.visibility) then 'change' end;
begin
  if verb is not null and not has_role('operator') then
    insert into collaborative_event (actor, verb, subject, subject_id) values ('speaker', verb, 'listening_answer', coalesce(new.round_id, old.round_id)::text);
  end if;
  return null;
end $$;
create trigger record_answer after insert or update or delete on listening_answer for each row execute function record_answer();

-- The functions below run with their owner's rights, since they read rows of others, and hold the border themselves.
-- True for who may read what others said to a prompt: a person who gave an answer to it, and everybody here once the round is closed.
create function reads_prompt(of_round uuid, of_prompt uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select own_person() is not null and (exists (select from listening_round r where r.id = of_round and r.status = 'closed')
    or exists (select from listening_answer a join listening_voice v on v.id = a.voice_id
      where a.round_id = of_round and a.prompt_id = of_prompt and a.words is not null and v.person_id = own_person()))
$$;
-- The same for what was made of a round's answers: whoever gave one, and everybody here once it is closed.
create function reads_listening(of_round uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select has_role('operator') or own_person() is not null and (exists (select from listening_round r where r.id = of_round and r.status = 'closed')
    or exists (select from listening_answer a join listening_voice v on v.id = a.voice_id where a.round_id = of_round and a.words is not null and v.person_id = own_person()))
$$;
-- How a speaker's role is said. A role that fewer than three hold would name them: then the word is a wider one.
create function listening_role(of_voice uuid) returns text stable language sql security definer set search_path = public, pg_temp as $$
  select case
    when g.id is not null then case when (select count(*) from listening_guest o where o.round_id = g.round_id and lower(o.role) = lower(g.role) and o.ended_at is null) >= 3
      then g.role else 'guest' end
    when (select count(distinct h.person_id) from (select s.person_id, s.role from school_role s union all select c.person_id, c.role from collaborative_role c) h
        join person p on p.id = h.person_id and p.is_sample = v.is_sample where h.role = v.role) >= 3
      and exists (select from school_role s where s.person_id = v.person_id and s.role = v.role union all select from collaborative_role c where c.person_id = v.person_id and c.role = v.role)
      then v.role else 'member' end
  from (select w.*, r.is_sample from listening_voice w join listening_round r on r.id = w.round_id where w.id = of_voice and own_person() is not null) v
  left join listening_guest g on g.id = v.guest_id
$$;
-- What others said, in no order of time: words and a name, or words and a role. What is only counted is never among it.
create function answers_to_read(of_round uuid) returns table (id uuid, prompt_id uuid, words text, name text, role text, is_noted boolean, is_own boolean)
stable language sql security definer set search_path = public, pg_temp as $$
  select a.id, a.prompt_id, a.words, case when a.visibility = 'named' then coalesce(p.name, g.name) end,
    case when a.visibility = 'named' and g.id is not null then g.role else listening_role(v.id) end, a.is_noted, v.person_id is not distinct from own_person()
  from listening_answer a join listening_voice v on v.id = a.voice_id left join person p on p.id = v.person_id left join listening_guest g on g.id = v.guest_id
  where a.round_id = of_round and a.words is not null and a.visibility in ('named', 'role') and own_person() is not null and reads_prompt(a.round_id, a.prompt_id)
  order by a.id
$$;
-- True for an answer whose words the asking person may read as another's.
create function reads_answer(of_answer uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select exists (select from listening_answer a where a.id = of_answer and a.words is not null and a.visibility in ('named', 'role') and own_person() is not null
    and reads_prompt(a.round_id, a.prompt_id))
$$;
-- Numbers of a round: how many were asked, answered, said that they will not, and how many answers each prompt has, of each kind.
create function listening_counts(of_round uuid) returns table (asked int, answered int, declined int) stable language sql security definer set search_path = public, pg_temp as $$
  select (select count(*)::int from person p where p.is_sample = r.is_sample and (exists (select from school_role s where s.person_id = p.id and s.role = any (r.asked_roles))
      or exists (select from collaborative_role c where c.person_id = p.id and c.role = any (r.asked_roles))
      or exists (select from listening_voice v join listening_answer a on a.voice_id = v.id where v.round_id = r.id and v.person_id = p.id and a.words is not null)))
    + (select count(*)::int from listening_guest g where g.round_id = r.id and g.ended_at is null),
    (select count(distinct a.voice_id)::int from listening_answer a where a.round_id = r.id and a.words is not null),
    (select count(*)::int from listening_voice v where v.round_id = r.id and v.declined_at is not null)
  from listening_round r where r.id = of_round and (own_person() is not null or has_role('operator'))
$$;
create function listening_prompt_counts(of_round uuid) returns table (prompt_id uuid, named int, by_role int, counted int) stable language sql security definer set search_path = public, pg_temp as $$
  select p.id, count(a.id) filter (where a.visibility = 'named')::int, count(a.id) filter (where a.visibility = 'role')::int, count(a.id) filter (where a.visibility = 'counted')::int
  from listening_prompt p left join listening_answer a on a.round_id = p.round_id and a.prompt_id = p.id and a.words is not null
  where p.round_id = of_round and (own_person() is not null or has_role('operator')) group by p.id, p.position order by p.position
$$;
revoke execute on function reads_prompt, reads_listening, listening_role, answers_to_read, reads_answer, listening_counts, listening_prompt_counts from public;
grant execute on function reads_prompt, reads_listening, listening_role, answers_to_read, reads_answer, listening_counts, listening_prompt_counts to concord_app;
