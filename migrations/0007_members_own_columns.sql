-- Whoever keeps a row of their own (a person theirs, a lead the school) changes what is theirs to say and nothing else, whatever a command forgets:
-- a mail address is what one signs in with, is_sample lets anybody in, and a short name is what addresses hold.
create function keep_other_columns() returns trigger language plpgsql as $$
begin
  if current_user = 'concord_app' and not has_role('convener', 'operator') and to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv then
    raise insufficient_privilege using message = format('only %s of one''s own %s may be changed', array_to_string(tg_argv, ', '), tg_table_name);
  end if;
  return new;
end $$;
create trigger own_columns before update on person for each row execute function keep_other_columns('name', 'listed_at');
create trigger own_columns before update on school for each row execute function keep_other_columns('name', 'class_size');

-- An event names the one who acts; only a program that carries out a person's word names that person.
alter policy own_school_adds on school_event with check ((school_id = (select own_school()) or (select has_role('convener', 'operator')))
  and (person_id is not distinct from (select own_person()) or (select has_role('operator'))));
alter policy members_add on collaborative_event with check (((select own_person()) is not null and person_id = (select own_person())) or (select has_role('operator')));
