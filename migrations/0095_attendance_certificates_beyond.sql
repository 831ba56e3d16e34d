-- Certificates for more than an occasion (a step of a programme), and what each is given for, so that a badge can say it to other programs.

-- The competencies that an occasion is about, by the identifiers that stay the same over versions; the module that announces it knows them.
alter table occasion add column competencies uuid[] not null default '{}';
update occasion o set competencies = c.ids from (select e.occasion_id, array_agg(l.competency_stable_id order by l.competency_stable_id) as ids
  from forum_event e join forum_event_competency l on l.event_id = e.id group by 1) c where c.occasion_id = o.id;

-- Collaborative-wide: what a certificate is given for, as its badge says it (an "achievement" in Open Badges 3.0). Its id is made of what it says, so it never changes; who knows the id reads it.
create table achievement (
  id uuid primary key, name text not null check (name <> ''), description text not null check (description <> ''), criteria text not null check (criteria <> ''),
  competencies uuid[] not null default '{}', made_at timestamptz not null default now());
alter table achievement enable row level security;
create function achievement_of(of_name text, of_description text, of_criteria text, of_competencies uuid[]) returns uuid language plpgsql as $$
declare own uuid := encode(substring(sha256(convert_to(jsonb_build_array(of_name, of_description, of_criteria, of_competencies)::text, 'UTF8')) for 16), 'hex')::uuid;
begin
  insert into achievement (id, name, description, criteria, competencies) values (own, of_name, of_description, of_criteria, of_competencies) on conflict do nothing;
  return own;
end $$;

-- `source_id` is what it was given for where that is no occasion: a row of the module that gave it, whose school, if it has one, is `by_school_id`.
alter table certificate add column achievement_id uuid references achievement, add column source_id uuid, add column by_school_id uuid references school on delete set null,
  add column valid_until date, add column is_sample boolean not null default false,
  add check (num_nonnulls(occasion_id, source_id) = 1), add check (source_id is null or achievement_id is not null), add check (valid_until >= on_day);
create index on certificate (source_id);
create unique index certificate_step_once on certificate (source_id, person_id, title, on_day) where source_id is not null and revoked_at is null and removed_at is null;
update certificate c set achievement_id = achievement_of(c.title, coalesce(nullif(o.summary, ''), c.title),
  case when o.minimum_minutes is null then 'Being there.' else format('Being there for at least %s minutes.', o.minimum_minutes) end, o.competencies)
  from occasion o where o.id = c.occasion_id;

-- Whoever gives certificates for a source of a school, or of the collaborative. The module that the source is of may replace it by one that also asks its own rows.
create function gives_step(of_source uuid, of_school uuid) returns boolean stable language sql as $$
  select has_role('convener', 'operator') or of_school = own_school() and has_role('lead')
$$;
create policy step_read on certificate for select to concord_app using (source_id is not null and gives_step(source_id, by_school_id));
create policy step_given on certificate for insert to concord_app with check (source_id is not null and gives_step(source_id, by_school_id));
create policy step_kept on certificate for update to concord_app
  using (source_id is not null and gives_step(source_id, by_school_id)) with check (source_id is not null and gives_step(source_id, by_school_id));
create policy sample_goes on certificate for delete to concord_app using (is_sample and (select has_role('operator')));
grant delete on certificate to concord_app;

create policy shown on achievement for select to concord_app using (id in (select c.achievement_id from certificate c)
  or encode(sha256(convert_to(id::text, 'UTF8')), 'hex') = (select held_token()));
create policy made on achievement for insert to concord_app with check ((select own_person()) is not null or (select has_role('operator')));
create policy system on achievement for select to concord_system using (true);
grant select, insert on achievement to concord_app;
grant select on achievement to concord_system;

-- Collaborative-wide: the public halves of the keys that badges were signed with; the private ones never come into the database. A key that is retired signs no more and still checks what it
-- signed; one that is withdrawn checks nothing.
create table badge_key (
  id text primary key check (id ~ '^[A-Za-z0-9_-]{43}$'), public_key jsonb not null check (public_key ->> 'kty' = 'RSA' and not public_key ?| array['d', 'p', 'q', 'dp', 'dq', 'qi']),
  made_at timestamptz not null default now(), retired_at timestamptz, withdrawn_at timestamptz);
call keep_for_collaborative('badge_key', 'operator');
create policy system on badge_key for select to concord_system using (true);
grant select on badge_key to concord_system;

-- Which badges stand no more: identifiers that open nothing, so that whoever was shown a badge can look for its own. It runs with its owner's rights, since nobody reads others' certificates.
create function badges_that_stand_no_more() returns setof uuid stable language sql security definer set search_path = public, pg_temp as $$
  select id from certificate where revoked_at is not null or removed_at is not null order by id
$$;
revoke execute on function badges_that_stand_no_more from public;
grant execute on function badges_that_stand_no_more to concord_app;

-- The salted hash of its holder's email address, for whoever holds the address of a certificate: somebody who knows an email address can see whether it is this one. Nothing where no address
-- is kept any more. It runs with its owner's rights, since a certificate's reader may not read whose it is, and answers the hash alone.
create function badge_mail_hash() returns text stable language sql security definer set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(coalesce(p.mail, m.mail) || c.id::text, 'UTF8')), 'hex') from certificate c
    left join place p on p.id = c.place_id left join person m on m.id = c.person_id where c.code_hash = held_token() and c.removed_at is null
$$;
revoke execute on function badge_mail_hash from public;
grant execute on function badge_mail_hash to concord_app;
