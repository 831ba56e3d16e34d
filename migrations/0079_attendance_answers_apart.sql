-- What was answered stands in no order that tells who answered. Each answer comes in among up to a hundred others of its occasion: they are written anew together, under new ids and in the order of
-- those. So neither where a row lies (ctid), nor the transaction that wrote it (xmin, which the row of who answered has, too) says more than "one of these".
create or replace function answer_evaluation(of_token_hash text, of_answers jsonb) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare p place;
begin
  select p2.* into p from place_link l join place p2 on p2.id = l.place_id where l.token_hash = of_token_hash and p2.state = 'confirmed';
  if p.id is null or not exists (select from evaluation e join occasion o on o.id = e.occasion_id where o.id = p.occasion_id and o.status in ('published', 'held') and o.starts_at < now() for update of e) then return 'gone'; end if;
  insert into evaluation_turn (place_id) values (p.id) on conflict do nothing;
  if not found then return 'twice'; end if;
  with drawn as (select r.id from evaluation_response r where r.occasion_id = p.occasion_id order by random() limit 100),
    others as (delete from evaluation_response r where r.occasion_id = p.occasion_id and r.id in (select id from drawn) returning r.answers),
    together as (select gen_random_uuid() as id, answers from (select answers from others union all select of_answers) a)
  insert into evaluation_response (occasion_id, id, answers) select p.occasion_id, id, answers from together order by id;
  update evaluation set responses = responses + 1 where occasion_id = p.occasion_id;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('visitor', 'answer', 'evaluation', p.occasion_id::text);
  return 'kept';
end $$;

-- What was answered before this stands in no such order either.
with gone as (delete from evaluation_response returning occasion_id, answers)
insert into evaluation_response (occasion_id, answers) select occasion_id, answers from gone order by random();
