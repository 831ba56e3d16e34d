-- A school that is not named is not found out by who is left: who reviewed or used its lesson is another school, so that is counted and not named. A figure is shown as far as the terms of its round
-- allow today, a quote while consent allows it today. And who is told what, once.

-- What lists are narrowed by, apart from the texts: a list of hundreds reads no text that it does not show.
alter table lesson_edition add column again text generated always as (said->>'again') stored, add column barriers jsonb generated always as (said->'barriers') stored,
  add column competencies jsonb generated always as (said->'competencies') stored, add column material text generated always as (said->>'material') stored;
create index on lesson_edition (stands_since desc) where state = 'standing';
create or replace function keep_edition_as_it_was() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> (case new.audience when 'public' then 'asked' else 'standing' end) then raise exception 'An edition for everybody is read by another school first.' using errcode = 'check_violation'; end if;
    return new;
  end if;
  -- What is generated is not there yet.
  if (to_jsonb(new) - '{state,stands_since,ended_at,material_item_id,material_number,title,kind,search,again,barriers,competencies,material}'::text[]) <> (to_jsonb(old) - '{state,stands_since,ended_at,material_item_id,material_number,title,kind,search,again,barriers,competencies,material}'::text[]) then raise exception 'An edition is not changed.' using errcode = 'check_violation'; end if;
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

alter table lesson_edition add constraint named_with_school check (author is null or named_school_id is not null);
drop policy readers_read on lesson_review;
create policy readers_read on lesson_review for select to concord_app using
  (verdict = 'stands' and exists (select from lesson_edition e where e.id = edition_id and e.named_school_id is not null));
drop policy readers_of_lesson on lesson_reuse;
create policy readers_of_lesson on lesson_reuse for select to concord_app using
  (exists (select from lesson_edition e where e.lesson_id = lesson_reuse.lesson_id and e.state = 'standing' and e.named_school_id is not null));
create policy own_lesson on lesson_reuse for select to concord_app using (exists (select from lesson l where l.id = lesson_reuse.lesson_id));
-- How many schools used a lesson that stands for whoever asks. It runs with its owner's rights, since of an unnamed one nobody reads which.
create function lesson_uses(of_lesson uuid) returns int stable language sql security definer set search_path = public, pg_temp as $$
  select count(distinct r.by_school_id)::int from lesson_reuse r where r.lesson_id = of_lesson and exists (select from lesson_edition e where e.lesson_id = of_lesson and e.state = 'standing'
    and (e.audience = 'public' or own_school() is not null or has_role('convener', 'steering-member', 'auditor', 'operator')))
$$;
revoke execute on function lesson_uses from public;
grant execute on function lesson_uses to concord_app;
-- Nobody of the school that wrote a lesson says that it was used, for whichever school they act, or for none.
drop policy others_say on lesson_reuse;
create policy others_say on lesson_reuse to concord_app using (by_school_id = (select own_school()) or by_school_id is null and said_by = (select own_person())) with check (
  (by_school_id = (select own_school()) and (select has_role('lead', 'mapper', 'faculty', 'staff', 'operator')) or by_school_id is null and (select own_school()) is null and said_by = (select own_person()) and (select has_role('convener', 'steering-member')))
  and not exists (select from lesson l where l.id = lesson_reuse.lesson_id) and not is_lesson_of_own_people(lesson_reuse.lesson_id)
  and exists (select from lesson_edition e where e.lesson_id = lesson_reuse.lesson_id and e.state = 'standing'));

-- To whom a figure of a school may be shown by name, as the terms of its round stand: null while they do not, while they allow less, or once the school left. It runs with its owner's rights: visitors
-- read no rounds, and it says a word of what the collaborative agreed.
create function named_audience(of_round uuid, of_school uuid, of_figure text) returns text stable language sql security definer set search_path = public, pg_temp as $$
  select f.audience from round_terms t join mapping_round r on r.id = t.round_id and r.status <> 'draft'
  join round_terms_figure f on f.terms_id = t.id and f.figure = split_part(of_figure, '/', 1) and f.form = 'named'
  where t.round_id = of_round and t.version = (select max(l.version) from round_terms l where l.round_id = of_round)
    and exists (select from round_school s where s.round_id = of_round and s.for_school_id = of_school and s.left_at is null)
    and not exists (select from round_school s where s.round_id = of_round and s.left_at is null
      and not exists (select from terms_answer a where a.terms_id = t.id and a.for_school_id = s.for_school_id and a.answer = 'accepted'))
$$;
revoke execute on function named_audience from public;
grant execute on function named_audience to concord_app;
-- Public pages are kept in memory: other terms renew them, in their own transaction.
create function renew_pages_with_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from lesson_figure) then
    update public_version set version = version + 1;
    perform pg_notify('concord_public', '');
  end if;
  return null;
end $$;
do $$
declare name text;
begin
  foreach name in array array['round_terms', 'round_terms_figure', 'terms_answer', 'round_school', 'mapping_round'] loop
    execute format('create trigger renews_pages after insert or update or delete on %I for each statement execute function renew_pages_with_figures()', name);
  end loop;
end $$;

-- As in 0075, and each participant who speaks in it agrees by a consent of today or before: what a lesson shows to everybody waits for no time zone.
create or replace function released_quotes(of_passages uuid[]) returns table (study_id uuid, passage_id uuid, study text, is_sample boolean, claim text, words text)
stable language sql security definer set search_path = public, pg_temp as $$
  select w.study_id, w.id, s.title, s.is_sample, t.claim, w.words
  from quote_release q join theme_passage p on p.study_id = q.study_id and p.id = q.passage_id and not p.reworded join theme t on t.study_id = p.study_id and t.id = p.theme_id and t.set_aside_at is null
  join theme_share h on h.study_id = t.study_id and h.theme_id = t.id and h.with_quotes join study s on s.id = q.study_id
  join theme_words_to_share w on w.study_id = p.study_id and w.id = p.id
  where (of_passages is null or p.id = any (of_passages))
    and not exists (select from transcript_turn u where u.study_id = p.study_id and u.text_id = p.text_id and u.begins < p.ends and u.ends > p.begins and u.kind = 'participant'
      and not coalesce((select c.granted @> array['take part', 'quote', 'cross-school analysis'] from consent c where c.study_id = u.study_id and c.participant_id = u.participant_id
        and c.given_on <= current_date order by c.given_on desc, c.id desc limit 1), false))
    and (has_role('operator') or exists (select from school_role r where r.person_id = own_person()) or exists (select from collaborative_role r where r.person_id = own_person())
      or exists (select from lesson_quote l join lesson_edition e on e.id = l.edition_id where l.passage_id = p.id and e.state = 'standing' and e.audience = 'public'))
  order by s.title, t.position, w.id
$$;

-- Collaborative-wide, for the system alone: who was told what of an edition, and of which of its figures (`part`), so that nobody is told twice.
create table lesson_mail (
  edition_id uuid not null references lesson_edition on delete cascade, person_id uuid not null references person on delete cascade, kind text not null check (kind in ('ask', 'answer', 'figure')),
  part int not null default 0, told_at timestamptz not null default now(), primary key (edition_id, person_id, kind, part));
create index on lesson_mail (person_id);
call keep_for_system('lesson_mail');
-- The job knows whose lesson it is and what became of it, and nothing of what it says but the title.
create policy system on lesson for select to concord_system using (true);
create policy system on lesson_edition for select to concord_system using (true);
create policy system on lesson_review for select to concord_system using (true);
create policy system on lesson_figure for select to concord_system using (true);
grant select (school_id, id, begun_by, changed_by) on lesson to concord_system;
grant select (id, lesson_id, slug, title, number, audience, state, named_school_id, is_sample, given_at) on lesson_edition to concord_system;
grant select (edition_id, by_school_id, verdict, reviewed_at) on lesson_review to concord_system;
grant select (edition_id, position, figure, cell, withdrawn_at) on lesson_figure to concord_system;
