-- What is asked of whoever has a place at an offering of faculty development, around it; and what was answered, apart from who answered. It extends what `evaluation` (0067, 0079) promises: several
-- askings, each with its closing time, and answers of one person side by side by a code that only they know.

-- Collaborative-wide. `occasion_id` is the date that decides who has a place. questions: [{id, words, about, points}], ordered words. design 'then-test': then and now are asked together, afterwards;
-- 'pre and post': once before and once after. The two are never pooled. shared_at: its figures, without any words, are read by whoever reads needs.
create table instrument (
  occasion_id uuid primary key references occasion on delete cascade, design text not null check (design in ('then-test', 'pre and post')), questions jsonb not null, kirkpatrick int not null check (kirkpatrick between 1 and 4),
  moore int not null check (moore between 1 and 7), shared_at timestamptz, made_at timestamptz not null default now(), changed_at timestamptz not null default now());
-- Collaborative-wide: when something is asked, and how many answered. Nothing that was answered is read before it closes, and nothing comes in after: so nobody sees what one more answer changes.
create table instrument_asking (
  occasion_id uuid not null references instrument on delete cascade, phase text not null check (phase in ('before', 'after', '3 months', '12 months')), opens_at timestamptz not null, closes_at timestamptz not null,
  answers int not null default 0, primary key (occasion_id, phase), check (closes_at > opens_at));
create index on instrument_asking (opens_at);
alter table instrument enable row level security;
alter table instrument_asking enable row level security;
create policy read on instrument for select to concord_app using (occasion_id in (select o.id from occasion o));
create policy read on instrument_asking for select to concord_app using (occasion_id in (select o.id from occasion o));
create policy run on instrument to concord_app using (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)))
  with check (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)));
create policy run on instrument_asking to concord_app using (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)))
  with check (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)));
create policy system on instrument for select to concord_system using (true);
create policy system on instrument_asking to concord_system using (true) with check (true);
grant select, delete, insert, update on instrument to concord_app;
grant select, delete, insert (occasion_id, phase, opens_at, closes_at), update (opens_at, closes_at) on instrument_asking to concord_app;
grant select on instrument to concord_system;
grant select, update (opens_at, closes_at) on instrument_asking to concord_system;
-- What was asked stays as it was asked once anybody answered; and an asking that has begun closes when it said that it would.
create function keep_instrument_as_asked() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'instrument' then
    if (tg_op = 'DELETE' or (new.design, new.questions) is distinct from (old.design, old.questions)) and exists (select from instrument_asking a where a.occasion_id = old.occasion_id and a.answers > 0)
      and exists (select from occasion o where o.id = old.occasion_id)
    then raise exception 'Somebody answered already.' using errcode = 'check_violation'; end if;
  elsif current_user = 'concord_app' and old.opens_at <= now() and (tg_op = 'DELETE' and old.answers > 0 and exists (select from occasion o where o.id = old.occasion_id)
    or tg_op = 'UPDATE' and (new.opens_at, new.closes_at) is distinct from (old.opens_at, old.closes_at))
  then raise exception 'What is asked already closes when it said that it would.' using errcode = 'check_violation'; end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger as_asked before update or delete on instrument for each row execute function keep_instrument_as_asked();
create trigger as_asked before update or delete on instrument_asking for each row execute function keep_instrument_as_asked();

-- Collaborative-wide: that somebody answered; that they were written to. Apart from it, without who and without a time, what was answered: no role reads these rows, only `instrument_rows` does.
-- code_hash: of the code that the person made up, so that their two answers can be put side by side; it is not the person.
create table instrument_turn (
  place_id uuid not null references place on delete cascade, phase text not null, primary key (place_id, phase));
create table instrument_mail (
  place_id uuid not null references place on delete cascade, phase text not null, kind text not null check (kind in ('ask', 'reminder')), sent_at timestamptz not null default now(), primary key (place_id, phase, kind));
create table instrument_answer (
  occasion_id uuid not null references occasion on delete cascade, phase text not null, id uuid not null default gen_random_uuid(), code_hash text, scales jsonb not null, texts jsonb not null, primary key (occasion_id, phase, id));
alter table instrument_turn enable row level security;
alter table instrument_mail enable row level security;
alter table instrument_answer enable row level security;
create policy own on instrument_turn for select to concord_app using (place_id in (select held_places()));
create policy system on instrument_turn for select to concord_system using (true);
grant select on instrument_turn to concord_app, concord_system;
create policy system on instrument_mail to concord_system using (true) with check (true);
grant select, insert, delete on instrument_mail to concord_system;
create policy nobody on instrument_answer for select using (false);

-- Keeps one answer of whoever holds a link of a confirmed place, while it is asked; 'gone' when the link opens nothing that is asked now, 'twice' when they answered. As in 0079 each answer comes in among
-- up to a hundred others of its asking, written anew together: neither where a row lies nor which transaction wrote it says more than "one of these". It runs with its owner's rights, so that who answered
-- stays apart from what.
create function answer_instrument(of_token_hash text, of_phase text, of_code text, of_scales jsonb, of_texts jsonb) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare p place; hash text;
begin
  select p2.* into p from place_link l join place p2 on p2.id = l.place_id where l.token_hash = of_token_hash and p2.state = 'confirmed';
  if p.id is null or not exists (select from instrument_asking a where a.occasion_id = p.occasion_id and a.phase = of_phase and a.opens_at <= now() and a.closes_at > now() for update)
    or exists (select from occasion o where o.id = p.occasion_id and o.status = 'cancelled') then return 'gone'; end if;
  insert into instrument_turn (place_id, phase) values (p.id, of_phase) on conflict do nothing;
  if not found then return 'twice'; end if;
  hash := case when of_code <> '' then encode(sha256(convert_to(p.occasion_id::text || ':' || of_code, 'UTF8')), 'hex') end;
  with drawn as (select r.id from instrument_answer r where r.occasion_id = p.occasion_id and r.phase = of_phase order by random() limit 100),
    others as (delete from instrument_answer r where r.occasion_id = p.occasion_id and r.phase = of_phase and r.id in (select id from drawn) returning r.code_hash, r.scales, r.texts),
    together as (select gen_random_uuid() as id, a.* from (select code_hash, scales, texts from others union all select hash, of_scales, of_texts) a)
  insert into instrument_answer (occasion_id, phase, id, code_hash, scales, texts) select p.occasion_id, of_phase, id, code_hash, scales, texts from together order by id;
  update instrument_asking set answers = answers + 1 where occasion_id = p.occasion_id and phase = of_phase;
  insert into collaborative_event (actor, verb, subject, subject_id) values ('visitor', 'answer', 'instrument', p.occasion_id::text);
  return 'kept';
end $$;

-- What was answered, in no order, once an asking closed with five answers or more: pairs of one code ('pair': before and after) where five can be joined, 'then-test' with then and now of one answer,
-- 'follow-up' with what became of an intention, and words ('words', in `after`) apart from all of these. Of pre and post only pairs are answered, so that nobody subtracts them from the rest. For those who run
-- the occasion; once it is shared also for whoever reads needs, without words. It runs with its owner's rights, since no role reads answers.
create function instrument_rows(of_occasion uuid) returns table (part text, phase text, before jsonb, after jsonb) language sql volatile security definer set search_path = public, pg_temp as $$
  with i as (select i.occasion_id, i.design, runs_occasion(o.by_school_id, o.host_id) as runs from instrument i join occasion o on o.id = i.occasion_id
      where i.occasion_id = of_occasion and (runs_occasion(o.by_school_id, o.host_id) or i.shared_at is not null and reads_needs())),
    closed as (select r.phase, r.id, r.code_hash, r.scales, r.texts, i.design, i.runs from i join instrument_asking a on a.occasion_id = i.occasion_id and a.closes_at <= now() and a.answers >= 5
      join instrument_answer r on r.occasion_id = a.occasion_id and r.phase = a.phase),
    once as (select c.* from closed c where c.code_hash is not null and 1 = (select count(*) from closed d where d.phase = c.phase and d.code_hash = c.code_hash)),
    pairs as (select b.scales as before, a.scales as after from once b join once a on a.code_hash = b.code_hash and a.phase = 'after' where b.phase = 'before' and b.design = 'pre and post')
  select q.* from (
    select 'pair' as part, 'after' as phase, p.before, p.after from pairs p where (select count(*) from pairs) >= 5
    union all select 'then-test', c.phase, null, c.scales from closed c where c.design = 'then-test' and c.phase = 'after'
    union all select 'follow-up', c.phase, null, c.scales from closed c where c.phase in ('3 months', '12 months')
    union all select 'words', c.phase, null, t.said from closed c cross join lateral (select jsonb_build_object(e.key, e.value) as said from jsonb_each(c.texts) e) t where c.runs) q
  order by random()
$$;
revoke execute on function answer_instrument, instrument_rows from public;
grant execute on function answer_instrument, instrument_rows to concord_app;

-- Collaborative-wide: that a programme answers a need. It names the programme without a key, since a link says nothing of a programme that is no more: readers see it with a programme that they may read.
create table need_programme (
  need_id uuid not null references need on delete cascade, programme_id uuid not null, linked_by uuid references person on delete set null, linked_at timestamptz not null default now(), primary key (need_id, programme_id));
create index on need_programme (programme_id);
alter table need_programme enable row level security;
create policy readers_of_need on need_programme for select to concord_app using (need_id in (select n.id from need n));
create policy linked on need_programme for insert to concord_app with check (need_id in (select n.id from need n where n.ended is null and (writes_need(n.of_school_id) or n.shown_at is not null and (select has_role('convener')))));
create policy unlinked on need_programme for delete to concord_app using (need_id in (select n.id from need n where writes_need(n.of_school_id) or n.shown_at is not null and (select has_role('convener'))));
grant select, insert, delete on need_programme to concord_app;
