-- What was answered after an occasion is read five answers at a time: whoever looks before and after one answer sees nothing of it (0079 promised all but that). What is left at the end is read once
-- the occasion's addresses are erased: nobody answers any more then.
alter table evaluation_response add column is_read boolean not null default false;
update evaluation_response r set is_read = true from evaluation e where e.occasion_id = r.occasion_id and e.responses >= 5;
drop policy run on evaluation_response;
create policy run on evaluation_response for select to concord_app using (occasion_id in (select e.occasion_id from evaluation e join occasion o on o.id = e.occasion_id
  where e.responses >= 5 and (evaluation_response.is_read or o.mail_erased_at is not null) and runs_occasion(o.by_school_id, o.host_id)));

create or replace function answer_evaluation(of_token_hash text, of_answers jsonb) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare p place; unread int;
begin
  select p2.* into p from place_link l join place p2 on p2.id = l.place_id where l.token_hash = of_token_hash and p2.state = 'confirmed';
  if p.id is null or not exists (select from evaluation e join occasion o on o.id = e.occasion_id
    where o.id = p.occasion_id and o.status in ('published', 'held') and o.starts_at < now() and o.mail_erased_at is null for update of e) then return 'gone'; end if;
  insert into evaluation_turn (place_id) values (p.id) on conflict do nothing;
  if not found then return 'twice'; end if;
  select count(*) into unread from evaluation_response r where r.occasion_id = p.occasion_id and not r.is_read;
  with drawn as (select r.id from evaluation_response r where r.occasion_id = p.occasion_id order by r.is_read, random() limit 100),
    others as (delete from evaluation_response r where r.occasion_id = p.occasion_id and r.id in (select id from drawn) returning r.answers, r.is_read),
    together as (select gen_random_uuid() as id, a.* from (select answers, is_read from others union all select of_answers, false) a)
  insert into evaluation_response (occasion_id, id, answers, is_read) select p.occasion_id, id, answers, is_read or unread >= 4 from together order by id;
  update evaluation set responses = responses + 1 where occasion_id = p.occasion_id;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('visitor', 'answer', 'evaluation', p.occasion_id::text);
  return 'kept';
end $$;
