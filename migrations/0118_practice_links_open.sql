-- A right link opens wherever it comes from: it has 256 bits, which no number of tries finds, and a hospital's network that was shut for somebody's wrong ones kept every observer in it out.
drop function feedback_to_give(text, text);
drop function give_feedback(text, text, jsonb, text);
drop function request_behind(text, text);
drop table practice_wrong_link;

-- The request that a link is of. For the functions below alone.
create function request_behind(of_token_hash text) returns practice_request stable language sql security definer set search_path = public, pg_temp as $$
  select q.* from practice_request_link l join practice_request q on q.person_id = l.person_id and q.id = l.request_id where l.token_hash = of_token_hash
$$;
revoke execute on function request_behind from public;

-- What an observer's link shows: who asks, and what to look at; that it was answered, and no more, once it was. No row once it is closed.
create function feedback_to_give(of_token_hash text) returns table (state text, student text, about text, competency_stable_ids uuid[], expires_at timestamptz, tools jsonb, takes_mail boolean, is_sample boolean)
stable language plpgsql security definer set search_path = public, pg_temp as $$
declare r practice_request := request_behind(of_token_hash);
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

-- Keeps what an observer says, once: `kept`; `again` when this very answer has arrived before, `answered` when another one has; no row when the link is closed, or its student left while one wrote. `confirm_domain`
-- is told when the address that the observer gave is at a domain of the student's school, and not the student's own, and twenty were not answered for this student today: then a mail may go there with the link
-- whose hash is `of_confirm_hash`. The address is not kept.
create function give_feedback(of_token_hash text, said jsonb, of_confirm_hash text) returns table (outcome text, student text, confirm_domain text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r practice_request := request_behind(of_token_hash);
  of_mail text := lower(coalesce(said->>'mail', ''));
  of_domain text;
  of_student text;
begin
  if r.id is null then return; end if;
  select * into r from practice_request q where q.person_id = r.person_id and q.id = r.id for update;
  if not found then return; end if;
  if r.answer_key = (said->>'key')::uuid then return query select 'again', '', null::text; return; end if;
  if r.withdrawn_at is not null or r.expires_at <= now() then return; end if;
  if r.answered_at is not null then return query select 'answered', '', null::text; return; end if;
  select p.name, d.domain into of_student, of_domain from practice_log g join person p on p.id = g.person_id
    left join practice_mail_domain d on d.school_id = g.for_school_id and d.domain = split_part(of_mail, '@', 2)
      and regexp_replace(of_mail, '\+[^@]*@', '@') <> regexp_replace(p.mail, '\+[^@]*@', '@')
      and (select count(*) from practice_request q where q.person_id = g.person_id and q.answered_at > now() - interval '1 day') < 20
    where g.person_id = r.person_id;
  insert into practice_observation (person_id, entry_id, request_id, how, observer_name, observer_role, state, went_well, to_try, scale, step, anchors, rubric, month, confirm_hash, confirm_domain, confirm_until)
    values (r.person_id, r.entry_id, r.id, 'link', said->>'name', said->>'role', 'unverified', said->>'wentWell', said->>'toTry', said->>'scale', said->>'step', coalesce(said->'anchors', '{}'),
      said->>'rubric', coalesce((select e.month from practice_entry e where e.person_id = r.person_id and e.id = r.entry_id), to_char(now(), 'YYYY-MM')),
      case when of_domain is not null then of_confirm_hash end, of_domain, case when of_domain is not null then now() + interval '30 days' end);
  update practice_request q set answered_at = now(), answer_key = (said->>'key')::uuid where q.person_id = r.person_id and q.id = r.id;
  insert into practice_event (person_id, verb, subject, subject_id) values (r.person_id, 'observe', 'practice_request', r.id::text);
  return query select 'kept', of_student, of_domain;
end $$;
do $$
declare name text;
begin
  foreach name in array array['feedback_to_give', 'give_feedback'] loop
    execute format('revoke execute on function %I from public', name);
    execute format('grant execute on function %I to concord_app', name);
  end loop;
end $$;
