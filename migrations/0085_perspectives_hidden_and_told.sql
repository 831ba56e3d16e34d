-- Who may have said it. An answer without a name is shown with a word for its giver only while at least three people may have said it, so that nobody is found out by who is left: who signed an
-- answer to the same prompt did not. Guests read what others chose to show, by the rule of members. What few did is not counted, and the record keeps the day of an answer, not its minute.

create or replace function reads_prompt(of_round uuid, of_prompt uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select (own_person() is not null or exists (select from listening_guest g where g.id = own_guest() and g.round_id = of_round and g.ended_at is null))
    and (exists (select from listening_round r where r.id = of_round and r.status = 'closed')
      or exists (select from listening_answer a join listening_voice v on v.id = a.voice_id
        where a.round_id = of_round and a.prompt_id = of_prompt and a.words is not null and (v.person_id = own_person() or v.guest_id = own_guest())))
$$;

-- What others said, in no order of time: words and a name, or words and the narrowest word for their giver that three may share: a role, 'member' or 'guest', 'speaker' (whoever was asked). Where not
-- even three were asked, nobody reads it but its giver. What is only counted is never among it.
create or replace function answers_to_read(of_round uuid) returns table (id uuid, prompt_id uuid, words text, name text, role text, is_noted boolean, is_own boolean)
stable language sql security definer set search_path = public, pg_temp as $$
  with answer as (
    select a.id, a.prompt_id, a.words, a.visibility, a.is_noted, v.person_id, v.guest_id, v.role, coalesce(v.person_id = own_person() or v.guest_id = own_guest(), false) as is_own
    from listening_answer a join listening_voice v on v.id = a.voice_id where a.round_id = of_round and a.words is not null),
  holder as (
    select distinct h.person_id, h.role from (select s.person_id, s.role from school_role s union all select c.person_id, c.role from collaborative_role c) h
    join person p on p.id = h.person_id join listening_round r on r.id = of_round and r.is_sample = p.is_sample),
  speaker as (
    select h.person_id, null::uuid as guest_id from holder h join listening_round r on r.id = of_round where h.role = any (r.asked_roles) or r.asked_roles = '{}'
    union select a.person_id, a.guest_id from answer a
    union select null, g.id from listening_guest g where g.round_id = of_round and g.ended_at is null),
  -- Of each prompt: who did not sign an answer to it.
  unsigned as (
    select t.id as prompt_id, s.person_id, s.guest_id, lower(g.role) as guest_role from listening_prompt t cross join speaker s left join listening_guest g on g.id = s.guest_id
    where t.round_id = of_round and not exists (select from answer a where a.prompt_id = t.id and a.visibility = 'named' and (a.person_id = s.person_id or a.guest_id = s.guest_id))),
  many as (
    select u.prompt_id, 'speaker' as kind, null as role from unsigned u group by 1 having count(*) >= 3
    union all select u.prompt_id, case when u.guest_id is null then 'member' else 'guest' end, null from unsigned u group by 1, 2 having count(*) >= 3
    union all select u.prompt_id, 'guest of role', u.guest_role from unsigned u where u.guest_id is not null group by 1, 3 having count(*) >= 3
    union all select t.id, 'holder', h.role from listening_prompt t cross join holder h where t.round_id = of_round
      and not exists (select from answer a where a.prompt_id = t.id and a.visibility = 'named' and a.person_id = h.person_id) group by 1, 3 having count(*) >= 3),
  said as (
    select a.*, g.name as guest_name, g.role as guest_role, case
      when a.guest_id is not null and exists (select from many m where m.prompt_id = a.prompt_id and m.kind = 'guest of role' and m.role = lower(g.role)) then g.role
      when a.guest_id is not null and exists (select from many m where m.prompt_id = a.prompt_id and m.kind = 'guest') then 'guest'
      when exists (select from holder h join many m on m.kind = 'holder' and m.role = h.role where h.person_id = a.person_id and h.role = a.role and m.prompt_id = a.prompt_id) then a.role
      when a.person_id is not null and exists (select from many m where m.prompt_id = a.prompt_id and m.kind = 'member') then 'member'
      when exists (select from many m where m.prompt_id = a.prompt_id and m.kind = 'speaker') then 'speaker' end as word
    from answer a left join listening_guest g on g.id = a.guest_id)
  select s.id, s.prompt_id, s.words, case when s.visibility = 'named' then coalesce(p.name, s.guest_name) end,
    case when s.visibility = 'named' and s.guest_id is not null then s.guest_role else s.word end, s.is_noted, s.is_own
  from said s left join person p on p.id = s.person_id
  where (s.visibility = 'named' or s.visibility = 'role' and (s.word is not null or s.is_own)) and reads_prompt(of_round, s.prompt_id)
  order by s.id
$$;
create or replace function reads_answer(of_answer uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select own_person() is not null and exists (select from listening_answer a cross join lateral answers_to_read(a.round_id) r where a.id = of_answer and r.id = a.id)
$$;
drop function listening_role(uuid);

-- Where fewer than three were asked, a number would tell who answered.
create or replace function listening_counts(of_round uuid) returns table (asked int, answered int, declined int) stable language sql security definer set search_path = public, pg_temp as $$
  select n.asked, case when n.asked >= 3 then n.answered end, case when n.asked >= 3 then n.declined end
  from (select (select count(*)::int from person p where p.is_sample = r.is_sample and (exists (select from school_role s where s.person_id = p.id and s.role = any (r.asked_roles))
      or exists (select from collaborative_role c where c.person_id = p.id and c.role = any (r.asked_roles))
      or exists (select from listening_voice v join listening_answer a on a.voice_id = v.id where v.round_id = r.id and v.person_id = p.id and a.words is not null)))
    + (select count(*)::int from listening_guest g where g.round_id = r.id and g.ended_at is null) as asked,
    (select count(distinct a.voice_id)::int from listening_answer a where a.round_id = r.id and a.words is not null) as answered,
    (select count(*)::int from listening_voice v where v.round_id = r.id and v.declined_at is not null) as declined
  from listening_round r where r.id = of_round and (own_person() is not null or own_guest() is not null or has_role('operator'))) n
$$;
drop function listening_prompt_counts(uuid);
create function listening_prompt_counts(of_round uuid) returns table (prompt_id uuid, named int, by_role int, counted int, has_answers boolean) stable language sql security definer set search_path = public, pg_temp as $$
  select p.id, case when n.asked >= 3 then count(a.id) filter (where a.visibility = 'named')::int end, case when n.asked >= 3 then count(a.id) filter (where a.visibility = 'role')::int end,
    case when n.asked >= 3 then count(a.id) filter (where a.visibility = 'counted')::int end, count(a.id) > 0
  from listening_prompt p cross join listening_counts(of_round) n left join listening_answer a on a.round_id = p.round_id and a.prompt_id = p.id and a.words is not null
  where p.round_id = of_round and (own_person() is not null or own_guest() is not null or has_role('operator')) group by p.id, p.position, n.asked order by p.position
$$;
revoke execute on function listening_prompt_counts from public;
grant execute on function listening_prompt_counts to concord_app;

-- The record says that somebody answered, and on which day: beside who signed in when, a minute would tell who. So its identifier carries no time either.
create or replace function record_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare verb text := case
  when tg_op = 'DELETE' then case when old.words is not null then 'withdraw' end
  when new.words is not null and (tg_op = 'INSERT' or old.words is null) then 'give'
  when tg_op = 'UPDATE' and (new.words, new.visibility) is distinct from (old.words, old.visibility) then 'change' end;
begin
  if verb is not null and not has_role('operator') then
    insert into collaborative_event (id, at, actor, verb, subject, subject_id)
    values (gen_random_uuid(), date_trunc('day', now()), 'speaker', verb, 'listening_answer', coalesce(new.round_id, old.round_id)::text);
  end if;
  return null;
end $$;

-- A guest's link sent again: those made before open nothing from then on. They still end the mails.
alter table listening_guest add column links_from timestamptz, add column links_told_at timestamptz;
grant update (links_told_at) on listening_guest to concord_system;
create policy told on listening_guest for update to concord_system using (true) with check (true);
create or replace function enter_as_guest(of_token_hash text, of_session_hash text) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare guest uuid;
begin
  select g.id into guest from listening_link l join listening_voice v on v.id = l.voice_id join listening_guest g on g.id = v.guest_id join listening_session s on s.guest_id = g.id
    where l.token_hash = of_token_hash and l.expires_at > now() and l.made_at >= coalesce(g.links_from, '-infinity') and g.ended_at is null
      and s.token_hash = of_session_hash and s.expires_at > now();
  perform set_config('concord.guest', coalesce(guest::text, ''), true);
  return guest;
end $$;

-- Collaborative-wide, for the system alone: which lead was told that a version is before the schools; proposed again, it is told again.
create table goal_mail (
  version_id uuid not null references goal_version on delete cascade, person_id uuid not null references person on delete cascade, proposed_at timestamptz not null, told_at timestamptz not null default now(),
  primary key (version_id, person_id, proposed_at));
create index on goal_mail (person_id);
call keep_for_system('goal_mail');
