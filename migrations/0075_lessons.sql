-- Lessons: what a school tried, and what came of it. What is being written is the school's alone. What it gives out of its hands is an edition: a copy that does not change, owned
-- by the collaborative, for its members or for everybody. An edition holds no figure and no quote: it refers to the figure as released and to the passage, and shows what stands today.

create table lesson (
  school_id uuid not null references school on delete cascade, id uuid not null default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  said jsonb not null check (said->>'title' <> ''), revision int not null default 1,
  begun_by uuid, begun_at timestamptz not null default now(), changed_by uuid, changed_at timestamptz not null default now(), primary key (school_id, id));
call keep_for_school('lesson');

-- True when the asking person has a role at the school that wrote a lesson, whichever school they act for. It says nothing of anybody else.
create function is_lesson_of_own_people(of_lesson uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select exists (select from lesson l join school_role r on r.school_id = l.school_id where l.id = of_lesson and r.person_id = own_person())
$$;
revoke execute on function is_lesson_of_own_people from public;
grant execute on function is_lesson_of_own_people to concord_app;

-- Collaborative-wide. Of which school it is, is in it when the school is named, and else nowhere that others read: a school finds its own by its own row of `lesson`.
create table lesson_edition (
  id uuid primary key default uuid_v7(), lesson_id uuid not null, number int not null check (number > 0), slug text not null, said jsonb not null,
  audience text not null check (audience in ('collaborative', 'public')), state text not null check (state in ('asked', 'returned', 'standing', 'replaced', 'taken back')),
  named_school_id uuid references school on delete cascade, author text, builds_on uuid, material_item_id uuid, material_number int, is_sample boolean not null default false,
  given_at timestamptz not null default now(), stands_since timestamptz, ended_at timestamptz,
  title text not null generated always as (said->>'title') stored, kind text generated always as (said->>'kind') stored,
  search tsvector generated always as (setweight(to_tsvector('english', replace(said->>'title', '’', '''')), 'A') || setweight(to_tsvector('english', replace(coalesce(said->>'tried', '') || ' ' || coalesce(said->>'happened', ''), '’', '''')), 'B')
    || setweight(to_tsvector('english', replace(coalesce(said->>'context', '') || ' ' || coalesce(said->>'changed', '') || ' ' || coalesce(said->>'againWhy', ''), '’', '''')), 'C')) stored,
  unique (lesson_id, number), foreign key (material_item_id, material_number) references library_version (item_id, number) on delete set null (material_item_id, material_number), check ((state in ('standing', 'replaced')) <= (stands_since is not null)));
create index on lesson_edition using gin (search);
create index on lesson_edition using gin ((said->'competencies'));
create index on lesson_edition (slug);
create index on lesson_edition (builds_on);
create index on lesson_edition (material_item_id);
create unique index one_asked on lesson_edition (lesson_id) where state = 'asked';
alter table lesson_edition enable row level security;
create policy own_reads on lesson_edition for select to concord_app using (exists (select from lesson l where l.id = lesson_edition.lesson_id));
create policy own_gives on lesson_edition for insert to concord_app with check
  (exists (select from lesson l where l.id = lesson_edition.lesson_id) and (select has_role('lead', 'faculty', 'operator')) and (named_school_id is null or named_school_id = (select own_school())));
create policy own_takes_back on lesson_edition for update to concord_app using (exists (select from lesson l where l.id = lesson_edition.lesson_id) and (select has_role('lead', 'faculty', 'operator')))
  with check (state = 'taken back' and exists (select from lesson l where l.id = lesson_edition.lesson_id) and (select has_role('lead', 'faculty', 'operator')));
create policy everybody_reads on lesson_edition for select to concord_app using (state = 'standing' and audience = 'public');
create policy members_read on lesson_edition for select to concord_app using
  (state = 'standing' and ((select own_school()) is not null or (select has_role('convener', 'steering-member', 'auditor', 'operator'))));
-- Whoever leads or teaches at another school reads what waits for a review.
create policy reviewers_read on lesson_edition for select to concord_app using (state = 'asked' and (select own_school()) is not null and (select has_role('lead', 'faculty', 'operator')));
grant select, insert, update on lesson_edition to concord_app;

-- Collaborative-wide: what another school said of an edition; nobody of the school that wrote it says it, for whichever school they act. The words of a return are for the two schools alone.
create table lesson_review (
  edition_id uuid primary key references lesson_edition on delete cascade, by_school_id uuid not null references school on delete cascade, verdict text not null check (verdict in ('stands', 'return')),
  words text not null default '', reviewer text, reviewed_at timestamptz not null default now(), check ((verdict = 'return') = (words <> '')));
alter table lesson_review enable row level security;
create policy reviewer_writes on lesson_review for insert to concord_app with check (by_school_id = (select own_school()) and (select has_role('lead', 'faculty', 'operator'))
  and exists (select from lesson_edition e where e.id = edition_id and e.state = 'asked' and not exists (select from lesson l where l.id = e.lesson_id) and not is_lesson_of_own_people(e.lesson_id)));
create policy both_schools_read on lesson_review for select to concord_app using
  (by_school_id = (select own_school()) or exists (select from lesson_edition e join lesson l on l.id = e.lesson_id where e.id = edition_id));
create policy readers_read on lesson_review for select to concord_app using (verdict = 'stands' and exists (select from lesson_edition e where e.id = edition_id));
grant select, insert on lesson_review to concord_app;

-- What is given out stays as it was; only what becomes of it is written. Everybody reads only what another school read first.
create function keep_edition_as_it_was() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> (case new.audience when 'public' then 'asked' else 'standing' end) then raise exception 'An edition for everybody is read by another school first.' using errcode = 'check_violation'; end if;
    return new;
  end if;
  -- What is generated is not there yet.
  if (to_jsonb(new) - '{state,stands_since,ended_at,material_item_id,material_number,title,kind,search}'::text[]) <> (to_jsonb(old) - '{state,stands_since,ended_at,material_item_id,material_number,title,kind,search}'::text[]) then raise exception 'An edition is not changed.' using errcode = 'check_violation'; end if;
  if old.state = new.state then return new; end if;
  if not ((old.state = 'asked' and new.state in ('standing', 'returned', 'taken back')) or (old.state = 'standing' and new.state in ('replaced', 'taken back')))
    then raise exception 'An edition that is % does not become %.', old.state, new.state using errcode = 'check_violation'; end if;
  if old.state = 'asked' and new.state in ('standing', 'returned')
    and not exists (select from lesson_review r where r.edition_id = new.id and r.verdict = (case new.state when 'standing' then 'stands' else 'return' end))
    then raise exception 'An edition for everybody is read by another school first.' using errcode = 'check_violation'; end if;
  if new.state = 'replaced' and not exists (select from lesson_edition e where e.lesson_id = new.lesson_id and e.number > new.number and e.state = 'standing')
    then raise exception 'An edition is replaced by one that stands.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger as_it_was before insert or update on lesson_edition for each row execute function keep_edition_as_it_was();
-- The edition before leaves every page as the next one stands, whoever let it stand: a reviewer writes nothing else of another school's. So it runs with its owner's rights.
create function replace_editions_before() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update lesson_edition set state = 'replaced', ended_at = now() where lesson_id = new.lesson_id and number < new.number and state = 'standing';
  return null;
end $$;
create trigger replaces after insert or update of state on lesson_edition for each row when (new.state = 'standing') execute function replace_editions_before();
-- With what is said of it an edition stands or goes back: the reviewer writes nothing of another school's, so this runs with its owner's rights.
create function answer_edition() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.verdict = 'stands' then update lesson_edition set state = 'standing', stands_since = now() where id = new.edition_id;
  else update lesson_edition set state = 'returned', ended_at = now() where id = new.edition_id; end if;
  return null;
end $$;
create trigger answers after insert on lesson_review for each row execute function answer_edition();
-- With a lesson that is no more, or its school, goes what was given out of it, also without the school's name. Nobody may delete an edition, so this runs with its owner's rights.
create function forget_lesson() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from lesson_edition where lesson_id = old.id;
  delete from lesson_reuse where lesson_id = old.id;
  return null;
end $$;
create trigger forgotten after delete on lesson for each row execute function forget_lesson();

-- Collaborative-wide: the figures of an edition, as references. Round and year stand beside them, since visitors read no rounds.
create table lesson_figure (
  edition_id uuid not null references lesson_edition on delete cascade, position int not null, for_school_id uuid not null references school on delete cascade, round_id uuid not null, release_id uuid not null,
  number int not null, figure text not null, cell text not null, round_title text not null, year text not null, withdrawn_at timestamptz, primary key (edition_id, position));
create index on lesson_figure (for_school_id, round_id, figure);
alter table lesson_figure enable row level security;
create policy readers_of_edition on lesson_figure for select to concord_app using (exists (select from lesson_edition e where e.id = edition_id));
create policy own_writes on lesson_figure for insert to concord_app with check
  (for_school_id = (select own_school()) and exists (select from lesson_edition e join lesson l on l.id = e.lesson_id where e.id = edition_id));
create policy own_marks on lesson_figure for update to concord_app using (for_school_id = (select own_school()) and (select has_role('lead', 'operator'))) with check (for_school_id = (select own_school()));
grant select, insert, update on lesson_figure to concord_app;
-- Only a figure of the own school's released snapshot, which the school shows under its name to no fewer than the edition's readers. A lesson without the school's name has none: the figure would tell it.
create function keep_figure_as_released() returns trigger language plpgsql as $$
declare edition lesson_edition;
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'withdrawn_at') <> (to_jsonb(old) - 'withdrawn_at') then raise exception 'An edition is not changed.' using errcode = 'check_violation'; end if;
    return new;
  end if;
  select * into edition from lesson_edition e where e.id = new.edition_id;
  if edition.named_school_id is distinct from new.for_school_id then raise exception 'A figure would tell whose lesson it is.' using errcode = 'check_violation'; end if;
  if not exists (select from curriculum_release r join released_figure f on f.round_id = r.round_id and f.for_school_id = r.school_id and f.number = r.number
    where r.school_id = new.for_school_id and r.id = new.release_id and r.round_id = new.round_id and r.number = new.number and r.withdrawn_at is null and not new.figure = any (r.withdrawn_figures)
      and f.figure = new.figure and f.cells ? new.cell and (f.audience = 'public' or f.audience = 'collaborative' and edition.audience = 'collaborative'))
  then raise exception 'This figure is not released to the readers of the lesson.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger as_released before insert or update on lesson_figure for each row execute function keep_figure_as_released();
-- A withdrawn figure leaves every lesson in the withdrawal's own transaction, with its day. A correction deletes and writes again in one transaction, so it is none.
create function mark_figure_of_lessons() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update lesson_figure set withdrawn_at = now() where for_school_id = old.for_school_id and round_id = old.round_id and figure = old.figure and withdrawn_at is null;
  else
    update lesson_figure set withdrawn_at = null where for_school_id = new.for_school_id and round_id = new.round_id and figure = new.figure and withdrawn_at = now();
  end if;
  return null;
end $$;
create trigger of_lessons after insert or delete on released_figure for each row execute function mark_figure_of_lessons();

-- A study's lead says that a quote of a theme that is shared may stand in lessons, also in public ones: more than sharing it with the collaborative.
create table quote_release (
  study_id uuid not null, passage_id uuid not null, released_by uuid, released_at timestamptz not null default now(), primary key (study_id, passage_id),
  foreign key (study_id, passage_id) references theme_passage (study_id, id) on delete cascade);
call keep_for_study('quote_release', '{lead,staff,moderator,coder,reader}', '{lead}');
-- Collaborative-wide: the quotes of an edition, by the passage alone.
create table lesson_quote (
  edition_id uuid not null references lesson_edition on delete cascade, position int not null, of_study_id uuid not null, passage_id uuid not null, primary key (edition_id, position));
create index on lesson_quote (passage_id);
alter table lesson_quote enable row level security;
create policy readers_of_edition on lesson_quote for select to concord_app using (exists (select from lesson_edition e where e.id = edition_id));
create policy own_writes on lesson_quote for insert to concord_app with check (exists (select from lesson_edition e join lesson l on l.id = e.lesson_id where e.id = edition_id));
grant select, insert on lesson_quote to concord_app;
-- The words of quotes that may stand in a lesson today (those asked for by passage; null: all): released by the study's lead, of a theme that is shared with its quotes, of people who agree to be quoted
-- and read with other schools (theme_words_to_share), whose words nobody has to look at again. For whoever has a role somewhere; a visitor reads those alone that stand in a lesson for everybody.
-- It runs with its owner's rights, since nobody outside reads a study's rows.
create function released_quotes(of_passages uuid[]) returns table (study_id uuid, passage_id uuid, study text, is_sample boolean, claim text, words text)
stable language sql security definer set search_path = public, pg_temp as $$
  select w.study_id, w.id, s.title, s.is_sample, t.claim, w.words
  from quote_release q join theme_passage p on p.study_id = q.study_id and p.id = q.passage_id and not p.reworded join theme t on t.study_id = p.study_id and t.id = p.theme_id and t.set_aside_at is null
  join theme_share h on h.study_id = t.study_id and h.theme_id = t.id and h.with_quotes join study s on s.id = q.study_id
  join theme_words_to_share w on w.study_id = p.study_id and w.id = p.id
  where (of_passages is null or p.id = any (of_passages))
    and (has_role('operator') or exists (select from school_role r where r.person_id = own_person()) or exists (select from collaborative_role r where r.person_id = own_person())
      or exists (select from lesson_quote l join lesson_edition e on e.id = l.edition_id where l.passage_id = p.id and e.state = 'standing' and e.audience = 'public'))
  order by s.title, t.position, w.id
$$;
revoke execute on function released_quotes from public;
grant execute on function released_quotes to concord_app;
create function only_released_quotes() returns trigger language plpgsql as $$
begin
  if not exists (select from released_quotes(array[new.passage_id]) q where q.study_id = new.of_study_id) then raise exception 'This quote is not released for lessons.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger released before insert or update on lesson_quote for each row execute function only_released_quotes();
-- Public pages are kept in memory: whatever may take a quote away renews them, in its own transaction. It runs with its owner's rights, since whoever withdraws, or the job, reads no lesson.
create function renew_pages_with_quotes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from lesson_quote) then
    update public_version set version = version + 1;
    perform pg_notify('concord_public', '');
  end if;
  return null;
end $$;
do $$
declare name text;
begin
  foreach name in array array['withdrawal', 'consent', 'participant', 'theme_share', 'theme_passage', 'theme', 'quote_release'] loop
    execute format('create trigger renews_pages after insert or update or delete on %I for each statement execute function renew_pages_with_quotes()', name);
  end loop;
end $$;

-- Collaborative-wide: that another school, or a member without one, used a lesson; said under their name, once for each, and shown wherever the lesson is.
create table lesson_reuse (
  id uuid primary key default uuid_v7(), lesson_id uuid not null, by_school_id uuid references school on delete cascade, said_by uuid, person text, words text not null check (words <> '' and length(words) <= 1000),
  said_at timestamptz not null default now(), check (by_school_id is not null or person is not null));
create unique index once_a_school on lesson_reuse (lesson_id, by_school_id) where by_school_id is not null;
create unique index once_a_person on lesson_reuse (lesson_id, said_by) where by_school_id is null;
alter table lesson_reuse enable row level security;
create policy readers_of_lesson on lesson_reuse for select to concord_app using (exists (select from lesson_edition e where e.lesson_id = lesson_reuse.lesson_id and e.state = 'standing'));
create policy others_say on lesson_reuse to concord_app using (by_school_id = (select own_school()) or by_school_id is null and said_by = (select own_person())) with check (
  (by_school_id = (select own_school()) and (select has_role('lead', 'mapper', 'faculty', 'staff', 'operator')) or by_school_id is null and (select own_school()) is null and said_by = (select own_person()) and (select has_role('convener', 'steering-member')))
  and not exists (select from lesson l where l.id = lesson_reuse.lesson_id) and exists (select from lesson_edition e where e.lesson_id = lesson_reuse.lesson_id and e.state = 'standing'));
grant select, insert, update, delete on lesson_reuse to concord_app;
