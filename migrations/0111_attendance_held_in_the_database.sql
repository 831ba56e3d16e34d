-- Borders of occasions and of faculty development that only the commands held so far are held here too, for whoever finds a way around a command.

-- True for whoever runs the occasion that others follow, of the same school. A function, so that the policy of a table need not ask a policy of its own.
create function runs_first_date(of_first uuid, of_school uuid) returns boolean stable language sql as $$
  select exists (select from occasion o where o.id = of_first and o.follows_id is null and o.by_school_id is not distinct from of_school and runs_occasion(o.by_school_id, o.host_id))
$$;
-- A host runs what others planned, and adds dates to it; nobody plans for themselves by naming themselves. And what follows another has that one's places, with names and addresses: so only who runs
-- both says that one follows.
drop policy made on occasion;
create policy made on occasion for insert to concord_app with check (
  case when follows_id is null then has_role('convener', 'operator') or by_school_id = own_school() and has_role('lead') else runs_first_date(follows_id, by_school_id) end);
drop policy kept on occasion;
create policy kept on occasion for update to concord_app using (runs_occasion(by_school_id, host_id))
  with check (runs_occasion(by_school_id, host_id) and (follows_id is null or runs_first_date(follows_id, by_school_id)));
-- An offering is of occasions that whoever plans it runs: who has a place there is written into it, by name.
create policy of_own_occasion on offering as restrictive for insert to concord_app with check (occasion_id in (select c.id from occasion c where runs_occasion(c.by_school_id, c.host_id)));
create policy of_own_occasion_still on offering as restrictive for update to concord_app using (true)
  with check (occasion_id in (select c.id from occasion c where runs_occasion(c.by_school_id, c.host_id)));
create policy of_own_occasion on offering_date as restrictive for insert to concord_app with check (occasion_id in (select c.id from occasion c where runs_occasion(c.by_school_id, c.host_id)));

-- Occasions that whoever asks has a part in are theirs to read wherever they come from: those where they have a place, by who they are or by the link that they hold, and those of offerings where they
-- teach or whose programme they are a trainer of. It runs with its owner's rights, since places and offerings ask for their occasion, and answers of nobody else.
create or replace function own_occasions() returns setof uuid stable language sql security definer set search_path = public, pg_temp as $$
  select p.occasion_id from place p where p.person_id = own_person()
  union all select p.occasion_id from place_link l join place p on p.id = l.place_id where l.token_hash = held_token()
  union all select d.occasion_id from offering_date d where d.offering_id in (select own_offerings())
$$;

-- As before; and a place that was given back stays so: who wants one again asks again, behind whoever waits. Nobody says which turn is theirs.
create or replace function keep_place() returns trigger language plpgsql as $$
begin
  if current_user <> 'concord_app' then return new; end if;
  if tg_op = 'INSERT' then
    if not exists (select from occasion o where o.id = new.occasion_id and o.status = 'published' and o.takes_registration and o.ends_at > now()
      and coalesce(o.registration_opens_at <= now(), true) and coalesce(o.registration_closes_at > now(), true))
    then raise exception 'Registration is not open.' using errcode = 'check_violation'; end if;
    if new.follows_id is not null or exists (select from occasion o where o.id = new.occasion_id and (o.follows_id is not null
      or o.audience in ('members', 'school') and new.person_id is null
      or o.audience = 'school' and not exists (select from school_role r where r.school_id = o.by_school_id and r.person_id = new.person_id)))
    then raise exception 'This place is not for them to take.' using errcode = 'check_violation'; end if;
    new.position := nextval('place_position');
  elsif new.state <> old.state and new.state <> 'cancelled' or new.position <> old.position or new.occasion_id <> old.occasion_id or new.mail <> old.mail or new.mail is not null and old.mail is null
    or new.person_id is distinct from old.person_id and new.person_id is not null or new.follows_id is distinct from old.follows_id
  then raise exception 'A place is confirmed by its turn, and stays whose it is.' using errcode = 'check_violation'; end if;
  return new;
end $$;

-- What a certificate says stands as it was given: of it changes that it is revoked, once, and that its holder has it removed or is forgotten. What it was given for has the id that its words make.
create function keep_certificate_as_given() returns trigger language plpgsql as $$
declare may_go text[] := array['holder', 'removed_at', 'revoked_at', 'revoked_because', 'place_id', 'person_id', 'issued_by', 'by_school_id'];
begin
  if current_user = 'concord_app' and ((to_jsonb(new) - may_go) <> (to_jsonb(old) - may_go) or old.revoked_at is not null and (new.revoked_at, new.revoked_because) is distinct from (old.revoked_at, old.revoked_because)
      or old.removed_at is not null and new.removed_at is distinct from old.removed_at or new.holder is not null and new.holder is distinct from old.holder
      or new.person_id is not null and new.person_id is distinct from old.person_id or new.place_id is not null and new.place_id is distinct from old.place_id)
  then raise exception 'A certificate says what it said when it was given.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger as_given before update on certificate for each row execute function keep_certificate_as_given();
drop policy made on achievement;
create policy made on achievement for insert to concord_app with check (((select own_person()) is not null or (select has_role('operator')))
  and id = encode(substring(sha256(convert_to(jsonb_build_array(name, description, criteria, competencies)::text, 'UTF8')) for 16), 'hex')::uuid);
