-- Feedback in a minute: a student asks, one observer answers by a link of one use without an account, and what they said is the student's (docs/decisions/019).

-- School-owned: the domains of the school's own mail. An observer who gives an address at one of them gets a mail whose page has the button that confirms.
create table practice_mail_domain (
  school_id uuid not null references school on delete cascade, domain text not null check (domain ~ '^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$'),
  added_at timestamptz not null default now(), primary key (school_id, domain));
call keep_for_school('practice_mail_domain');
-- School-owned: a tool of assessment that the school may use, by reference: where it is and what its licence says, never its items.
create table practice_tool (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), name text not null check (name <> ''), link text not null check (link ~ '^https://'),
  licence text not null check (licence <> ''), added_at timestamptz not null default now(), primary key (school_id, id), unique (school_id, name));
call keep_for_school('practice_tool');

-- An ask for feedback: on an entry, or before there is one. It is open until somebody answered, its end passed, or the student withdrew it. `answer_key` is made where the answer is written, so
-- that one that arrives twice is one.
create table practice_request (
  person_id uuid not null references practice_log on delete cascade, id uuid not null default uuid_v7(), entry_id uuid, about text not null default '', observer text not null default '',
  competency_stable_ids uuid[] not null default '{}' check (cardinality(competency_stable_ids) <= 3), made_at timestamptz not null default now(), expires_at timestamptz not null,
  withdrawn_at timestamptz, answered_at timestamptz, answer_key uuid, primary key (person_id, id), check ((answered_at is null) = (answer_key is null)),
  foreign key (person_id, entry_id) references practice_entry on delete set null (entry_id));
call keep_for_person('practice_request');
-- The links of an ask: each time its code is shown it is another one, since only hashes are kept, and a phone that has scanned an earlier one may still send.
create table practice_request_link (
  person_id uuid not null, request_id uuid not null, token_hash text not null unique, made_at timestamptz not null default now(), primary key (person_id, request_id, token_hash),
  foreign key (person_id, request_id) references practice_request on delete cascade);
call keep_for_person('practice_request_link');

-- One observation: by an observer behind a link, or as the student was told it. `step` is a word of `scale` (app/modules/practice/scale.ts), `anchors` a word of `rubric` for each competency that was
-- looked at (app/modules/practice/feedback/rubric.ts); never numbers. The student answers or deletes it, and changes no word of it.
create table practice_observation (
  person_id uuid not null references practice_log on delete cascade, id uuid not null default uuid_v7(), entry_id uuid, request_id uuid, how text not null check (how in ('link', 'told')),
  observer_name text not null default '', observer_role text not null default '', state text not null check (state in ('unverified', 'confirmed', 'told')),
  went_well text not null default '', to_try text not null default '', scale text, step text, check ((scale is null) = (step is null)),
  anchors jsonb not null default '{}', rubric text not null, month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'), arrived_at timestamptz not null default now(),
  confirm_hash text unique, confirm_domain text, confirm_until timestamptz, confirmed_at timestamptz, reply text not null default '', replied_at timestamptz,
  primary key (person_id, id), unique (person_id, request_id), check ((how = 'told') = (state = 'told')), check ((state = 'confirmed') = (confirmed_at is not null)),
  check (how = 'link' or request_id is null),
  foreign key (person_id, entry_id) references practice_entry on delete set null (entry_id), foreign key (person_id, request_id) references practice_request on delete set null (request_id));
create index on practice_observation (person_id, entry_id);
alter table practice_observation enable row level security;
create policy own_reads on practice_observation for select to concord_app using (person_id = (select own_person()));
create policy own_tells on practice_observation for insert to concord_app with check (person_id = (select own_person()) and how = 'told' and state = 'told' and confirm_hash is null);
create policy own_replies on practice_observation for update to concord_app using (person_id = (select own_person())) with check (person_id = (select own_person()));
create policy own_deletes on practice_observation for delete to concord_app using (person_id = (select own_person()));
grant select, insert, delete on practice_observation to concord_app;
grant update (reply, replied_at, entry_id) on practice_observation to concord_app;

-- Links that opened nothing, by the hash of the network they came from, for an hour: whoever tries many is told nothing any more. No role reads it.
create table practice_wrong_link (id uuid primary key default uuid_v7(), network text not null, at timestamptz not null default now());
create index on practice_wrong_link (network, at);
call keep_for_system('practice_wrong_link');

-- The request that a link is of, as a link of it says; none for a network that tried too many. For the functions below alone.
create function request_behind(of_token_hash text, of_network text) returns practice_request language plpgsql security definer set search_path = public, pg_temp as $$
declare r practice_request;
begin
  if (select count(*) from practice_wrong_link w where w.network = of_network and w.at > now() - interval '1 hour') >= 100 then return null; end if;
  select q.* into r from practice_request_link l join practice_request q on q.person_id = l.person_id and q.id = l.request_id where l.token_hash = of_token_hash;
  if r.id is null then
    delete from practice_wrong_link w where w.at <= now() - interval '1 hour';
    insert into practice_wrong_link (network) values (of_network);
  end if;
  return r;
end $$;
revoke execute on function request_behind from public;

-- What an observer's link shows: who asks, and what to look at; that it was answered, and no more, once it was. No row once it is closed.
create function feedback_to_give(of_token_hash text, of_network text) returns table (state text, student text, about text, competency_stable_ids uuid[], expires_at timestamptz, tools jsonb, takes_mail boolean, is_sample boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare r practice_request := request_behind(of_token_hash, of_network);
begin
  if r.id is null or r.withdrawn_at is not null or r.expires_at <= now() then return; end if;
  if r.answered_at is not null then
    return query select 'answered', '', '', '{}'::uuid[], r.expires_at, '[]'::jsonb, false, false;
    return;
  end if;
  return query select 'open', p.name, r.about, r.competency_stable_ids, r.expires_at,
    coalesce((select jsonb_agg(jsonb_build_object('name', t.name, 'link', t.link, 'licence', t.licence) order by t.name) from practice_tool t where t.school_id = g.for_school_id), '[]'::jsonb),
    exists (select from practice_mail_domain d where d.school_id = g.for_school_id), p.is_sample
    from practice_log g join person p on p.id = g.person_id where g.person_id = r.person_id;
end $$;

-- Keeps what an observer says, once: `kept`; `again` when this very answer has arrived before, `answered` when another one has; no row when the link is closed. `confirm_domain` is told when the
-- address that the observer gave is at a domain of the student's school, and not the student's own: then a mail may go there with the link whose hash is `of_confirm_hash`. The address is not kept.
create function give_feedback(of_token_hash text, of_network text, said jsonb, of_confirm_hash text) returns table (outcome text, student text, confirm_domain text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r practice_request := request_behind(of_token_hash, of_network);
  of_mail text := lower(coalesce(said->>'mail', ''));
  of_domain text;
  of_student text;
begin
  if r.id is null then return; end if;
  select * into r from practice_request q where q.person_id = r.person_id and q.id = r.id for update;
  if r.answer_key = (said->>'key')::uuid then return query select 'again', '', null::text; return; end if;
  if r.withdrawn_at is not null or r.expires_at <= now() then return; end if;
  if r.answered_at is not null then return query select 'answered', '', null::text; return; end if;
  select p.name, d.domain into of_student, of_domain from practice_log g join person p on p.id = g.person_id
    left join practice_mail_domain d on d.school_id = g.for_school_id and d.domain = split_part(of_mail, '@', 2)
      and regexp_replace(of_mail, '\+[^@]*@', '@') <> regexp_replace(p.mail, '\+[^@]*@', '@')
    where g.person_id = r.person_id;
  insert into practice_observation (person_id, entry_id, request_id, how, observer_name, observer_role, state, went_well, to_try, scale, step, anchors, rubric, month, confirm_hash, confirm_domain, confirm_until)
    values (r.person_id, r.entry_id, r.id, 'link', said->>'name', said->>'role', 'unverified', said->>'wentWell', said->>'toTry', said->>'scale', said->>'step', coalesce(said->'anchors', '{}'),
      said->>'rubric', coalesce((select e.month from practice_entry e where e.person_id = r.person_id and e.id = r.entry_id), to_char(now(), 'YYYY-MM')),
      case when of_domain is not null then of_confirm_hash end, of_domain, case when of_domain is not null then now() + interval '30 days' end);
  update practice_request q set answered_at = now(), answer_key = (said->>'key')::uuid where q.person_id = r.person_id and q.id = r.id;
  insert into practice_event (person_id, verb, subject, subject_id) values (r.person_id, 'observe', 'practice_request', r.id::text);
  return query select 'kept', of_student, of_domain;
end $$;

-- What the link of a confirming mail shows: whose feedback it is about, and when it arrived; nothing that was said. Opening it changes nothing.
create function feedback_to_confirm(of_token_hash text) returns table (student text, observer_name text, arrived_at timestamptz, confirmed_at timestamptz)
stable language sql security definer set search_path = public, pg_temp as $$
  select p.name, o.observer_name, o.arrived_at, o.confirmed_at from practice_observation o join person p on p.id = o.person_id
  where o.confirm_hash = of_token_hash and (o.confirm_until > now() or o.confirmed_at is not null)
$$;
-- Confirms it: what the button of that page does. False when the link opens nothing.
create function confirm_feedback(of_token_hash text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare o practice_observation;
begin
  update practice_observation q set state = 'confirmed', confirmed_at = now() where q.confirm_hash = of_token_hash and q.confirm_until > now() and q.confirmed_at is null returning q.* into o;
  if o.id is null then return exists (select from practice_observation q where q.confirm_hash = of_token_hash and q.confirmed_at is not null); end if;
  insert into practice_event (person_id, verb, subject, subject_id) values (o.person_id, 'confirm', 'practice_observation', o.id::text);
  return true;
end $$;
do $$
declare name text;
begin
  foreach name in array array['feedback_to_give', 'give_feedback', 'feedback_to_confirm', 'confirm_feedback'] loop
    execute format('revoke execute on function %I from public', name);
    execute format('grant execute on function %I to concord_app', name);
  end loop;
end $$;
