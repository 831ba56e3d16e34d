-- A speaker's picture: one that we drew again, with the words that stand for it. The public sees it once the speaker confirmed the profile it belongs to, a cited speaker's too: a source that names
-- somebody gives nobody's picture.
create table forum_speaker_picture (
  speaker_id uuid primary key references forum_speaker on delete cascade, id uuid not null unique, words text not null check (words <> ''), width int not null, height int not null,
  bytes bigint not null, sha256 text not null, brought_at timestamptz not null default now());
alter table forum_speaker_picture enable row level security;
create policy confirmed on forum_speaker_picture for select to concord_app
  using (speaker_id in (select id from forum_speaker where confirmed_at is not null and declined_at is null));
create policy planned on forum_speaker_picture for select to concord_app using ((select plans_forum()));
create policy kept on forum_speaker_picture to concord_app
  using (speaker_id in (select id from forum_speaker where keeps_forum(for_school_id))) with check (speaker_id in (select id from forum_speaker where keeps_forum(for_school_id)));
grant select, insert, update, delete on forum_speaker_picture to concord_app;

-- The picture that a speaker's link shows them, before anybody else sees it.
create function picture_to_confirm(of_token_hash text) returns setof forum_speaker_picture stable language sql security definer set search_path = public, pg_temp as $$
  select p.* from forum_speaker_contact c join forum_speaker_picture p on p.speaker_id = c.speaker_id where c.token_hash = of_token_hash and c.expires_at > now()
$$;
-- Keeps the picture that a speaker brought behind their link, or takes theirs away (null). Answers the one that was there, whose bytes are to go.
create function keep_picture_as_speaker(of_token_hash text, picture jsonb) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare of_speaker uuid; was uuid;
begin
  select c.speaker_id into of_speaker from forum_speaker_contact c where c.token_hash = of_token_hash and c.expires_at > now() for update;
  if of_speaker is null then return null; end if;
  delete from forum_speaker_picture p where p.speaker_id = of_speaker returning p.id into was;
  if picture is not null then
    insert into forum_speaker_picture (speaker_id, id, words, width, height, bytes, sha256) values (of_speaker, (picture->>'id')::uuid, picture->>'words',
      (picture->>'width')::int, (picture->>'height')::int, (picture->>'bytes')::bigint, picture->>'sha256');
  end if;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('speaker', case when picture is null then 'take-picture' else 'bring-picture' end, 'forum_speaker', of_speaker::text);
  update public_version set version = version + 1;
  perform pg_notify('concord_public', '');
  return was;
end $$;

-- Makes a new link for a speaker who is shown and asks for one on their public page, where nobody has signed in: once a day at most, to the address that whoever plans knows. No row when there is
-- no address, or it was asked for within the day; the page does not say which.
create function ask_as_speaker(of_slug text, of_token_hash text, for_days int) returns table (mail text, name text, expires_at timestamptz) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare of_speaker uuid;
begin
  update forum_speaker_contact c set token_hash = of_token_hash, asked_at = now(), expires_at = now() + make_interval(days => for_days) from forum_speaker s
    where s.id = c.speaker_id and s.slug = of_slug and s.declined_at is null and (s.confirmed_at is not null or s.source_url is not null)
      and (c.asked_at is null or c.asked_at < now() - interval '1 day') returning c.speaker_id into of_speaker;
  if of_speaker is null then return; end if;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('speaker', 'ask', 'forum_speaker', of_speaker::text);
  return query select c.mail, s.name, c.expires_at from forum_speaker_contact c join forum_speaker s on s.id = c.speaker_id where c.speaker_id = of_speaker;
end $$;

-- What a speaker discloses is for the events that are to come: what they told for an earlier one stays as they told it. A picture that came since they opened their page (`said.picture`: the one they
-- saw) is none that they confirm: false, as where the link opens nothing.
create or replace function answer_as_speaker(of_token_hash text, is_shown boolean, said jsonb) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare of_speaker uuid;
begin
  select c.speaker_id into of_speaker from forum_speaker_contact c where c.token_hash = of_token_hash and c.expires_at > now() for update;
  if of_speaker is null then return false; end if;
  perform from forum_speaker where id = of_speaker for update;
  if is_shown and (select p.id::text from forum_speaker_picture p where p.speaker_id = of_speaker) is distinct from nullif(said->>'picture', '') then return false; end if;
  if is_shown then
    update forum_speaker set name = said->>'name', role = said->>'role', affiliation = said->>'affiliation', biography = said->>'biography', link = nullif(said->>'link', ''),
      confirmed_at = now(), declined_at = null, changed_at = now() where id = of_speaker;
    update forum_event_speaker s set disclosure = said->>'disclosure', disclosed_at = now() from forum_programme p
      where s.speaker_id = of_speaker and p.id = s.event_id and p.accredited_by is not null and p.ends_at > now() and said->>'disclosure' <> '';
  else
    update forum_speaker set declined_at = now(), confirmed_at = null, changed_at = now() where id = of_speaker;
  end if;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('speaker', case when is_shown then 'confirm' else 'decline' end, 'forum_speaker', of_speaker::text);
  update public_version set version = version + 1;
  perform pg_notify('concord_public', '');
  return true;
end $$;
drop function events_to_confirm;
create function events_to_confirm(of_token_hash text) returns table (title text, starts_at timestamptz, time_zone text, held_month text, accredited_by text, disclosure text, is_coming boolean)
stable language sql security definer set search_path = public, pg_temp as $$
  select p.title, p.starts_at, p.time_zone, p.held_month, p.accredited_by, s.disclosure, coalesce(p.ends_at > now(), false)
  from forum_speaker_contact c join forum_event_speaker s on s.speaker_id = c.speaker_id join forum_programme p on p.id = s.event_id
  where c.token_hash = of_token_hash and c.expires_at > now() order by p.sorted_at
$$;
revoke execute on function picture_to_confirm, keep_picture_as_speaker, ask_as_speaker, events_to_confirm from public;
grant execute on function picture_to_confirm, keep_picture_as_speaker, ask_as_speaker, events_to_confirm to concord_app;
