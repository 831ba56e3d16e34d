-- A consensus is of a round in which two took part, as far as who begins it may see: with one there is nothing to settle, and of a blind round nothing before it is opened.
create function keep_consensus_of_two() returns trigger language plpgsql as $$
begin
  if (select count(*) from (select c.coder_id from coding c where c.study_id = new.study_id and c.round_id = new.of_round
    union select d.coder_id from round_done d where d.study_id = new.study_id and d.round_id = new.of_round) coders) < 2
  then raise exception 'A consensus is of two coders.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger of_two before insert on coding_round for each row when (new.kind = 'consensus') execute function keep_consensus_of_two();
