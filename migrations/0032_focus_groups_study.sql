-- A study hears people of several schools. Its rows are its own: what a person sees of them follows from that person's roles in the study, never from one at a school or in
-- the collaborative, and originals are hidden from whoever teaches where they were spoken.

create table study (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), title text not null, is_sample boolean not null default false,
  -- Originals are erased after this day.
  originals_until date, begun_by uuid, begun_at timestamptz not null default now(), closed_at timestamptz);

-- Who does what. Staff and moderators may be of one site alone (`site_id`), else of all.
create table study_role (
  study_id uuid not null references study on delete cascade, person_id uuid not null references person on delete cascade,
  role text not null check (role in ('lead', 'staff', 'moderator', 'coder', 'reader')), site_id uuid, given_by uuid, given_at timestamptz not null default now(),
  primary key (study_id, person_id, role));
create index on study_role (person_id);

-- The studies in which the asking person has one of these roles.
create function studies_as(variadic roles text[]) returns setof uuid stable language sql security definer set search_path = public, pg_temp as $$
  select study_id from study_role where person_id = own_person() and role = any (roles)
$$;

create procedure keep_for_study(name text, readers text[], writers text[]) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy study_reads on %I for select to concord_app using (study_id in (select studies_as(variadic %L::text[])) or (select has_role(''operator'')))', name, readers);
  execute format('create policy study_writes on %I to concord_app using (study_id in (select studies_as(variadic %L::text[])) or (select has_role(''operator''))) with check (study_id in (select studies_as(variadic %L::text[])) or (select has_role(''operator'')))', name, writers, writers);
  execute format('grant select, insert, update, delete on %I to concord_app', name);
end $$;

alter table study enable row level security;
create policy own_studies on study for select to concord_app using
  (id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) or begun_by = (select own_person()) or (select has_role('operator')));
create policy begins on study for insert to concord_app with check (begun_by = (select own_person()) or (select has_role('operator')));
create policy lead_keeps on study for update to concord_app using (id in (select studies_as('lead')) or (select has_role('operator')));
create policy operator_removes on study for delete to concord_app using ((select has_role('operator')));
grant select, insert, update, delete on study to concord_app;
-- Whoever begins a study leads it.
create function give_lead_of_study() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.begun_by is not null then insert into study_role (study_id, person_id, role, given_by) values (new.id, new.begun_by, 'lead', new.begun_by); end if;
  return new;
end $$;
create trigger first_lead after insert on study for each row execute function give_lead_of_study();
call keep_for_study('study_role', '{lead,staff,moderator,coder,reader}', '{lead}');

-- Fellows of a study know each other's names.
create policy fellows_read on person for select to concord_app using
  (id in (select r.person_id from study_role r where r.study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader'))));
-- Whom a lead names by mail address: somebody who is here already. For anybody but that study's lead there is nobody.
create function person_of_mail(of_study uuid, of_mail text) returns uuid stable language sql security definer set search_path = public, pg_temp as $$
  select p.id from person p where lower(p.mail) = lower(of_mail) and (has_role('operator')
    or exists (select from study_role r where r.study_id = of_study and r.person_id = own_person() and r.role = 'lead'))
$$;
-- A short name that no study has: the wanted one, or with a number behind it. It says nothing of what the others are.
create function free_study_slug(wanted text) returns text stable language sql security definer set search_path = public, pg_temp as $$
  select name from (select case when n = 1 then wanted else wanted || '-' || n end as name, n from generate_series(1, 10000) n) each
  where not exists (select from study s where s.slug = each.name) order by n limit 1
$$;

-- Every write to a study's rows. A person reads the own ones, and the lead those that make the study's trail. None holds an original's words, a name of the key, or a coding.
create table study_event (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), at timestamptz not null default now(), actor text not null, person_id uuid,
  verb text not null, subject text not null, subject_id text, before jsonb, after jsonb, is_trail boolean not null default true, primary key (study_id, id));
alter table study_event enable row level security;
create policy own_or_trail on study_event for select to concord_app using
  ((person_id = (select own_person()) and study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')))
    or (is_trail and study_id in (select studies_as('lead'))) or (select has_role('operator')));
create policy members_write on study_event for insert to concord_app with check
  ((study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) and person_id = (select own_person())) or (select has_role('operator')));
grant select, insert on study_event to concord_app;

-- What the study set out to do. A version never changes; the newest one counts. `approach` decides which tools are on; another than before needs its reason.
create table protocol_version (
  study_id uuid not null references study on delete cascade, number int not null, approach text not null check (approach in ('immersion', 'thematic', 'reliability')),
  question text not null, design text not null, guide text not null, reason text, written_by uuid, written_at timestamptz not null default now(), primary key (study_id, number));
call keep_for_study('protocol_version', '{lead,staff,moderator,coder,reader}', '{lead}');
revoke update, delete on protocol_version from concord_app;

-- A school where the study hears people, and what its board decided.
create table study_site (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), for_school_id uuid not null references school on delete restrict,
  determination text check (determination in ('exempt', 'expedited', 'full board', 'not human subjects research')), board text not null default '', lead_board text not null default '',
  reliance text not null default '', number text not null default '', approved_on date, expires_on date, changed_at timestamptz not null default now(),
  primary key (study_id, id), unique (study_id, for_school_id), check (expires_on is null or approved_on is not null));
call keep_for_study('study_site', '{lead,staff,moderator,coder,reader}', '{lead}');
alter table study_role add foreign key (study_id, site_id) references study_site (study_id, id) on delete cascade;
create table site_amendment (
  study_id uuid not null, site_id uuid not null, id uuid not null default uuid_v7(), number text not null, what text not null, approved_on date not null, expires_on date,
  noted_by uuid, noted_at timestamptz not null default now(), primary key (study_id, id), foreign key (study_id, site_id) references study_site (study_id, id) on delete cascade);
call keep_for_study('site_amendment', '{lead,staff,moderator,coder,reader}', '{lead}');
create index on site_amendment (study_id, site_id);

-- Whether what a board approved covers a day: the newest approval's last day counts.
create function site_is_covered(of_study uuid, of_site uuid, on_day date) returns boolean stable language sql as $$
  select coalesce((select s.approved_on <= on_day and on_day <= coalesce((select a.expires_on from site_amendment a
      where a.study_id = s.study_id and a.site_id = s.id and a.approved_on <= on_day and a.expires_on is not null order by a.approved_on desc, a.id desc limit 1), s.expires_on, 'infinity'::date)
    from study_site s where s.study_id = of_study and s.id = of_site), false)
$$;
create function only_for_covered_site() returns trigger language plpgsql as $$
begin
  if not site_is_covered(new.study_id, new.site_id, current_date) then raise exception 'The approval of this site does not cover today.' using errcode = 'check_violation'; end if;
  return new;
end $$;

-- A group that met, or will.
create table group_session (
  study_id uuid not null, id uuid not null default uuid_v7(), site_id uuid not null, title text not null, held_on date, mode text check (mode in ('in person', 'video', 'telephone')),
  moderator text not null default '', protocol_number int, notes text not null default '', changed_at timestamptz not null default now(),
  primary key (study_id, id), unique (study_id, title), foreign key (study_id, site_id) references study_site (study_id, id), foreign key (study_id, protocol_number) references protocol_version (study_id, number));
call keep_for_study('group_session', '{lead,staff,moderator,coder,reader}', '{lead,staff,moderator}');
create trigger covered before insert on group_session for each row execute function only_for_covered_site();
create index on group_session (study_id, site_id);

-- Who was asked, by pseudonym alone.
create table participant (
  study_id uuid not null, id uuid not null default uuid_v7(), site_id uuid not null, pseudonym text not null, state text not null default 'asked' check (state in ('asked', 'agreed', 'declined', 'withdrawn')),
  reason text not null default '', traits jsonb not null default '{}', asked_how text not null default '', added_by uuid, added_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  primary key (study_id, id), unique (study_id, pseudonym), foreign key (study_id, site_id) references study_site (study_id, id));
call keep_for_study('participant', '{lead,staff,moderator,coder,reader}', '{lead,staff}');
create trigger covered before insert on participant for each row execute function only_for_covered_site();
create index on participant (study_id, site_id);
create table attendance (
  study_id uuid not null, session_id uuid not null, participant_id uuid not null, came boolean, reason text not null default '',
  primary key (study_id, session_id, participant_id), foreign key (study_id, session_id) references group_session (study_id, id) on delete cascade,
  foreign key (study_id, participant_id) references participant (study_id, id) on delete cascade);
call keep_for_study('attendance', '{lead,staff,moderator,coder,reader}', '{lead,staff,moderator}');
create index on attendance (study_id, participant_id);

-- Whether the asking person may read what was said at a site as it was said: named by the study for it, and no teacher there. Course directors teach without a role.
create function may_read_originals(of_study uuid, of_site uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select exists (select from study_role r where r.study_id = of_study and r.person_id = own_person() and r.role in ('staff', 'moderator') and (r.site_id is null or r.site_id = of_site))
    and not exists (select from study_site s join school_role t on t.school_id = s.for_school_id where s.study_id = of_study and s.id = of_site and t.person_id = own_person() and t.role in ('faculty', 'mapper', 'lead'))
    and not exists (select from study_site s join course_director d on d.school_id = s.for_school_id join person p on lower(p.mail) = lower(d.mail)
      where s.study_id = of_study and s.id = of_site and p.id = own_person())
$$;

-- The key: who a pseudonym is. It is written, and read through `read_participant_key` alone, which keeps the reading as an event.
create table participant_key (
  study_id uuid not null, participant_id uuid not null, name text not null, mail text not null default '', written_at timestamptz not null default now(),
  primary key (study_id, participant_id), foreign key (study_id, participant_id) references participant (study_id, id) on delete cascade);
alter table participant_key enable row level security;
create policy staff_writes on participant_key to concord_app
  using (exists (select from participant p where p.study_id = participant_key.study_id and p.id = participant_id and may_read_originals(p.study_id, p.site_id)) or (select has_role('operator')))
  with check (exists (select from participant p where p.study_id = participant_key.study_id and p.id = participant_id and may_read_originals(p.study_id, p.site_id)) or (select has_role('operator')));
grant insert (study_id, participant_id, name, mail), update (name, mail), delete on participant_key to concord_app;
grant select (study_id, participant_id) on participant_key to concord_app;
create function read_participant_key(of_study uuid, of_participants uuid[], why text) returns table (participant_id uuid, name text, mail text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from unnest(of_participants) asked left join participant p on p.study_id = of_study and p.id = asked
      where p.id is null or not may_read_originals(of_study, p.site_id)) then return; end if;
  insert into study_event (study_id, actor, person_id, verb, subject, subject_id, after)
    values (of_study, 'person', own_person(), 'read', 'participant_key', null, jsonb_build_object('participants', to_jsonb(of_participants), 'why', why));
  return query select k.participant_id, k.name, k.mail from participant_key k where k.study_id = of_study and k.participant_id = any (of_participants);
end $$;
revoke execute on function read_participant_key from public;
grant execute on function read_participant_key to concord_app;

-- What a site's people are asked to agree to. A version never changes. `on_withdrawal`: what that letter promises to whoever withdraws.
create table consent_letter (
  study_id uuid not null, id uuid not null default uuid_v7(), site_id uuid not null, version text not null, text text not null,
  items text[] not null check (items <@ '{take part,record,quote,cross-school analysis,use of AI,contact again}'::text[] and 'take part' = any (items)),
  on_withdrawal text not null check (on_withdrawal in ('stop', 'remove', 'keep analysed')), written_by uuid, written_at timestamptz not null default now(),
  primary key (study_id, id), unique (study_id, site_id, version), foreign key (study_id, site_id) references study_site (study_id, id) on delete cascade);
call keep_for_study('consent_letter', '{lead,staff,moderator,coder,reader}', '{lead}');
revoke update on consent_letter from concord_app;
-- What a participant agreed to, item by item; the newest one counts.
create table consent (
  study_id uuid not null, participant_id uuid not null, id uuid not null default uuid_v7(), letter_id uuid not null, granted text[] not null, given_on date not null,
  noted_by uuid, noted_at timestamptz not null default now(), primary key (study_id, id),
  foreign key (study_id, participant_id) references participant (study_id, id) on delete cascade, foreign key (study_id, letter_id) references consent_letter (study_id, id));
call keep_for_study('consent', '{lead,staff,moderator,coder,reader}', '{lead,staff}');
revoke update, delete on consent from concord_app;
create index on consent (study_id, participant_id, id);
-- Who withdrew, by which letter's promise, and what changed by it.
create table withdrawal (
  study_id uuid not null, participant_id uuid not null, withdrawn_on date not null, promise text not null check (promise in ('stop', 'remove', 'keep analysed')), changed jsonb not null default '{}',
  noted_by uuid, noted_at timestamptz not null default now(), primary key (study_id, participant_id), foreign key (study_id, participant_id) references participant (study_id, id) on delete cascade);
call keep_for_study('withdrawal', '{lead,staff,moderator,coder,reader}', '{lead,staff}');
revoke update, delete on withdrawal from concord_app;
-- What each participant allows today: nothing without a consent, and nothing after a withdrawal but what its letter keeps.
create view participant_allows with (security_invoker = true) as
  select p.study_id, p.id as participant_id, p.site_id, coalesce(c.granted, '{}') as granted, w.promise as withdrawn,
    coalesce('quote' = any (c.granted), false) and w.participant_id is null as may_quote,
    coalesce('cross-school analysis' = any (c.granted), false) and (w.participant_id is null or w.promise = 'keep analysed') as may_cross,
    coalesce('take part' = any (c.granted), false) and (w.participant_id is null or w.promise <> 'remove') as takes_part
  from participant p
  left join lateral (select granted from consent c where c.study_id = p.study_id and c.participant_id = p.id order by c.given_on desc, c.id desc limit 1) c on true
  left join withdrawal w on w.study_id = p.study_id and w.participant_id = p.id;
grant select on participant_allows to concord_app;

-- The notebook: meetings, reflexive memos, reading passes. `about`: what it speaks of, as {kind, id} pairs.
create table study_note (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), kind text not null check (kind in ('meeting', 'memo', 'reading')), held_on date not null,
  who text not null default '', text text not null, decided text not null default '', about jsonb not null default '[]', minutes int check (minutes > 0),
  written_by uuid, written_at timestamptz not null default now(), changed_at timestamptz not null default now(), primary key (study_id, id));
call keep_for_study('study_note', '{lead,staff,moderator,coder,reader}', '{lead,moderator,coder}');
