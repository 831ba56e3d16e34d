-- The public education forum: series, events, speakers, questions sent beforehand, and what stays afterwards. All of it is the collaborative's; `for_school_id` names the school that
-- organises an event, whose lead keeps it. When and where an event is, and who comes, is its occasion's (module attendance); an event that is only reported, from before or from
-- elsewhere, has no occasion and says itself when it was, to the hour or to the month, with its source.

-- Who keeps what a school organises (null: the collaborative does): the convener, and that school's lead.
create function keeps_forum(of_school uuid) returns boolean stable language sql as $$
  select has_role('convener', 'operator') or (of_school = own_school() and has_role('lead'))
$$;
-- Who plans: the convener, and whoever leads a school.
create function plans_forum() returns boolean stable language sql as $$ select has_role('convener', 'lead', 'operator') $$;

create table forum_series (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), title text not null, description text not null default '', cadence text not null default '',
  host text not null default '', nth int check (nth between 1 and 5), weekday int check (weekday between 1 and 7), every_months int check (every_months between 1 and 3),
  begins_at text check (begins_at ~ '^([01]\d|2[0-3]):[0-5]\d$'), minutes int check (minutes between 1 and 1440), time_zone text not null default 'America/New_York',
  source_title text, source_url text, is_sample boolean not null default false, published_at timestamptz, created_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  check ((nth is null) = (weekday is null) and (nth is null) = (every_months is null)));

create table forum_event (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), occasion_id uuid unique references occasion on delete cascade,
  series_id uuid references forum_series on delete set null, for_school_id uuid references school on delete set null,
  -- of an event without an occasion
  title text, held_from timestamptz, held_to timestamptz, time_zone text, held_month text check (held_month ~ '^\d{4}-(0[1-9]|1[0-2])$'), place text,
  description text not null default '', host text not null default '', topics text[] not null default '{}', mode text not null default 'online' check (mode in ('online', 'in person', 'both')),
  language text not null default 'en', captions text,
  -- who accredits it, where speakers must disclose their interests; null where nobody does
  accredited_by text, takes_questions boolean not null default true,
  source_title text, source_url text, is_sample boolean not null default false, published_at timestamptz, planned_by uuid,
  created_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  check ((occasion_id is null) = (title is not null)),
  check (occasion_id is null or (held_from is null and held_month is null)),
  check (occasion_id is not null or ((held_from is null) <> (held_month is null) and (held_from is null) = (held_to is null) and (held_from is null) = (time_zone is null))),
  check (occasion_id is not null or (source_title is not null and source_url is not null)));
create index on forum_event (series_id);
create index on forum_event using gin (topics);

create table forum_event_competency (
  event_id uuid not null references forum_event on delete cascade, competency_stable_id uuid not null, primary key (event_id, competency_stable_id));
create index on forum_event_competency (competency_stable_id);

-- A speaker's profile across events. The public sees it when the speaker confirmed it by the link that was mailed to them, or when it is a cited fact.
create table forum_speaker (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), for_school_id uuid references school on delete set null,
  name text not null, role text not null default '', affiliation text not null default '', biography text not null default '', link text check (link ~ '^https://'),
  source_title text, source_url text, confirmed_at timestamptz, declined_at timestamptz, is_sample boolean not null default false,
  created_at timestamptz not null default now(), changed_at timestamptz not null default now());
-- How a speaker is reached, which the public never reads, and the one link that is open. A token is kept as its hash.
create table forum_speaker_contact (
  speaker_id uuid primary key references forum_speaker on delete cascade, mail text not null check (mail = lower(mail)), token_hash text unique, asked_at timestamptz, expires_at timestamptz);
create table forum_event_speaker (
  event_id uuid not null references forum_event on delete cascade, speaker_id uuid not null references forum_speaker on delete cascade, position int not null,
  disclosure text, disclosed_at timestamptz, primary key (event_id, speaker_id));
create index on forum_event_speaker (speaker_id);

-- Questions sent beforehand. `network` is a hash, and readable by nobody: it holds how much comes from one place within its limit, and is forgotten when the question is decided.
create table forum_question (
  id uuid primary key default uuid_v7(), event_id uuid not null references forum_event on delete cascade, words text not null, asked_as text,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined')), network text, asked_at timestamptz not null default now(), decided_at timestamptz, decided_by uuid);
create index on forum_question (event_id, state);

-- What stays afterwards. `recording`: whether there is one; that there is none is an answer.
create table forum_recap (
  event_id uuid primary key references forum_event on delete cascade, words text not null default '', tries text[] not null default '{}' check (cardinality(tries) <= 3),
  recording text not null default 'unknown' check (recording in ('unknown', 'coming', 'here', 'none')), no_recording_why text not null default '', transcript text not null default '',
  published_at timestamptz, told_at timestamptz, changed_at timestamptz not null default now());
create table forum_material (
  event_id uuid not null references forum_event on delete cascade, id uuid not null default uuid_v7(), kind text not null check (kind in ('slides', 'recording', 'transcript', 'handout')),
  title text not null, link text check (link ~ '^https://'), file_name text, file_type text, bytes bigint, sha256 text, language text not null default 'en', captions text,
  added_at timestamptz not null default now(), primary key (event_id, id), check ((link is null) = (sha256 is not null)));

alter table forum_series enable row level security;
alter table forum_event enable row level security;
alter table forum_event_competency enable row level security;
alter table forum_speaker enable row level security;
alter table forum_speaker_contact enable row level security;
alter table forum_event_speaker enable row level security;
alter table forum_question enable row level security;
alter table forum_recap enable row level security;
alter table forum_material enable row level security;

create policy published on forum_series for select to concord_app using (published_at is not null or (select plans_forum()));
create policy kept on forum_series to concord_app using ((select keeps_forum(null))) with check ((select keeps_forum(null)));
create policy published on forum_event for select to concord_app using (published_at is not null);
create policy kept on forum_event to concord_app using (keeps_forum(for_school_id)) with check (keeps_forum(for_school_id));
create policy with_event on forum_event_competency for select to concord_app using (event_id in (select id from forum_event));
create policy kept on forum_event_competency to concord_app
  using (event_id in (select id from forum_event where keeps_forum(for_school_id))) with check (event_id in (select id from forum_event where keeps_forum(for_school_id)));

create policy confirmed on forum_speaker for select to concord_app using (declined_at is null and (confirmed_at is not null or source_url is not null));
create policy planned on forum_speaker for select to concord_app using ((select plans_forum()));
create policy kept on forum_speaker to concord_app using (keeps_forum(for_school_id)) with check (keeps_forum(for_school_id));
create policy kept on forum_speaker_contact to concord_app
  using (speaker_id in (select id from forum_speaker where keeps_forum(for_school_id))) with check (speaker_id in (select id from forum_speaker where keeps_forum(for_school_id)));
create policy with_both on forum_event_speaker for select to concord_app using (event_id in (select id from forum_event) and speaker_id in (select id from forum_speaker));
create policy kept on forum_event_speaker to concord_app
  using (event_id in (select id from forum_event where keeps_forum(for_school_id))) with check (event_id in (select id from forum_event where keeps_forum(for_school_id)));

create policy accepted on forum_question for select to concord_app using (state = 'accepted' and event_id in (select id from forum_event));
create policy kept on forum_question for select to concord_app using (event_id in (select id from forum_event where keeps_forum(for_school_id)));
create policy decided on forum_question for update to concord_app
  using (event_id in (select id from forum_event where keeps_forum(for_school_id))) with check (event_id in (select id from forum_event where keeps_forum(for_school_id)));

create policy published on forum_recap for select to concord_app using (published_at is not null and event_id in (select id from forum_event));
create policy kept on forum_recap to concord_app
  using (event_id in (select id from forum_event where keeps_forum(for_school_id))) with check (event_id in (select id from forum_event where keeps_forum(for_school_id)));
create policy with_recap on forum_material for select to concord_app using (event_id in (select event_id from forum_recap where published_at is not null));
create policy kept on forum_material to concord_app
  using (event_id in (select id from forum_event where keeps_forum(for_school_id))) with check (event_id in (select id from forum_event where keeps_forum(for_school_id)));

grant select, insert, update, delete on forum_series, forum_event, forum_event_competency, forum_speaker, forum_speaker_contact, forum_event_speaker, forum_recap, forum_material to concord_app;
grant select (id, event_id, words, asked_as, state, asked_at, decided_at, decided_by), update (state, decided_at, decided_by, network) on forum_question to concord_app;

-- An event as lists and calendars read it, whether it has an occasion or is reported. Reads as whoever asks.
create view forum_programme with (security_invoker = true) as
  select e.id, e.slug, e.occasion_id, e.series_id, e.for_school_id, coalesce(o.title, e.title) as title, coalesce(o.starts_at, e.held_from) as starts_at, coalesce(o.ends_at, e.held_to) as ends_at,
    coalesce(o.time_zone, e.time_zone) as time_zone, e.held_month, coalesce(o.place, e.place) as place, o.audience, coalesce(o.status, 'held') as status, coalesce(o.sequence, 0) as sequence,
    coalesce(o.starts_at, e.held_from, (e.held_month || '-01')::timestamp at time zone 'UTC') as sorted_at,
    e.description, coalesce(o.summary, left(e.description, 500)) as summary, e.host, e.topics, e.mode, e.language, e.captions, e.accredited_by, e.takes_questions, o.moved_from, e.source_title, e.source_url, e.is_sample, e.published_at, e.changed_at,
    coalesce(o.created_at, e.created_at) as created_at, coalesce(o.updated_at, e.changed_at) as updated_at, n.confirmed, n.waiting, o.capacity
  from forum_event e left join occasion o on o.id = e.occasion_id left join occasion_count n on n.occasion_id = e.occasion_id;
grant select on forum_programme to concord_app;

-- Behind a speaker's link, where nobody has signed in: what the hash of its token opens.
create function speaker_to_confirm(of_token_hash text) returns table (id uuid, name text, role text, affiliation text, biography text, link text, is_sample boolean, confirmed_at timestamptz, declined_at timestamptz, expires_at timestamptz)
stable language sql security definer set search_path = public, pg_temp as $$
  select s.id, s.name, s.role, s.affiliation, s.biography, s.link, s.is_sample, s.confirmed_at, s.declined_at, c.expires_at
  from forum_speaker_contact c join forum_speaker s on s.id = c.speaker_id where c.token_hash = of_token_hash and c.expires_at > now()
$$;
-- The events at which they are to speak, as their link shows them; drafts too, since they are asked before anything is public.
create function events_to_confirm(of_token_hash text) returns table (title text, starts_at timestamptz, time_zone text, accredited_by text, disclosure text)
stable language sql security definer set search_path = public, pg_temp as $$
  select p.title, p.starts_at, p.time_zone, p.accredited_by, s.disclosure
  from forum_speaker_contact c join forum_event_speaker s on s.speaker_id = c.speaker_id join forum_programme p on p.id = s.event_id
  where c.token_hash = of_token_hash and c.expires_at > now() order by p.sorted_at
$$;
-- Keeps what a speaker says of themselves and that it may be shown, or that it may not. `disclosure` goes to their events that ask for it. False when the link opens nothing.
create function answer_as_speaker(of_token_hash text, is_shown boolean, said jsonb) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare of_speaker uuid;
begin
  select c.speaker_id into of_speaker from forum_speaker_contact c where c.token_hash = of_token_hash and c.expires_at > now() for update;
  if of_speaker is null then return false; end if;
  if is_shown then
    update forum_speaker set name = said->>'name', role = said->>'role', affiliation = said->>'affiliation', biography = said->>'biography', link = nullif(said->>'link', ''),
      confirmed_at = now(), declined_at = null, changed_at = now() where id = of_speaker;
    update forum_event_speaker s set disclosure = said->>'disclosure', disclosed_at = now() from forum_event e
      where s.speaker_id = of_speaker and e.id = s.event_id and e.accredited_by is not null and said->>'disclosure' <> '';
  else
    update forum_speaker set declined_at = now(), confirmed_at = null, changed_at = now() where id = of_speaker;
  end if;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('speaker', case when is_shown then 'confirm' else 'decline' end, 'forum_speaker', of_speaker::text);
  update public_version set version = version + 1;
  perform pg_notify('concord_public', '');
  return true;
end $$;

-- Keeps a visitor's question for a published event that is to come; it waits for a moderator. Within limits: five an hour from one network, two hundred waiting for one event.
create function ask_at_forum(of_event uuid, of_words text, of_asked_as text, of_network text) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare new_id uuid;
begin
  perform pg_advisory_xact_lock(hashtext('forum question ' || of_event));
  if not exists (select from forum_programme p where p.id = of_event and p.published_at is not null and p.takes_questions and p.ends_at > now() and p.status <> 'cancelled') then return 'closed'; end if;
  if (select count(*) from forum_question q where q.network = of_network and q.asked_at > now() - interval '1 hour') >= 5 then return 'often'; end if;
  if (select count(*) from forum_question q where q.event_id = of_event and q.state = 'waiting') >= 200 then return 'full'; end if;
  insert into forum_question (event_id, words, asked_as, network) values (of_event, of_words, nullif(of_asked_as, ''), of_network) returning id into new_id;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('visitor', 'ask', 'forum_question', new_id::text);
  return 'kept';
end $$;
revoke execute on function speaker_to_confirm, events_to_confirm, answer_as_speaker, ask_at_forum from public;
grant execute on function speaker_to_confirm, events_to_confirm, answer_as_speaker, ask_at_forum to concord_app;

-- Published facts, cited: the education forum of 2024. Of two sessions only the month is published, so no day and no hour stand here.
insert into forum_series (id, slug, title, description, cadence, host, source_title, source_url, published_at) values
  ('01900000-0000-7000-8000-000000000401', 'education-forum', 'Serious Illness Care Education Forum',
   'Faculty of all schools meet to hear what happens at each of them, and what they could do together.', '', 'Massachusetts Coalition for Serious Illness Care',
   'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative', '2026-11-23 00:00Z');
insert into forum_event (id, slug, series_id, for_school_id, title, held_from, held_to, time_zone, held_month, place, description, host, topics, source_title, source_url, published_at, created_at, changed_at)
select e.id, e.slug, '01900000-0000-7000-8000-000000000401', s.id, e.title, e.held_from, e.held_to, e.time_zone, e.held_month, e.place, e.description, 'Massachusetts Coalition for Serious Illness Care', e.topics,
  'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative', '2026-11-23 00:00Z'::timestamptz, '2026-11-23 00:00Z', '2026-11-23 00:00Z'
from (values
  ('01900000-0000-7000-8000-000000000411'::uuid, 'clinical-immersion-2024', 'harvard', 'Student feedback on a half-day clinical immersion in hospice and palliative medicine', null::timestamptz, null::timestamptz, null, '2024-02', null,
   'The second forum. What students said of a new half-day immersion in hospice and palliative medicine.', array['Clinical immersion', 'Student feedback']),
  ('01900000-0000-7000-8000-000000000412', 'more-exposure-and-training-2024', 'umass-chan', 'More exposure to and training in communication, therapeutic relationships and palliative care', null, null, null, '2024-04', null,
   'Initiatives that increase students’ exposure to and training in communication, therapeutic relationships and the fundamentals of palliative care.', array['Curriculum', 'Palliative care']),
  ('01900000-0000-7000-8000-000000000413', 'whats-happening-at-each-school-2024', 'tufts', 'What’s happening at each school', '2024-06-25 16:00Z', '2024-06-25 17:00Z', 'America/New_York', null, 'Zoom',
   'Faculty of all schools hear what happens at each, and look for what they could do together.', array['Curriculum', 'Collaboration'])
) as e (id, slug, school, title, held_from, held_to, time_zone, held_month, place, description, topics) join school s on s.slug = e.school;
insert into forum_speaker (id, slug, for_school_id, name, affiliation, source_title, source_url)
select x.id, x.slug, null, x.name, x.affiliation, 'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative'
from (values
  ('01900000-0000-7000-8000-000000000421'::uuid, 'kirsten-engel', 'Kirsten Engel', ''),
  ('01900000-0000-7000-8000-000000000422', 'dorothy-tolchin', 'Dorothy Tolchin', ''),
  ('01900000-0000-7000-8000-000000000423', 'jennifer-reidy', 'Jennifer Reidy', 'UMass Chan Medical School')) as x (id, slug, name, affiliation);
insert into forum_event_speaker (event_id, speaker_id, position) values
  ('01900000-0000-7000-8000-000000000411', '01900000-0000-7000-8000-000000000421', 1),
  ('01900000-0000-7000-8000-000000000411', '01900000-0000-7000-8000-000000000422', 2),
  ('01900000-0000-7000-8000-000000000412', '01900000-0000-7000-8000-000000000423', 1);
