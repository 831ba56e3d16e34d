-- What a study came to think. A theme's words are the team's own; what participants said stands in it only by its place, so that consent decides anew at every reading what may be shown.

-- A claim, with what a participant who reads it back is shown (`plain`), and where the team looked for what speaks against it. Set aside, never deleted: its history is part of the trail.
create table theme (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), claim text not null check (claim <> ''), summary text not null default '', plain text not null default '',
  counter_search text not null default '', position int not null default 0, made_by uuid, made_at timestamptz not null default now(), changed_at timestamptz not null default now(), set_aside_at timestamptz,
  primary key (study_id, id));
call keep_for_study('theme', '{lead,staff,moderator,coder,reader}', '{lead,moderator,coder}');
revoke delete on theme from concord_app;

-- The codes that it rests on: every coding of them that is no longer blind.
create table theme_code (
  study_id uuid not null, theme_id uuid not null, code_id uuid not null, added_by uuid, added_at timestamptz not null default now(), primary key (study_id, theme_id, code_id),
  foreign key (study_id, theme_id) references theme (study_id, id) on delete cascade, foreign key (study_id, code_id) references code (study_id, id));
call keep_for_study('theme_code', '{lead,staff,moderator,coder,reader}', '{lead,moderator,coder}');
create index on theme_code (study_id, code_id);

-- A passage [begins, ends) of a signed text, in UTF-16 units, that speaks for the theme, against it, or is quoted with it.
create table theme_passage (
  study_id uuid not null, id uuid not null default uuid_v7(), theme_id uuid not null, text_id uuid not null, begins int not null check (begins >= 0), ends int not null, kind text not null check (kind in ('quote', 'counter', 'support')),
  note text not null default '', added_by uuid, added_at timestamptz not null default now(), primary key (study_id, id), check (ends > begins), unique (study_id, theme_id, text_id, begins, ends, kind),
  foreign key (study_id, theme_id) references theme (study_id, id) on delete cascade, foreign key (study_id, text_id) references transcript_text (study_id, id) on delete cascade);
call keep_for_study('theme_passage', '{lead,staff,moderator,coder,reader}', '{lead,moderator,coder}');
create index on theme_passage (study_id, text_id, begins);

-- Competencies by their stable id, so that a next version keeps them; meetings of the notebook where the theme was talked over.
create table theme_competency (
  study_id uuid not null, theme_id uuid not null, competency_stable_id uuid not null, added_by uuid, added_at timestamptz not null default now(), primary key (study_id, theme_id, competency_stable_id),
  foreign key (study_id, theme_id) references theme (study_id, id) on delete cascade);
call keep_for_study('theme_competency', '{lead,staff,moderator,coder,reader}', '{lead,moderator,coder}');
create index on theme_competency (competency_stable_id);
create table theme_note (
  study_id uuid not null, theme_id uuid not null, note_id uuid not null, added_by uuid, added_at timestamptz not null default now(), primary key (study_id, theme_id, note_id),
  foreign key (study_id, theme_id) references theme (study_id, id) on delete cascade, foreign key (study_id, note_id) references study_note (study_id, id) on delete cascade);
call keep_for_study('theme_note', '{lead,staff,moderator,coder,reader}', '{lead,moderator,coder}');
create index on theme_note (study_id, note_id);

-- The lead's act that lets the collaborative see a theme: its claim, at how many sites and in how many sessions it was heard, and, where chosen, its quotes.
create table theme_share (
  study_id uuid not null, theme_id uuid not null, with_quotes boolean not null, reason text not null check (reason <> ''), shared_by uuid, shared_at timestamptz not null default now(), primary key (study_id, theme_id),
  foreign key (study_id, theme_id) references theme (study_id, id) on delete cascade);
call keep_for_study('theme_share', '{lead,staff,moderator,coder,reader}', '{lead}');

-- What may be shown of a passage today: that it may be quoted, where every turn that it meets may. A turn of somebody who withdrew may not.
create view theme_passage_state with (security_invoker = true) as
  select p.study_id, p.id, coalesce(bool_and(q.position is not null), false) as may_quote
  from theme_passage p left join transcript_turn t on t.study_id = p.study_id and t.text_id = p.text_id and t.begins < p.ends and t.ends > p.begins
  left join quotable_turn q on q.study_id = t.study_id and q.text_id = t.text_id and q.position = t.position
  group by p.study_id, p.id;
grant select on theme_passage_state to concord_app;
-- Part of a text by UTF-16 units. A character outside the first plane counts two, so a place is held behind each.
create function utf16_part(whole text, begins int, ends int) returns text immutable language sql as $$
  select case when whole ~ '[\U00010000-\U0010FFFF]' then replace(substr(regexp_replace(whole, '([\U00010000-\U0010FFFF])', E'\\1\uFFFF', 'g'), begins + 1, ends - begins), E'\uFFFF', '')
    else substr(whole, begins + 1, ends - begins) end
$$;
-- The words of passages that may be quoted, and of no other: the one way in which a theme shows what somebody said.
create view theme_words with (security_invoker = true) as
  select p.study_id, p.id, p.theme_id, p.kind, utf16_part(x.text, p.begins, p.ends) as words
  from theme_passage p join theme_passage_state s on s.study_id = p.study_id and s.id = p.id and s.may_quote
  join transcript_text x on x.study_id = p.study_id and x.id = p.text_id and x.signed_at is not null;
grant select on theme_words to concord_app;

-- A passage lies in what was said in a signed text, nothing new is taken from where somebody withdrew, and a quote is quotable when it is made one.
create function keep_passage_within() returns trigger language plpgsql as $$
begin
  if not exists (select from transcript_text x where x.study_id = new.study_id and x.id = new.text_id and x.signed_at is not null)
    or not exists (select from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends)
    or new.ends > (select max(t.ends) from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id)
  then raise exception 'A passage lies in what was said.' using errcode = 'check_violation'; end if;
  if tg_op = 'INSERT' and exists (select from transcript_turn t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id
    where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends)
  then raise exception 'Somebody who speaks here withdrew, so nothing new is taken from it.' using errcode = 'check_violation'; end if;
  if new.kind = 'quote' and exists (select from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends
    and not exists (select from quotable_turn q where q.study_id = t.study_id and q.text_id = t.text_id and q.position = t.position))
  then raise exception 'Somebody who speaks here did not agree to be quoted.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger within before insert or update of text_id, begins, ends, kind on theme_passage for each row execute function keep_passage_within();

-- Whom a theme rests on: each turn of a participant who takes part that its passages, or codings of its codes that are not blind any more, meet. `may_cross`: whether the
-- participant agreed that schools are compared. A code that was merged speaks through what it was merged into.
create view theme_evidence with (security_invoker = true) as
  with met as (
    select p.study_id, p.theme_id, p.text_id, p.begins, p.ends, p.kind, false as by_code from theme_passage p
    union all
    select c.study_id, c.theme_id, g.text_id, g.begins, g.ends, 'support', true from theme_code c join code k on k.study_id = c.study_id and k.id = c.code_id
      join coding g on g.study_id = c.study_id and g.code_id in (c.code_id, k.merged_into)
      join coding_round r on r.study_id = g.study_id and r.id = g.round_id and (r.kind <> 'blind' or r.opened_at is not null))
  select distinct m.study_id, m.theme_id, m.kind, m.by_code, m.text_id, t.position, t.participant_id, s.session_id, s.site_id, coalesce(a.may_cross, false) as may_cross
  from met m join transcript_turn t on t.study_id = m.study_id and t.text_id = m.text_id and t.begins < m.ends and t.ends > m.begins and t.kind = 'participant'
  join transcript_text x on x.study_id = t.study_id and x.id = t.text_id and x.signed_at is not null
  join transcript s on s.study_id = x.study_id and s.id = x.transcript_id
  left join participant_allows a on a.study_id = t.study_id and a.participant_id = t.participant_id
  where t.participant_id is null or a.takes_part;
grant select on theme_evidence to concord_app;

-- A participant is asked to read a theme back: by a link of their own whose token is kept as a hash alone. Only who agreed to be contacted again is asked, and who withdrew is not.
create table theme_link (
  study_id uuid not null, id uuid not null default uuid_v7(), theme_id uuid not null, participant_id uuid not null, token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'), made_by uuid,
  made_at timestamptz not null default now(), expires_at timestamptz not null check (expires_at > made_at), ended_at timestamptz, primary key (study_id, id),
  foreign key (study_id, theme_id) references theme (study_id, id) on delete cascade, foreign key (study_id, participant_id) references participant (study_id, id) on delete cascade);
call keep_for_study('theme_link', '{lead,staff}', '{lead,staff}');
create index on theme_link (study_id, theme_id);
create index on theme_link (study_id, participant_id);
create function only_who_may_be_asked() returns trigger language plpgsql as $$
begin
  if not exists (select from participant_allows a where a.study_id = new.study_id and a.participant_id = new.participant_id and a.withdrawn is null and 'contact again' = any (a.granted))
  then raise exception 'This participant did not agree to be contacted again.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger asked before insert on theme_link for each row execute function only_who_may_be_asked();

-- What a participant said who read a theme back. It comes in by the link alone, stays as it was said, and goes from sight with whoever had what they said removed.
create table theme_reading (
  study_id uuid not null, id uuid not null default uuid_v7(), theme_id uuid not null, link_id uuid not null, participant_id uuid not null, answer text not null check (answer in ('yes', 'partly', 'no')),
  words text not null default '' check (length(words) <= 4000), said_at timestamptz not null default now(), primary key (study_id, id),
  foreign key (study_id, theme_id) references theme (study_id, id) on delete cascade, foreign key (study_id, link_id) references theme_link (study_id, id) on delete cascade,
  foreign key (study_id, participant_id) references participant (study_id, id) on delete cascade);
alter table theme_reading enable row level security;
create policy team_reads on theme_reading for select to concord_app using
  ((study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) or (select has_role('operator')))
    and not exists (select from withdrawal w where w.study_id = theme_reading.study_id and w.participant_id = theme_reading.participant_id and w.promise = 'remove'));
grant select on theme_reading to concord_app;
create index on theme_reading (study_id, theme_id);
create index on theme_reading (study_id, link_id);
create index on theme_reading (study_id, participant_id);

-- The link that a token opens today: none when it expired, was ended, or its participant withdrew.
create function open_theme_link(of_token_hash text) returns setof theme_link stable language sql security definer set search_path = public, pg_temp as $$
  select l.* from theme_link l join theme t on t.study_id = l.study_id and t.id = l.theme_id where l.token_hash = of_token_hash and l.ended_at is null and l.expires_at > now() and t.set_aside_at is null
    and not exists (select from withdrawal w where w.study_id = l.study_id and w.participant_id = l.participant_id)
$$;
revoke execute on function open_theme_link from public;
-- What whoever holds a token reads: the study's title and the theme's words, and nothing of anybody.
create function theme_to_read(of_token_hash text) returns table (study text, is_sample boolean, claim text, plain text, expires_at timestamptz, said int) stable language sql security definer set search_path = public, pg_temp as $$
  select s.title, s.is_sample, t.claim, coalesce(nullif(t.plain, ''), t.summary), l.expires_at, (select count(*)::int from theme_reading r where r.study_id = l.study_id and r.link_id = l.id)
  from open_theme_link(of_token_hash) l join theme t on t.study_id = l.study_id and t.id = l.theme_id join study s on s.id = l.study_id
$$;
revoke execute on function theme_to_read from public;
grant execute on function theme_to_read to concord_app;
-- Keeps what they say; `full` when this link said ten things, `gone` when it opens nothing.
create function say_of_theme(of_token_hash text, of_answer text, of_words text) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare link theme_link; new_id uuid;
begin
  select l.* into link from theme_link l where l.id = (select o.id from open_theme_link(of_token_hash) o) for update;
  if link.id is null then return 'gone'; end if;
  if (select count(*) from theme_reading r where r.study_id = link.study_id and r.link_id = link.id) >= 10 then return 'full'; end if;
  insert into theme_reading (study_id, theme_id, link_id, participant_id, answer, words) values (link.study_id, link.theme_id, link.id, link.participant_id, of_answer, of_words) returning id into new_id;
  insert into study_event (study_id, actor, verb, subject, subject_id, after) values (link.study_id, 'participant', 'say', 'theme_reading', link.theme_id::text, jsonb_build_object('reading', new_id));
  return 'kept';
end $$;
revoke execute on function say_of_theme from public;
grant execute on function say_of_theme to concord_app;

-- What the collaborative sees of themes that a lead shared, whoever has a role somewhere: the claim, and how many sites and sessions, made of sites alone where at least three
-- participants who agreed that schools are compared were heard; and quotes without speaker, session or site. Nothing of the study's rows is readable beside it.
create function shared_themes() returns table (theme_id uuid, study text, is_sample boolean, claim text, summary text, shared_at timestamptz, competencies uuid[], sites int, sessions int, quotes text[])
stable language sql security definer set search_path = public, pg_temp as $$
  with heard as (
    select e.study_id, e.theme_id, e.site_id, array_agg(distinct e.session_id) as sessions from theme_evidence e where e.may_cross and e.kind <> 'counter'
    group by e.study_id, e.theme_id, e.site_id having count(distinct e.participant_id) >= 3)
  select t.id, s.title, s.is_sample, t.claim, t.summary, h.shared_at,
    array(select c.competency_stable_id from theme_competency c where c.study_id = t.study_id and c.theme_id = t.id order by 1),
    (select count(*)::int from heard e where e.study_id = t.study_id and e.theme_id = t.id), (select coalesce(sum(cardinality(e.sessions)), 0)::int from heard e where e.study_id = t.study_id and e.theme_id = t.id),
    case when h.with_quotes then array(select w.words from theme_words w where w.study_id = t.study_id and w.theme_id = t.id and w.kind = 'quote' order by w.id) else '{}' end
  from theme_share h join theme t on t.study_id = h.study_id and t.id = h.theme_id join study s on s.id = t.study_id
  where t.set_aside_at is null and (has_role('operator') or exists (select from school_role r where r.person_id = own_person()) or exists (select from collaborative_role r where r.person_id = own_person()))
$$;
revoke execute on function shared_themes from public;
grant execute on function shared_themes to concord_app;

-- The history of themes is the whole team's; who was asked to read one back stays with the lead's trail.
create policy team_reads_themes on study_event for select to concord_app using
  (subject in ('theme', 'theme_code', 'theme_passage', 'theme_competency', 'theme_note', 'theme_share') and study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')));
create index on study_event (study_id, subject, subject_id);
