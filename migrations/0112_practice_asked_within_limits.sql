-- Whether somebody is a member is not for asking often: a share names its reader by the exact address, and who shares looks up twenty addresses in a day at most.

-- When somebody looked up an address, for a day. No role reads it.
create table practice_reader_ask (id uuid primary key default uuid_v7(), by_id uuid not null references person on delete cascade, at timestamptz not null default now());
create index on practice_reader_ask (by_id, at);
call keep_for_system('practice_reader_ask');

drop function reader_of_mail(text);
-- Whom an address belongs to, for a share: a member by the exact address, never a list; not oneself. `nobody`, or `wait` after twenty. It runs with its owner's rights, since members are not everybody's to look up.
create function reader_of_mail(of_mail text, out state text, out id uuid, out name text) language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('reader ' || own_person()));
  delete from practice_reader_ask a where a.at <= now() - interval '1 day';
  if own_person() is null or (select count(*) from practice_reader_ask a where a.by_id = own_person()) >= 20 then state := 'wait'; return; end if;
  insert into practice_reader_ask (by_id) values (own_person());
  select p.id, p.name into id, name from person p where lower(p.mail) = lower(of_mail) and p.id <> own_person()
    and (exists (select from school_role r where r.person_id = p.id) or exists (select from collaborative_role r where r.person_id = p.id));
  state := case when id is null then 'nobody' else 'found' end;
end $$;
revoke execute on function reader_of_mail from public;
grant execute on function reader_of_mail to concord_app;

-- As before; and closed, where the student leaves while an observer writes; and nobody is written to at a school's domain in the name of one student more than twenty times in a day.
create or replace function give_feedback(of_token_hash text, of_network text, said jsonb, of_confirm_hash text) returns table (outcome text, student text, confirm_domain text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r practice_request := request_behind(of_token_hash, of_network);
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
