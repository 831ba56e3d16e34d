-- A coder waits for each coding: what the database asks then looks at few rows, also before its statistics know how long a text is.

-- As in 0035, from the few who withdrew to their turns and not from every turn of a text to them.
create or replace function has_turns_to_remove(of_study uuid, of_text uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select exists (select from (select w.participant_id from withdrawal w where w.study_id = of_study and w.promise = 'remove' offset 0) w
      cross join lateral (select from transcript_turn t where t.study_id = of_study and t.participant_id = w.participant_id and t.text_id = of_text limit 1) t)
    and (has_role('operator') or exists (select from study_role r where r.study_id = of_study and r.person_id = own_person()))
$$;
drop index transcript_turn_study_id_participant_id_idx;
create index on transcript_turn (study_id, participant_id, text_id);

-- The turns that a passage meets; none, where it does not lie in what was said.
create function turns_met(of_study uuid, of_text uuid, from_unit int, to_unit int) returns setof transcript_turn stable language sql as $$
  select t.* from transcript_turn t where t.study_id = of_study and t.text_id = of_text and t.ends > from_unit and t.begins < to_unit
    and exists (select from transcript_turn l where l.study_id = of_study and l.text_id = of_text and l.ends >= to_unit)
$$;

create or replace function keep_coding_within() returns trigger language plpgsql as $$
begin
  if not exists (select from turns_met(new.study_id, new.text_id, new.begins, new.ends))
  then raise exception 'A coding lies in what was said.' using errcode = 'check_violation'; end if;
  if tg_op = 'UPDATE' and current_user <> 'concord_app' then return new; end if;
  if exists (select from turns_met(new.study_id, new.text_id, new.begins, new.ends) t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id)
  then raise exception 'Somebody who speaks here withdrew, so nothing new is coded.' using errcode = 'check_violation'; end if;
  return new;
end $$;

create or replace function may_be_coded(of_study uuid, of_text uuid, from_unit int, to_unit int) returns boolean stable language sql as $$
  select to_unit > from_unit and exists (select from turns_met(of_study, of_text, from_unit, to_unit))
    and not exists (select from turns_met(of_study, of_text, from_unit, to_unit) t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id)
$$;

create or replace function keep_passage_within() returns trigger language plpgsql as $$
begin
  if not exists (select from transcript_text x where x.study_id = new.study_id and x.id = new.text_id and x.signed_at is not null)
    or not exists (select from turns_met(new.study_id, new.text_id, new.begins, new.ends))
  then raise exception 'A passage lies in what was said.' using errcode = 'check_violation'; end if;
  if tg_op = 'UPDATE' and current_user <> 'concord_app' then return new; end if;
  if tg_op = 'INSERT' and exists (select from turns_met(new.study_id, new.text_id, new.begins, new.ends) t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id)
  then raise exception 'Somebody who speaks here withdrew, so nothing new is taken from it.' using errcode = 'check_violation'; end if;
  if new.kind = 'quote' and exists (select from turns_met(new.study_id, new.text_id, new.begins, new.ends) t
    where not exists (select from quotable_turn q where q.study_id = t.study_id and q.text_id = t.text_id and q.position = t.position))
  then raise exception 'Somebody who speaks here did not agree to be quoted.' using errcode = 'check_violation'; end if;
  return new;
end $$;
