-- A blind round that was opened stays opened, and a round stays of its kind: nobody, its lead neither, looks into a blind one and shuts it again.
create function opened_round_stays() returns trigger language plpgsql as $$
begin
  if new.kind <> old.kind or new.of_round is distinct from old.of_round or (old.opened_at is not null and new.opened_at is distinct from old.opened_at)
  then raise exception 'A round stays of its kind, and open once it was opened.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger stays before update on coding_round for each row execute function opened_round_stays();
